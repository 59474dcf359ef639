package city.wutong.history;

import city.wutong.refusal.Reason;

/// Why a question about the past, or an edit of it, is refused.
public enum HistoryReason implements Reason {
    TOO_MANY_AT_ONCE(
            Family.TOO_MANY_RESULTS,
            "history.too-many-at-once",
            "More than {0} instances have the same time or none. Ask for fewer attributes, with another"
                    + " timeproperty, or with lastN.",
            "时间相同或没有时间的实例超过 {0} 个。请减少属性、换用其他 timeproperty，或给出 lastN。"),
    TOO_MANY_PERIODS(
            Family.TOO_MANY_RESULTS,
            "history.too-many-periods",
            "The aggregates fall into more than {0} periods. Ask for longer periods or a shorter time.",
            "聚合结果超过 {0} 个时段。请加长时段或缩短时间范围。"),
    TOO_MANY_DISTINCT(
            Family.TOO_MANY_RESULTS,
            "history.too-many-distinct",
            "More than {0} distinct values would have to be counted. Ask for a shorter time or fewer attributes.",
            "需要计数的不同取值超过 {0} 个。请缩短时间范围或减少属性。"),
    NOT_AGGREGABLE(
            Family.INVALID_REQUEST,
            "history.not-aggregable",
            "The values of {0} can be aggregated by none of {1}. Ask for totalCount or distinctCount, or leave it out.",
            "{0} 的取值无法按 {1} 聚合。请改用 totalCount 或 distinctCount，或不请求该属性。"),
    METHODS_MISSING(
            Family.BAD_REQUEST_DATA,
            "history.aggr-methods-missing",
            "aggregatedValues needs aggrMethods, one or more of {0}.",
            "aggregatedValues 须给出 aggrMethods，可选一个或多个：{0}。"),
    LINKS(
            Family.BAD_REQUEST_DATA,
            "history.links",
            "{0} reaches into linked entities, which the past has none of. Leave the braces out.",
            "{0} 涉及关联实体，而历史中没有关联实体。请去掉花括号部分。"),
    ORDER(
            Family.BAD_REQUEST_DATA,
            "history.order",
            "The evolution of entities can be ordered by id only, not by {0}.",
            "实体的历史只能按 id 排序，不能按 {0} 排序。"),
    TOO_MANY_PASTS(
            Family.TOO_MANY_RESULTS,
            "history.too-many-entities",
            "More than {0} entities would have to be looked at. Ask for fewer by type, id or idPattern.",
            "需要查看的实体超过 {0} 个。请用 type、id 或 idPattern 缩小范围。"),
    INSTANCE_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "history.instance-unknown",
            "The entity {0} has no instance {2} of {1} in its past.",
            "实体 {0} 的历史中没有属性 {1} 的实例 {2}。"),
    ATTRIBUTE_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "history.attribute-unknown",
            "The entity {0} has no {1} of the dataset {2} in its past.",
            "实体 {0} 的历史中没有数据集 {2} 的属性 {1}。"),
    ONE_INSTANCE(
            Family.BAD_REQUEST_DATA,
            "history.one-instance",
            "The body is to hold exactly one instance of {0}.",
            "请求体应恰好包含属性 {0} 的一个实例。");

    private final Words words;

    HistoryReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
