package city.wutong.notification;

import city.wutong.refusal.Reason;

/// Why something about notifications is refused.
public enum NotificationReason implements Reason {
    FIELD(
            Family.BAD_REQUEST_DATA,
            "notification.field",
            "The field {0} is {1}. Allowed: {2}.",
            "字段 {0} 为 {1}。允许：{2}。"),
    FIELD_MISSING(
            Family.BAD_REQUEST_DATA,
            "notification.field-missing",
            "The field {0} is missing. Allowed: {1}.",
            "缺少字段 {0}。允许：{1}。"),
    FIELD_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "notification.field-unknown",
            "The field {0} is unknown here. Allowed: {1}.",
            "此处没有字段 {0}。允许：{1}。"),
    ROUTE_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "notification.route-unknown",
            "There is no notification route {0}.",
            "没有通知路由 {0}。"),
    CHANNEL_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "notification.channel-unknown",
            "There is no notification channel {0}.",
            "没有通知渠道 {0}。"),
    CHANNEL_NEEDS_ADDRESS(
            Family.BAD_REQUEST_DATA,
            "notification.channel-needs-address",
            "The channel {0} sends e-mail: its steps name an address, such as duty@example.org, and no account, role or"
                    + " post, of which no address is kept.",
            "渠道 {0} 发送电子邮件：其步骤应给出地址，如 duty@example.org，而不能是账号、角色或岗位，系统不保存它们的地址。"),
    CHANNEL_NEEDS_PEOPLE(
            Family.BAD_REQUEST_DATA,
            "notification.channel-needs-people",
            "The channel {0} shows notices in the console: its steps name an account, a role or a post, and no address.",
            "渠道 {0} 在控制台显示通知：其步骤应为账号、角色或岗位，而不能是地址。"),
    CHANNEL_IN_USE(
            Family.CONFLICT,
            "notification.channel-in-use",
            "The channel {0} is used by the route {1}, which is to be changed first.",
            "渠道 {0} 正被路由 {1} 使用，请先更改该路由。"),
    CHANNEL_KIND_FIXED(
            Family.CONFLICT,
            "notification.channel-kind-fixed",
            "A channel stays of the kind {0}: add another one.",
            "渠道类型 {0} 不能更改，请另行新增。"),
    FULL(
            Family.FULL,
            "notification.full",
            "There are {0} already, which is as many as there may be.",
            "已有 {0} 个，达到上限。"),
    NOTIFICATION_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "notification.unknown",
            "There is no notification {0}.",
            "没有通知 {0}。"),
    NOT_FAILED(
            Family.CONFLICT,
            "notification.not-failed",
            "The notification {0} has not failed: only what has failed is sent again.",
            "通知 {0} 并未失败：只有失败的通知可以重发。"),
    NOT_KEPT(
            Family.BUSY,
            "notification.not-kept",
            "The database cannot be reached. Nothing was changed.",
            "数据库无法访问，未作任何更改。");

    private final Words words;

    NotificationReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
