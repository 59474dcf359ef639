package city.wutong.rule;

import city.wutong.refusal.Reason;

/// Why rules are not shown, changed or tried.
public enum RuleReason implements Reason {
    UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "rule.unknown",
            "There is no rule {0}. GET /api/rules lists them.",
            "没有规则 {0}。GET /api/rules 列出全部规则。"),
    VERSION_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "rule.version-unknown",
            "The rule {0} has no version {1} that has a text.",
            "规则 {0} 没有带正文的版本 {1}。"),
    SCENARIO_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "rule.scenario-unknown",
            "No scenario {0} is switched on. GET /api/scenarios lists those that are.",
            "没有启用场景 {0}。GET /api/scenarios 列出已启用的场景。"),
    MISTAKEN(
            Family.BAD_REQUEST_DATA,
            "rule.mistaken",
            "The rule cannot be understood. Its mistakes are listed, each with its line and column.",
            "规则无法理解。已列出各处错误及其行、列。"),
    NAME_DIFFERS(
            Family.BAD_REQUEST_DATA,
            "rule.name-differs",
            "The text is of the rule {0}, but it was sent to {1}. Make them the same.",
            "正文是规则 {0}，却发往 {1}。请使两者一致。"),
    MASKED(
            Family.FORBIDDEN,
            "rule.masked",
            "The rule speaks of {0}, which you do not see as it is everywhere: its alerts would tell you.",
            "规则涉及 {0}，而您并非处处可见其原值：预警会透露它。"),
    NOTHING_TO_REMOVE(
            Family.CONFLICT,
            "rule.nothing-to-remove",
            "The rule {0} stands as its scenario has it: there is nothing of the city's own to remove."
                    + " Switch it off instead.",
            "规则 {0} 即场景所定，没有本市自己的版本可删。可改为停用。"),
    FULL(Family.FULL, "rule.full", "No more than {0} {1} are kept.", "最多保存 {0} 个{1}。"),
    BUSY(
            Family.BUSY,
            "rule.busy",
            "The rules are busy and have not answered yet: what was asked may still be done. Look again in a"
                    + " moment.",
            "规则引擎繁忙，尚未答复：所请求的操作仍可能完成。请稍后查看。"),
    TRIAL_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "rule.trial-unknown",
            "There is no trial {0}: only the newest are kept.",
            "没有试运行 {0}：只保留最近的若干个。"),
    TRACE_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "rule.trace-unknown",
            "The rule {0} is not traced for {1}. Switch it on first.",
            "规则 {0} 没有对 {1} 进行跟踪。请先开启。");

    private final Words words;

    RuleReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
