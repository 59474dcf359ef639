package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import city.wutong.json.JsonBytes;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonSink;
import city.wutong.json.JsonWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The form in which attribute instances are stored: one JSON object, in which names are expanded
/// and what goes without saying is left out. Never changes its meaning; members may be added.
///
/// | member | what | left out when |
/// |---|---|---|
/// | `k` | the kind, as its number | a Property |
/// | `v` | the content | never |
/// | `o` | observedAt | there is none |
/// | `u` | unitCode | there is none |
/// | `d` | datasetId | the default instance |
/// | `t` | expanded types of the target | there are none |
/// | `e` | expiresAt | there is none |
/// | `c` | createdAt | the same as modifiedAt |
/// | `a` | attributes of the attribute, an array | there are none |
/// | `n` | name, in these only | never |
/// | `m` | modifiedAt, in these only | that of the attribute they are in |
///
/// In an attribute's attribute, `c` is left out when it is the same as that of the attribute it is
/// in.
public final class AttributeForm {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .build())
                    .build();
    private static final AttributeKind[] KINDS = AttributeKind.values();
    private static final int USUAL_SIZE = 128;

    private static final JsonWord KIND = JsonWord.of("k");
    private static final JsonWord CONTENT = JsonWord.of("v");
    private static final JsonWord OBSERVED_AT = JsonWord.of("o");
    private static final JsonWord UNIT_CODE = JsonWord.of("u");
    private static final JsonWord DATASET_ID = JsonWord.of("d");
    private static final JsonWord OBJECT_TYPES = JsonWord.of("t");
    private static final JsonWord EXPIRES_AT = JsonWord.of("e");
    private static final JsonWord CREATED_AT = JsonWord.of("c");
    private static final JsonWord ATTRIBUTES = JsonWord.of("a");
    private static final JsonWord NAME = JsonWord.of("n");
    private static final JsonWord MODIFIED_AT = JsonWord.of("m");

    private AttributeForm() {}

    /// Everything but the name and `modifiedAt`.
    public static byte[] encode(Attribute attribute) {
        var out = new JsonBytes(USUAL_SIZE);
        out.startObject();
        members(attribute, attribute.modifiedAt(), out);
        out.endObject();
        return out.toByteArray();
    }

    @SuppressWarnings("EnumOrdinal") // AttributeKind keeps its order for this
    private static void members(Attribute attribute, Instant created, JsonSink out) {
        if (attribute.kind() != AttributeKind.PROPERTY) {
            out.name(KIND);
            out.value(Json.of(attribute.kind().ordinal()));
        }
        out.name(CONTENT);
        out.value(attribute.content());
        time(OBSERVED_AT, attribute.observedAt(), out);
        var details = attribute.details();
        text(UNIT_CODE, details.unitCode(), out);
        text(DATASET_ID, attribute.datasetId(), out);
        if (!details.objectTypes().isEmpty()) {
            out.name(OBJECT_TYPES);
            out.startArray();
            details.objectTypes().forEach(out::text);
            out.endArray();
        }
        time(EXPIRES_AT, details.expiresAt(), out);
        if (!attribute.createdAt().equals(created)) {
            time(CREATED_AT, attribute.createdAt(), out);
        }
        if (!details.attributes().isEmpty()) {
            out.name(ATTRIBUTES);
            out.startArray();
            details.attributes().forEach(sub -> sub(sub, attribute, out));
            out.endArray();
        }
    }

    private static void sub(Attribute sub, Attribute parent, JsonSink out) {
        out.startObject();
        text(NAME, sub.name(), out);
        if (!sub.modifiedAt().equals(parent.modifiedAt())) {
            time(MODIFIED_AT, sub.modifiedAt(), out);
        }
        members(sub, parent.createdAt(), out);
        out.endObject();
    }

    private static void text(JsonWord member, @Nullable String text, JsonSink out) {
        if (text != null) {
            out.name(member);
            out.text(text);
        }
    }

    private static void time(JsonWord member, @Nullable Instant time, JsonSink out) {
        if (time != null) {
            out.name(member);
            out.text(DateTimes.text(time));
        }
    }

    /// The attribute that was encoded, given what is stored beside it.
    ///
    /// @throws IllegalArgumentException when the bytes are not an encoded attribute
    public static Attribute decode(String name, Instant modifiedAt, byte[] body) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), body, 0, body.length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an encoded attribute is an object");
            }
            var draft = new Draft(parser);
            return draft.attribute(name, modifiedAt, modifiedAt);
        } catch (JacksonException | JsonMalformed e) {
            throw new IllegalArgumentException("not an encoded attribute", e);
        }
    }

    /// One attribute while its members are read. Those in it wait as drafts for its times.
    private static final class Draft {
        private AttributeKind kind = AttributeKind.PROPERTY;
        private @Nullable String name;
        private @Nullable Json content;
        private @Nullable String unitCode;
        private @Nullable String datasetId;
        private @Nullable Instant observedAt;
        private @Nullable Instant expiresAt;
        private @Nullable Instant createdAt;
        private @Nullable Instant modifiedAt;
        private List<String> objectTypes = List.of();
        private List<Draft> subs = List.of();

        Draft(JsonParser parser) throws JsonMalformed {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var member = parser.currentName();
                parser.nextToken();
                read(member, parser);
            }
        }

        private void read(String member, JsonParser parser) throws JsonMalformed {
            switch (member) {
                case "k" -> kind = KINDS[parser.getIntValue()];
                case "n" -> name = parser.getString().intern();
                case "v" -> content = JsonReader.read(parser);
                case "u" -> unitCode = parser.getString().intern();
                case "d" -> datasetId = parser.getString().intern();
                case "o" -> observedAt = time(parser);
                case "e" -> expiresAt = time(parser);
                case "c" -> createdAt = time(parser);
                case "m" -> modifiedAt = time(parser);
                case "t" -> objectTypes = types(parser);
                case "a" -> subs = subs(parser);
                default -> parser.skipChildren(); // of a later version
            }
        }

        private static Instant time(JsonParser parser) {
            var text = parser.getString();
            var time = DateTimes.kept(text);
            return time == null ? Instant.parse(text) : time;
        }

        private static List<String> types(JsonParser parser) {
            var types = new ArrayList<String>(1);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                types.add(parser.getString().intern());
            }
            return types;
        }

        private static List<Draft> subs(JsonParser parser) throws JsonMalformed {
            var subs = new ArrayList<Draft>(2);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                subs.add(new Draft(parser));
            }
            return subs;
        }

        Attribute attribute(String ownName, Instant parentCreated, Instant parentModified) {
            var modified = modifiedAt == null ? parentModified : modifiedAt;
            var created = createdAt == null ? parentCreated : createdAt;
            var attributes = new ArrayList<Attribute>(subs.size());
            for (var sub : subs) {
                var subName = Objects.requireNonNull(sub.name, "an attribute without name");
                attributes.add(sub.attribute(subName, created, modified));
            }
            if (content == null) {
                throw new IllegalArgumentException("an encoded attribute has a content");
            }
            return new Attribute(
                    ownName,
                    datasetId,
                    kind,
                    content,
                    observedAt,
                    created,
                    modified,
                    Attribute.Details.of(unitCode, objectTypes, expiresAt, attributes));
        }
    }
}
