package city.wutong.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.history.Aggregation.Method;
import city.wutong.history.Aggregation.Period;
import city.wutong.history.PastInstance.Deletion;
import city.wutong.history.PastInstance.Value;
import city.wutong.history.TemporalQuery.Range;
import city.wutong.history.TemporalQuery.TimeProperty;
import city.wutong.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clauses 4.11, 4.5.19 and 6.3.10 against the plainest reckoning of the same.
class PastTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    // Windows

    @Provide
    Arbitrary<List<Value>> series() {
        var one =
                Combinators.combine(
                                Arbitraries.integers().between(0, 30),
                                Arbitraries.of("urn:n:a", "urn:n:b"),
                                Arbitraries.integers().between(-5, 5))
                        .as((second, name, value) ->
                                attribute(name, value, NOON.plusSeconds(second)));
        return one.list()
                .ofMaxSize(60)
                .map(all -> {
                    var values = new ArrayList<Value>();
                    for (var attribute : all) {
                        values.add(new Value(values.size() + 1L, attribute));
                    }
                    return values;
                });
    }

    private static Attribute attribute(String name, long value, Instant observedAt) {
        return new Attribute(
                name,
                null,
                AttributeKind.PROPERTY,
                Json.of(value),
                observedAt,
                NOON,
                NOON,
                Attribute.Details.NONE);
    }

    private static TemporalQuery query(Optional<Range> range, OptionalInt lastN) {
        return new TemporalQuery(TimeProperty.OBSERVED_AT, range, List.of(), lastN);
    }

    private static Window.Page page(List<Value> all, TemporalQuery query, int most) {
        var window = new Window(query, most);
        all.forEach(window.of(0));
        return window.page();
    }

    private static List<Long> seqs(Window.Page page) {
        return page.entries().stream().map(entry -> entry.instance().seq()).toList();
    }

    private static Instant time(Value value) {
        var time = value.attribute().observedAt();
        return time == null ? Instant.MIN : time;
    }

    private static List<Value> sorted(List<Value> all) {
        return all.stream()
                .sorted(Comparator.comparing(PastTest::time).thenComparingLong(Value::seq))
                .toList();
    }

    @Property(tries = 200)
    void pages_asked_one_after_the_other_are_the_whole(
            @ForAll("series") List<Value> all, @ForAll @IntRange(min = 1, max = 9) int most) {
        var told = new ArrayList<Long>();
        var from = NOON;
        for (boolean goesOn = true; goesOn; ) {
            var page = page(all, query(Optional.of(Range.after(from)), OptionalInt.empty()), most);
            told.addAll(seqs(page));
            goesOn = page.isCut();
            from = page.last().orElse(from).plus(1, ChronoUnit.MICROS);
        }
        assertThat(told).containsExactlyElementsOf(sorted(all).stream().map(Value::seq).toList());
    }

    @Property(tries = 200)
    void last_n_keeps_the_newest_of_each_attribute(
            @ForAll("series") List<Value> all,
            @ForAll @IntRange(min = 1, max = 8) int lastN,
            @ForAll @IntRange(min = 0, max = 30) int from,
            @ForAll @IntRange(min = 0, max = 30) int to) {
        var range = new Range(NOON.plusSeconds(from), NOON.plusSeconds(to));
        var kept = new ArrayList<Value>();
        for (var name : List.of("urn:n:a", "urn:n:b")) {
            var of =
                    sorted(all).stream()
                            .filter(value -> value.name().equals(name))
                            .filter(value ->
                                    !time(value).isBefore(range.from())
                                            && time(value).isBefore(range.to()))
                            .toList();
            kept.addAll(of.subList(Math.max(0, of.size() - lastN), of.size()));
        }
        var page = page(all, query(Optional.of(range), OptionalInt.of(lastN)), 1_000);
        assertThat(page.isCut()).isFalse();
        assertThat(seqs(page))
                .containsExactlyElementsOf(sorted(kept).stream().map(Value::seq).toList());
    }

    @Test
    void many_instances_are_gathered_in_little_room_and_the_oldest_are_kept() {
        var window = new Window(query(Optional.of(Range.after(NOON)), OptionalInt.empty()), 10);
        var sink = window.of(0);
        for (int i = 50_000; i > 0; i--) {
            sink.accept(new Value(i, attribute("urn:n:a", i, NOON.plusSeconds(i))));
        }
        var page = window.page();
        assertThat(page.isCut()).isTrue();
        assertThat(seqs(page)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    // Aggregates

    @Property(tries = 200)
    void aggregates_are_those_of_each_periods_values(
            @ForAll("series") List<Value> all, @ForAll @IntRange(min = 1, max = 12) int seconds) {
        var range = new Range(NOON.plusSeconds(2), NOON.plusSeconds(27));
        var methods = new LinkedHashSet<>(List.of(Method.values()));
        var aggregator =
                new Aggregator(
                        query(Optional.of(range), OptionalInt.empty()),
                        new Aggregation(methods, new Period(0, seconds * 1_000_000L)),
                        range.from());
        all.reversed().forEach(aggregator);
        for (var series : aggregator.series()) {
            var expected = new TreeMap<Long, List<Double>>();
            for (var value : all) {
                if (value.name().equals(series.name()) && range.contains(time(value))) {
                    long number = ChronoUnit.SECONDS.between(range.from(), time(value)) / seconds;
                    expected.computeIfAbsent(number, _ -> new ArrayList<>())
                            .add(((Json.Num) value.attribute().content()).asDouble());
                }
            }
            assertThat(series.results()).containsOnlyKeys(Method.values());
            int place = 0;
            for (var entry : expected.entrySet()) {
                check(series, place++, entry.getValue());
                var result = results(series, Method.AVG).get(place - 1);
                assertThat(result.from())
                        .isEqualTo(range.from().plusSeconds(entry.getKey() * seconds));
                var end = result.from().plusSeconds(seconds);
                assertThat(result.to()).isEqualTo(end.isAfter(range.to()) ? range.to() : end);
            }
            assertThat(results(series, Method.AVG)).hasSize(expected.size());
        }
    }

    private static void check(Aggregator.Series series, int place, List<Double> values) {
        double sum = values.stream().mapToDouble(Double::doubleValue).sum();
        double mean = sum / values.size();
        double deviations = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        assertThat(result(series, Method.TOTAL_COUNT, place)).isEqualTo(values.size());
        assertThat(result(series, Method.DISTINCT_COUNT, place))
                .isEqualTo((double) values.stream().distinct().count());
        assertThat(result(series, Method.SUM, place)).isEqualTo(sum);
        assertThat(result(series, Method.AVG, place)).isCloseTo(mean, within(1e-9));
        assertThat(result(series, Method.MIN, place))
                .isEqualTo(values.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
        assertThat(result(series, Method.MAX, place))
                .isEqualTo(values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        assertThat(result(series, Method.SUMSQ, place))
                .isEqualTo(values.stream().mapToDouble(v -> v * v).sum());
        assertThat(result(series, Method.STDDEV, place))
                .isCloseTo(Math.sqrt(deviations / values.size()), within(1e-9));
    }

    private static double result(Aggregator.Series series, Method method, int place) {
        return ((Json.Num) results(series, method).get(place).value()).asDouble();
    }

    private static List<Aggregator.Result> results(Aggregator.Series series, Method method) {
        return series.results().getOrDefault(method, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "PT5M, 0, 300000000",
        "P1W, 0, 604800000000",
        "P1Y2M, 14, 0",
        "P1DT1H1S, 0, 90001000000",
        "PT0S, 0, 0"
    })
    void a_period_is_read_as_iso_8601_has_it(String text, int months, long micros) {
        assertThat(Period.read(text)).contains(new Period(months, micros));
    }

    @ParameterizedTest
    @CsvSource({"P", "PT", "5M", "P1H", "P1.5D", "P-1D", "P1YT"})
    void what_is_no_period_is_none(String text) {
        assertThat(Period.read(text)).isEmpty();
    }

    @Property(tries = 200)
    void a_time_lies_in_the_period_of_its_number(
            @ForAll @IntRange(min = 0, max = 14) int months,
            @ForAll @IntRange(min = 0, max = 40) int days,
            @ForAll @IntRange(min = 0, max = 2_000_000) int minutes) {
        var period = new Period(months, (months == 0 ? days + 1 : days) * 86_400_000_000L);
        var time = NOON.plus(minutes, ChronoUnit.MINUTES);
        long number = period.number(NOON, time);
        assertThat(period.start(NOON, number)).isBeforeOrEqualTo(time);
        assertThat(period.start(NOON, number + 1)).isAfter(time);
    }

    @Test
    void months_are_those_of_the_calendar() {
        var month = new Period(1, 0);
        var january = Instant.parse("2026-01-31T00:00:00Z");
        assertThat(month.start(january, 1).atZone(ZoneOffset.UTC).getDayOfMonth()).isEqualTo(28);
        assertThat(month.start(january, 2).atZone(ZoneOffset.UTC).getDayOfMonth()).isEqualTo(31);
    }

    // Unwinding

    private static Change change(long seq, Change.What what) {
        return new Change(seq, 1, "urn:e:1", what, NOON.plusSeconds(seq), Cause.outside("me"));
    }

    private static List<PastInstance> told(List<Change> changes) {
        var told = new ArrayList<PastInstance>();
        var unwinding = new Unwinding(told::add);
        unwinding.takeBackwards(changes);
        unwinding.finish();
        return told;
    }

    @Provide
    Arbitrary<List<Change.What>> lives() {
        var name = Arbitraries.of("urn:n:a", "urn:n:b");
        var value = name.map(n -> attribute(n, 1, NOON));
        var instance = Arbitraries.longs().between(1, 12);
        return Arbitraries.oneOf(
                        value.map(Change.Set::new),
                        value.map(Change.Late::new),
                        value.map(a -> new Change.Edited(new Change.Recorded(a))),
                        Combinators.combine(instance, name)
                                .as((i, n) -> new Change.Edited(new Change.Removed(i, n))),
                        name.map(n -> new Change.Edited(new Change.Cleared(n, null, false))),
                        name.map(n -> new Change.Edited(new Change.Cleared(n, "urn:d", false))),
                        Arbitraries.create(() -> new Change.Edited(new Change.Forgotten())))
                .map(Change.What.class::cast)
                .list()
                .ofMaxSize(14);
    }

    @Property(tries = 500)
    void what_is_told_backwards_is_what_comes_of_it_forwards(
            @ForAll("lives") List<Change.What> whats) {
        var changes = new ArrayList<Change>();
        var expected = new TreeMap<Long, String>();
        for (var what : whats) {
            var change = change(changes.size() + 1L, what);
            changes.add(change);
            switch (what) {
                case Change.Set(var a) -> expected.put(change.seq(), a.name());
                case Change.Late(var a) -> expected.put(change.seq(), a.name());
                case Change.Edited(Change.Recorded(var a)) -> expected.put(change.seq(), a.name());
                case Change.Edited(Change.Removed(var i, var _)) -> expected.remove(i);
                case Change.Edited(Change.Cleared(var n, var d, var _)) -> {
                    if (d == null) {
                        expected.values().removeIf(n::equals);
                    }
                }
                case Change.Edited(Change.Forgotten()) -> expected.clear();
                case Change.Edited _,
                        Change.Created _,
                        Change.Described _,
                        Change.Unset _,
                        Change.Ended _,
                        Change.Erased _,
                        Change.Blank _ ->
                        throw new AssertionError(what);
            }
        }
        assertThat(told(changes).stream().map(PastInstance::seq))
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    @Test
    void a_deletion_is_of_the_kind_of_what_it_ended() {
        var told =
                told(
                        List.of(
                                change(1, new Change.Created(List.of("urn:t"), List.of(), null)),
                                change(2, new Change.Set(attribute("urn:n:a", 1, NOON))),
                                change(3, new Change.Set(attribute("urn:n:b", 1, NOON))),
                                change(4, new Change.Unset("urn:n:a", null)),
                                change(5, new Change.Ended())));
        assertThat(told.stream().filter(Deletion.class::isInstance))
                .containsExactlyInAnyOrder(
                        new Deletion(
                                4,
                                "urn:n:a",
                                null,
                                AttributeKind.PROPERTY,
                                NOON.plusSeconds(4),
                                null),
                        new Deletion(
                                5,
                                "urn:n:b",
                                null,
                                AttributeKind.PROPERTY,
                                NOON.plusSeconds(5),
                                null));
    }

    @Test
    void a_scope_is_told_when_it_changes_and_when_it_goes() {
        var told =
                told(
                        List.of(
                                change(1, new Change.Created(List.of("t"), List.of("/a"), null)),
                                change(2, new Change.Described(List.of("t"), List.of("/a"), null)),
                                change(3, new Change.Described(List.of("t"), List.of(), null))));
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isInstanceOf(Deletion.class);
        assertThat(told.getLast().seq()).isEqualTo(1);
    }

    @Test
    void an_amended_instance_keeps_its_creation_and_its_place() {
        var first = attribute("urn:n:a", 1, NOON);
        var now =
                new Attribute(
                        "urn:n:a",
                        null,
                        AttributeKind.PROPERTY,
                        Json.of(7),
                        NOON,
                        NOON.plusSeconds(9),
                        NOON.plusSeconds(9),
                        Attribute.Details.NONE);
        var told =
                told(
                        List.of(
                                change(1, new Change.Set(first)),
                                change(2, new Change.Edited(new Change.Amended(1, first))),
                                change(3, new Change.Edited(new Change.Amended(1, now)))));
        assertThat(told).hasSize(1);
        var value = (Value) told.getFirst();
        assertThat(value.seq()).isEqualTo(1);
        assertThat(value.attribute().content()).isEqualTo(Json.of(7));
        assertThat(value.attribute().createdAt()).isEqualTo(NOON);
        assertThat(value.attribute().modifiedAt()).isEqualTo(NOON.plusSeconds(9));
    }
}
