package city.wutong.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where in an index of values all entities stand that meet a condition: those that have one of
/// these values, or one between two.
///
/// @param attribute expanded name
public record Sought(String attribute, Values values) {
    /// Which values.
    public sealed interface Values {}

    /// Any of these.
    public record Among(List<ValueKey> keys) implements Values {
        public Among {
            keys = List.copyOf(keys);
        }
    }

    /// Those from the one to the other, both included.
    public record Between(ValueKey from, ValueKey to) implements Values {}

    /// What must hold in an index for the condition to hold; empty when no index helps. Each of
    /// them alone finds all matches.
    public static List<Sought> by(@Nullable Condition condition) {
        return switch (condition) {
            case null -> List.of();
            case Condition.And(var parts) -> parts.stream().flatMap(p -> by(p).stream()).toList();
            case Condition.Comparison(var path, var operator, var operand) when isPlain(path) ->
                    values(operator, operand)
                            .map(values -> new Sought(path.names().getFirst(), values))
                            .stream()
                            .toList();
            case Condition.Comparison _,
                    Condition.Or _,
                    Condition.Exists _,
                    Condition.Absent _,
                    Condition.Linked _ ->
                    List.of();
        };
    }

    private static boolean isPlain(AttributePath path) {
        return path.names().size() == 1
                && path.member() == AttributePath.Member.CONTENT
                && path.trail().isEmpty();
    }

    private static Optional<Values> values(Operator operator, Operand operand) {
        return switch (operand) {
            case Operand.Range(Literal.Numeral from, Literal.Numeral to)
                    when operator == Operator.EQUAL ->
                    Optional.of(new Between(key(from), key(to)));
            case Operand.Choice(var literals) when operator == Operator.EQUAL -> among(literals);
            case Literal literal when operator == Operator.EQUAL -> among(List.of(literal));
            case Literal.Numeral numeral -> beside(operator, key(numeral));
            case Operand.Range _, Operand.Choice _, Literal _, TextPattern _ -> Optional.empty();
        };
    }

    private static Optional<Values> beside(Operator operator, ValueKey.Numeral key) {
        return switch (operator) {
            case GREATER, GREATER_OR_EQUAL ->
                    Optional.of(new Between(key, new ValueKey.Numeral(Double.POSITIVE_INFINITY)));
            case LESS, LESS_OR_EQUAL ->
                    Optional.of(new Between(new ValueKey.Numeral(Double.NEGATIVE_INFINITY), key));
            case EQUAL, UNEQUAL, MATCHES, MATCHES_NOT -> Optional.empty();
        };
    }

    private static Optional<Values> among(List<Literal> literals) {
        var keys = new ArrayList<ValueKey>();
        for (var literal : literals) {
            switch (literal) {
                case Literal.Numeral numeral -> keys.add(key(numeral));
                case Literal.Text(var text) -> keys.add(new ValueKey.Word(text));
                case Literal.Uri(var uri) -> keys.add(new ValueKey.Word(uri));
                case Literal.Truth(var truth) -> keys.add(new ValueKey.Truth(truth));
                case Literal.Moment _, Literal.Day _, Literal.TimeOfDay _ -> {
                    return Optional.empty(); // one time can be written in several ways
                }
            }
        }
        return Optional.of(new Among(keys));
    }

    private static ValueKey.Numeral key(Literal.Numeral numeral) {
        return new ValueKey.Numeral(numeral.value().asDouble());
    }
}
