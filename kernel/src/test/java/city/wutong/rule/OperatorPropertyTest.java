package city.wutong.rule;

import static city.wutong.rule.Rules.clearing;
import static city.wutong.rule.Rules.fresh;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.silent;
import static city.wutong.rule.Rules.stuck;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.rule.Step.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is so whatever happens to an entity, in whatever order its observations come.
class OperatorPropertyTest {
    /// Something that happens some minutes after the last.
    record Event(int after, BiConsumer<Probe, Integer> what) {}

    @Provide
    Arbitrary<Rule> rules() {
        return Arbitraries.of(
                holds("entity.a > 1", 0),
                holds("entity.a > 1 && entity.b > 0", 30),
                fresh(holds("entity.a > 1", 30), 20),
                clearing(holds("entity.a > 1", 10), "entity.a < 1"),
                silent(30, false),
                silent(30, true),
                stuck(30, "a"),
                stuck(30, "a", "b"));
    }

    @Provide
    Arbitrary<List<Event>> lives() {
        var what =
                Arbitraries.<BiConsumer<Probe, Integer>>of(
                        (probe, minute) -> probe.observes(minute, "a", 0),
                        (probe, minute) -> probe.observes(minute, "a", 2),
                        (probe, minute) -> probe.observes(minute, "a", 2, "b", 1),
                        (probe, minute) -> probe.observes(minute, "b", 0),
                        (probe, minute) -> probe.observes(Math.max(0, minute - 20), "b", 1),
                        (probe, minute) -> probe.changes(minute, "a", 3),
                        (probe, minute) -> probe.loses(minute, "a"),
                        Probe::others,
                        Probe::woken,
                        (probe, minute) -> probe.clock(minute));
        return Combinators.combine(Arbitraries.integers().between(0, 25), what)
                .as(Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static Probe lived(Probe probe, List<Event> life) {
        int minute = 0;
        for (var event : life) {
            minute += event.after();
            event.what().accept(probe.clock(minute), minute);
        }
        return probe;
    }

    @Property(tries = 1000)
    void episodes_begin_and_end_in_turn(
            @ForAll("rules") Rule rule, @ForAll("lives") List<Event> life) {
        var probe = lived(new Probe(rule), life);
        Optional<Instant> active = Optional.empty();
        for (var signal : probe.signals()) {
            switch (signal) {
                case Signal.Raise(var start, var at) -> {
                    assertThat(active).isEmpty();
                    assertThat(at).isAfterOrEqualTo(start);
                    active = Optional.of(start);
                }
                case Signal.Clear(var start, var _) -> {
                    assertThat(active).contains(start);
                    active = Optional.empty();
                }
                case Signal.Renew renew -> throw new AssertionError("an operator says " + renew);
            }
        }
        assertThat(probe.state().episode()).isEqualTo(active);
    }

    @Property(tries = 1000)
    void nothing_is_raised_before_its_time(
            @ForAll("rules") Rule rule, @ForAll("lives") List<Event> life) {
        var atLeast = Operator.outage(rule.condition());
        for (var signal : lived(new Probe(rule), life).signals()) {
            if (signal instanceof Signal.Raise(var start, var at)) {
                assertThat(at).isAfterOrEqualTo(start.plus(atLeast));
            }
        }
    }

    @Property(tries = 1000)
    void what_was_written_down_and_read_back_goes_on_the_same(
            @ForAll("rules") Rule rule, @ForAll("lives") List<Event> life) {
        var written = lived(new Probe(rule, true), life);
        var kept = lived(new Probe(rule), life);
        assertThat(written.signals()).isEqualTo(kept.signals());
        assertThat(written.state()).isEqualTo(kept.state());
        assertThat(written.wake()).isEqualTo(kept.wake());
    }

    @Property(tries = 500)
    void when_the_entity_ends_no_episode_is_left(
            @ForAll("rules") Rule rule, @ForAll("lives") List<Event> life) {
        var probe = lived(new Probe(rule), life).ends(100_000);
        assertThat(probe.state().episode()).isEmpty();
        long raised = probe.signals().stream().filter(Signal.Raise.class::isInstance).count();
        assertThat(probe.signals()).hasSize(Math.toIntExact(2 * raised));
    }
}
