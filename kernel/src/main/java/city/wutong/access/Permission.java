package city.wutong.access;

import city.wutong.text.Text;
import java.util.Locale;

/// What somebody can be allowed to do: all of it, so that this page says what roles are made of.
/// Which entities and attributes a permission means is said by the [Holding] it comes from.
public enum Permission {
    READ_CONTEXT("查看城市现状与历史", "See entities, their history and what happens"),
    WRITE_CONTEXT("更改实体", "Create, change and delete entities"),
    PURGE_CONTEXT("批量清除实体", "Purge many entities at once"),
    HOST_CONTEXTS("维护 @context", "Host and delete @contexts"),
    LIFT_MASKS("按目的解除脱敏", "Lift masks for a stated purpose"),
    ACKNOWLEDGE_ALERTS("确认预警", "Acknowledge alerts"),
    EDIT_RULES("编辑规则", "Make, change, try and switch rules"),
    READ_CASES("查看案件", "See cases and their evidence"),
    OPEN_CASES("立案", "Open cases"),
    WORK_ON_CASES("办理案件", "Act and comment on cases, add evidence"),
    READ_INDICES("查看指标", "See indices"),
    SET_CITY_CLOCK("设置城市时钟与回放", "Set the city clock, start replays"),
    OPERATE("运行维护", "See measures and run the system"),
    MANAGE_ACCOUNTS("管理账号与组织", "Make, lock and reset accounts; departments, posts, duty"),
    MANAGE_NOTIFICATIONS("管理通知", "Say who is notified of alerts, and by which channels"),
    GRANT_ROLES("授予角色", "Grant and revoke roles"),
    MANAGE_KEYS("管理接口密钥", "Make and revoke API keys and clients"),
    EXERCISE_RIGHTS("办理个人信息权利请求", "Export and erase a person's data on request"),
    READ_AUDIT("查看审计", "Read and export the audit log");

    private final Text text;

    Permission(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /// For people.
    public Text text() {
        return text;
    }

    /// As scenarios and the API write it, e.g. `read-context`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
