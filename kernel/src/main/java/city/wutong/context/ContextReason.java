package city.wutong.context;

import city.wutong.refusal.Reason;

/// Why the context refuses an operation.
public enum ContextReason implements Reason {
    ENTITY_EXISTS(
            Family.ALREADY_EXISTS,
            "entity.exists",
            "The entity {0} exists already. Update it, or delete it first.",
            "实体 {0} 已存在。请更新它，或先删除它。"),
    ENTITY_UNKNOWN(
            Family.RESOURCE_NOT_FOUND, "entity.unknown", "There is no entity {0}.", "没有实体 {0}。"),
    ATTRIBUTE_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "attribute.unknown",
            "The entity {0} has no attribute {1} (datasetId {2}).",
            "实体 {0} 没有属性 {1}（datasetId {2}）。"),
    TYPE_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "entity.type-unknown",
            "There is no entity of the type {0}. Is it the @context of this request that names it so?",
            "没有类型为 {0} 的实体。请确认该名称对应本请求的 @context。"),
    ATTRIBUTE_NAME_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "attribute.name-unknown",
            "No entity has an attribute {0}. Is it the @context of this request that names it so?",
            "没有实体带有属性 {0}。请确认该名称对应本请求的 @context。"),
    MAP_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "map.unknown",
            "There is no entity map {0} (any more). A query with entityMap=true makes a new one.",
            "没有实体映射 {0}，或其已过期。可用带 entityMap=true 的查询新建。"),
    MAP_TOO_LARGE(
            Family.TOO_MANY_RESULTS,
            "map.too-large",
            "The query asks for more than {0} entities, too many for an entity map. Ask for fewer.",
            "查询结果超过 {0} 个实体，实体映射无法容纳。请缩小查询范围。"),
    ATTRIBUTE_EXISTS(
            Family.BAD_REQUEST_DATA,
            "attribute.exists",
            "The attribute {0} exists already and noOverwrite was asked for.",
            "属性 {0} 已存在，且请求了 noOverwrite。"),
    ATTRIBUTE_PARTIAL(
            Family.BAD_REQUEST_DATA,
            "attribute.partial",
            "The attribute {0} is not there, so that it needs a type and a value, and no NGSI-LD Null.",
            "属性 {0} 尚不存在，因此必须给出类型和值，且不得使用 NGSI-LD Null。"),
    ATTRIBUTE_KIND(
            Family.BAD_REQUEST_DATA,
            "attribute.kind",
            "The attribute {0} is a {1}; neither a partial update nor a simplified merge can make it a {2}."
                    + " Replace it instead.",
            "属性 {0} 是 {1}，部分更新和简化合并都不能把它改为 {2}。请改用替换。"),
    SCOPE_MISSING(
            Family.BAD_REQUEST_DATA,
            "entity.scope-missing",
            "The entity {0} has no scope that could be updated. Append one instead.",
            "实体 {0} 没有可更新的 scope。请改用追加。"),
    TOO_MANY_ATTRIBUTES(
            Family.BAD_REQUEST_DATA,
            "entity.too-many-attributes",
            "The entity {0} would have more than {1} attribute instances.",
            "实体 {0} 的属性实例将超过 {1} 个。"),
    OWN_ENTITY(
            Family.FORBIDDEN,
            "entity.own",
            "Entities of the type {0} are Wutong's own. They change by {1} only.",
            "类型为 {0} 的实体由梧桐自身管理，只能通过 {1} 更改。"),
    CAUSE_TOO_DEEP(
            Family.FORBIDDEN,
            "cause.too-deep",
            "This command follows from a chain of more than {0} changes: a loop of rules.",
            "该命令源自超过 {0} 层的变更链：规则形成了循环。"),
    QUEUE_FULL(
            Family.BUSY,
            "writer.queue-full",
            "More is waiting to be written than {0} bytes. Try again after a second.",
            "等待写入的数据已超过 {0} 字节。请一秒后重试。"),
    JOURNAL_AWAY(
            Family.BUSY,
            "writer.journal-away",
            "The database did not take the change; nothing was stored. Try again after a second.",
            "数据库未能保存该变更，未存储任何内容。请一秒后重试。"),
    STOPPING(
            Family.BUSY,
            "writer.stopping",
            "The server is stopping. Try again after a second.",
            "服务正在停止。请一秒后重试。"),
    DEFECT(
            Family.INTERNAL_ERROR,
            "writer.defect",
            "A defect of Wutong kept it from deciding this; nothing was stored. The log says more.",
            "梧桐自身的缺陷使其无法处理该请求，未存储任何内容。详情见日志。"),
    CITY_FULL(
            Family.FULL,
            "context.full",
            "The entities take {0} bytes of memory, more than the {1} that this city was given. Delete some, or"
                    + " raise entities.max-bytes.",
            "实体占用内存 {0} 字节，超过允许的 {1} 字节。请删除部分实体，或提高 entities.max-bytes。");

    private final Words words;

    ContextReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
