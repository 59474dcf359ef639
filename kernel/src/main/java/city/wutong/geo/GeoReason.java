package city.wutong.geo;

import city.wutong.refusal.Reason;

/// Why a geometry or a geo-query was refused (clauses 4.7, 4.10, 5.7.2.4).
public enum GeoReason implements Reason {
    NOT_AN_OBJECT(
            "geo.not-an-object",
            "A geometry is an object with \"type\" and \"coordinates\", but this is {0}.",
            "几何必须是含有 \"type\" 与 \"coordinates\" 的对象，此处却是{0}。"),
    TYPE_MISSING(
            "geo.type-missing",
            "The geometry has no \"type\". Allowed: {0}.",
            "几何缺少 \"type\"。可用：{0}。"),
    TYPE_UNKNOWN(
            "geo.type-unknown",
            "There is no geometry type \"{0}\". Allowed: {1}.",
            "没有“{0}”这种几何类型。可用：{1}。"),
    COLLECTION(
            "geo.geometry-collection",
            "NGSI-LD does not know GeometryCollection. Use one of: {0}.",
            "NGSI-LD 不支持 GeometryCollection。请改用：{0}。"),
    COORDINATES_MISSING(
            "geo.coordinates-missing",
            "The geometry has no \"coordinates\".",
            "几何缺少 \"coordinates\"。"),
    COORDINATES_SHAPE(
            "geo.coordinates-shape", "{0} must be {1}, but it is {2}.", "{0} 与要求（{1}）不符，实际为 {2}。"),
    LONGITUDE_RANGE(
            "geo.longitude-range",
            "{0}: longitude {1} is outside -180 to 180. The longitude stands first.",
            "{0}：经度 {1} 超出 -180 至 180。经度在前，纬度在后。"),
    LATITUDE_RANGE(
            "geo.latitude-range",
            "{0}: latitude {1} is outside -90 to 90. The longitude stands first, the latitude second.",
            "{0}：纬度 {1} 超出 -90 至 90。经度在前，纬度在后。"),
    LINE_SHORT(
            "geo.line-short",
            "{0}: a line has at least {1} positions, this one has {2}.",
            "{0}：线至少需要 {1} 个位置，此处只有 {2} 个。"),
    RING_SHORT(
            "geo.ring-short",
            "{0}: a ring has at least {1} positions, this one has {2}.",
            "{0}：环至少需要 {1} 个位置，此处只有 {2} 个。"),
    RING_OPEN(
            "geo.ring-open",
            "{0}: a ring ends where it began; repeat its first position at the end.",
            "{0}：环必须首尾相接，请在末尾重复第一个位置。"),
    TOO_MANY_POSITIONS(
            "geo.too-many-positions",
            "A geometry has at most {0} positions. Simplify it.",
            "一个几何最多含 {0} 个位置，请先简化。"),
    PARAMETERS_TOGETHER(
            "geo.parameters-together",
            "A geo-query needs georel, geometry and coordinates together; missing: {0}.",
            "地理查询必须同时给出 georel、geometry 与 coordinates；缺少：{0}。"),
    RELATION_UNKNOWN(
            "geo.georel-unknown",
            "georel: there is no relation \"{0}\". Allowed: {1}.",
            "georel：没有“{0}”这种关系。可用：{1}。"),
    DISTANCE_MALFORMED(
            "geo.distance-malformed",
            "georel: near needs one distance, near;maxDistance==metres or near;minDistance==metres,"
                    + " but this is \"{0}\".",
            "georel：near 需要且仅需要一个距离，写作 near;maxDistance==米数 或 near;minDistance==米数，"
                    + "此处却是“{0}”。"),
    DISTANCE_NOT_POSITIVE(
            "geo.distance-not-positive",
            "georel: a distance is a number of metres greater than 0, but this is \"{0}\".",
            "georel：距离必须是大于 0 的米数，此处却是“{0}”。"),
    COORDINATES_NOT_JSON(
            "geo.coordinates-not-json",
            "coordinates must be a JSON array, e.g. [120.54,30.63], but this is \"{0}\".",
            "coordinates 必须是 JSON 数组，例如 [120.54,30.63]，此处却是“{0}”。");

    private final Words words;

    GeoReason(String code, String english, String chinese) {
        words = new Words(Family.BAD_REQUEST_DATA, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
