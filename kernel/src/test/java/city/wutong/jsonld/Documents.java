package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What the tests of this package share: documents, and entities made of them.
final class Documents {
    static final Instant CREATED = Instant.parse("2026-03-01T08:00:00Z");
    static final Instant MODIFIED = Instant.parse("2026-03-01T09:30:00.250Z");

    /// Terms of the conformance suite's kind.
    static final LdContext CITY =
            new Contexts(ContextSource.NONE)
                    .resolve(
                            json(
                                    """
                                    {"ex": "https://example.org/ns#", "Building": "ex:Building",
                                     "speed": "https://example.org/ns#speed", "name": "ex:name"}
                                    """));

    private Documents() {}

    /// JSON, in which ' may stand for ".
    static Json json(String text) {
        try {
            var quoted = text.replace('\'', '"');
            return new JsonReader(JsonLimits.DEFAULT).read(quoted.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Json resource(String name) throws IOException, JsonMalformed {
        try (var in = Objects.requireNonNull(Documents.class.getResourceAsStream(name), name)) {
            return new JsonReader(JsonLimits.DEFAULT).read(in.readAllBytes());
        }
    }

    static EntityPatch read(Purpose purpose, String text) {
        return new EntityReader(CITY, purpose).entity(json(text));
    }

    /// The attributes of a whole entity that has these members.
    static EntityPatch entity(String members) {
        return read(
                Purpose.WHOLE,
                "{'id': 'urn:ngsi-ld:Building:1', 'type': 'Building', " + members + "}");
    }

    static AttributePatch attribute(String value) {
        return entity("'speed': " + value).attributes().getFirst();
    }

    static Entity stored(EntityPatch patch) {
        return stored(patch, MODIFIED);
    }

    static Entity stored(EntityPatch patch, Instant modified) {
        return new Entity(
                1,
                Objects.requireNonNull(patch.id()),
                patch.types(),
                Objects.requireNonNullElse(patch.scopes(), List.of()),
                patch.attributes().stream()
                        .map(attribute -> attribute.instance(CREATED, modified))
                        .toList(),
                CREATED,
                modified,
                patch.expiresAt(),
                1);
    }

    static Json.Obj shown(EntityPatch patch, Representation representation) {
        return (Json.Obj) new EntityWriter(CITY, representation).shown(stored(patch)).tree();
    }

    static Attribute instance(String value) {
        return attribute(value).instance(CREATED, MODIFIED);
    }
}
