package city.wutong.query;

import city.wutong.geo.GeoQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Estimates what a query takes in memory, in bytes, for those who keep one: it can be as long as a
/// body, and a short pattern can be a long programme.
public final class QueryFootprint {
    private static final int PART = 100;
    private static final int TEXT = 40;

    /// Its coordinate, and its share of what a test has prepared.
    private static final int POSITION = 150;

    /// Of a pattern's programme, with a machine that runs it.
    private static final int STEP = 64;

    private QueryFootprint() {}

    public static long of(EntityQuery query) {
        long bytes = PART + ofTexts(query.attributes());
        for (var selector : query.selectors()) {
            bytes += PART + ofTexts(selector.ids());
            bytes += Optional.ofNullable(selector.idPattern()).map(QueryFootprint::of).orElse(0L);
            bytes += of(selector.types());
        }
        bytes += Optional.ofNullable(query.condition()).map(QueryFootprint::of).orElse(0L);
        bytes += Optional.ofNullable(query.geo()).map(QueryFootprint::of).orElse(0L);
        bytes += Optional.ofNullable(query.scopes()).map(QueryFootprint::of).orElse(0L);
        return bytes;
    }

    private static long ofTexts(Iterable<String> texts) {
        long bytes = 0;
        for (var text : texts) {
            bytes += TEXT + text.length();
        }
        return bytes;
    }

    private static long of(TextPattern pattern) {
        return PART + TEXT + pattern.pattern().length() + (long) STEP * pattern.size();
    }

    private static long of(@Nullable TypeSelection types) {
        return switch (types) {
            case null -> 0;
            case TypeSelection.Every _ -> 0;
            case TypeSelection.All(var names) -> PART + ofTexts(names);
            case TypeSelection.Any(var alternatives) ->
                    PART + alternatives.stream().mapToLong(QueryFootprint::of).sum();
        };
    }

    private static long of(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) -> ofAll(parts);
            case Condition.Or(var parts) -> ofAll(parts);
            case Condition.Linked(var links, var term) -> (long) PART * links.size() + of(term);
            case Condition.Comparison(_, _, TextPattern pattern) -> ofTerm(condition) + of(pattern);
            case Condition.Comparison _, Condition.Exists _, Condition.Absent _ ->
                    ofTerm(condition);
        };
    }

    private static long ofAll(List<Condition> parts) {
        return PART + parts.stream().mapToLong(QueryFootprint::of).sum();
    }

    /// Its objects take a few times what it is written with.
    private static long ofTerm(Condition term) {
        return PART + 4L * term.text(UnaryOperator.identity()).length();
    }

    private static long of(GeoQuery geo) {
        return PART + (long) POSITION * geo.reference().getNumPoints();
    }

    private static long of(ScopeQuery scopes) {
        return scopes.alternatives().stream()
                .flatMap(List::stream)
                .mapToLong(pattern -> PART + ofTexts(pattern.levels()))
                .sum();
    }
}
