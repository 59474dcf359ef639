package city.wutong.access;

import static city.wutong.access.Permission.ACKNOWLEDGE_ALERTS;
import static city.wutong.access.Permission.EXERCISE_RIGHTS;
import static city.wutong.access.Permission.GRANT_ROLES;
import static city.wutong.access.Permission.HOST_CONTEXTS;
import static city.wutong.access.Permission.LIFT_MASKS;
import static city.wutong.access.Permission.MANAGE_ACCOUNTS;
import static city.wutong.access.Permission.MANAGE_KEYS;
import static city.wutong.access.Permission.OPEN_CASES;
import static city.wutong.access.Permission.OPERATE;
import static city.wutong.access.Permission.PURGE_CONTEXT;
import static city.wutong.access.Permission.READ_AUDIT;
import static city.wutong.access.Permission.READ_CASES;
import static city.wutong.access.Permission.READ_CONTEXT;
import static city.wutong.access.Permission.READ_INDICES;
import static city.wutong.access.Permission.WORK_ON_CASES;
import static city.wutong.access.Permission.WRITE_CONTEXT;

import city.wutong.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The roles that come with Wutong; scenarios declare others.
public final class BuiltInRoles {
    public static final Role SYSTEM_ADMIN =
            administration(
                    "system-admin",
                    new Text("系统管理员", "System administrator"),
                    Set.of(OPERATE, MANAGE_ACCOUNTS),
                    Administration.SYSTEM);
    public static final Role SECURITY_ADMIN =
            administration(
                    "security-admin",
                    new Text("安全管理员", "Security administrator"),
                    Set.of(GRANT_ROLES, MANAGE_KEYS),
                    Administration.SECURITY);
    public static final Role AUDIT_ADMIN =
            administration(
                    "audit-admin",
                    new Text("审计管理员", "Audit administrator"),
                    Set.of(READ_AUDIT),
                    Administration.AUDIT);
    public static final Role PRIVACY_OFFICER =
            role(
                    "privacy-officer",
                    new Text("个人信息保护专员", "Privacy officer"),
                    Set.of(EXERCISE_RIGHTS),
                    Sensitivity.OPEN);
    public static final Role DUTY_OFFICER =
            role(
                    "duty-officer",
                    new Text("值班员", "Duty officer"),
                    Set.of(
                            READ_CONTEXT,
                            LIFT_MASKS,
                            ACKNOWLEDGE_ALERTS,
                            READ_CASES,
                            OPEN_CASES,
                            WORK_ON_CASES,
                            READ_INDICES),
                    Sensitivity.INTERNAL);
    public static final Role HANDLER =
            role(
                    "handler",
                    new Text("经办人", "Handler"),
                    Set.of(READ_CONTEXT, READ_CASES, WORK_ON_CASES, READ_INDICES),
                    Sensitivity.INTERNAL);
    public static final Role GRID_WORKER =
            role(
                    "grid-worker",
                    new Text("网格员", "Grid worker"),
                    Set.of(READ_CONTEXT, READ_CASES, OPEN_CASES, WORK_ON_CASES),
                    Sensitivity.INTERNAL);
    public static final Role LEADER =
            role(
                    "leader",
                    new Text("领导", "Leader"),
                    Set.of(READ_CONTEXT, READ_CASES, READ_INDICES),
                    Sensitivity.INTERNAL);
    public static final Role INTEGRATOR =
            role(
                    "integrator",
                    new Text("集成", "Integrator"),
                    Set.of(READ_CONTEXT, WRITE_CONTEXT, PURGE_CONTEXT, HOST_CONTEXTS),
                    Sensitivity.INTERNAL);
    public static final Role RESIDENT =
            role("resident", new Text("居民", "Resident"), Set.of(), Sensitivity.OPEN);

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
                    INTEGRATOR,
                    RESIDENT);

    private BuiltInRoles() {}

    public static Optional<Role> of(String id) {
        return ALL.stream().filter(role -> role.id().equals(id)).findFirst();
    }

    private static Role role(String id, Text name, Set<Permission> opens, Sensitivity clear) {
        return new Role(
                id,
                name,
                opens,
                opens.contains(READ_CONTEXT) ? TypeScope.EVERY : TypeScope.NONE,
                opens.contains(WRITE_CONTEXT) ? TypeScope.EVERY : TypeScope.NONE,
                clear,
                Optional.empty());
    }

    private static Role administration(
            String id, Text name, Set<Permission> opens, Administration administration) {
        return new Role(
                id,
                name,
                opens,
                TypeScope.NONE,
                TypeScope.NONE,
                Sensitivity.OPEN,
                Optional.of(administration));
    }
}
