package city.wutong.query;

import city.wutong.entity.Attribute;
import city.wutong.json.Json;
import java.util.Optional;
import java.util.function.Consumer;

/// A value as an index of values keeps it. Numbers are rounded to doubles: whoever looks something
/// up finds all that `q` finds (clause 4.9), and perhaps a little more.
///
/// Dates and times stand among the words, as they are written.
public sealed interface ValueKey extends Comparable<ValueKey> {
    /// `true` or `false`.
    record Truth(boolean value) implements ValueKey {}

    /// A number; zero has one sign.
    record Numeral(double value) implements ValueKey {
        public Numeral {
            value += 0.0;
        }
    }

    /// A string, or the URI of a Relationship or a word of a vocabulary.
    record Word(String value) implements ValueKey {}

    @Override
    default int compareTo(ValueKey other) {
        return switch (this) {
            case Truth(boolean mine) when other instanceof Truth(boolean theirs) ->
                    Boolean.compare(mine, theirs);
            case Numeral(double mine) when other instanceof Numeral(double theirs) ->
                    Double.compare(mine, theirs);
            case Word(var mine) when other instanceof Word(var theirs) -> mine.compareTo(theirs);
            case Truth _, Numeral _, Word _ -> Integer.compare(rank(), other.rank());
        };
    }

    private int rank() {
        return switch (this) {
            case Truth _ -> 0;
            case Numeral _ -> 1;
            case Word _ -> 2;
        };
    }

    /// The keys under which an attribute instance is found by its content: one for each item of an
    /// array and each language. Geometries and JSON objects have none.
    static void of(Attribute attribute, Consumer<ValueKey> keys) {
        switch (attribute.kind()) {
            case LANGUAGE_PROPERTY -> {
                if (attribute.content() instanceof Json.Obj(var languages)) {
                    languages.values().forEach(text -> items(text, keys));
                }
            }
            case RELATIONSHIP,
                    LIST_RELATIONSHIP,
                    PROPERTY,
                    VOCAB_PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY ->
                    items(attribute.content(), keys);
            case GEO_PROPERTY -> {}
        }
    }

    private static void items(Json value, Consumer<ValueKey> keys) {
        if (value instanceof Json.Arr(var items)) {
            items.forEach(item -> of(item).ifPresent(keys));
        } else {
            of(value).ifPresent(keys);
        }
    }

    private static Optional<ValueKey> of(Json value) {
        return switch (Condition.Comparison.plain(Link.uri(value))) {
            case Json.Num number -> Optional.of(new Numeral(number.asDouble()));
            case Json.Str(var text) -> Optional.of(new Word(text));
            case Json.Literal literal when literal != Json.Literal.NULL ->
                    Optional.of(new Truth(literal == Json.Literal.TRUE));
            case Json.Literal _, Json.Arr _, Json.Obj _ -> Optional.empty();
        };
    }
}
