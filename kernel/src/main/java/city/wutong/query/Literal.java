package city.wutong.query;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// One value in `q`: each kind has an order of its own, and values of different kinds are neither
/// equal nor ordered (clause 4.9). Dates and times are strings in JSON: a string that spells one is
/// one when it is compared with one.
public sealed interface Literal extends Operand {
    /// The answer of `compare` for a value of another kind; the others are -1, 0 and 1.
    int DIFFERENT = 2;

    /// A number, compared by its numeric value.
    record Numeral(Json.Num value) implements Literal {
        /// Up to here a double holds every whole number.
        private static final long EXACT = 1L << 53;

        @Override
        public int compare(Json other) {
            return other instanceof Json.Num number ? compare(number) : DIFFERENT;
        }

        private int compare(Json.Num other) {
            return isExact(other) && isExact(value)
                    ? Double.compare(other.asDouble(), value.asDouble())
                    : Integer.signum(other.compareTo(value));
        }

        /// Spares the common comparisons the way over decimals.
        private static boolean isExact(Json.Num number) {
            return switch (number) {
                case Json.Whole(var whole) -> whole > -EXACT && whole < EXACT;
                case Json.Real _ -> true;
                case Json.Big _ -> false;
            };
        }

        @Override
        public String text() {
            return JsonWriter.text(value);
        }
    }

    /// A quoted string, compared by code point.
    record Text(String value) implements Literal {
        @Override
        public int compare(Json other) {
            return other instanceof Json.Str(var text) ? compare(text) : DIFFERENT;
        }

        @Override
        public int compare(String other) {
            int length = Math.min(value.length(), other.length());
            for (int i = 0; i < length; i++) {
                char mine = value.charAt(i);
                char theirs = other.charAt(i);
                if (mine != theirs) {
                    return rank(theirs) < rank(mine) ? -1 : 1;
                }
            }
            return Integer.signum(other.length() - value.length());
        }

        /// Surrogates stand for code points above all others, though their numbers are lower than
        /// some.
        private static int rank(char unit) {
            return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
        }

        @Override
        public String text() {
            return JsonWriter.text(new Json.Str(value));
        }
    }

    /// An unquoted URI: equal or not, without order.
    record Uri(String value) implements Literal {
        @Override
        public boolean isOrdered() {
            return false;
        }

        @Override
        public int compare(Json other) {
            return other instanceof Json.Str(var text) ? compare(text) : DIFFERENT;
        }

        @Override
        public int compare(String other) {
            return value.equals(other) ? 0 : DIFFERENT;
        }

        @Override
        public String text() {
            return OperandParser.isUri(value) ? value : JsonWriter.text(new Json.Str(value));
        }
    }

    /// `true` or `false`.
    record Truth(boolean value) implements Literal {
        @Override
        public boolean isOrdered() {
            return false;
        }

        @Override
        public int compare(Json other) {
            return other.equals(Json.of(value)) ? 0 : DIFFERENT;
        }

        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /// A DateTime, to the microsecond.
    record Moment(Instant value) implements Literal {
        public Moment {
            value = value.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public int compare(Json other) {
            var instant = other instanceof Json.Str(var text) ? Temporals.instant(text) : null;
            return instant == null ? DIFFERENT : compare(instant);
        }

        @Override
        public int compare(Instant other) {
            return Integer.signum(other.compareTo(value));
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /// A calendar date.
    record Day(LocalDate value) implements Literal {
        @Override
        public int compare(Json other) {
            var day = other instanceof Json.Str(var text) ? Temporals.day(text) : null;
            return day == null ? DIFFERENT : Integer.signum(day.compareTo(value));
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /// A time of day in UTC, to the microsecond.
    record TimeOfDay(LocalTime value) implements Literal {
        public TimeOfDay {
            value = value.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public int compare(Json other) {
            var time = other instanceof Json.Str(var text) ? Temporals.time(text) : null;
            return time == null ? DIFFERENT : Integer.signum(time.compareTo(value));
        }

        @Override
        public String text() {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(value) + "Z";
        }
    }

    /// Whether values of this kind can be greater and less.
    default boolean isOrdered() {
        return true;
    }

    /// Where a value stands to this one: -1 before, 0 equal, 1 after, or [#DIFFERENT].
    int compare(Json other);

    default int compare(Instant other) {
        return DIFFERENT;
    }

    default int compare(String other) {
        return DIFFERENT;
    }

    @Override
    default boolean suits(Operator operator) {
        return operator.isEquality() || (isOrdered() && !operator.isPattern());
    }

    @Override
    default boolean holds(Operator operator, Json value) {
        return holds(operator, compare(value));
    }

    @Override
    default boolean holds(Operator operator, Instant value) {
        return holds(operator, compare(value));
    }

    @Override
    default boolean holds(Operator operator, String value) {
        return holds(operator, compare(value));
    }

    private static boolean holds(Operator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case GREATER -> order == 1;
            case GREATER_OR_EQUAL -> order == 0 || order == 1;
            case LESS -> order == -1;
            case LESS_OR_EQUAL -> order == -1 || order == 0;
            case UNEQUAL, MATCHES, MATCHES_NOT -> false;
        };
    }
}
