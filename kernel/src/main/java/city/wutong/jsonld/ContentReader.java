package city.wutong.jsonld;

import static city.wutong.jsonld.JsonLdReason.JSON_WRONG;
import static city.wutong.jsonld.JsonLdReason.LANGUAGE_MAP_WRONG;
import static city.wutong.jsonld.JsonLdReason.LIST_WRONG;
import static city.wutong.jsonld.JsonLdReason.NOT_A_URI;
import static city.wutong.jsonld.JsonLdReason.NULL_NOT_ALLOWED;
import static city.wutong.jsonld.JsonLdReason.OBJECT_NOT_URIS;
import static city.wutong.jsonld.JsonLdReason.TOO_MANY;
import static city.wutong.jsonld.JsonLdReason.VOCAB_WRONG;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.geo.GeoJson;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads the content of an attribute (`value`, `object`, …) into the form that
/// [city.wutong.entity.Attribute] keeps.
final class ContentReader {
    static final int MOST_TARGETS = 10_000;

    private static final List<String> GEO_NAMES =
            List.of(
                    LdContext.CORE.expand("location"),
                    LdContext.CORE.expand("observationSpace"),
                    LdContext.CORE.expand("operationSpace"));

    private final LdContext context;
    private final Purpose purpose;

    ContentReader(LdContext context, Purpose purpose) {
        this.context = context;
        this.purpose = purpose;
    }

    /// Whether it is one of the attributes that the standard defines as a GeoProperty (clause
    /// 4.7.1).
    static boolean isGeoName(AttributeReader.Place place) {
        return place.depth() == 0 && GEO_NAMES.contains(place.name());
    }

    /// Whether the content deletes its attribute (clause 4.5.0).
    static boolean isNull(AttributeKind kind, Json content) {
        return switch (content) {
            case Json.Str(var text) -> text.equals(EntityReader.NULL);
            case Json.Arr(var items) ->
                    kind != AttributeKind.PROPERTY
                            && items.size() == 1
                            && items.getFirst().equals(AttributePatch.NULL);
            case Json.Obj(var members) ->
                    kind == AttributeKind.LANGUAGE_PROPERTY
                            && members.size() == 1
                            && AttributePatch.NULL.equals(members.get("@none"));
            case Json.Num _, Json.Literal _ -> false;
        };
    }

    Json read(AttributeKind kind, Json content, String where) {
        return switch (kind) {
            case PROPERTY -> value(content, where);
            case GEO_PROPERTY -> geometry(content, where);
            case RELATIONSHIP -> targets(content, where);
            case LANGUAGE_PROPERTY -> languages(content, where);
            case VOCAB_PROPERTY -> words(content, where);
            case JSON_PROPERTY -> json(content, where);
            case LIST_PROPERTY -> list(content, where);
            case LIST_RELATIONSHIP -> targetList(content, where);
        };
    }

    @Nullable String datasetId(Json value, String where) {
        if (value instanceof Json.Str(var text)) {
            if (text.equals("@none")) {
                return null;
            }
            if (Names.isUri(text) && !text.equals(EntityReader.NULL)) {
                return text;
            }
        }
        throw Refusal.of(NOT_A_URI, where + ".datasetId", EntityReader.shown(value)).thrown();
    }

    List<String> types(Json value, String where) {
        var terms = value instanceof Json.Arr(var items) ? items : List.of(value);
        var types = new ArrayList<String>(terms.size());
        for (var term : terms) {
            if (!(term instanceof Json.Str(var text))
                    || text.equals(EntityReader.NULL)
                    || !Names.isNameOrUri(text)) {
                throw Refusal.of(JsonLdReason.NOT_A_NAME, where, EntityReader.shown(term)).thrown();
            }
            types.add(context.expand(text));
        }
        return types;
    }

    /// A value without JSON's null members; itself when it has none.
    private Json value(Json value, String where) {
        return switch (value) {
            case Json.Obj(var members) -> compound(value, members, where);
            case Json.Arr(var items) -> items(value, items, where);
            case Json.Str _, Json.Num _, Json.Literal _ -> value;
        };
    }

    @SuppressWarnings("ReferenceEquality") // the same instance: nothing has vanished from it
    private Json compound(Json value, SequencedMap<String, Json> members, String where) {
        var cleaned = new LinkedHashMap<String, Json>();
        boolean same = true;
        for (var member : members.entrySet()) {
            var before = member.getValue();
            if (before == Json.Literal.NULL) {
                same = false;
                continue;
            }
            if (before.equals(AttributePatch.NULL) && !purpose.takesNullInValues()) {
                throw Refusal.of(NULL_NOT_ALLOWED, where + "." + member.getKey()).thrown();
            }
            var after = value(before, where);
            same &= after == before;
            cleaned.put(member.getKey(), after);
        }
        return same ? value : new Json.Obj(cleaned);
    }

    @SuppressWarnings("ReferenceEquality") // as in compound
    private Json items(Json value, List<Json> items, String where) {
        ArrayList<Json> cleaned = null;
        for (int i = 0; i < items.size(); i++) {
            var before = items.get(i);
            var after = value(before, where);
            if (after != before && cleaned == null) {
                cleaned = new ArrayList<>(items);
            }
            if (cleaned != null) {
                cleaned.set(i, after);
            }
        }
        return cleaned == null ? value : new Json.Arr(cleaned);
    }

