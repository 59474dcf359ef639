package city.wutong.audit;

import city.wutong.refusal.Reason;

/// Why the audit log cannot be written or read.
public enum AuditReason implements Reason {
    /// Not 503: that means that nothing was done.
    NOT_WRITTEN(
            Family.INTERNAL_ERROR,
            "audit.not-written",
            "It may have been done, but it could not be written to the audit log. Look at how things are before"
                    + " you ask again.",
            "操作可能已经生效，但无法写入审计日志。请先查看现状，再决定是否重试。"),
    NOT_READ(
            Family.BUSY,
            "audit.not-read",
            "The audit log cannot be read now. Try again, or ask for a shorter time.",
            "审计日志暂时无法读取。请稍后重试，或缩短查询时段。"),
    VERIFYING(
            Family.BUSY,
            "audit.verifying",
            "The audit log is being verified already. Wait until that is done.",
            "审计日志正在校验中，请等待完成。");

    private final Words words;

    AuditReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
