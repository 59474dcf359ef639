package city.wutong.entity;

import city.wutong.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a request says of one attribute instance, expanded: a whole instance, or the part of one
/// that an update, partial update or merge changes.
///
/// @param name expanded IRI
/// @param datasetId URI; null for the default instance
/// @param kind null when the request leaves it out (a partial update or merge of what is there)
/// @param content as in [Attribute]; null when left out. In a merge it may hold [#NULL] anywhere
/// @param objectTypes null when left out
/// @param removed members that the request sets to NGSI-LD Null
/// @param attributes what it says of the attribute's own attributes
public record AttributePatch(
        String name,
        @Nullable String datasetId,
        @Nullable AttributeKind kind,
        @Nullable Json content,
        @Nullable Instant observedAt,
        @Nullable String unitCode,
        @Nullable List<String> objectTypes,
        @Nullable Instant expiresAt,
        Set<Member> removed,
        List<AttributePatch> attributes) {

    /// The NGSI-LD Null (clause 4.5.0): deletes what it is given to.
    public static final Json NULL = new Json.Str("urn:ngsi-ld:null");

    /// The NGSI-LD Null as the content of a kind.
    public static Json nullOf(AttributeKind kind) {
        return switch (kind) {
            case PROPERTY, GEO_PROPERTY, RELATIONSHIP, VOCAB_PROPERTY, JSON_PROPERTY -> NULL;
            case LANGUAGE_PROPERTY -> Json.object(Map.of("@none", NULL));
            case LIST_PROPERTY, LIST_RELATIONSHIP -> Json.array(List.of(NULL));
        };
    }

    /// Members of an attribute that NGSI-LD Null can remove. [#CONTENT] removes the instance.
    public enum Member {
        CONTENT,
        OBSERVED_AT,
        UNIT_CODE,
        OBJECT_TYPE,
        EXPIRES_AT
    }

    public AttributePatch {
        removed = Set.copyOf(removed);
        attributes = List.copyOf(attributes);
        objectTypes = objectTypes == null ? null : List.copyOf(objectTypes);
    }

    /// A patch that deletes the instance.
    public static AttributePatch deletion(String name, @Nullable String datasetId) {
        return new AttributePatch(
                name,
                datasetId,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of(Member.CONTENT),
                List.of());
    }

    /// Whether it deletes the instance.
    public boolean deletes() {
        return removed.contains(Member.CONTENT);
    }

    /// Whether it stands for itself: it and all its attributes have a kind and a content, and
    /// remove nothing.
    public boolean isWhole() {
        if (kind == null || content == null || !removed.isEmpty()) {
            return false;
        }
        for (var attribute : attributes) {
            if (!attribute.isWhole()) {
                return false;
            }
        }
        return true;
    }

    /// The instance this describes.
    ///
    /// @throws IllegalStateException when [#isWhole] is false
    public Attribute instance(Instant createdAt, Instant modifiedAt) {
        if (kind == null || content == null || !removed.isEmpty()) {
            throw new IllegalStateException("only a part of " + name);
        }
        var subs = attributes.stream().map(sub -> sub.instance(createdAt, modifiedAt)).toList();
        return new Attribute(
                name,
                datasetId,
                kind,
                content,
                observedAt,
                createdAt,
                modifiedAt,
                Attribute.Details.of(
                        unitCode, objectTypes == null ? List.of() : objectTypes, expiresAt, subs));
    }
}
