package city.wutong.jsonld;

import static city.wutong.jsonld.JsonLdReason.CONTENT_MISSING;
import static city.wutong.jsonld.JsonLdReason.CONTENT_NULL;
import static city.wutong.jsonld.JsonLdReason.KIND_MUST_BE_GEO;
import static city.wutong.jsonld.JsonLdReason.MEMBER_NOT_ALLOWED;
import static city.wutong.jsonld.JsonLdReason.NAME_RESERVED;
import static city.wutong.jsonld.JsonLdReason.NOT_A_STRING;
import static city.wutong.jsonld.JsonLdReason.NULL_NOT_ALLOWED;
import static city.wutong.jsonld.JsonLdReason.PROOF_WRONG;
import static city.wutong.jsonld.JsonLdReason.TOO_MANY;
import static city.wutong.jsonld.JsonLdReason.VALUE_TYPE_WRONG;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.AttributePatch.Member;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One attribute instance while its members are read, in the order in which they come.
///
/// What the standard calls non-reified and [city.wutong.entity.Attribute] has no place for
/// (`valueType`, and the sealed members of `ngsildproof`) is kept as a sub-attribute of the same
/// name, which [AttributeWriter] shows bare again.
final class InstanceDraft {
    static final String VALUE_TYPE = LdContext.CORE.expand("valueType");
    static final String SEALED_ID = LdContext.CORE.expand("entityIdSealed");
    static final String SEALED_TYPE = LdContext.CORE.expand("entityTypeSealed");

    private static final String PROOF = LdContext.CORE.expand("ngsildproof");
    private static final String LANG_STRING = LdContext.CORE.expand("langString");

    private final AttributeReader reader;
    private final AttributeReader.Place place;
    private final @Nullable AttributeKind kind;
    private @Nullable String datasetId;
    private @Nullable Json content;
    private @Nullable Instant observedAt;
    private @Nullable String unitCode;
    private @Nullable List<String> objectTypes;
    private @Nullable Instant expiresAt;
    private Set<Member> removed = Set.of();
    private List<AttributePatch> attributes = List.of();
    private @Nullable Set<String> names;

    /// @param kind null when the object does not tell, because it is a part without content
    InstanceDraft(
            AttributeReader reader, AttributeReader.Place place, @Nullable AttributeKind kind) {
        this.reader = reader;
        this.place = place;
        this.kind = kind;
    }

    /// An instance of which only the content is known.
    static AttributePatch bare(AttributeReader.Place place, AttributeKind kind, Json content) {
        return new AttributePatch(
                place.name(), null, kind, content, null, null, null, null, Set.of(), List.of());
    }

    static AttributePatch inDataset(AttributePatch patch, @Nullable String datasetId) {
        return new AttributePatch(
                patch.name(),
                datasetId,
                patch.kind(),
                patch.content(),
                patch.observedAt(),
                patch.unitCode(),
                patch.objectTypes(),
                patch.expiresAt(),
                patch.removed(),
                patch.attributes());
    }

    void take(String key, Json value) {
        if (value == Json.Literal.NULL) {
            if (kind != null && kind.contentMember().equals(key)) {
                throw Refusal.of(CONTENT_NULL, path(key)).thrown();
            }
            return; // vanishes when JSON-LD is expanded
        }
        switch (key) {
            case "type", "@type" -> {}
            case "value", "object", "languageMap", "vocab", "json", "valueList", "objectList" ->
                    content(key, value);
            case "observedAt" -> observedAt(value);
            case "datasetId" -> datasetId = reader.contents().datasetId(value, place.path());
            case "unitCode" -> unitCode(value);
            case "objectType" -> objectType(value);
            case "expiresAt" -> expiresAt(value);
            // made by the server and read-only: passed over (clause 5.2.2)
            case "createdAt", "modifiedAt", "deletedAt", "instanceId", "lang" -> {}
            case "valueType" -> valueType(value);
            case "entityIdSealed", "entityTypeSealed" -> sealed(key, value);
            case "entity" -> linked(key, AttributeKind.RELATIONSHIP);
            case "entityList" -> linked(key, AttributeKind.LIST_RELATIONSHIP);
            case "previousValue",
                    "previousObject",
                    "previousLanguageMap",
                    "previousVocab",
                    "previousJson",
                    "previousValueList",
                    "previousObjectList" ->
                    throw notAllowed(key);
            case "id", "@id" -> throw Refusal.of(NAME_RESERVED, path(key)).thrown();
            default -> sub(key, value);
        }
    }

    private String path(String key) {
        return place.path() + "." + key;
    }

    private RuntimeException notAllowed(String key) {
        return Refusal.of(MEMBER_NOT_ALLOWED, path(key), kind == null ? "attribute" : kind.term())
                .thrown();
    }

    private void content(String key, Json value) {
        if (kind == null || !kind.contentMember().equals(key)) {
            throw notAllowed(key);
        }
        if (!ContentReader.isNull(kind, value)) {
            content = reader.contents().read(kind, value, path(key));
        } else if (reader.purpose().takesNullContent(place.depth())) {
            remove(Member.CONTENT);
        } else {
            throw Refusal.of(NULL_NOT_ALLOWED, path(key)).thrown();
        }
    }

    private void observedAt(Json value) {
        if (!isRemoved("observedAt", value, Member.OBSERVED_AT)) {
            observedAt = EntityReader.dateTime(value, path("observedAt"));
        }
    }

    private void expiresAt(Json value) {
        if (!isRemoved("expiresAt", value, Member.EXPIRES_AT)) {
            expiresAt = EntityReader.dateTime(value, path("expiresAt"));
        }
    }

