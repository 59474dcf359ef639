package city.wutong.history;

import city.wutong.entity.Attribute;
import city.wutong.history.Aggregation.Method;
import city.wutong.json.Json;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the values of one period come to, gathered value by value (clause 4.5.19.1).
///
/// Numbers are numbers, truth is 1 and 0, and an array its size (of which there is no square);
/// texts, dates and times have a first and a last only; times of day also a mean. Of anything else
/// it is counted how often and how many different there are. The standard deviation is that of the
/// whole population, by Welford's method.
final class Tally {
    private long count;
    private long numbers;
    private long measures;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double squares;
    private double mean;
    private double deviations;
    private long timesOfDay;
    private double secondsOfDay;
    private @Nullable String first;
    private @Nullable String last;
    private final @Nullable Set<Object> distinct;

    Tally(boolean countsDistinct) {
        distinct = countsDistinct ? new HashSet<>() : null;
    }

    /// Adds the value of an instance, and says how many distinct values it holds more than before.
    int add(Attribute attribute) {
        count++;
        switch (attribute.kind()) {
            case PROPERTY, JSON_PROPERTY, LIST_PROPERTY -> value(attribute.content());
            case GEO_PROPERTY,
                    LANGUAGE_PROPERTY,
                    VOCAB_PROPERTY,
                    RELATIONSHIP,
                    LIST_RELATIONSHIP -> {}
        }
        return switch (attribute.kind()) {
            case RELATIONSHIP, LIST_RELATIONSHIP -> targets(attribute.content());
            case PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY,
                    GEO_PROPERTY,
                    LANGUAGE_PROPERTY,
                    VOCAB_PROPERTY ->
                    different(attribute.content());
        };
    }

    private int targets(Json content) {
        if (!(content instanceof Json.Arr(var items))) {
            return different(content);
        }
        int more = 0;
        for (var item : items) {
            more += targets(item);
        }
        return more;
    }

    private int different(Json content) {
        return distinct != null && distinct.add(content) ? 1 : 0;
    }

    private void value(Json content) {
        switch (content) {
            case Json.Num number -> measure(number.asDouble());
            case Json.Literal literal -> measure(literal == Json.Literal.TRUE ? 1 : 0);
            case Json.Arr(var items) -> number(items.size());
            case Json.Str(var text) -> text(text);
            case Json.Obj object -> typed(object);
        }
    }

    private void measure(double value) {
        number(value);
        measures++;
        squares += value * value;
        double delta = value - mean;
        mean += delta / measures;
        deviations += delta * (value - mean);
    }

    private void number(double value) {
        numbers++;
        sum += value;
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
    }

    private void text(String text) {
        if (first == null || text.compareTo(first) < 0) {
            first = text;
        }
        if (last == null || text.compareTo(last) > 0) {
            last = text;
        }
    }

    /// A JSON-LD typed value (clause 4.6.3). A DateTime is compared by its text with all six digits
    /// of a second.
    private void typed(Json.Obj object) {
        if (!(object.get("@value").orElse(object) instanceof Json.Str(var text))
                || !(object.get("@type").orElse(object) instanceof Json.Str(var type))) {
            return;
        }
        switch (type) {
            case "DateTime" -> moment(text);
            case "Date" -> text(text);
            case "Time" -> timeOfDay(text);
            default -> {}
        }
    }

    private void moment(String text) {
        try {
            text(Instant.parse(text).toString());
        } catch (DateTimeParseException e) {
            text(text);
        }
    }

    private void timeOfDay(String text) {
        text(text);
        try {
            var plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
            secondsOfDay += LocalTime.parse(plain).toNanoOfDay() / 1e9;
            timesOfDay++;
        } catch (DateTimeParseException e) {
            // a time of day that is none has its place among the texts, and no mean
            return;
        }
    }

    /// What the method comes to; empty when these values have no such thing.
    Optional<Json> result(Method method) {
        return switch (method) {
            case TOTAL_COUNT -> Optional.of(Json.of(count));
            case DISTINCT_COUNT ->
                    Optional.of(Json.of((long) (distinct == null ? 0 : distinct.size())));
            case SUM -> number(numbers, sum);
            case AVG -> numbers > 0 ? number(numbers, sum / numbers) : meanTimeOfDay();
            case MIN ->
                    numbers > 0 ? number(numbers, min) : Optional.ofNullable(first).map(Json::of);
            case MAX ->
                    numbers > 0 ? number(numbers, max) : Optional.ofNullable(last).map(Json::of);
            case STDDEV -> number(measures, Math.sqrt(deviations / Math.max(1, measures)));
            case SUMSQ -> number(measures, squares);
        };
    }

    private static Optional<Json> number(long values, double value) {
        return values > 0 && Double.isFinite(value)
                ? Optional.of(new Json.Real(value))
                : Optional.empty();
    }

    private Optional<Json> meanTimeOfDay() {
        if (timesOfDay == 0) {
            return Optional.empty();
        }
        var mean = LocalTime.ofNanoOfDay(1_000L * Math.round(secondsOfDay / timesOfDay * 1e6));
        return Optional.of(
                Json.of(mean + (mean.getSecond() == 0 && mean.getNano() == 0 ? ":00Z" : "Z")));
    }
}
