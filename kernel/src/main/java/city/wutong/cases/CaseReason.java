package city.wutong.cases;

import city.wutong.refusal.Reason;

/// Why a command on a case is refused.
public enum CaseReason implements Reason {
    CASE_UNKNOWN(Family.RESOURCE_NOT_FOUND, "case.unknown", "There is no case {0}.", "没有案件 {0}。"),
    TYPE_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "case.type-unknown",
            "There is no case type {0}. GET /api/case-types lists them.",
            "没有案件类型 {0}。GET /api/case-types 可列出全部类型。"),
    SUBJECT_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "case.subject-unknown",
            "There is no entity {0} that a case could be about.",
            "没有可供立案的实体 {0}。"),
    ACTION_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "case.action-unknown",
            "A case of this type has no action {0}. It has: {1}.",
            "该类型的案件没有操作 {0}。可用操作：{1}。"),
    NOT_NOW(
            Family.CONFLICT,
            "case.not-now",
            "{0} is not possible while the case is {1}. Possible now: {2}.",
            "案件处于 {1} 状态时不能执行 {0}。当前可用：{2}。"),
    MOVED_ON(
            Family.CONFLICT,
            "case.moved-on",
            "Somebody was faster: the case has {0} events, you had seen {1}. The last one: {2} by {3}. Look at it"
                    + " again.",
            "他人已先行操作：案件已有 {0} 条记录，您看到的是 {1} 条。最近一条：{3} 执行了 {2}。请重新查看。"),
    CLOSED(Family.CONFLICT, "case.closed", "Case {0} is closed.", "案件 {0} 已办结。"),
    NOTE_MISSING(
            Family.BAD_REQUEST_DATA,
            "case.note-missing",
            "{0} needs a note: give \"note\", 1 to {1} characters.",
            "{0} 需要说明：请填写 \"note\"，1 至 {1} 个字符。"),
    NOTE_TOO_MUCH(
            Family.BAD_REQUEST_DATA,
            "case.note-too-much",
            "The note of {0} has {1} characters; allowed are {2}.",
            "{0} 的说明有 {1} 个字符，最多允许 {2} 个。"),
    NOT_YOURS(
            Family.FORBIDDEN,
            "case.not-yours",
            "Your roles do not let you do this with this case: they are for other areas or types.",
            "您的角色不允许对该案件执行此操作：其适用区域或类型不同。"),
    ROLE_NEEDED(
            Family.FORBIDDEN,
            "case.role-needed",
            "{0} is done by whoever holds the role {1} for this case.",
            "{0} 只能由对该案件持有角色 {1} 的人执行。"),
    EVIDENCE_COUNT(
            Family.BAD_REQUEST_DATA,
            "case.evidence-count",
            "{0} takes {1} to {2} pieces of evidence, not {3}.",
            "{0} 需要 {1} 至 {2} 份证据，当前为 {3} 份。"),
    EVIDENCE_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "case.evidence-unknown",
            "There is no evidence with the SHA-256 {0}. Send it by POST /api/evidence first.",
            "没有 SHA-256 为 {0} 的证据。请先通过 POST /api/evidence 上传。"),
    PHOTO_UNREADABLE(
            Family.BAD_REQUEST_DATA,
            "evidence.photo-unreadable",
            "This is no whole {0}: {1}.",
            "该 {0} 文件不完整：{1}。"),
    PHOTO_TOO_LARGE(
            Family.TOO_LARGE,
            "evidence.photo-too-large",
            "The photograph has {0} × {1} pixels; at most {2} in all are taken.",
            "照片为 {0} × {1} 像素；总像素最多 {2}。"),
    EVIDENCE_GONE(
            Family.RESOURCE_NOT_FOUND,
            "evidence.unknown",
            "There is no evidence with the SHA-256 {0}.",
            "没有 SHA-256 为 {0} 的证据。");

    private final Words words;

    CaseReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
