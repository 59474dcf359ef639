package city.wutong.access;

import static city.wutong.access.Permission.ACKNOWLEDGE_ALERTS;
import static city.wutong.access.Permission.EDIT_RULES;
import static city.wutong.access.Permission.EXERCISE_RIGHTS;
import static city.wutong.access.Permission.GRANT_ROLES;
import static city.wutong.access.Permission.HOST_CONTEXTS;
import static city.wutong.access.Permission.LIFT_MASKS;
import static city.wutong.access.Permission.MANAGE_ACCOUNTS;
import static city.wutong.access.Permission.MANAGE_KEYS;
import static city.wutong.access.Permission.MANAGE_NOTIFICATIONS;
import static city.wutong.access.Permission.OPEN_CASES;
import static city.wutong.access.Permission.OPERATE;
import static city.wutong.access.Permission.PURGE_CONTEXT;
import static city.wutong.access.Permission.READ_AUDIT;
import static city.wutong.access.Permission.READ_CASES;
import static city.wutong.access.Permission.READ_CONTEXT;
import static city.wutong.access.Permission.READ_INDICES;
import static city.wutong.access.Permission.SET_CITY_CLOCK;
import static city.wutong.access.Permission.WORK_ON_CASES;
import static city.wutong.access.Permission.WRITE_CONTEXT;

import city.wutong.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The roles that come with Wutong. All who see entities see what is internal as it is, and what is
/// more sensitive masked or not at all.
public final class BuiltInRoles {
    public static final Role SYSTEM_ADMIN =
            administrator(
                    "system-admin",
                    new Text("系统管理员", "System administrator"),
                    Administration.SYSTEM,
                    OPERATE,
                    MANAGE_ACCOUNTS,
                    MANAGE_NOTIFICATIONS);
    public static final Role SECURITY_ADMIN =
            administrator(
                    "security-admin",
                    new Text("安全管理员", "Security administrator"),
                    Administration.SECURITY,
                    GRANT_ROLES,
                    MANAGE_KEYS);
    public static final Role AUDIT_ADMIN =
            administrator(
                    "audit-admin",
                    new Text("审计管理员", "Audit administrator"),
                    Administration.AUDIT,
                    READ_AUDIT);
    public static final Role PRIVACY_OFFICER =
            role(
                    "privacy-officer",
                    new Text("个人信息保护负责人", "Privacy officer"),
                    TypeScope.NONE,
                    EXERCISE_RIGHTS);
    public static final Role DUTY_OFFICER =
            role(
                    "duty-officer",
                    new Text("值班员", "Duty officer"),
                    TypeScope.NONE,
                    READ_CONTEXT,
                    LIFT_MASKS,
                    ACKNOWLEDGE_ALERTS,
                    READ_CASES,
                    OPEN_CASES,
                    WORK_ON_CASES,
                    READ_INDICES);
    public static final Role HANDLER =
            role(
                    "handler",
                    new Text("经办人", "Handler"),
                    TypeScope.NONE,
                    READ_CONTEXT,
                    READ_CASES,
                    WORK_ON_CASES,
                    READ_INDICES);
    public static final Role GRID_WORKER =
            role(
                    "grid-worker",
                    new Text("网格员", "Grid worker"),
                    TypeScope.NONE,
                    READ_CONTEXT,
                    READ_CASES,
                    OPEN_CASES,
                    WORK_ON_CASES);
    public static final Role LEADER =
            role(
                    "leader",
                    new Text("领导", "Leader"),
                    TypeScope.NONE,
                    READ_CONTEXT,
                    READ_CASES,
                    READ_INDICES);

    /// What the console calls the places that people draw for rules to name.
    private static final String GEO_FENCE = "https://uri.etsi.org/ngsi-ld/default-context/GeoFence";

    /// What rules do they do to the whole tenant: only who holds this everywhere may change them.
    /// Draws the geo-fences that they name.
    public static final Role RULE_EDITOR =
            role(
                    "rule-editor",
                    new Text("规则编辑", "Rule editor"),
                    TypeScope.of(Set.of(GEO_FENCE)),
                    READ_CONTEXT,
                    WRITE_CONTEXT,
                    EDIT_RULES);

    public static final Role INTEGRATOR =
            role(
                    "integrator",
                    new Text("系统集成", "Integrator"),
                    TypeScope.EVERY,
                    READ_CONTEXT,
                    WRITE_CONTEXT,
                    PURGE_CONTEXT,
                    HOST_CONTEXTS);

    /// What a program holds that collects measures; no administration, for it changes nothing.
    public static final Role MONITOR =
            role("monitor", new Text("监控", "Monitor"), TypeScope.NONE, OPERATE);

    /// What a program holds that plays recorded readings by the city clock.
    public static final Role REPLAYER =
            role(
                    "replayer",
                    new Text("回放", "Replayer"),
                    TypeScope.EVERY,
                    READ_CONTEXT,
                    WRITE_CONTEXT,
                    SET_CITY_CLOCK);

    public static final Role RESIDENT =
            new Role(
                    "resident",
                    new Text("居民", "Resident"),
                    Set.of(),
                    TypeScope.NONE,
                    TypeScope.NONE,
                    Sensitivity.OPEN,
                    Optional.empty());

    /// All of them.
    public static final List<Role> ALL =
            List.of(
                    SYSTEM_ADMIN,
                    SECURITY_ADMIN,
                    AUDIT_ADMIN,
                    PRIVACY_OFFICER,
                    DUTY_OFFICER,
                    HANDLER,
                    GRID_WORKER,
                    LEADER,
                    RULE_EDITOR,
                    INTEGRATOR,
                    MONITOR,
                    REPLAYER,
                    RESIDENT);

    private BuiltInRoles() {}

    private static Role administrator(
            String id, Text name, Administration administration, Permission... opens) {
        return new Role(
                id,
                name,
                Set.of(opens),
                TypeScope.NONE,
                TypeScope.NONE,
                Sensitivity.OPEN,
                Optional.of(administration));
    }

    private static Role role(String id, Text name, TypeScope writes, Permission... opens) {
        var all = Set.of(opens);
        boolean isOfTheCity = all.contains(READ_CONTEXT);
        return new Role(
                id,
                name,
                all,
                isOfTheCity ? TypeScope.EVERY : TypeScope.NONE,
                writes,
                isOfTheCity ? Sensitivity.INTERNAL : Sensitivity.OPEN,
                Optional.empty());
    }
}
