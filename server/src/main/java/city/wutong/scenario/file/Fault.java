package city.wutong.scenario.file;

import city.wutong.text.Text;
import java.util.function.Function;

/// What can be wrong with a scenario: the problem and the remedy, in both languages. `{0}`, `{1}`,
/// … stand for the arguments.
public enum Fault {
    FILE_UNREADABLE(
            new Text("无法读取：{0}。", "It cannot be read: {0}."),
            new Text("请检查文件是否存在及其权限。", "See that it is there and may be read.")),
    FILE_TOO_LARGE(
            new Text("文件超过 {0} 字节。", "The file is larger than {0} bytes."),
            new Text("请拆分成几个文件。", "Divide it into several files.")),
    TOO_MANY_FILES(
            new Text("场景的文件超过 {0} 个。", "The scenario has more than {0} files."),
            new Text("请移走不属于场景的文件。", "Move away what does not belong to it.")),
    NOT_UTF8(
            new Text("文件不是 UTF-8 编码。", "The file is not UTF-8."),
            new Text("请以 UTF-8 编码保存。", "Save it as UTF-8.")),
    NOT_YAML(
            new Text("YAML 语法有误：{0}。", "This is not proper YAML: {0}."),
            new Text(
                    "请检查缩进、引号和冒号；含有“: ”或“#”的文字要加引号。",
                    "Check indentation, quotes and colons; text with \": \" or \"#\" needs quotes.")),
    NOT_JSON(
            new Text("JSON 语法有误：{0}。", "This is not proper JSON: {0}."),
            new Text("请按 JSON（RFC 8259）改正。", "Write it as JSON (RFC 8259).")),
    EMPTY(
            new Text("文件是空的。", "The file is empty."),
            new Text("请写入内容，或删除该文件。", "Write something into it, or delete it.")),
    TOO_DEEP(
            new Text("嵌套超过 {0} 层。", "It is nested deeper than {0} levels."),
            new Text("请减少嵌套。", "Nest less deeply.")),
    TOO_MANY_VALUES(
            new Text("文件中的值超过 {0} 个。", "The file has more than {0} values."),
            new Text("请拆分成几个文件。", "Divide it into several files.")),
    ALIAS(
            new Text("这里不能使用锚点（&）和别名（*）。", "Anchors (&) and aliases (*) are not taken here."),
            new Text("请直接写出内容。", "Write the value out.")),
    TAG(
            new Text("这里不能使用标签 {0}。", "The tag {0} is not taken here."),
            new Text("请去掉标签。", "Remove the tag.")),
    SECOND_DOCUMENT(
            new Text("文件中有第二个 YAML 文档。", "The file has a second YAML document."),
            new Text("一个文件只写一个文档。", "Write one document a file.")),
    KEY_NOT_TEXT(
            new Text("键必须是一个词。", "A key is a word."),
            new Text("请写成 “键: 值”。", "Write \"key: value\".")),
    KEY_TWICE(
            new Text("{0} 写了两次。", "{0} is written twice."),
            new Text("请删除其中一个。", "Remove one of them.")),
    UNKNOWN_KEY(new Text("这里没有 {0} 这个键。", "{0} is no key here."), new Text("{1}", "{1}")),
    MISSING_KEY(new Text("缺少 {0}。", "{0} is missing."), new Text("请加上 {0}。", "Add {0}.")),
    NOT_FIELDS(
            new Text("{0} 应是若干“键: 值”。", "{0} should be keys with values."),
            new Text("请写成 {键: 值} 或缩进的若干行。", "Write {key: value}, or indented lines of them.")),
    NOT_LIST(
            new Text("{0} 应是列表。", "{0} should be a list."),
            new Text("请写成 [甲, 乙] 或以“- ”开头的若干行。", "Write [a, b], or lines that begin with \"- \".")),
    NOT_TEXT(
            new Text("{0} 应是非空的文字。", "{0} should be text, and not empty."),
            new Text("请写上文字；需要时加引号。", "Write text, in quotes where needed.")),
    TOO_LONG(
            new Text("{0} 超过 {1} 个字符。", "{0} is longer than {1} characters."),
            new Text("请写短一些。", "Make it shorter.")),
    NOT_NUMBER(
            new Text("{0} 应是数字，这里是“{1}”。", "{0} should be a number; \"{1}\" is none."),
            new Text("请写成 100 或 0.5。", "Write it as 100 or 0.5.")),
    OUT_OF_RANGE(
            new Text("{0} 应是 {1} 到 {2} 的整数。", "{0} should be a whole number from {1} to {2}."),
            new Text("请改为范围内的整数。", "Write one within the range.")),
    NOT_FLAG(
            new Text("{0} 应是 true 或 false。", "{0} should be true or false."),
            new Text("请写 true 或 false。", "Write true or false.")),
    NOT_DURATION(
            new Text("{0} 应是一段时间，这里是“{1}”。", "{0} should be a length of time; \"{1}\" is none."),
            new Text(
                    "请写成 90m、2h、1h30m、3d 或 PT2H，大于零且不超过 {2} 天。",
                    "Write 90m, 2h, 1h30m, 3d or PT2H, more than zero and at most {2} days.")),
    NOT_TIME(
            new Text("{0} 应是日期和时间，这里是“{1}”。", "{0} should be a date and time; \"{1}\" is none."),
            new Text(
                    "请写成 2020-04-02 08:00（当地时间）或 2020-04-02T08:00:00+08:00。",
                    "Write 2020-04-02 08:00 (local time) or 2020-04-02T08:00:00+08:00.")),
    NOT_NAME(
            new Text("“{0}”不能作为名称。", "\"{0}\" is no name here."),
            new Text(
                    "名称由小写字母、数字和连字符组成，以字母开头，最多 {1} 个字符。",
                    "A name has small letters, digits and hyphens, begins with a letter, and has at"
                            + " most {1} characters.")),
    NOT_COLOUR(
            new Text("“{0}”不是颜色。", "\"{0}\" is no colour."),
            new Text("请写成 \"#00e400\"，并加引号。", "Write it as \"#00e400\", in quotes.")),
    NOT_ONE_OF(
            new Text("“{0}”不能作为 {1}。", "\"{0}\" is not allowed as {1}."), new Text("{2}", "{2}")),
    TWICE(
            new Text("{0} {1} 已在第 {2} 行（{3}）定义。", "The {0} {1} is already at line {2} of {3}."),
            new Text("请改用另一个名称。", "Give one of them another name.")),
    WRONG_VERSION(
            new Text("不认识 formatVersion {0}。", "The formatVersion {0} is not known."),
            new Text("请写 formatVersion: 1。", "Write formatVersion: 1.")),
    RESERVED(
            new Text("此版本的 Wutong 还不支持 {0}/。", "This Wutong does not know {0}/ yet."),
            new Text(
                    "formatVersion 1 中该文件夹必须为空；请移走其中的内容。",
                    "The folder stays empty in formatVersion 1; move away what is in it.")),
    UNKNOWN_FILE(
            new Text("场景中没有 {0} 这样的文件。", "{0} has no place in a scenario."),
            new Text("{1}", "{1}")),
    MISSING_FILE(
            new Text("场景缺少 {0}。", "The scenario has no {0}."),
            new Text("请加上该文件。", "Add the file.")),
    UNKNOWN_TYPE(
            new Text("模型没有实体类型 {0}。", "The model has no entity type {0}."),
            new Text(
                    "{1} 类型在 model/<类型>.schema.json 中声明。",
                    "{1} A type is declared in model/<type>.schema.json.")),
    UNKNOWN_ATTRIBUTE(
            new Text("模型中 {1} 没有属性 {0}。", "The model of {1} has no attribute {0}."),
            new Text("{2}", "{2}")),
    UNKNOWN_CASE_TYPE(
            new Text("没有案件类型 {0}。", "There is no case type {0}."), new Text("{1}", "{1}")),
    UNKNOWN_STATE(new Text("没有状态 {0}。", "There is no state {0}."), new Text("{1}", "{1}")),
    UNKNOWN_RULE(new Text("没有规则 {0}。", "There is no rule {0}."), new Text("{1}", "{1}")),
    UNKNOWN_INDEX(new Text("没有指标 {0}。", "There is no index {0}."), new Text("{1}", "{1}")),
    UNKNOWN_ACTION(
            new Text("案件类型 {1} 没有动作 {0}。", "The case type {1} has no action {0}."),
            new Text("{2}", "{2}")),
    UNKNOWN_ENTITY(
            new Text("given 中没有实体 {0}。", "There is no entity {0} under given."),
            new Text("{1}", "{1}")),
    NO_STATES(
            new Text("案件类型没有状态。", "The case type has no states."),
            new Text("请至少写一个开始状态和一个结束状态。", "Write at least one to begin in and one to end in.")),
    STARTS_CLOSED(
            new Text("案件从 {0} 开始，但该状态不是 open。", "Cases begin as {0}, which is not open."),
            new Text("请为第一个状态写 open: true。", "Write open: true for the first state.")),
    NO_WAY_OUT(
            new Text("从状态 {0} 无法办结案件。", "A case in state {0} can never be closed."),
            new Text(
                    "请加一个通向 open: false 状态的 transition。",
                    "Add a transition that leads towards a state with open: false.")),
    NO_WAY_IN(
            new Text("没有 transition 通向状态 {0}。", "No transition leads to the state {0}."),
            new Text("请加一个 transition，或删除该状态。", "Add one, or remove the state.")),
    ACTION_TWICE(
            new Text(
                    "从状态 {1} 出发的动作 {0} 不止一个。",
                    "The action {0} leaves the state {1} more than once."),
            new Text("请合并它们，或改用另一个动作名。", "Make one of them, or give it another name.")),
    EVIDENCE_WRONG(
            new Text(
                    "证据数量 least {0}、most {1} 不成立。",
                    "Evidence of least {0} and most {1} cannot be."),
            new Text(
                    "least 不大于 most，most 不大于 {2}。",
                    "least is at most most, and most at most {2}.")),
    NOT_ONE_CONDITION(
            new Text(
                    "规则应有且只有 when、absent、unchanged、sequence 之一。",
                    "A rule has exactly one of when, absent, unchanged and sequence."),
            new Text("请只保留一个。", "Keep one of them.")),
    ONLY_WITH(
            new Text("{0} 只能与 {1} 一起使用。", "{0} goes with {1} only."),
            new Text("请删除 {0}。", "Remove {0}.")),
    NOT_RELATIONSHIP(
            new Text("{0} 不是 Relationship，不能据以合并预警。", "{0} is no Relationship to group alerts by."),
            new Text(
                    "请写模型中 x-kind 为 Relationship 的属性。",
                    "Name an attribute whose x-kind in the model is Relationship.")),
    NOT_FIGURE_NAME(
            new Text("“{0}”不能作为推导值的名称。", "\"{0}\" is no name of a figure."),
            new Text(
                    "名称由字母和数字组成，以小写字母开头，最多 40 个字符。",
                    "A name has letters and digits, begins with a small letter, and has at most 40"
                            + " characters.")),
    NOT_ONE_FIGURE(
            new Text("推导值 {0} 应有且只有 {1} 之一。", "The figure {0} has exactly one of {1}."),
            new Text(
                    "请写成 {avg: pm25, over: 1h} 或 {before: status}。",
                    "Write it as {avg: pm25, over: 1h} or {before: status}.")),
    NOT_OF_KIND(
            new Text("属性 {0} 不是 {1}。", "The attribute {0} is no {1}."),
            new Text(
                    "请换一个属性，或在模型中写 x-kind: {1}。",
                    "Name another attribute, or write x-kind: {1} in the model.")),
    NOT_ONE_PLACE(
            new Text(
                    "{0} 应有且只有 area、entity、polygon、point 之一。",
                    "{0} has exactly one of area, entity, polygon and point."),
            new Text(
                    "请写成 {area: \"330483\"} 或 {point: [120.5, 30.6]}。",
                    "Write it as {area: \"330483\"} or {point: [120.5, 30.6]}.")),
    PLACE_WRONG(
            new Text("坐标有误：{0}", "The coordinates cannot be used: {0}"),
            new Text(
                    "经度在前，WGS 84；多边形首尾两点相同。",
                    "Longitude first, in WGS 84; a polygon ends where it begins.")),
    NOT_ONE_SPAN(
            new Text("时间窗应有且只有 over 和 each 之一。", "A window has exactly one of over and each."),
            new Text(
                    "over: 1h 指最近一小时；each: 1d 指最近一个整天。",
                    "over: 1h is the last hour at any time, each: 1d the last whole day.")),
    UNKNOWN_FIGURE(
            new Text("derive 中没有 {0}。", "There is no {0} under derive."), new Text("{1}", "{1}")),
    NOT_A_SEQUENCE(
            new Text("sequence 应有 2 到 {0} 步。", "A sequence has 2 to {0} steps."),
            new Text(
                    "请写成 [{when: …}, {when: …, within: 30m}]。",
                    "Write it as [{when: …}, {when: …, within: 30m}].")),
    NOT_ONE_PHASE(
            new Text(
                    "sequence 的一步应有且只有 when 和 absent 之一。",
                    "A step of a sequence has exactly one of when and absent."),
            new Text("请只保留一个。", "Keep one of them.")),
    ABSENT_NOT_LAST(
            new Text(
                    "absent 只能是 sequence 的最后一步。",
                    "Only the last step of a sequence can be absent."),
            new Text("请把它移到最后，或改为 unless。", "Move it to the end, or make it an unless.")),
    NOT_IN_FIRST(
            new Text("sequence 的第一步没有 {0}。", "The first step of a sequence has no {0}."),
            new Text("请删除 {0}。", "Remove {0}.")),
    NOT_HOURS(
            new Text("“{0}”不是时段。", "\"{0}\" is no part of a day."),
            new Text("请写成 \"22:00-06:00\"，并加引号。", "Write it as \"22:00-06:00\", in quotes.")),
    EXPRESSION_WRONG(
            new Text("表达式有误：{0}。", "The expression cannot be understood: {0}."),
            new Text(
                    "请按 CEL 书写，例如 entity.aqi > 100 && entity.areaCode != \"330106\"。",
                    "Write it as CEL, e.g. entity.aqi > 100 && entity.areaCode != \"330106\".")),
    EXPRESSION_WHOLE_ENTITY(
            new Text(
                    "表达式中的 entity 和 derived 后面必须是 .名称。",
                    "In an expression, entity and derived are followed by .name."),
            new Text(
                    "请写成 entity.aqi 或 derived.hourly。",
                    "Write it as entity.aqi or derived.hourly.")),
    EXPRESSION_CONSTANT(
            new Text(
                    "表达式没有用到任何属性或推导值。",
                    "The expression speaks of no attribute and no derived figure."),
            new Text("请写成 entity.aqi > 100 这样。", "Write something like entity.aqi > 100.")),
    SQL_NOT_SELECT(
            new Text("{0} 应是一个 SELECT。", "{0} should be one SELECT."),
            new Text("以 select 或 with 开头。", "Begin it with select or with.")),
    SQL_SEMICOLON(
            new Text("SQL 中不能有分号。", "SQL may have no semicolon here."),
            new Text("只写一条语句，结尾不加分号。", "Write one statement, without a semicolon at its end.")),
    SQL_NO_VALUE(
            new Text(
                    "figure 没有列 value，也没有 numerator 和 denominator。",
                    "The figure has neither a column value nor numerator and denominator."),
            new Text(
                    "请写 select … as value，或两列 numerator、denominator。",
                    "Write select … as value, or the columns numerator and denominator.")),
    TARGET_WRONG(
            new Text(
                    "target 应有且只有 most 和 least 之一。", "A target has exactly one of most and least."),
            new Text("请写成 {most: 0} 或 {least: 90}。", "Write {most: 0} or {least: 90}.")),
    BANDS_WRONG(
            new Text(
                    "分级的 upTo 应逐级增大，只有最后一级不写。",
                    "The bands' upTo must rise, and only the last has none."),
            new Text("请按从小到大排列。", "Put them in rising order.")),
    CONTEXT_WRONG(
            new Text("context.jsonld 无法使用：{0}", "context.jsonld cannot be used: {0}"),
            new Text(
                    "请写成 {\"@context\": {…}}，不引用外部地址。",
                    "Write {\"@context\": {…}} without addresses from elsewhere.")),
    MODEL_WRONG(
            new Text("{0} 应是“{1}”。", "{0} should be \"{1}\"."),
            new Text("请改为“{1}”。", "Write \"{1}\".")),
    NOT_TYPE_NAME(
            new Text("“{0}”不能作为 NGSI-LD 名称。", "\"{0}\" is no NGSI-LD name."),
            new Text(
                    "名称由字母、数字和 _ 组成，以字母开头（ETSI GS CIM 009 第 4.6.2 条）。",
                    "A name has letters, digits and _, and begins with a letter (ETSI GS CIM 009,"
                            + " 4.6.2).")),
    MASK_UNUSED(
            new Text(
                    "x-sensitivity 为 {0} 时 x-mask 不起作用。",
                    "With x-sensitivity {0}, x-mask has no effect."),
            new Text(
                    "请写 x-sensitivity: personal 或 sensitive，或删除 x-mask。",
                    "Write x-sensitivity personal or sensitive, or remove x-mask.")),
    MASK_KIND(
            new Text("脱敏方式 {0} 不能用于 {1}。", "The mask {0} does not go with a {1}."),
            new Text(
                    "position 用于 GeoProperty，其他用于 Property 和 LanguageProperty；不写 x-mask 则不显示。",
                    "position is for a GeoProperty, the others for Property and LanguageProperty;"
                            + " without x-mask it is not shown.")),
    AREA_TWICE(
            new Text("不止一个属性写了 x-area：{0}。", "More than one attribute has x-area: {0}."),
            new Text("一个实体只属于一个区域；请只保留一个。", "An entity lies in one area; keep one of them.")),
    OTHER_NOT_PERSONAL(
            new Text(
                    "x-person: other 的属性是 {0}，导出时无法隐去。",
                    "An attribute with x-person: other is {0} and could not be held back from an"
                            + " export."),
            new Text(
                    "请写 x-sensitivity: personal 或 sensitive。",
                    "Write x-sensitivity personal or sensitive.")),
    PERSON_OWNED(
            new Text(
                    "该类型是个人，属性 {0} 却写了 x-person: owner。",
                    "The type is a person, but its attribute {0} has x-person: owner."),
            new Text(
                    "一个人不属于另一个人：请删除其中一个 x-person。",
                    "No person belongs to another: remove one of the two.")),
    PERSONAL_IN_ALERT(
            new Text(
                    "预警文字用到了属性 {0}，它是个人信息：看到预警的人都会读到。",
                    "The alert's text names the attribute {0}, which is personal: whoever sees the"
                            + " alert would read it."),
            new Text("请从文字中去掉它。", "Leave it out of the text.")),
    NOT_FOR_SCENARIOS(
            new Text("场景的角色不能开放 {0}。", "A scenario's role cannot open {0}."),
            new Text("可用：{1}。", "It can open: {1}.")),
    UNKNOWN_ROLE(
            new Text("没有能办理案件的角色 {0}。", "There is no role {0} that works on cases."),
            new Text("{1}", "{1}")),
    TIME_GOES_BACK(
            new Text("{0} 早于前一步。", "{0} is before the step before."),
            new Text("城市时间只向前走。", "The city's time goes forward only.")),
    TOO_MANY_STEPS(
            new Text("重复超过 {0} 次。", "It is repeated more than {0} times."),
            new Text("请增大 every，或提前 until。", "Make every larger, or until earlier.")),
    NOTHING_ASKED(
            new Text("测试没有 then，什么也没有检查。", "The test has no then, so it proves nothing."),
            new Text("请至少写一个 then。", "Write at least one then."));