    /// A geometry, or the text of one (clause 4.7.2), which is kept as an object.
    private static Json geometry(Json value, String where) {
        try {
            GeoJson.parse(value);
        } catch (Refused e) {
            throw e.refusal().within(where).thrown();
        }
        return value instanceof Json.Str(var text) ? decoded(text) : value;
    }

    private static Json decoded(String text) {
        try {
            return new JsonReader(JsonLimits.DEFAULT).read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new IllegalStateException("parsed a moment ago", e);
        }
    }

    /// Whether the object says of itself that it is a geometry.
    static boolean isGeometry(Json value) {
        return value instanceof Json.Obj(var members)
                && members.get("type") instanceof Json.Str(var type)
                && isGeometryType(type)
                && members.containsKey("coordinates");
    }

    /// GeometryCollection included, which is then refused as what it is.
    static boolean isGeometryType(String type) {
        return switch (type) {
            case "Point",
                    "MultiPoint",
                    "LineString",
                    "MultiLineString",
                    "Polygon",
                    "MultiPolygon",
                    "GeometryCollection" ->
                    true;
            default -> false;
        };
    }

    private static Json targets(Json object, String where) {
        if (isTarget(object)) {
            return object;
        }
        if (object instanceof Json.Arr(var items) && !items.isEmpty()) {
            checkMost(items, where);
            if (items.stream().allMatch(ContentReader::isTarget)) {
                return object;
            }
        }
        throw Refusal.of(OBJECT_NOT_URIS, where).thrown();
    }

    private static boolean isTarget(Json value) {
        return value instanceof Json.Str(var text)
                && Names.isUri(text)
                && !text.equals(EntityReader.NULL);
    }

    /// URIs, or objects with an `object` each (clause 4.5.22); kept as URIs.
    private static Json targetList(Json list, String where) {
        if (!(list instanceof Json.Arr(var items))) {
            throw Refusal.of(OBJECT_NOT_URIS, where).thrown();
        }
        checkMost(items, where);
        var targets = new ArrayList<Json>(items.size());
        for (var item : items) {
            var target =
                    item instanceof Json.Obj(var members) && members.size() == 1
                            ? members.getOrDefault("object", item)
                            : item;
            if (!isTarget(target)) {
                throw Refusal.of(OBJECT_NOT_URIS, where).thrown();
            }
            targets.add(target);
        }
        return new Json.Arr(targets);
    }

    private static void checkMost(List<Json> items, String where) {
        if (items.size() > MOST_TARGETS) {
            throw Refusal.of(TOO_MANY, where, MOST_TARGETS).thrown();
        }
    }

    private Json languages(Json map, String where) {
        if (!(map instanceof Json.Obj(var members))) {
            throw Refusal.of(LANGUAGE_MAP_WRONG, where).thrown();
        }
        for (var member : members.entrySet()) {
            if (member.getValue().equals(AttributePatch.NULL) && !purpose.takesNullInValues()) {
                throw Refusal.of(NULL_NOT_ALLOWED, where + "." + member.getKey()).thrown();
            }
            if (!Names.isLanguageTag(member.getKey()) || !isText(member.getValue())) {
                throw Refusal.of(LANGUAGE_MAP_WRONG, where).thrown();
            }
        }
        return members.containsValue(Json.Literal.NULL) ? value(map, where) : map;
    }

    private static boolean isText(Json value) {
        return switch (value) {
            case Json.Str _ -> true;
            case Json.Arr(var items) -> items.stream().allMatch(Json.Str.class::isInstance);
            case Json.Literal literal -> literal == Json.Literal.NULL; // will vanish
            case Json.Obj _, Json.Num _ -> false;
        };
    }

    /// Words of a vocabulary, expanded (clause 4.5.20).
    private Json words(Json vocab, String where) {
        if (vocab instanceof Json.Str(var word) && !word.isEmpty()) {
            return Json.of(context.expand(word));
        }
        if (!(vocab instanceof Json.Arr(var items)) || items.isEmpty()) {
            throw Refusal.of(VOCAB_WRONG, where).thrown();
        }
        checkMost(items, where);
        var words = new ArrayList<Json>(items.size());
        for (var item : items) {
            if (!(item instanceof Json.Str(var word)) || word.isEmpty()) {
                throw Refusal.of(VOCAB_WRONG, where).thrown();
            }
            words.add(Json.of(context.expand(word)));
        }
        return new Json.Arr(words);
    }

    /// Kept to the letter (clause 4.5.24), null members included.
    private static Json json(Json json, String where) {
        return switch (json) {
            case Json.Obj _, Json.Arr _ -> json;
            case Json.Str _, Json.Num _, Json.Literal _ ->
                    throw Refusal.of(JSON_WRONG, where).thrown();
        };
    }

    private Json list(Json list, String where) {
        if (list instanceof Json.Arr(var items)) {
            return items(list, items, where);
        }
        throw Refusal.of(LIST_WRONG, where).thrown();
    }
}
