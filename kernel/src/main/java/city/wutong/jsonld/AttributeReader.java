package city.wutong.jsonld;

import static city.wutong.jsonld.JsonLdReason.CONTENT_MISSING;
import static city.wutong.jsonld.JsonLdReason.DATASET_TWICE;
import static city.wutong.jsonld.JsonLdReason.EMBEDDED_CONTEXT;
import static city.wutong.jsonld.JsonLdReason.KIND_UNKNOWN;
import static city.wutong.jsonld.JsonLdReason.NOT_AN_OBJECT;
import static city.wutong.jsonld.JsonLdReason.NULL_NOT_ALLOWED;
import static city.wutong.jsonld.JsonLdReason.TOO_DEEP;
import static city.wutong.jsonld.JsonLdReason.TOO_MANY;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads the instances of one attribute (clauses 4.5.2 to 4.5.5, 4.5.18 to 4.5.24). What an object
/// without `type` is follows from its members, as the concise representation has it:
///
/// | it has | it is |
/// |---|---|
/// | `value` with a geometry | GeoProperty |
/// | `value` | Property |
/// | `object`, `languageMap`, `vocab`, `json`, `valueList`, `objectList` | of that kind |
/// | only `dataset` | the simplified form of several instances |
/// | none of these, but `observedAt`, `unitCode`, … | part of an attribute, or an incomplete one |
/// | the `type` and `coordinates` of a geometry | the value of a GeoProperty |
/// | anything else, and no `type` | the compound value of a Property |
final class AttributeReader {
    static final int DEEPEST = 5;
    static final int MOST_INSTANCES = 1_000;
    static final int MOST_INSTANCES_IN_TIME = 100_000;
    static final int MOST_SUB_ATTRIBUTES = 100;

    private final LdContext context;
    private final Purpose purpose;
    private final ContentReader contents;

    AttributeReader(LdContext context, Purpose purpose) {
        this.context = context;
        this.purpose = purpose;
        this.contents = new ContentReader(context, purpose);
    }

    /// Where an attribute stands.
    ///
    /// @param path its key, after those of the attributes that it stands in; for refusals
    /// @param depth 0 in an entity, 1 in one of its attributes, …
    record Place(String path, String name, int depth) {}

    LdContext context() {
        return context;
    }

    Purpose purpose() {
        return purpose;
    }

    ContentReader contents() {
        return contents;
    }

    /// Reads every instance that a member of an entity or attribute holds.
    void read(Place place, Json value, List<AttributePatch> into) {
        switch (value) {
            case Json.Literal.NULL -> {} // vanishes when JSON-LD is expanded
            case Json.Arr(var items) when holdsInstances(items) -> instances(place, items, into);
            case Json.Obj(var members) when isDatasets(members) -> datasets(place, members, into);
            case Json.Arr _, Json.Obj _, Json.Str _, Json.Num _, Json.Literal _ ->
                    into.add(instance(place, value));
        }
    }

    /// The body of a request whose path names the attribute.
    AttributePatch fragment(String key, String name, SequencedMap<String, Json> members) {
        var place = new Place(key, name, 0);
        var type = typeOf(members);
        if (type == null && inferred(place, members) == null) {
            return whole(place, null, members);
        }
        return object(place, members);
    }

    private void instances(Place place, List<Json> items, List<AttributePatch> into) {
        int most = purpose.isOfTime() ? MOST_INSTANCES_IN_TIME : MOST_INSTANCES;
        if (items.size() > most) {
            throw Refusal.of(TOO_MANY, place.path(), most).thrown();
        }
        var datasets = new HashSet<@Nullable String>();
        for (var item : items) {
            if (item == Json.Literal.NULL) {
                continue;
            }
            if (!(item instanceof Json.Obj(var members))) {
                throw Refusal.of(NOT_AN_OBJECT, place.path()).thrown();
            }
            var instance = object(place, members);
            if (!datasets.add(instance.datasetId()) && !purpose.isOfTime()) {
                var dataset = instance.datasetId();
                throw Refusal.of(DATASET_TWICE, place.path(), dataset == null ? "@none" : dataset)
                        .thrown();
            }
            into.add(instance);
        }
    }

    private boolean holdsInstances(List<Json> items) {
        for (var item : items) {
            if (item != Json.Literal.NULL) {
                return item instanceof Json.Obj(var members) && looksLikeInstance(members);
            }
        }
        return false;
    }

