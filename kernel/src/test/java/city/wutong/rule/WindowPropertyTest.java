package city.wutong.rule;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.rule.Derived.Span;
import city.wutong.rule.Derived.Windowed;
import city.wutong.rule.Step.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// A rule over a window against a reference that keeps everything and looks at every minute anew:
/// the same alerts at the same minutes, whatever comes late, out of order or twice, and whether or
/// not the rule's memory goes through its written form in between.
class WindowPropertyTest {
    private static final int LENGTH = 20;
    private static final int MINUTES = 150;

    /// What is told at a minute: a value observed then, or so long before.
    record Told(int minute, int late, int value) {}

    @Provide
    Arbitrary<List<Told>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, MINUTES - 30),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(1, 40))),
                        Arbitraries.integers().between(0, 4))
                .as(Told::new)
                .list()
                .ofMaxSize(40)
                .map(all ->
                        all.stream()
                                .sorted((a, b) -> Integer.compare(a.minute(), b.minute()))
                                .toList());
    }

    @Provide
    Arbitrary<Aggregate> aggregates() {
        return Arbitraries.of(Aggregate.class);
    }

    @Property(tries = 600)
    void a_sliding_window_raises_what_the_reference_raises(
            @ForAll("lives") List<Told> life,
            @ForAll("aggregates") Aggregate aggregate,
            @ForAll boolean writesDown) {
        var span = new Span.Sliding(Rules.minutes(LENGTH));
        assertSame(life, new Windowed("a", aggregate, span, 2), writesDown);
    }

    @Property(tries = 600)
    void a_tumbling_window_raises_what_the_reference_raises(
            @ForAll("lives") List<Told> life,
            @ForAll("aggregates") Aggregate aggregate,
            @ForAll boolean writesDown) {
        var span = new Span.Tumbling(Rules.minutes(LENGTH), Rules.at(-7), Duration.ofMinutes(3));
        assertSame(life, new Windowed("a", aggregate, span, 2), writesDown);
    }

    private static void assertSame(List<Told> life, Windowed windowed, boolean writesDown) {
        var rule = Rules.derives("derived.w >= 2", 0, Map.of("w", windowed));
        var probe = new Probe(rule, writesDown);
        var reference = new Reference(windowed);
        int newest = -1;
        for (int minute = 0; minute < MINUTES; minute++) {
            probe.clock(minute);
            reference.look(minute);
            for (var told : life) {
                if (told.minute() != minute) {
                    continue;
                }
                int at = minute - told.late();
                if (at >= newest) {
                    probe.observes(at, "a", told.value());
                    newest = at;
                } else {
                    probe.observesLate(at, "a", told.value());
                }
                reference.told(at, told.value());
                reference.look(minute);
            }
        }
        assertThat(probe.signals()).isEqualTo(reference.signals);
    }

    /// Keeps everything that was ever observed and works each figure out from the beginning.
    private static final class Reference {
        private final Windowed windowed;
        private final TreeMap<Integer, Integer> values = new TreeMap<>();
        private final List<Signal> signals = new ArrayList<>();
        private int episode = -1;

        Reference(Windowed windowed) {
            this.windowed = windowed;
        }

        void told(int minute, int value) {
            values.put(minute, value);
        }

        void look(int minute) {
            var figure = figure(minute);
            boolean holds = figure.isPresent() && figure.getAsDouble() >= 2;
            boolean fails = figure.isPresent() && figure.getAsDouble() < 2;
            if (episode < 0 && holds) {
                episode = minute;
                signals.add(new Signal.Raise(Rules.at(minute), Rules.at(minute)));
            } else if (episode >= 0 && fails) {
                signals.add(new Signal.Clear(Rules.at(episode), Rules.at(minute)));
                episode = -1;
            }
        }

        private OptionalDouble figure(int minute) {
            var inside =
                    switch (windowed.span()) {
                        case Span.Sliding _ -> values.subMap(minute - LENGTH, false, minute, true);
                        case Span.Tumbling(var _, var origin, var lateness) -> {
                            int first = minuteOf(origin);
                            int closed = minute - (int) lateness.toMinutes();
                            int end = first + Math.floorDiv(closed - first, LENGTH) * LENGTH;
                            yield values.subMap(end - LENGTH, true, end, false);
                        }
                    };
            if (inside.size() < windowed.least()) {
                return OptionalDouble.empty();
            }
            var all = List.copyOf(inside.values());
            double seconds = (inside.lastKey() - inside.firstKey()) * 60d;
            var statistics = all.stream().mapToInt(each -> each).summaryStatistics();
            double mean = statistics.getAverage();
            return OptionalDouble.of(
                    switch (windowed.aggregate()) {
                        case AVG -> mean;
                        case MIN -> statistics.getMin();
                        case MAX -> statistics.getMax();
                        case SUM -> statistics.getSum();
                        case COUNT -> all.size();
                        case DISTINCT -> all.stream().distinct().count();
                        case DELTA -> all.getLast() - all.getFirst();
                        case RATE -> (all.getLast() - all.getFirst()) / seconds;
                        case STDDEV ->
                                Math.sqrt(
                                        all.stream()
                                                .mapToDouble(each -> (each - mean) * (each - mean))
                                                .average()
                                                .orElseThrow());
                    });
        }

        private static int minuteOf(Instant time) {
            return (int) Duration.between(Rules.NOON, time).toMinutes();
        }
    }
}
