package city.wutong.query;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Short words for the tests of this package: entities, and names under one vocabulary.
final class Sample {
    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant MODIFIED = Instant.parse("2026-03-01T08:00:00.5Z");

    private static final String VOCABULARY = "https://example.org/";

    private Sample() {}

    static String expand(String name) {
        return VOCABULARY + name;
    }

    static String compact(String iri) {
        return iri.substring(VOCABULARY.length());
    }

    static Json json(String text) {
        try {
            return new JsonReader(JsonLimits.DEFAULT).read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Entity entity(Attribute... attributes) {
        return entity(List.of("Thing"), List.of(), attributes);
    }

    static Entity entity(List<String> types, List<String> scopes, Attribute... attributes) {
        return new Entity(
                1,
                "urn:ngsi-ld:Thing:1",
                types.stream().map(Sample::expand).toList(),
                scopes,
                List.of(attributes),
                CREATED,
                MODIFIED,
                null,
                1);
    }

    static Entity entity(String id, String type, List<Attribute> attributes) {
        return new Entity(
                id.hashCode(),
                id,
                List.of(expand(type)),
                List.of(),
                attributes,
                CREATED,
                MODIFIED,
                null,
                1);
    }

    static Attribute property(String name, String value) {
        return attribute(name, AttributeKind.PROPERTY, value);
    }

    static Attribute attribute(String name, AttributeKind kind, String content) {
        return attribute(name, null, kind, content, null, Attribute.Details.NONE);
    }

    static Attribute attribute(
            String name,
            @Nullable String datasetId,
            AttributeKind kind,
            String content,
            @Nullable Instant observedAt,
            Attribute.Details details) {
        return new Attribute(
                expand(name),
                datasetId,
                kind,
                json(content),
                observedAt,
                CREATED,
                MODIFIED,
                details);
    }

    static Condition q(String q) {
        return QParser.parse(q, Sample::expand);
    }
}
