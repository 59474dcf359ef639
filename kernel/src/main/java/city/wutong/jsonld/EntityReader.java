package city.wutong.jsonld;

import static city.wutong.jsonld.JsonLdReason.ID_MISSING;
import static city.wutong.jsonld.JsonLdReason.NOT_AN_OBJECT;
import static city.wutong.jsonld.JsonLdReason.NOT_A_DATE_TIME;
import static city.wutong.jsonld.JsonLdReason.NOT_A_NAME;
import static city.wutong.jsonld.JsonLdReason.NOT_A_SCOPE;
import static city.wutong.jsonld.JsonLdReason.NOT_A_STRING;
import static city.wutong.jsonld.JsonLdReason.NOT_A_URI;
import static city.wutong.jsonld.JsonLdReason.NULL_NOT_ALLOWED;
import static city.wutong.jsonld.JsonLdReason.TOO_MANY;
import static city.wutong.jsonld.JsonLdReason.TYPE_MISSING;

import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads entities and attributes as NGSI-LD has them (clauses 4.5.1 to 4.5.5): normalized, concise
/// and simplified alike, for a member says by its form which of them it is.
///
/// Names, types, vocabulary words and the types of a relationship's target are expanded. The
/// members of a compound value are not: what was written is what is kept and shown, to anybody,
/// whatever their `@context`. Clause 5.5.7 asks only for the expansion of names, types and
/// vocabularies; a merge (5.5.12) must find a member by the word that it was written with; and
/// `type` in a postal address is the sender's, not JSON-LD's. In a compound value JSON's null
/// members vanish, as JSON-LD has it; arrays keep their form, items that are null included.
///
/// A reader serves one request; it throws [city.wutong.refusal.Refused] and nothing else.
public final class EntityReader {
    public static final int MOST_ATTRIBUTES = 1_000;
    public static final int MOST_TYPES = 100;
    public static final int MOST_SCOPES = 100;

    static final String NULL = "urn:ngsi-ld:null";
    static final String SCOPE = CoreContexts.NGSI_LD + "scope";

    private final LdContext context;
    private final Purpose purpose;
    private final AttributeReader attributes;

    public EntityReader(LdContext context, Purpose purpose) {
        this.context = context;
        this.purpose = purpose;
        this.attributes = new AttributeReader(context, purpose);
    }

    /// An entity, or a fragment of one.
    public EntityPatch entity(Json document) {
        var draft = new Draft();
        members(document, "the document").forEach(draft::take);
        return draft.finished();
    }

    /// One attribute instance, or a part of one: the body of a request whose path names the
    /// attribute.
    public AttributePatch attribute(String key, Json fragment) {
        var members = members(fragment, key);
        return attributes.fragment(key, name(key), members);
    }

    private static SequencedMap<String, Json> members(Json document, String where) {
        if (document instanceof Json.Obj(var members)) {
            return members;
        }
        throw Refusal.of(NOT_AN_OBJECT, where).thrown();
    }

    /// The expanded name of an attribute as a request says it.
    public String name(String key) {
        var name = context.expand(key);
        ReservedNames.checkInEntity(name, key);
        return name;
    }

    /// The expanded type as a request says it.
    public String type(String term) {
        var type = context.expand(term);
        if (term.equals(NULL) || type.startsWith("@") || !Names.isNameOrUri(term)) {
            throw Refusal.of(NOT_A_NAME, "type", term).thrown();
        }
        return type;
    }

    private final class Draft {
        private final List<AttributePatch> patches = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private @Nullable String id;
        private List<String> types = List.of();
        private @Nullable List<String> scopes;
        private @Nullable Instant expiresAt;

        void take(String key, Json value) {
            if (value == Json.Literal.NULL) {
                return; // vanishes when JSON-LD is expanded
            }
            switch (key) {
                case "id", "@id" -> id = uri(value);
                case "type", "@type" -> types = types(value);
                case "scope" -> scope(value);
                case "expiresAt" -> expiresAt = expiry(value);
                case "@context", "createdAt", "modifiedAt", "deletedAt" -> {}
                default -> attribute(key, value);
            }
        }

