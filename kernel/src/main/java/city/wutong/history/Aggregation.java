package city.wutong.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is to be made of the values of each period (clause 4.5.19).
///
/// @param methods in the order in which they were asked for
public record Aggregation(SequencedSet<Method> methods, Period period) {
    /// What can be made of values.
    public enum Method {
        TOTAL_COUNT("totalCount"),
        DISTINCT_COUNT("distinctCount"),
        SUM("sum"),
        AVG("avg"),
        MIN("min"),
        MAX("max"),
        STDDEV("stddev"),
        SUMSQ("sumsq");

        private final String term;

        Method(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }

        public static Optional<Method> ofTerm(String term) {
            for (var method : values()) {
                if (method.term.equals(term)) {
                    return Optional.of(method);
                }
            }
            return Optional.empty();
        }
    }

    public Aggregation {
        methods = new LinkedHashSet<>(methods);
    }

    /// How long each period is. Months and years are those of the calendar, in UTC; a period of
    /// nothing is the whole time of the query.
    ///
    /// @param months a year has twelve
    /// @param micros what comes beside them, in microseconds
    public record Period(int months, long micros) {
        public static final Period WHOLE = new Period(0, 0);

        private static final Pattern FORM =
                Pattern.compile(
                        "P(?:(\\d{1,4})W|(?:(\\d{1,4})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,6})D)?"
                                + "(?:T(?:(\\d{1,7})H)?(?:(\\d{1,9})M)?(?:(\\d{1,10})S)?)?)");
        private static final long SECOND = 1_000_000;

        /// `P[n]Y[n]M[n]DT[n]H[n]M[n]S` or `P[n]W`; empty when the text is neither.
        public static Optional<Period> read(String text) {
            var form = FORM.matcher(text);
            if (!form.matches() || text.equals("P") || text.endsWith("T")) {
                return Optional.empty();
            }
            long days = 7 * part(form, 1) + part(form, 4);
            long seconds = ((days * 24 + part(form, 5)) * 60 + part(form, 6)) * 60 + part(form, 7);
            return Optional.of(
                    new Period((int) (12 * part(form, 2) + part(form, 3)), seconds * SECOND));
        }

        private static long part(Matcher form, int group) {
            var digits = form.group(group);
            return digits == null ? 0 : Long.parseLong(digits);
        }

        boolean isWhole() {
            return months == 0 && micros == 0;
        }

        /// Where the period of that number begins, counted from the first.
        Instant start(Instant origin, long number) {
            var months =
                    this.months == 0
                            ? origin
                            : origin.atZone(ZoneOffset.UTC)
                                    .plusMonths(number * this.months)
                                    .toInstant();
            return months.plus(number * micros, ChronoUnit.MICROS);
        }

        /// The number of the period in which a time lies that is not before the first.
        long number(Instant origin, Instant time) {
            long passed = ChronoUnit.MICROS.between(origin, time);
            if (months == 0) {
                return Math.floorDiv(passed, micros);
            }
            long month = 30L * 24 * 3_600 * SECOND;
            long number = Math.floorDiv(passed, months * month + micros);
            while (start(origin, number).isAfter(time)) {
                number--;
            }
            while (!start(origin, number + 1).isAfter(time)) {
                number++;
            }
            return number;
        }
    }
}
