package city.wutong.http;

import city.wutong.refusal.Reason;

/// Why a request is refused before anything is asked of the context.
public enum HttpReason implements Reason {
    NO_SUCH_PATH(
            Family.RESOURCE_NOT_FOUND,
            "http.no-such-path",
            "There is nothing at {0}.",
            "{0} 处没有任何资源。"),
    METHOD_NOT_ALLOWED(
            Family.METHOD_NOT_ALLOWED,
            "http.method-not-allowed",
            "{0} is not possible here. Allowed: {1}.",
            "此处不允许 {0}。允许的方法：{1}。"),
    BODY_TOO_LARGE(
            Family.TOO_LARGE,
            "http.body-too-large",
            "The body is larger than {0} bytes. Send less at once, or raise http.max-body-bytes.",
            "请求体超过 {0} 字节。请分批发送，或提高 http.max-body-bytes。"),
    UNREADABLE(
            Family.INVALID_REQUEST,
            "http.unreadable",
            "This is not HTTP as it should be: {0}. Characters such as < > \" and space are to be percent-encoded.",
            "HTTP 请求格式有误：{0}。< > \" 和空格等字符须作百分号编码。"),
    LENGTH_REQUIRED(
            Family.LENGTH_REQUIRED,
            "http.length-required",
            "A request with a body says its length in Content-Length.",
            "带请求体的请求必须给出 Content-Length。"),
    BODIES_FULL(
            Family.BUSY,
            "http.bodies-full",
            "Requests of more than {0} bytes are being worked on. Try again after a second.",
            "正在处理的请求已超过 {0} 字节。请一秒后重试。"),
    BODY_EMPTY(
            Family.INVALID_REQUEST,
            "http.body-empty",
            "The request has no body, or nothing in it; a JSON object is expected (an array of them for a batch).",
            "请求没有请求体或内容为空；应为 JSON 对象（批量请求为数组）。"),
    BODY_NOT_JSON(
            Family.INVALID_REQUEST,
            "http.body-not-json",
            "The body is not JSON (line {0}, column {1}): {2}.",
            "请求体不是有效的 JSON（第 {0} 行，第 {1} 列）：{2}。"),
    BODY_CUT_OFF(
            Family.INVALID_REQUEST,
            "http.body-cut-off",
            "The body ended before its announced length.",
            "请求体在声明的长度之前结束。"),
    BODY_SLOW(
            Family.TIMEOUT,
            "http.body-slow",
            "The body comes at less than {0} bytes a second.",
            "请求体的传输速度低于每秒 {0} 字节。"),
    FRAMING(
            Family.INVALID_REQUEST,
            "http.framing",
            "A body has one length: one Content-Length in digits, and no Transfer-Encoding beside it.",
            "请求体的长度必须唯一：仅一个以数字表示的 Content-Length，且不得同时给出 Transfer-Encoding。"),
    CONTENT_TYPE(
            Family.UNSUPPORTED_MEDIA_TYPE,
            "http.content-type",
            "The Content-Type {0} is not understood. Allowed: application/json, application/ld+json"
                    + " (and application/merge-patch+json for PATCH).",
            "无法识别 Content-Type {0}。允许：application/json、application/ld+json（PATCH 还可用"
                    + " application/merge-patch+json）。"),
    NOT_ACCEPTABLE(
            Family.NOT_ACCEPTABLE,
            "http.not-acceptable",
            "The Accept header {0} asks for what cannot be given. Possible: {1}.",
            "无法按 Accept 头 {0} 返回。可选：{1}。"),
    PARAMETER_UNKNOWN(
            Family.INVALID_REQUEST,
            "http.parameter-unknown",
            "The parameter {0} is unknown here. Allowed: {1}.",
            "此处不支持参数 {0}。允许：{1}。"),
    PARAMETER_TWICE(
            Family.INVALID_REQUEST,
            "http.parameter-twice",
            "The parameter {0} is given twice.",
            "参数 {0} 重复出现。"),
    TENANT_TWICE(
            Family.INVALID_REQUEST,
            "http.tenant-twice",
            "The request names more than one tenant: {0}.",
            "请求给出了多个租户：{0}。"),
    PARAMETER_VALUE(
            Family.BAD_REQUEST_DATA,
            "http.parameter-value",
            "The parameter {0} is \"{1}\". Allowed: {2}.",
            "参数 {0} 的值为“{1}”。允许：{2}。"),
    OPTION_UNKNOWN(
            Family.INVALID_REQUEST,
            "http.option-unknown",
            "The parameter {0} holds \"{1}\". Allowed: {2}.",
            "参数 {0} 含有“{1}”。允许：{2}。"),
    CONTEXT_IN_JSON(
            Family.BAD_REQUEST_DATA,
            "http.context-in-json",
            "The body is application/json and holds an @context. Send it as application/ld+json, or name the"
                    + " @context in a Link header.",
            "请求体为 application/json 却包含 @context。请改用 application/ld+json，或在 Link 头中给出 @context。"),
    CONTEXT_MISSING(
            Family.BAD_REQUEST_DATA,
            "http.context-missing",
            "The body is application/ld+json and holds no @context.",
            "请求体为 application/ld+json，但缺少 @context。"),
    CONTEXT_EXPECTED(
            Family.INVALID_REQUEST,
            "http.context-expected",
            "The body is no JSON object with the member @context. Send {\"@context\": …}.",
            "请求体不是含有 @context 成员的 JSON 对象。请发送 {\"@context\": …}。"),
    CONTEXT_TWICE(
            Family.BAD_REQUEST_DATA,
            "http.context-twice",
            "The body is application/ld+json, so that its @context counts and a Link header must not name another.",
            "请求体为 application/ld+json，应以其中的 @context 为准，Link 头不得再给出。"),
    LINK_MALFORMED(
            Family.BAD_REQUEST_DATA,
            "http.link-malformed",
            "The Link header \"{0}\" is not understood. Expected: <URI>; rel=\"http://www.w3.org/ns/json-ld#context\";"
                    + " type=\"application/ld+json\".",
            "无法识别 Link 头“{0}”。应为：<URI>; rel=\"http://www.w3.org/ns/json-ld#context\";"
                    + " type=\"application/ld+json\"。"),
    FIELD_MISSING(
            Family.BAD_REQUEST_DATA,
            "http.field-missing",
            "The body lacks \"{0}\": {1}.",
            "请求体缺少“{0}”：{1}。"),
    FIELD_VALUE(
            Family.BAD_REQUEST_DATA,
            "http.field-value",
            "\"{0}\" is {1}. Allowed: {2}.",
            "“{0}”的值为 {1}。允许：{2}。"),
    FIELD_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "http.field-unknown",
            "The body has a field \"{0}\" that is unknown here. Allowed: {1}.",
            "请求体中的字段“{0}”在此无效。允许：{1}。"),
    EVIDENCE_KIND(
            Family.UNSUPPORTED_MEDIA_TYPE,
            "evidence.kind",
            "These bytes are no evidence that is taken. Allowed: JPEG, PNG, WebP, PDF.",
            "不支持该证据文件类型。允许：JPEG、PNG、WebP、PDF。"),
    DISK_FAILS(
            Family.INTERNAL_ERROR,
            "evidence.disk",
            "The evidence could not be written or read. The log says more.",
            "证据文件无法写入或读取。详情见日志。"),
    CLOCK_FIXED(
            Family.FORBIDDEN,
            "clock.fixed",
            "The city clock follows the system's. Set clock.replay to allow another time.",
            "城市时钟与系统时钟一致。如需回放，请启用 clock.replay。"),
    INDEX_FAILS(Family.INTERNAL_ERROR, "index.fails", "{0}", "指标无法计算：{0}"),
    REPLAY_NOT_NOW(
            Family.CONFLICT,
            "replay.not-now",
            "A replay is running, or as many as there may be have been made.",
            "回放正在进行，或回放次数已达上限。"),
    ID_MISSING(
            Family.BAD_REQUEST_DATA,
            "http.id-missing",
            "{0} changes one entity or attribute: its path names it, and here a part of the path is empty.",
            "{0} 用于更改一个实体或属性，须在路径中指明；此处路径中有一部分为空。"),
    ID_DIFFERS(
            Family.BAD_REQUEST_DATA,
            "http.id-differs",
            "The path names the entity {0} and the body {1}.",
            "路径中的实体为 {0}，而请求体中的为 {1}。"),
    EMPTY_ITEM(
            Family.BAD_REQUEST_DATA,
            "http.empty-item",
            "Item {0} of the batch is null. Nothing of the batch was taken.",
            "批量请求的第 {0} 项为 null。整个批次均未被接受。"),
    KEEP_AND_DROP(
            Family.BAD_REQUEST_DATA,
            "http.keep-and-drop",
            "A purge names the attributes to keep or those to drop, not both.",
            "清除操作只能给出 keep 或 drop 之一，不能同时给出。"),
    NOT_AN_ARRAY(
            Family.BAD_REQUEST_DATA,
            "http.not-an-array",
            "A batch is a JSON array of at least one entity and at most {0}.",
            "批量请求应为 JSON 数组，至少一个实体，至多 {0} 个。"),
    NOT_A_URI(
            Family.BAD_REQUEST_DATA,
            "http.not-a-uri",
            "{0} is \"{1}\", which is not a URI such as urn:ngsi-ld:Device:1.",
            "{0} 为“{1}”，不是 URI（例如 urn:ngsi-ld:Device:1）。"),
    TWICE_IN_BATCH(
            Family.ALREADY_EXISTS,
            "http.twice-in-batch",
            "The batch holds the entity {0} twice; the first was taken.",
            "批量请求中实体 {0} 出现两次；已采用第一个。"),
    TENANT_UNKNOWN(
            Family.NONEXISTENT_TENANT,
            "http.tenant-unknown",
            "There is no tenant {0}. Name it in the setting tenants, or allow tenants.by-header.",
            "没有租户 {0}。请在配置 tenants 中列出，或启用 tenants.by-header。"),
    TENANTS_FULL(
            Family.FULL,
            "http.tenants-full",
            "The tenant {0} cannot be made: there are {1} already. The setting tenants.most allows more.",
            "无法新建租户 {0}：已有 {1} 个租户。可通过配置 tenants.most 调整上限。"),
    TENANT_NAME(
            Family.BAD_REQUEST_DATA,
            "http.tenant-name",
            "The tenant \"{0}\" is not a name: letters (A-Z, a-z), digits, - and _ are allowed, at most {1}.",
            "租户“{0}”的名称无效：只允许英文字母、数字、连字符和下划线（最多 {1} 个字符）。"),
    QUERY_TOO_WIDE(
            Family.BAD_REQUEST_DATA,
            "http.query-too-wide",
            "A query needs at least one of type, attrs, q and georel, or local=true.",
            "查询至少需要 type、attrs、q、georel 之一，或 local=true。"),
    TEMPORAL_QUERY_MISSING(
            Family.BAD_REQUEST_DATA,
            "http.temporal-query-missing",
            "Of which time? timerel (before, after, between) and timeAt are needed here.",
            "缺少时间条件：此处必须给出 timerel（before、after、between）和 timeAt。"),
    TEMPORAL_PARAMETERS(
            Family.BAD_REQUEST_DATA,
            "http.temporal-parameters",
            "{0} is needed with timerel={1}.",
            "timerel={1} 时必须给出 {0}。"),
    STREAMS_FULL(
            Family.BUSY,
            "events.streams-full",
            "{0} live streams are open already.",
            "已有 {0} 个实时流处于打开状态。"),
    EXPORTS_FULL(
            Family.BUSY,
            "person.exports-full",
            "{0} exports are being handed out already.",
            "已有 {0} 个导出正在进行。"),
    HOST_FOREIGN(
            Family.FORBIDDEN,
            "http.host-foreign",
            "{0} is \"{1}\", which is not known as this city's. The settings http.hosts and http.origins name others;"
                    + " without sign-in there is this machine only.",
            "{0} 为“{1}”，不属于本系统。可在配置 http.hosts、http.origins 中列出；未启用登录时仅限本机。"),
    SIGN_IN_NEEDED(
            Family.UNAUTHENTICATED,
            "access.sign-in-needed",
            "Sign in, or send an API key as Authorization: Bearer.",
            "请先登录，或以 Authorization: Bearer 发送接口密钥。"),
    NOT_ALLOWED(
            Family.FORBIDDEN,
            "access.not-allowed",
            "None of your roles here opens {0}.",
            "您在此处的角色均未开放 {0}。"),
    DEFECT(
            Family.INTERNAL_ERROR,
            "http.defect",
            "A defect of Wutong kept it from answering. The log says more.",
            "梧桐自身的缺陷使其无法应答。详情见日志。");

    private final Words words;

    HttpReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
