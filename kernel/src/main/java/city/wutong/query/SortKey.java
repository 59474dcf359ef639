package city.wutong.query;

import city.wutong.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;

/// A value as it is ordered (clause 4.23.2). Values of different datatypes stand in the order of
/// the clause; objects and arrays have no order among themselves.
sealed interface SortKey {
    /// Metres to a GeoProperty, when the order is by distance: before all that has none.
    record Distance(double metres) implements SortKey {}

    record Numeral(Json.Num value) implements SortKey {}

    record Text(String value) implements SortKey {}

    record Truth(boolean value) implements SortKey {}

    record Time(LocalTime value) implements SortKey {}

    record Day(LocalDate value) implements SortKey {}

    record Moment(Instant value) implements SortKey {}

    /// What has no order among its like.
    enum Plain implements SortKey {
        OBJECT,
        ARRAY,
        NULL,
        /// There is no such attribute.
        ABSENT
    }

    /// The key of a JSON value.
    static SortKey of(Json value) {
        return switch (Condition.Comparison.plain(value)) {
            case Json.Num number -> new Numeral(number);
            case Json.Str(var text) -> of(text);
            case Json.Obj _ -> Plain.OBJECT;
            case Json.Arr _ -> Plain.ARRAY;
            case Json.Literal literal ->
                    switch (literal) {
                        case TRUE -> new Truth(true);
                        case FALSE -> new Truth(false);
                        case NULL -> Plain.NULL;
                    };
        };
    }

    /// A string that spells a DateTime, date or time is one (clause 4.6.3).
    private static SortKey of(String text) {
        var instant = Temporals.instant(text);
        if (instant != null) {
            return new Moment(instant);
        }
        var day = Temporals.day(text);
        if (day != null) {
            return new Day(day);
        }
        var time = Temporals.time(text);
        return time == null ? new Text(text) : new Time(time);
    }

    /// Keys of different places keep their order in a descending order too: what is missing is
    /// always last, and in an order by distance what lies somewhere is first.
    default int place() {
        return switch (this) {
            case Distance _ -> 0;
            case Numeral _, Text _, Truth _, Time _, Day _, Moment _ -> 1;
            case Plain plain ->
                    switch (plain) {
                        case OBJECT, ARRAY -> 1;
                        case NULL -> 2;
                        case ABSENT -> 3;
                    };
        };
    }

    /// The rank of its datatype.
    private int rank() {
        return switch (this) {
            case Distance _ -> 0;
            case Numeral _ -> 1;
            case Text _ -> 2;
            case Plain plain ->
                    switch (plain) {
                        case OBJECT -> 3;
                        case ARRAY -> 4;
                        case NULL -> 9;
                        case ABSENT -> 10;
                    };
            case Truth _ -> 5;
            case Time _ -> 6;
            case Day _ -> 7;
            case Moment _ -> 8;
        };
    }

    /// Whether this stands before (negative), beside or after (positive) the other.
    default int compare(SortKey other, Comparator<String> texts) {
        return switch (this) {
            case Distance(var a) when other instanceof Distance(var b) -> Double.compare(a, b);
            case Numeral(var a) when other instanceof Numeral(var b) ->
                    new Literal.Numeral(b).compare(a);
            case Text(var a) when other instanceof Text(var b) -> texts.compare(a, b);
            case Truth(var a) when other instanceof Truth(var b) -> Boolean.compare(a, b);
            case Time(var a) when other instanceof Time(var b) -> a.compareTo(b);
            case Day(var a) when other instanceof Day(var b) -> a.compareTo(b);
            case Moment(var a) when other instanceof Moment(var b) -> a.compareTo(b);
            case Distance _, Numeral _, Text _, Truth _, Time _, Day _, Moment _, Plain _ ->
                    Integer.compare(rank(), other.rank());
        };
    }
}
