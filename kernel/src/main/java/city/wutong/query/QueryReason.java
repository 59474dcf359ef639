package city.wutong.query;

import city.wutong.refusal.Reason;

/// Why a query was refused: malformed ones are BadRequestData (clause 5.7.2.4), those past a bound
/// TooComplexQuery (clause 5.5.6).
public enum QueryReason implements Reason {
    Q_EMPTY(
            Family.BAD_REQUEST_DATA,
            "q.empty",
            "q is empty. Leave it out, or write e.g. temperature>20.",
            "q 为空。请删去该参数，或写成例如 temperature>20。"),
    Q_TOO_LONG(
            Family.TOO_COMPLEX_QUERY,
            "q.too-long",
            "q has {0} characters; at most {1} are read.",
            "q 有 {0} 个字符，上限为 {1}。"),
    Q_TOO_DEEP(
            Family.TOO_COMPLEX_QUERY,
            "q.too-deep",
            "q, column {0}: parentheses are nested more than {1} deep.",
            "q 第 {0} 列：括号嵌套超过 {1} 层。"),
    Q_TOO_MANY_TERMS(
            Family.TOO_COMPLEX_QUERY,
            "q.too-many-terms",
            "q, column {0}: more than {1} terms and values.",
            "q 第 {0} 列：条件与取值超过 {1} 个。"),
    Q_PATH_TOO_LONG(
            Family.TOO_COMPLEX_QUERY,
            "q.path-too-long",
            "q, column {0}: a path has at most {1} names.",
            "q 第 {0} 列：一条路径最多 {1} 个名称。"),
    Q_NAME_EXPECTED(
            Family.BAD_REQUEST_DATA,
            "q.name-expected",
            "q, column {0}: the name of an attribute was expected, but found {1}. A name "
                    + "begins with a letter and has letters, digits and _.",
            "q 第 {0} 列：此处应为属性名，却是{1}。名称以字母开头，由字母、数字与 _ 组成。"),
    Q_DANGLING(
            Family.BAD_REQUEST_DATA,
            "q.dangling",
            "q, column {0}: a term must follow {1}, but found {2}.",
            "q 第 {0} 列：{1} 之后应有一个条件，却是{2}。"),
    Q_PARENTHESIS_OPEN(
            Family.BAD_REQUEST_DATA,
            "q.parenthesis-open",
            "q, column {0}: this ( is never closed; expected ; | or ) but found {1}.",
            "q 第 {0} 列：此处的 ( 没有对应的 )；应为 ; | 或 )，却是{1}。"),
    Q_PARENTHESIS_EXTRA(
            Family.BAD_REQUEST_DATA,
            "q.parenthesis-extra",
            "q, column {0}: this ) closes nothing.",
            "q 第 {0} 列：多余的 )。"),
    Q_OPERATOR_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "q.operator-unknown",
            "q, column {0}: there is no operator {1}. Allowed: {2}.",
            "q 第 {0} 列：没有运算符 {1}。可用：{2}。"),
    Q_TRAILING(
            Family.BAD_REQUEST_DATA,
            "q.trailing",
            "q, column {0}: expected {2}, but found {1}.",
            "q 第 {0} 列：此处应为 {2}，却是{1}。"),
    Q_QUOTE_OPEN(
            Family.BAD_REQUEST_DATA,
            "q.quote-open",
            "q, column {0}: the string that begins here is never closed with \".",
            "q 第 {0} 列：此处开始的字符串缺少结尾的 \"。"),
    Q_STRING_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "q.string-malformed",
            "q, column {0}: this is no JSON string (RFC 8259): {1}.",
            "q 第 {0} 列：不是合法的 JSON 字符串（RFC 8259）：{1}。"),
    Q_VALUE_MISSING(
            Family.BAD_REQUEST_DATA,
            "q.value-missing",
            "q, column {0}: a value must follow {1}, but found {2}.",
            "q 第 {0} 列：{1} 之后应有取值，却是{2}。"),
    Q_VALUE_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "q.value-malformed",
            "q, column {0}: {1} is no number, \"string\", true, false, DateTime "
                    + "(2026-03-01T08:00:00Z), date (2026-03-01), time (08:00:00Z) or URI.",
            "q 第 {0} 列：{1} "
                    + "既不是数、\"字符串\"、true、false，也不是日期时间（2026-03-01T08:00:0"
                    + "0Z）、日期（2026-03-01）、时间（08:00:00Z）或 "
                    + "URI。"),
    Q_OPERAND_UNFIT(
            Family.BAD_REQUEST_DATA,
            "q.operand-unfit",
            "q, column {0}: {1} takes one number, \"string\", DateTime, date or time; lists, "
                    + "ranges, URIs, true and false go with == and != only.",
            "q 第 {0} 列：{1} 只接受一个数、\"字符串\"、日期时间、日期或时间；列表、区间、URI、true 与 false 只能与 == 和 != 连用。"),
    Q_RANGE_MIXED(
            Family.BAD_REQUEST_DATA,
            "q.range-mixed",
            "q, column {0}: both ends of a range are of one kind, but found {1} and {2}.",
            "q 第 {0} 列：区间两端必须同类，却是 {1} 与 {2}。"),
    Q_BRACKET_OPEN(
            Family.BAD_REQUEST_DATA,
            "q.bracket-open",
            "q, column {0}: this [ is never closed with ].",
            "q 第 {0} 列：此处的 [ 没有对应的 ]。"),
    Q_BRACKET_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "q.bracket-malformed",
            "q, column {0}: between [ and ] stand names joined by dots, a language, or *; but "
                    + "found {1}.",
            "q 第 {0} 列：方括号内应为以点相连的名称、一种语言或 *，却是{1}。"),
    Q_LINK_MISPLACED(
            Family.BAD_REQUEST_DATA,
            "q.link-misplaced",
            "q, column {0}: only the name of one Relationship stands before '{', not a path and "
                    + "not a !; found {1}.",
            "q 第 {0} 列：左花括号之前只能是一个关系（Relationship）的名称，不能是路径，也不能有 !；此处是{1}。"),
    Q_LINKS_TOO_DEEP(
            Family.BAD_REQUEST_DATA,
            "q.links-too-deep",
            "q follows {0} Relationships one after another, and the request allows {1}: give "
                    + "join=inline or join=flat, and joinLevel={0}.",
            "q 连续经过 {0} 层关系，而请求只允许 {1} 层：请给出 join=inline 或 join=flat，以及 joinLevel={0}。"),
    Q_LINKS_TOO_MANY(
            Family.TOO_COMPLEX_QUERY,
            "q.links-too-many",
            "q leads from one entity to more than {0} others; ask for less of them.",
            "q 从一个实体出发到达的关联实体超过 {0} 个，请缩小范围。"),
    ORDER_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "order.malformed",
            "orderBy: {0} is not understood. Allowed: id, type, scope, or the path of an attribute "
                    + "such as temperature, temperature.observedAt or address[city]; then "
                    + "nothing, ;asc, ;desc, ;dist-asc or ;dist-desc.",
            "orderBy：无法识别 {0}。可写：id、type、scope，或属性路径，例如 temperature、temperature.observedAt、"
                    + "address[city]；其后可加 ;asc、;desc、;dist-asc 或 ;dist-desc。"),
    ORDER_TOO_MANY(
            Family.TOO_COMPLEX_QUERY,
            "order.too-many",
            "orderBy has more than {0} keys.",
            "orderBy 的排序项超过 {0} 个。"),
    ORDER_WITHOUT_PLACE(
            Family.BAD_REQUEST_DATA,
            "order.without-place",
            "orderBy: {0} orders by distance; say from where in orderFrom, e.g. [120.54,30.63].",
            "orderBy：{0} 按距离排序，须在 orderFrom 中给出起点，例如 [120.54,30.63]。"),
    ORDER_PLACE_OF_NOTHING(
            Family.BAD_REQUEST_DATA,
            "order.place-of-nothing",
            "orderBy: {0} cannot be ordered by distance; only a GeoProperty can.",
            "orderBy：{0} 不能按距离排序，只有 GeoProperty 可以。"),
    ORDER_NOT_LOCAL(
            Family.BAD_REQUEST_DATA,
            "order.not-local",
            "An ordered result is of the local scope: leave local=false out.",
            "排序的结果仅限本地范围：请删去 local=false。"),
    ORDER_PAGE_TOO_FAR(
            Family.TOO_COMPLEX_QUERY,
            "order.page-too-far",
            "An ordered result can be paged up to {0} entities; narrow the query or leave orderBy "
                    + "out.",
            "排序的结果最多可翻到第 {0} 个实体；请缩小查询范围，或去掉 orderBy。"),
    COLLATION_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "order.collation-unknown",
            "collation: {0} names no order of texts. Expected a language tag such as und, "
                    + "zh-u-co-pinyin or de-u-co-phonebk (RFC 6067).",
            "collation：{0} 不是可用的文本排序规则。应为语言标签，例如 und、zh-u-co-pinyin、de-u-co-phonebk（RFC 6067）。"),
    Q_NOT_AN_ATTRIBUTE(
            Family.BAD_REQUEST_DATA,
            "q.not-an-attribute",
            "q, column {0}: {1} is no attribute of an entity. Use the parameters id, type and "
                    + "scopeQ; observedAt, unitCode and datasetId follow an attribute and a dot.",
            "q 第 {0} 列：{1} 不是实体的属性。请使用参数 id、type、scopeQ；observe"
                    + "dAt、unitCode 与 datasetId "
                    + "写在属性名和点之后。"),
    Q_MEMBER_ENDS_PATH(
            Family.BAD_REQUEST_DATA,
            "q.member-ends-path",
            "q, column {0}: nothing can follow {1} in a path.",
            "q 第 {0} 列：路径中 {1} 之后不能再有内容。"),
    Q_ABSENCE_COMPARED(
            Family.BAD_REQUEST_DATA,
            "q.absence-compared",
            "q, column {0}: ! asks that an attribute is missing; no operator can follow, but "
                    + "found {1}.",
            "q 第 {0} 列：! 表示属性不存在，其后不能有运算符，却是{1}。"),
    PATTERN_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "query.pattern-malformed",
            "The pattern {0} is no regular expression: {1}.",
            "模式 {0} 不是合法的正则表达式：{1}。"),
    PATTERN_TOO_COMPLEX(
            Family.TOO_COMPLEX_QUERY,
            "query.pattern-too-complex",
            "The pattern {0} is too long or repeats too much; at most {1} characters, and {2} "
                    + "steps when its repetitions are written out.",
            "模式 {0} 过长或重复过多；最多 {1} 个字符，展开重复后最多 {2} 步。"),
    TYPES_TOO_LONG(
            Family.TOO_COMPLEX_QUERY,
            "type.too-long",
            "type has {0} characters; at most {1} are read.",
            "type 有 {0} 个字符，上限为 {1}。"),
    TYPE_EXPECTED(
            Family.BAD_REQUEST_DATA,
            "type.expected",
            "type, column {0}: the name or URI of an entity type was expected, but found {1}.",
            "type 第 {0} 列：此处应为实体类型的名称或 URI，却是{1}。"),
    TYPE_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "type.malformed",
            "type, column {0}: {1} is neither a name nor a URI.",
            "type 第 {0} 列：{1} 既不是名称也不是 URI。"),
    TYPE_TRAILING(
            Family.BAD_REQUEST_DATA,
            "type.trailing",
            "type, column {0}: expected {2}, but found {1}. Types that an entity must all "
                    + "have stand in parentheses: (A;B).",
            "type 第 {0} 列：此处应为 {2}，却是{1}。须同时具备的类型写在括号内：(A;B)。"),
    TYPE_EVERY_NOT_LOCAL(
            Family.BAD_REQUEST_DATA,
            "type.every-not-local",
            "type=* asks for entities of the local scope: leave local=false out.",
            "type=* 仅限本地范围：请删去 local=false。"),
    SCOPES_TOO_LONG(
            Family.TOO_COMPLEX_QUERY,
            "scope.too-long",
            "scopeQ has {0} characters; at most {1} are read.",
            "scopeQ 有 {0} 个字符，上限为 {1}。"),
    SCOPE_EXPECTED(
            Family.BAD_REQUEST_DATA,
            "scope.expected",
            "scopeQ, column {0}: a scope such as /Zhejiang/+/Wuzhen or /Zhejiang/# was "
                    + "expected, but found {1}.",
            "scopeQ 第 {0} 列：此处应为范围，例如 /Zhejiang/+/Wuzhen 或 /Zhejiang/#，却是{1}。"),
    SCOPE_TRAILING(
            Family.BAD_REQUEST_DATA,
            "scope.trailing",
            "scopeQ, column {0}: expected {2}, but found {1}.",
            "scopeQ 第 {0} 列：此处应为 {2}，却是{1}。"),
    LIMIT_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "page.limit-malformed",
            "limit is a whole number from 0 to {1}, but this is \"{0}\".",
            "limit 应为 0 至 {1} 的整数，此处却是“{0}”。"),
    LIMIT_TOO_LARGE(
            Family.BAD_REQUEST_DATA,
            "page.limit-too-large",
            "limit is {0}; at most {1} are answered at once. Page with offset.",
            "limit 为 {0}，一次最多返回 {1} 个，请用 offset 翻页。"),
    LIMIT_ZERO(
            Family.BAD_REQUEST_DATA,
            "page.limit-zero",
            "limit=0 asks for the number alone: add count=true.",
            "limit=0 只求总数，须同时给出 count=true。"),
    OFFSET_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "page.offset-malformed",
            "offset is a whole number from 0 to {1}, but this is \"{0}\".",
            "offset 应为 0 至 {1} 的整数，此处却是“{0}”。");

    private final Words words;

    QueryReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
