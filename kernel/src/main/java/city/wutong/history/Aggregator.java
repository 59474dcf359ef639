package city.wutong.history;

import city.wutong.entity.AttributeKind;
import city.wutong.history.Aggregation.Method;
import city.wutong.history.PastInstance.Value;
import city.wutong.history.TemporalQuery.Range;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Aggregates the instances of one entity's past, one after the other, without keeping any (clause
/// 4.5.19).
///
/// Periods begin where the query's time begins, and where it has no beginning at the oldest
/// instance that it asks for; the last ends no later than that time. Of a period without values
/// nothing is told. Deletions are no values.
public final class Aggregator implements Consumer<PastInstance> {
    /// Periods of all attributes.
    static final int MOST_PERIODS = 100_000;

    /// Values that are told apart.
    static final int MOST_DISTINCT = 500_000;

    /// What came of one attribute and dataset.
    ///
    /// @param results by method; a method that suits none of the values is missing
    public record Series(
            String name,
            @Nullable String datasetId,
            boolean isRelationship,
            SequencedMap<Method, List<Result>> results) {}

    /// What a method came to in a period.
    public record Result(Json value, Instant from, Instant to) {}

    private record Key(String name, @Nullable String datasetId) {}

    private final TemporalQuery query;
    private final Aggregation aggregation;
    private final Instant origin;
    private final boolean countsDistinct;
    private final Map<Key, Line> lines = new LinkedHashMap<>();
    private @Nullable Line recent;
    private Instant newest = Instant.MIN;
    private int periods;
    private int distinct;

    /// @param origin where the first period begins
    public Aggregator(TemporalQuery query, Aggregation aggregation, Instant origin) {
        this.query = query;
        this.aggregation = aggregation;
        this.origin = origin;
        this.countsDistinct = aggregation.methods().contains(Method.DISTINCT_COUNT);
    }

    @Override
    public void accept(PastInstance instance) {
        if (!(instance instanceof Value(var _, var attribute))) {
            return;
        }
        var time = instance.time(query.timeProperty());
        if (time == null || !query.isMet(time)) {
            return;
        }
        newest = time.isAfter(newest) ? time : newest;
        distinct += lineOf(instance).at(time).add(attribute);
        if (distinct > MOST_DISTINCT) {
            throw Refusal.of(HistoryReason.TOO_MANY_DISTINCT, MOST_DISTINCT).thrown();
        }
    }

    private Line lineOf(PastInstance instance) {
        var line = recent;
        var dataset = instance.datasetId();
        if (line == null || !line.is(instance.name(), dataset)) {
            line =
                    lines.computeIfAbsent(
                            new Key(instance.name(), dataset),
                            key -> new Line(key, instance.kind()));
            recent = line;
        }
        return line;
    }

    /// The periods of one attribute and dataset. Most instances fall into the one met last.
    private final class Line {
        private final Key key;
        private final AttributeKind kind;
        private final TreeMap<Long, Tally> tallies = new TreeMap<>();
        private @Nullable Tally tally;
        private Instant from = Instant.MAX;
        private Instant to = Instant.MIN;

        Line(Key key, AttributeKind kind) {
            this.key = key;
            this.kind = kind;
        }

        boolean is(String name, @Nullable String dataset) {
            return key.name().equals(name)
                    && (dataset == null
                            ? key.datasetId() == null
                            : dataset.equals(key.datasetId()));
        }

        Tally at(Instant time) {
            var known = tally;
            if (known != null && !time.isBefore(from) && time.isBefore(to)) {
                return known;
            }
            var period = aggregation.period();
            long number = period.isWhole() ? 0 : period.number(origin, time);
            from = period.isWhole() ? Instant.MIN : period.start(origin, number);
            to = period.isWhole() ? Instant.MAX : period.start(origin, number + 1);
            var made = tallies.computeIfAbsent(number, _ -> begun());
            tally = made;
            return made;
        }

        private Tally begun() {
            if (++periods > MOST_PERIODS) {
                throw Refusal.of(HistoryReason.TOO_MANY_PERIODS, MOST_PERIODS).thrown();
            }
            return new Tally(countsDistinct);
        }

        Series series() {
            var results = new LinkedHashMap<Method, List<Result>>();
            for (var method : aggregation.methods()) {
                var values = new ArrayList<Result>();
                tallies.forEach((number, each) ->
                        each.result(method)
                                .ifPresent(value ->
                                        values.add(new Result(value, start(number), end(number)))));
                if (!values.isEmpty()) {
                    results.put(method, values);
                }
            }
            return new Series(key.name(), key.datasetId(), isRelationship(kind), results);
        }
    }

    private static boolean isRelationship(AttributeKind kind) {
        return kind == AttributeKind.RELATIONSHIP || kind == AttributeKind.LIST_RELATIONSHIP;
    }

    private Instant start(long number) {
        return aggregation.period().isWhole() ? origin : aggregation.period().start(origin, number);
    }

    private Instant end(long number) {
        var last = query.range().map(Range::to).filter(to -> to.isBefore(Instant.MAX));
        if (aggregation.period().isWhole()) {
            return last.orElse(newest);
        }
        var end = aggregation.period().start(origin, number + 1);
        return last.filter(end::isAfter).orElse(end);
    }

    /// What came of every attribute and dataset, those of one attribute side by side.
    public List<Series> series() {
        var byName = new LinkedHashMap<String, List<Series>>();
        for (var line : lines.values()) {
            byName.computeIfAbsent(line.key.name(), _ -> new ArrayList<>()).add(line.series());
        }
        return byName.values().stream().flatMap(List::stream).toList();
    }
}
