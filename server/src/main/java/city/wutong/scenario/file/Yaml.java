package city.wutong.scenario.file;

import city.wutong.json.Json;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// A value in a file, with its place. What a scalar means is up to who reads it.
public sealed interface Yaml {
    Place place();

    /// The line after which it ends; for what is written as a block, that of the next value.
    int endLine();

    /// A single value.
    ///
    /// @param text without quotes and indentation
    /// @param style how it was written
    /// @param body where its text begins: after a quote, or on the line after a `|`
    record Scalar(Place place, int endLine, String text, Style style, Place body) implements Yaml {
        private static final Pattern NUMBER =
                Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?([eE][-+]?\\d{1,2})?");

        /// Whether nothing, or `null`, was written.
        public boolean isNull() {
            return style == Style.PLAIN && (text.isEmpty() || text.equals("null"));
        }

        /// The number that it is (JSON's syntax); quotes make it text.
        public Optional<BigDecimal> number() {
            return style == Style.PLAIN && NUMBER.matcher(text).matches()
                    ? Optional.of(new BigDecimal(text))
                    : Optional.empty();
        }

        /// The truth that it is; quotes make it text.
        public Optional<Boolean> flag() {
            return style != Style.PLAIN
                    ? Optional.empty()
                    : switch (text) {
                        case "true" -> Optional.of(true);
                        case "false" -> Optional.of(false);
                        default -> Optional.empty();
                    };
        }

        /// The place of a character of its text; its own where folding hides that.
        public Place placeOf(int line, int column) {
            return switch (style) {
                case LITERAL ->
                        new Place(body.file(), body.line() + line - 1, body.column() + column - 1);
                case PLAIN, QUOTED ->
                        line == 1
                                ? new Place(body.file(), body.line(), body.column() + column - 1)
                                : place;
                case FOLDED -> place;
            };
        }
    }

    /// How a scalar was written.
    enum Style {
        PLAIN,
        QUOTED,
        /// After `|`: its lines are kept.
        LITERAL,
        /// After `>`: its lines are joined.
        FOLDED
    }

    /// A list.
    record Items(Place place, int endLine, List<Yaml> items) implements Yaml {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// Keys with values, in the order of the file.
    record Fields(Place place, int endLine, SequencedMap<String, Field> fields) implements Yaml {
        public Fields {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    /// A key's place and its value.
    record Field(Place place, Yaml value) {}

    /// The same without places: plain numbers, `true`, `false` and `null` are what they look like.
    default Json json() {
        return switch (this) {
            case Scalar scalar -> scalarJson(scalar);
            case Items(var _, var _, var items) ->
                    Json.array(items.stream().map(Yaml::json).toList());
            case Fields(var _, var _, var fields) -> {
                var members = new LinkedHashMap<String, Json>();
                fields.forEach((key, field) -> members.put(key, field.value().json()));
                yield Json.object(members);
            }
        };
    }

    private static Json scalarJson(Scalar scalar) {
        if (scalar.isNull()) {
            return Json.Literal.NULL;
        }
        return scalar.flag()
                .map(Json::of)
                .or(() -> scalar.number().map(Json.Big::new))
                .orElseGet(() -> Json.of(scalar.text()));
    }
}