        private void attribute(String key, Json value) {
            var name = context.expand(key);
            if (name.equals("@id")) {
                id = uri(value);
            } else if (name.equals("@type")) {
                types = types(value);
            } else {
                ReservedNames.checkInEntity(name, key);
                if (!names.add(name)) {
                    throw Refusal.of(JsonLdReason.DATASET_TWICE, key, "@none").thrown();
                }
                if (names.size() > MOST_ATTRIBUTES) {
                    throw Refusal.of(TOO_MANY, "the entity's attributes", MOST_ATTRIBUTES).thrown();
                }
                attributes.read(new AttributeReader.Place(key, name, 0), value, patches);
            }
        }

        private void scope(Json value) {
            if (purpose.isOfTime() && isReified(value)) {
                attributes.read(new AttributeReader.Place("scope", SCOPE, 0), value, patches);
            } else {
                scopes = scopes(value);
            }
        }

        EntityPatch finished() {
            if (purpose.isWholeEntity()) {
                if (id == null) {
                    throw Refusal.of(ID_MISSING).thrown();
                }
                if (types.isEmpty()) {
                    throw Refusal.of(TYPE_MISSING).thrown();
                }
            }
            return new EntityPatch(id, types, scopes, expiresAt, patches);
        }
    }

    private static String uri(Json value) {
        if (value instanceof Json.Str(var text) && Names.isUri(text) && !text.equals(NULL)) {
            return text;
        }
        throw Refusal.of(NOT_A_URI, "id", shown(value)).thrown();
    }

    private List<String> types(Json value) {
        var types = new ArrayList<String>(1);
        for (var item : items(value, "type", MOST_TYPES)) {
            if (!(item instanceof Json.Str(var term))) {
                throw Refusal.of(NOT_A_STRING, "type").thrown();
            }
            var type = type(term);
            if (!types.contains(type)) {
                types.add(type);
            }
        }
        return types;
    }

    private static List<Json> items(Json value, String where, int most) {
        if (!(value instanceof Json.Arr(var items))) {
            return List.of(value);
        }
        if (items.size() > most) {
            throw Refusal.of(TOO_MANY, where, most).thrown();
        }
        return items;
    }

    private static boolean isReified(Json value) {
        return value instanceof Json.Obj
                || (value instanceof Json.Arr(var items)
                        && !items.isEmpty()
                        && items.getFirst() instanceof Json.Obj);
    }

    private List<String> scopes(Json value) {
        var scopes = new ArrayList<String>(1);
        var items = items(value, "scope", MOST_SCOPES);
        for (var item : items) {
            if (!(item instanceof Json.Str(var scope))) {
                throw Refusal.of(NOT_A_STRING, "scope").thrown();
            }
            if (scope.equals(NULL) && items.size() == 1) {
                checkNullTaken("scope");
                return List.of();
            }
            if (!Names.isScope(scope)) {
                throw Refusal.of(NOT_A_SCOPE, scope).thrown();
            }
            if (!scopes.contains(scope)) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private Instant expiry(Json value) {
        if (value.equals(AttributePatch.NULL)) {
            checkNullTaken("expiresAt");
            return EntityPatch.NEVER;
        }
        return dateTime(value, "expiresAt");
    }

    private void checkNullTaken(String where) {
        if (!purpose.takesNullInEntity()) {
            throw Refusal.of(NULL_NOT_ALLOWED, where).thrown();
        }
    }

    static Instant dateTime(Json value, String where) {
        if (value instanceof Json.Str(var text)) {
            return DateTimes.read(text)
                    .orElseThrow(() -> Refusal.of(NOT_A_DATE_TIME, where, text).thrown());
        }
        throw Refusal.of(NOT_A_DATE_TIME, where, shown(value)).thrown();
    }

    /// A value as a refusal shows it.
    static String shown(Json value) {
        return switch (value) {
            case Json.Str(var text) -> text;
            case Json.Num number -> number.asDecimal().toString();
            case Json.Literal literal -> literal.name().toLowerCase(Locale.ROOT);
            case Json.Arr _ -> "[…]";
            case Json.Obj _ -> "{…}";
        };
    }
}