    private boolean looksLikeInstance(SequencedMap<String, Json> members) {
        var type = typeOf(members);
        if (type instanceof Json.Str(var term)) {
            return kind(term) != null;
        }
        for (var key : members.keySet()) {
            if (kindOfContent(key) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDatasets(SequencedMap<String, Json> members) {
        return members.size() == 1 && members.get("dataset") instanceof Json.Obj;
    }

    /// The simplified form of several instances (clause 4.5.4).
    private void datasets(
            Place place, SequencedMap<String, Json> members, List<AttributePatch> into) {
        if (!(members.get("dataset") instanceof Json.Obj(var datasets))) {
            return;
        }
        if (datasets.size() > MOST_INSTANCES) {
            throw Refusal.of(TOO_MANY, place.path(), MOST_INSTANCES).thrown();
        }
        datasets.forEach((dataset, value) -> {
            if (value != Json.Literal.NULL) {
                var id = contents.datasetId(Json.of(dataset), place.path());
                into.add(InstanceDraft.inDataset(instance(place, value), id));
            }
        });
    }

    private AttributePatch instance(Place place, Json value) {
        return switch (value) {
            case Json.Obj(var members) -> object(place, members);
            case Json.Str(var text) when text.equals(EntityReader.NULL) -> deletion(place);
            case Json.Arr _, Json.Str _, Json.Num _, Json.Literal _ -> bare(place, value);
        };
    }

    private AttributePatch deletion(Place place) {
        if (!purpose.takesNullFor(place.depth())) {
            throw Refusal.of(NULL_NOT_ALLOWED, place.path()).thrown();
        }
        return AttributePatch.deletion(place.name(), null);
    }

    private AttributePatch bare(Place place, Json value) {
        var kind =
                ContentReader.isGeoName(place)
                        ? AttributeKind.GEO_PROPERTY
                        : AttributeKind.PROPERTY;
        return InstanceDraft.bare(place, kind, contents.read(kind, value, place.path()));
    }

    private AttributePatch object(Place place, SequencedMap<String, Json> members) {
        if (members.containsKey("@context")) {
            throw Refusal.of(EMBEDDED_CONTEXT, place.path()).thrown();
        }
        var type = typeOf(members);
        if (type == null) {
            return untyped(place, members);
        }
        var kind = type instanceof Json.Str(var term) ? kind(term) : null;
        if (kind != null) {
            return whole(place, kind, members);
        }
        if (type instanceof Json.Str(var term) && ContentReader.isGeometryType(term)) {
            var geometry = new Json.Obj(members);
            return InstanceDraft.bare(
                    place,
                    AttributeKind.GEO_PROPERTY,
                    contents.read(AttributeKind.GEO_PROPERTY, geometry, place.path()));
        }
        if (members.containsKey("@value")) {
            return bare(place, new Json.Obj(members));
        }
        throw Refusal.of(KIND_UNKNOWN, place.path(), EntityReader.shown(type)).thrown();
    }

    private AttributePatch untyped(Place place, SequencedMap<String, Json> members) {
        var kind = inferred(place, members);
        if (kind == null) {
            refuseEmptyContent(place, members);
        }
        if (kind == null && !saysOfAnAttribute(members)) {
            return bare(place, new Json.Obj(members));
        }
        return whole(place, kind, members);
    }

    private static void refuseEmptyContent(Place place, SequencedMap<String, Json> members) {
        members.forEach((key, value) -> {
            if (value == Json.Literal.NULL && kindOfContent(key) != null) {
                throw Refusal.of(JsonLdReason.CONTENT_NULL, place.path() + "." + key).thrown();
            }
        });
    }

    private AttributePatch whole(
            Place place, @Nullable AttributeKind kind, SequencedMap<String, Json> members) {
        if (place.depth() >= DEEPEST) {
            throw Refusal.of(TOO_DEEP, place.path(), DEEPEST).thrown();
        }
        var draft = new InstanceDraft(this, place, kind);
        members.forEach(draft::take);
        if (kind == null && !purpose.takesParts(place.depth())) {
            throw Refusal.of(CONTENT_MISSING, place.path(), "value").thrown();
        }
        return draft.finished();
    }

    private static @Nullable Json typeOf(SequencedMap<String, Json> members) {
        var type = members.get("type");
        return type == null ? members.get("@type") : type;
    }

    private @Nullable AttributeKind kind(String term) {
        for (var kind : KINDS) {
            if (kind.term().equals(term)) {
                return kind;
            }
        }
        return term.indexOf(':') > 0
                ? AttributeKind.ofTerm(context.compact(context.expand(term))).orElse(null)
                : null;
    }

    private static final List<AttributeKind> KINDS = List.of(AttributeKind.values());

    private @Nullable AttributeKind inferred(Place place, SequencedMap<String, Json> members) {
        AttributeKind found = null;
        for (var key : members.keySet()) {
            var kind = kindOfContent(key);
            if (kind != null && members.get(key) != Json.Literal.NULL) {
                if (found != null) {
                    throw Refusal.of(
                                    JsonLdReason.MEMBER_NOT_ALLOWED,
                                    place.path() + "." + key,
                                    found.term())
                            .thrown();
                }
                found = kind;
            }
        }
        boolean geo =
                found == AttributeKind.PROPERTY
                        && (ContentReader.isGeoName(place)
                                || ContentReader.isGeometry(
                                        members.getOrDefault("value", Json.Literal.NULL)));
        return geo ? AttributeKind.GEO_PROPERTY : found;
    }

    static @Nullable AttributeKind kindOfContent(String member) {
        return switch (member) {
            case "value" -> AttributeKind.PROPERTY;
            case "object" -> AttributeKind.RELATIONSHIP;
            case "languageMap" -> AttributeKind.LANGUAGE_PROPERTY;
            case "vocab" -> AttributeKind.VOCAB_PROPERTY;
            case "json" -> AttributeKind.JSON_PROPERTY;
            case "valueList" -> AttributeKind.LIST_PROPERTY;
            case "objectList" -> AttributeKind.LIST_RELATIONSHIP;
            default -> null;
        };
    }

    /// Whether a member is one that only an attribute has.
    static boolean saysOfAnAttribute(SequencedMap<String, Json> members) {
        for (var key : members.keySet()) {
            switch (key) {
                case "observedAt",
                        "unitCode",
                        "datasetId",
                        "objectType",
                        "expiresAt",
                        "valueType" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