    private void unitCode(Json value) {
        if (isRemoved("unitCode", value, Member.UNIT_CODE)) {
            return;
        }
        if (kind != null && !hasUnit(kind)) {
            throw notAllowed("unitCode");
        }
        unitCode = text("unitCode", value).intern(); // a few words, a million times
    }

    private static boolean hasUnit(AttributeKind kind) {
        return switch (kind) {
            case PROPERTY, GEO_PROPERTY, LIST_PROPERTY -> true;
            case RELATIONSHIP,
                    LANGUAGE_PROPERTY,
                    VOCAB_PROPERTY,
                    JSON_PROPERTY,
                    LIST_RELATIONSHIP ->
                    false;
        };
    }

    private void objectType(Json value) {
        if (isRemoved("objectType", value, Member.OBJECT_TYPE)) {
            return;
        }
        if (kind != null && !isRelationship(kind)) {
            throw notAllowed("objectType");
        }
        objectTypes = reader.contents().types(value, path("objectType"));
    }

    private static boolean isRelationship(AttributeKind kind) {
        return kind == AttributeKind.RELATIONSHIP || kind == AttributeKind.LIST_RELATIONSHIP;
    }

    private void linked(String key, AttributeKind owner) {
        if (kind != owner) {
            throw notAllowed(key);
        }
    }

    private void valueType(Json value) {
        if (kind != null && isRelationship(kind)) {
            throw notAllowed("valueType");
        }
        var type = reader.context().expand(text("valueType", value));
        if (kind == AttributeKind.LANGUAGE_PROPERTY && !type.equals(LANG_STRING)) {
            throw Refusal.of(VALUE_TYPE_WRONG, path("valueType")).thrown();
        }
        nonReified(VALUE_TYPE, AttributeKind.VOCAB_PROPERTY, "valueType", type);
    }

    private void sealed(String key, Json value) {
        if (!place.name().equals(PROOF)) {
            throw notAllowed(key);
        }
        if (!(value instanceof Json.Str(var text))) {
            throw Refusal.of(PROOF_WRONG, path(key)).thrown();
        }
        if (key.equals("entityIdSealed")) {
            nonReified(SEALED_ID, AttributeKind.PROPERTY, key, text);
        } else {
            var type = reader.context().expand(text);
            nonReified(SEALED_TYPE, AttributeKind.VOCAB_PROPERTY, key, type);
        }
    }

    private void nonReified(String name, AttributeKind as, String key, String text) {
        if (text.equals(EntityReader.NULL)) {
            if (!reader.purpose().takesNullMembers()) {
                throw Refusal.of(NULL_NOT_ALLOWED, path(key)).thrown();
            }
            subs(name).add(AttributePatch.deletion(name, null));
            return;
        }
        var at = new AttributeReader.Place(path(key), name, place.depth() + 1);
        subs(name).add(bare(at, as, Json.of(text)));
    }

    private String text(String key, Json value) {
        if (value instanceof Json.Str(var text) && !text.isEmpty()) {
            return text;
        }
        throw Refusal.of(NOT_A_STRING, path(key)).thrown();
    }

    private boolean isRemoved(String key, Json value, Member member) {
        if (!value.equals(AttributePatch.NULL)) {
            return false;
        }
        if (!reader.purpose().takesNullMembers()) {
            throw Refusal.of(NULL_NOT_ALLOWED, path(key)).thrown();
        }
        if (reader.purpose() != Purpose.UPDATE) { // which replaces all: nothing is there to remove
            remove(member);
        }
        return true;
    }

    private void remove(Member member) {
        if (removed.isEmpty()) {
            removed = EnumSet.noneOf(Member.class);
        }
        removed.add(member);
    }

    private void sub(String key, Json value) {
        var name = reader.context().expand(key);
        ReservedNames.checkInAttribute(name, key, path(key));
        var at = new AttributeReader.Place(path(key), name, place.depth() + 1);
        reader.read(at, value, subs(name));
    }

    private List<AttributePatch> subs(String name) {
        if (names == null) {
            names = new HashSet<>();
            attributes = new ArrayList<>(2);
        }
        if (!names.add(name)) {
            throw Refusal.of(JsonLdReason.DATASET_TWICE, place.path(), name).thrown();
        }
        if (names.size() > AttributeReader.MOST_SUB_ATTRIBUTES) {
            throw Refusal.of(TOO_MANY, place.path(), AttributeReader.MOST_SUB_ATTRIBUTES).thrown();
        }
        return attributes;
    }

    AttributePatch finished() {
        boolean deletes = removed.contains(Member.CONTENT);
        if (!deletes) {
            check();
        }
        if (reader.purpose() == Purpose.UPDATE && names != null) {
            attributes.removeIf(AttributePatch::deletes); // as in isRemoved
        }
        return new AttributePatch(
                place.name(),
                datasetId,
                kind,
                deletes ? null : content,
                observedAt,
                unitCode,
                objectTypes,
                expiresAt,
                removed,
                attributes);
    }

    private void check() {
        if (content == null && !reader.purpose().takesParts(place.depth())) {
            throw Refusal.of(
                            CONTENT_MISSING,
                            place.path(),
                            kind == null ? "value" : kind.contentMember())
                    .thrown();
        }
        if (kind != null && kind != AttributeKind.GEO_PROPERTY && ContentReader.isGeoName(place)) {
            throw Refusal.of(KIND_MUST_BE_GEO, place.path()).thrown();
        }
        if (content != null && !(content instanceof Json.Obj) && place.name().equals(PROOF)) {
            throw Refusal.of(PROOF_WRONG, place.path()).thrown();
        }
    }
}
