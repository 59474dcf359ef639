package city.wutong.alert;

import city.wutong.refusal.Reason;

/// Why what somebody wants done with an alert is refused.
public enum AlertReason implements Reason {
    TEXT_LENGTH(
            Family.BAD_REQUEST_DATA,
            "alert.text-length",
            "{0} has {1} characters; allowed are 1 to {2}.",
            "{0} 有 {1} 个字符，应为 1 至 {2} 个。"),
    COMMENTS_FULL(
            Family.CONFLICT,
            "alert.comments-full",
            "Alert {0} has {1} comments; that is all it takes. Write on in its case.",
            "预警 {0} 已有 {1} 条评论，不能再添加。请在其案件中继续记录。"),
    MUTE_TIME(
            Family.BAD_REQUEST_DATA,
            "alert.mute-time",
            "{0} is no time to mute until: it must come after {1}, within {2} days.",
            "不能静音到 {0}：应晚于 {1}，且在 {2} 天之内。"),
    ACKNOWLEDGED(
            Family.CONFLICT,
            "alert.acknowledged",
            "Alert {0} was acknowledged by {1} already. Write a comment instead.",
            "预警 {0} 已由 {1} 确认。请改为发表评论。"),
    ASSIGNEE_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "alert.assignee-unknown",
            "There is no account {0} that could look after an alert. Leave \"to\" out to take it yourself.",
            "没有可以处理预警的账号 {0}。省略 \"to\" 即由您本人认领。");

    private final Words words;

    AlertReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
