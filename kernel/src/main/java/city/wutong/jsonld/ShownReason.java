package city.wutong.jsonld;

import city.wutong.refusal.Reason;

/// Why entities cannot be shown as it was asked for.
public enum ShownReason implements Reason {
    PROJECTION_TOO_LONG(
            Family.TOO_COMPLEX_QUERY,
            "projection.too-long",
            "{0} has {1} characters; at most {2} are read.",
            "{0} 有 {1} 个字符，上限为 {2}。"),
    PROJECTION_NAME(
            Family.BAD_REQUEST_DATA,
            "projection.name",
            "{0}, column {1}: id, type, scope or the name of an attribute was expected, but found {2}.",
            "{0} 第 {1} 列：此处应为 id、type、scope 或属性名，却是{2}。"),
    PROJECTION_END(
            Family.BAD_REQUEST_DATA,
            "projection.end",
            "{0}, column {1}: expected {3}, but found {2}.",
            "{0} 第 {1} 列：此处应为 {3}，却是{2}。"),
    PROJECTION_TOO_DEEP(
            Family.BAD_REQUEST_DATA,
            "projection.too-deep",
            "{0} reaches into linked entities {1} levels deep, but joinLevel is {2}. Raise joinLevel (at most {3}),"
                    + " or leave the inner braces out.",
            "{0} 深入关联实体 {1} 层，而 joinLevel 为 {2}。请提高 joinLevel（最多 {3}），或去掉内层花括号。"),
    PROJECTION_WITHOUT_JOIN(
            Family.BAD_REQUEST_DATA,
            "projection.without-join",
            "{0} reaches into linked entities with braces; that needs join=inline or join=flat.",
            "{0} 用花括号选择关联实体的成员，须同时给出 join=inline 或 join=flat。"),
    PROJECTION_IN_BOTH(
            Family.BAD_REQUEST_DATA,
            "projection.in-both",
            "{0} is in pick and in omit. Leave it out of one of them.",
            "{0} 同时出现在 pick 与 omit 中。请从其中之一删去。"),
    PROJECTION_WITH_ATTRS(
            Family.BAD_REQUEST_DATA,
            "projection.with-attrs",
            "attrs is an older word for pick and does not go with {0}. Leave attrs out.",
            "attrs 是 pick 的旧写法，不能与 {0} 同用。请删去 attrs。"),
    GEOMETRY_WITHOUT_GEO_JSON(
            Family.BAD_REQUEST_DATA,
            "projection.geometry-property",
            "geometryProperty chooses the geometry of GeoJSON, but the answer is {0}. Send Accept:"
                    + " application/geo+json, or leave it out.",
            "geometryProperty 用于选择 GeoJSON 的几何，而此应答为 {0}。请发送 Accept: application/geo+json，或删去该参数。"),
    NOTHING_LEFT(
            Family.RESOURCE_NOT_FOUND,
            "entity.nothing-left",
            "The entity {0} has none of the members that are asked for.",
            "实体 {0} 没有所请求的任何成员。"),
    LINKED_TOO_MANY(
            Family.TOO_MANY_RESULTS,
            "linked.too-many",
            "More than {0} links would be followed for this answer. Ask with a smaller limit or joinLevel, or pick fewer"
                    + " relationships.",
            "此应答需跟随的关系将超过 {0} 条。请减小 limit 或 joinLevel，或用 pick 少选一些关系。"),
    ANSWER_TOO_LARGE(
            Family.TOO_MANY_RESULTS,
            "answer.too-large",
            "The entities of this answer, with those that they link to, take more than {0} bytes. Ask with a smaller"
                    + " limit or joinLevel, or pick fewer attributes and relationships.",
            "此应答的实体及其关联实体共超过 {0} 字节。请减小 limit 或 joinLevel，或用 pick 少选一些属性和关系。");

    private final Words words;

    ShownReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