    private static final int LONGEST_ARGUMENT = 200;

    private final Text problem;
    private final Text remedy;

    Fault(Text problem, Text remedy) {
        this.problem = problem;
        this.remedy = remedy;
    }

    /// What is wrong, with these arguments.
    public Text problem(Object... arguments) {
        return filled(problem, arguments);
    }

    /// What to do, with these arguments.
    public Text remedy(Object... arguments) {
        return filled(remedy, arguments);
    }

    private static Text filled(Text words, Object... arguments) {
        return new Text(
                fill(words.zh(), Text::zh, arguments), fill(words.en(), Text::en, arguments));
    }

    /// In one pass, so that braces in an argument stay what they are.
    private static String fill(String words, Function<Text, String> language, Object... arguments) {
        var filled = new StringBuilder();
        for (int at = 0; at < words.length(); at++) {
            int argument =
                    at + 2 < words.length() && words.charAt(at + 2) == '}'
                            ? words.charAt(at + 1) - '0'
                            : -1;
            if (words.charAt(at) == '{' && argument >= 0 && argument < arguments.length) {
                filled.append(said(arguments[argument], language));
                at += 2;
            } else {
                filled.append(words.charAt(at));
            }
        }
        return filled.toString();
    }

    private static String said(Object argument, Function<Text, String> language) {
        return argument instanceof Text text ? language.apply(text) : shortened(argument);
    }

    private static String shortened(Object argument) {
        var words = String.valueOf(argument);
        return words.length() <= LONGEST_ARGUMENT
                ? words
                : words.substring(0, LONGEST_ARGUMENT) + "…";
    }
}
