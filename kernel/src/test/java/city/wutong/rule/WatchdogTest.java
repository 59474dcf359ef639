package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.derives;
import static city.wutong.rule.Rules.holds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rules that fail or are too slow.
@Timeout(60)
class WatchdogTest {
    private static final String ONE = "urn:e:1";

    /// No window is so short.
    private static final Derived BROKEN =
            new Derived.Windowed(
                    "a",
                    Aggregate.AVG,
                    new Derived.Span.Tumbling(Duration.ZERO, at(0), Duration.ZERO),
                    1);

    private static final Rule FAILING = derives("derived.x > 1", 0, Map.of("x", BROKEN));
    private static final Rule HIGH = holds("entity.a > 10", 0);

    @Test
    void a_rule_that_fails_is_isolated_and_the_others_go_on() throws Exception {
        try (var town = new RuledTown(FAILING, HIGH)) {
            town.tick(0).observe(ONE, "a", 11, at(1)).follow();
            town.observe(ONE, "a", 9, at(2)).observe(ONE, "a", 12, at(3)).follow();
            assertThat(town.alerts()).extracting(RuledTown.Alert::rule).containsOnly("holds");
            assertThat(town.alerts()).hasSize(2);
            var report = town.engine().report("derives").orElseThrow();
            assertThat(report.isIsolated()).isTrue();
            assertThat(report.letters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.entity()).isEqualTo(ONE))
                    .satisfies(letter ->
                            assertThat(letter.problem().en()).contains("ArithmeticException"));
        }
    }

    @Test
    void a_rule_stays_isolated_over_a_start_until_it_is_to_begin_anew() throws Exception {
        try (var town = new RuledTown(FAILING, HIGH)) {
            town.tick(0).observe(ONE, "a", 11, at(1)).follow();
            town.clock().goOn(Duration.ofSeconds(10));
            town.follow();
            town.restart();
            town.follow();
            assertThat(town.engine().report("derives").orElseThrow().isIsolated()).isTrue();
            var done = town.engine().replay("derives").orElseThrow();
            town.follow();
            assertThat(done).isCompletedWithValue(new RuleEngine.Replayed(1, 1));
            var mended = derives("derived.x > 1", 0, Map.of("x", new Derived.Before("a")));
            town.become(mended, HIGH).follow();
            var report = town.engine().report("derives").orElseThrow();
            assertThat(report.isIsolated()).isFalse();
            assertThat(report.letters()).isEmpty();
            town.observe(ONE, "a", 20, at(2)).observe(ONE, "a", 21, at(3)).follow();
            assertThat(town.alerts()).extracting(RuledTown.Alert::rule).contains("derives");
        }
    }

    /// Each evaluation looks at the clock before and after: the second rule's take long.
    @Test
    void a_rule_that_is_too_slow_is_isolated_and_the_others_go_on() throws Exception {
        var asked = new AtomicLong();
        var nanos = new AtomicLong();
        var other = Rules.renamed(holds("entity.a > 20", 0), "slow");
        try (var town = new RuledTown(HIGH, other)) {
            town.tick(0)
                    .measuredBy(() -> {
                        long number = asked.getAndIncrement();
                        return number % 4 == 3 ? nanos.addAndGet(300_000_000) : nanos.get();
                    });
            town.follow();
            for (int i = 1; i <= 4; i++) {
                asked.set(0);
                town.observe(ONE, "a", 5, at(i)).follow();
            }
            assertThat(town.engine().report("slow").orElseThrow().isIsolated()).isTrue();
            assertThat(town.engine().report("holds").orElseThrow().isIsolated()).isFalse();
            town.observe(ONE, "a", 30, at(9)).follow();
            assertThat(town.alerts()).extracting(RuledTown.Alert::rule).containsExactly("holds");
        }
    }

    @Test
    void a_rule_that_takes_most_of_the_time_is_told_from_one_that_is_asked_often() {
        var nanos = new AtomicLong();
        var watchdog = new Watchdog(nanos::get);
        var often = new Cost(0);
        for (int i = 0; i < 20_000; i++) {
            long begun = nanos.getAndAdd(1_000_000);
            assertThat(watchdog.note(often, begun)).isEmpty();
        }
        var slow = new Cost(nanos.get());
        boolean isTooMuch = false;
        for (int i = 0; i < 2_000 && !isTooMuch; i++) {
            long begun = nanos.getAndAdd(20_000_000);
            isTooMuch = watchdog.note(slow, begun).isPresent();
        }
        assertThat(isTooMuch).isTrue();
        assertThat(slow.share(nanos.get())).isGreaterThan(0.9);
    }
}
