package city.wutong.jsonld;

import city.wutong.refusal.Reason;

/// Why a document or an `@context` is refused.
public enum JsonLdReason implements Reason {
    NOT_AN_OBJECT(
            "document.not-object",
            "An entity or attribute is a JSON object; {0} is not. Send {...}.",
            "实体或属性必须是 JSON 对象，{0} 不是。请发送 {...}。"),
    ID_MISSING(
            "entity.id-missing",
            "The entity has no id. Give it one, e.g. urn:ngsi-ld:ParkingSpot:42.",
            "实体缺少 id。请提供，例如 urn:ngsi-ld:ParkingSpot:42。"),
    TYPE_MISSING(
            "entity.type-missing",
            "The entity has no type. Give it at least one.",
            "实体缺少 type。请至少提供一个类型。"),
    NOT_A_URI(
            "value.not-uri",
            "{0} must be a URI such as urn:ngsi-ld:Camera:7; \"{1}\" is not one.",
            "{0} 必须是 URI，例如 urn:ngsi-ld:Camera:7；“{1}”不是。"),
    NOT_A_NAME(
            "value.not-name",
            "\"{1}\" is no name for {0}: a name has letters, digits and _ and begins with a letter, with or"
                    + " without a prefix:, or is a URI (clause 4.6.2).",
            "“{1}”不能作为 {0} 的名称：名称由字母、数字和 _ 组成，以字母开头，可带“前缀:”，或者是 URI（第 4.6.2 条）。"),
    NAME_RESERVED(
            "attribute.name-reserved",
            "{0} is a word of NGSI-LD itself and cannot name an attribute here. Choose another name.",
            "{0} 是 NGSI-LD 的保留词，此处不能用作属性名。请换一个名称。"),
    NOT_A_DATE_TIME(
            "value.not-date-time",
            "{0} must be a UTC date and time like 2026-03-01T08:00:00Z with at most 6 digits after the second;"
                    + " {1} is not.",
            "{0} 必须是 UTC 日期时间，例如 2026-03-01T08:00:00Z，秒后最多 6 位小数；{1} 不符合。"),
    NOT_A_STRING("value.not-string", "{0} must be a non-empty string.", "{0} 必须是非空字符串。"),
    NOT_A_SCOPE(
            "entity.not-scope",
            "\"{0}\" is no scope: levels of letters, digits and _, each beginning with a letter, joined by /"
                    + " (clause 4.18).",
            "“{0}”不是合法的 scope：各级由字母、数字和 _ 组成、以字母开头，并以 / 连接（第 4.18 条）。"),
    NULL_NOT_ALLOWED(
            "value.null-not-allowed",
            "{0} is the NGSI-LD Null, which this operation does not take there (clause 5.5.4). Leave it out, or"
                    + " use an update or merge.",
            "{0} 是 NGSI-LD Null，此操作不允许（第 5.5.4 条）。请去掉它，或改用更新、合并操作。"),
    CONTENT_NULL(
            "value.null",
            "{0} is null, which JSON-LD leaves out. To delete, send \"urn:ngsi-ld:null\" where the operation takes it.",
            "{0} 为 null，JSON-LD 会将其忽略。如需删除，请在允许的操作中使用 \"urn:ngsi-ld:null\"。"),
    KIND_UNKNOWN(
            "attribute.kind-unknown",
            "{0} has type {1}; allowed are Property, GeoProperty, Relationship, LanguageProperty, VocabProperty,"
                    + " JsonProperty, ListProperty, ListRelationship, or a GeoJSON geometry.",
            "{0} 的 type 是 {1}；允许的有 Property、GeoProperty、Relationship、LanguageProperty、VocabProperty、"
                    + "JsonProperty、ListProperty、ListRelationship，或 GeoJSON 几何。"),
    KIND_MUST_BE_GEO(
            "attribute.must-be-geo-property",
            "{0} must be a GeoProperty (clause 4.7.1).",
            "{0} 必须是 GeoProperty（第 4.7.1 条）。"),
    CONTENT_MISSING("attribute.content-missing", "{0} has no {1}. Add it.", "{0} 缺少 {1}。请补上。"),
    MEMBER_NOT_ALLOWED(
            "attribute.member-not-allowed",
            "{0} is not allowed in a {1}. Remove it.",
            "{1} 中不允许有 {0}。请删除。"),
    OBJECT_NOT_URIS(
            "attribute.object-not-uris",
            "{0} must be a URI or a non-empty array of URIs.",
            "{0} 必须是 URI 或非空的 URI 数组。"),
    LANGUAGE_MAP_WRONG(
            "attribute.language-map-wrong",
            "{0} must map language tags (zh, en-GB, @none) to strings or arrays of strings.",
            "{0} 必须是语言标签（zh、en-GB、@none）到字符串或字符串数组的映射。"),
    VOCAB_WRONG(
            "attribute.vocab-wrong",
            "{0} must be a word or a non-empty array of words.",
            "{0} 必须是一个词或非空的词数组。"),
    JSON_WRONG(
            "attribute.json-wrong", "{0} must be a JSON object or array.", "{0} 必须是 JSON 对象或数组。"),
    LIST_WRONG("attribute.list-wrong", "{0} must be an array.", "{0} 必须是数组。"),
    PROOF_WRONG(
            "attribute.proof-wrong",
            "{0}: the value of ngsildproof is an object, its sealed members are strings (clause 4.5.2.2).",
            "{0}：ngsildproof 的值必须是对象，其 sealed 成员必须是字符串（第 4.5.2.2 条）。"),
    VALUE_TYPE_WRONG(
            "attribute.value-type-wrong",
            "{0} of a LanguageProperty can only be langString.",
            "LanguageProperty 的 {0} 只能是 langString。"),
    DATASET_TWICE(
            "attribute.dataset-twice",
            "{0} comes twice with the datasetId {1}. Give each instance its own.",
            "{0} 出现了两个 datasetId 为 {1} 的实例。请为每个实例指定不同的 datasetId。"),
    TOO_MANY("document.too-many", "{0} has more than {1}. Send fewer.", "{0} 超过 {1} 个。请减少数量。"),
    TOO_DEEP("document.too-deep", "{0} is nested deeper than {1} levels.", "{0} 的嵌套超过 {1} 层。"),
    EMBEDDED_CONTEXT(
            "context.embedded",
            "{0} carries its own @context; only the document may (clause 5.5.7).",
            "{0} 带有自己的 @context；只有文档顶层可以有（第 5.5.7 条）。"),
    CONTEXT_WRONG(
            "context.wrong", "The @context cannot be used: {0}: {1}.", "@context 无法使用：{0}：{1}。"),
    CONTEXT_SCOPED(
            "context.scoped",
            "The term {0} has an @context of its own; scoped contexts are not allowed (clause 5.5.7).",
            "术语 {0} 带有自己的 @context；不允许使用作用域上下文（第 5.5.7 条）。"),
    CONTEXT_TOO_LARGE(
            "context.too-large", "The @context has more than {1} {0}.", "@context 超过 {1} 个 {0}。"),
    CONTEXT_NOT_AVAILABLE(
            Family.LD_CONTEXT_NOT_AVAILABLE,
            "context.not-available",
            "The @context {0} cannot be had: {1}. Check the address, or put the context itself into the body.",
            "无法获取 @context {0}：{1}。请检查地址，或把上下文本身写入请求体。"),
    CONTEXT_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "context.unknown",
            "There is no stored @context {0}. GET /ngsi-ld/v1/jsonldContexts lists them.",
            "没有已存储的 @context {0}。可用 GET /ngsi-ld/v1/jsonldContexts 列出。"),
    CONTEXT_NOT_SERVED(
            Family.OPERATION_NOT_SUPPORTED,
            "context.not-served",
            "The @context {0} is a copy of a document from elsewhere and is not served here. Get it from its own"
                    + " address; details=true tells of the copy.",
            "@context {0} 是外部文档的缓存副本，此处不提供其内容。请从原地址获取；details=true 可查看副本的信息。"),
    CONTEXT_NOT_CACHED(
            "context.not-cached",
            "Only the copy of a document from elsewhere can be loaded anew; {0} is none. Leave reload out.",
            "只有外部文档的缓存副本可以重新加载，{0} 不是。请去掉 reload。"),
    CONTEXT_OF_CORE(
            "context.of-core",
            "The core @context {0} is part of every @context and cannot be deleted.",
            "核心 @context {0} 属于所有 @context 的一部分，不能删除。"),
    CONTEXTS_FULL(
            Family.FULL,
            "context.too-many-stored",
            "No more than {0} @contexts, and {1} bytes of them, are stored. Delete some first.",
            "最多存储 {0} 个 @context，合计 {1} 字节。请先删除一些。"),
    CONTEXT_STORE_AWAY(
            Family.BUSY,
            "context.store-away",
            "The @contexts cannot be stored now: the database is away. Try again after a second.",
            "数据库暂时不可用，无法存储 @context。请一秒后重试。");

    private final Words words;

    JsonLdReason(String code, String english, String chinese) {
        this(Family.BAD_REQUEST_DATA, code, english, chinese);
    }

    JsonLdReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
