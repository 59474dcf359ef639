package city.wutong.audit;

import city.wutong.refusal.Reason;

/// Why the audit log cannot be written or read.
public enum AuditReason implements Reason {
    NOT_WRITTEN(
            Family.BUSY,
            "audit.not-written",
            "The audit log cannot be written now, so nothing was done. Try again in a moment.",
            "审计日志暂时无法写入，因此未执行任何操作。请稍后重试。"),
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
