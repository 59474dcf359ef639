package city.wutong.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON document from UTF-8 bytes. Strict: no comments, no trailing text, no member
/// twice, no text that cannot be stored.
public final class JsonReader {
    /// More digits than this after the decimal point are not what any sensor measures.
    private static final int MAX_SCALE = 1_000;

    private final JsonFactory factory;

    public JsonReader(JsonLimits limits) {
        factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(limits.depth())
                                        .maxStringLength(limits.textLength())
                                        .maxNameLength(Math.min(limits.textLength(), 50_000))
                                        .maxNumberLength(limits.numberLength())
                                        .build())
                        .build();
    }

    public Json read(byte[] bytes) throws JsonMalformed {
        return read(bytes, 0, bytes.length);
    }

    public Json read(byte[] bytes, int offset, int length) throws JsonMalformed {
        try (var parser = factory.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            return document(parser);
        } catch (StreamConstraintsException e) {
            throw malformed(e.getOriginalMessage(), e.getLocation());
        } catch (JacksonException e) {
            throw malformed(e.getOriginalMessage(), e.getLocation());
        }
    }

    /// The text of a member of the outermost object, read no further than to it; empty when there
    /// is none, or what comes before it is malformed.
    public Optional<String> text(byte[] bytes, String member) {
        try (var parser = factory.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isIt = parser.currentName().equals(member);
                var first = parser.nextToken();
                if (isIt) {
                    return first == JsonToken.VALUE_STRING
                            ? Optional.of(parser.getString())
                            : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // who reads all of it says what is wrong
        }
    }

    /// Reads the value on whose first token the parser stands, and leaves it on the last.
    public static Json read(JsonParser parser) throws JsonMalformed {
        return value(parser, parser.currentToken());
    }

    private static Json document(JsonParser parser) throws JsonMalformed {
        var first = parser.nextToken();
        if (first == null) {
            throw new JsonMalformed("the document is empty", 1, 1);
        }
        var document = value(parser, first);
        if (parser.nextToken() != null) {
            throw malformed("text after the end of the document", parser.currentLocation());
        }
        return document;
    }

    private static Json value(JsonParser parser, JsonToken token) throws JsonMalformed {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Str(text(parser, parser.getString()));
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> Json.Literal.TRUE;
            case VALUE_FALSE -> Json.Literal.FALSE;
            case VALUE_NULL -> Json.Literal.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw malformed("a value was expected", parser.currentLocation());
        };
    }

    private static Json object(JsonParser parser) throws JsonMalformed {
        var members = new CompactMap.Builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = text(parser, parser.currentName());
            var value = value(parser, parser.nextToken());
            if (!members.put(name, value)) {
                throw malformed("member \"" + name + "\" twice", parser.currentLocation());
            }
        }
        return new Json.Obj(members.map());
    }

    /// Half a surrogate pair is no character, and U+0000 is one that PostgreSQL cannot keep.
    private static String text(JsonParser parser, String text) throws JsonMalformed {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw malformed("the character U+0000", parser.currentLocation());
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw malformed("half a surrogate pair", parser.currentLocation());
                }
                i++;
            }
        }
        return text;
    }

    private static Json array(JsonParser parser) throws JsonMalformed {
        var items = new ArrayList<Json>();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Json.Arr(items);
    }

    private static Json whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> new Json.Whole(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                    new Json.Big(new BigDecimal(parser.getBigIntegerValue()));
        };
    }

    private static Json fraction(JsonParser parser) throws JsonMalformed {
        double value = parser.getDoubleValue();
        if (parser.getStringLength() <= 16 && Double.isFinite(value)) {
            return new Json.Real(value);
        }
        var exact = decimal(parser);
        if (Math.abs((long) exact.scale()) > MAX_SCALE) {
            throw malformed("a number out of range", parser.currentLocation());
        }
        return Double.isFinite(value) && BigDecimal.valueOf(value).compareTo(exact) == 0
                ? new Json.Real(value)
                : new Json.Big(exact);
    }

    private static BigDecimal decimal(JsonParser parser) throws JsonMalformed {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw malformed("a number out of range", parser.currentLocation());
        }
    }

    /// Where a limit is passed, Jackson does not always know the place.
    private static JsonMalformed malformed(String problem, @Nullable TokenStreamLocation location) {
        return location == null
                ? new JsonMalformed(problem, -1, -1)
                : new JsonMalformed(problem, location.getLineNr(), location.getColumnNr());
    }
}
