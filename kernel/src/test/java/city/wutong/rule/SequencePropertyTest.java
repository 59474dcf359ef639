package city.wutong.rule;

import static city.wutong.rule.Rules.expression;
import static city.wutong.rule.Rules.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.rule.Rule.Condition;
import city.wutong.rule.Rule.Phase;
import city.wutong.rule.Step.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Sequences against a reference that looks back over all that was observed each time.
class SequencePropertyTest {
    private static final int WITHIN = 10;

    /// An observation `a` (1, 2 or 3 is A, B or C) so many minutes after the last.
    record Seen(int after, int what) {}

    @Provide
    Arbitrary<List<Seen>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 14), Arbitraries.integers().between(0, 3))
                .as(Seen::new)
                .list()
                .ofMaxSize(40);
    }

    private static Phase phase(int what, boolean absent, int within, int unless) {
        return new Phase(
                expression("entity.a == " + what),
                absent,
                minutes(within),
                unless == 0 ? Optional.empty() : Optional.of(expression("entity.a == " + unless)));
    }

    private static Rule then() {
        return Rules.rule(
                "then",
                new Condition.Sequence(List.of(phase(1, false, 0, 0), phase(2, false, WITHIN, 3))));
    }

    private static Rule without() {
        return Rules.rule(
                "without",
                new Condition.Sequence(List.of(phase(1, false, 0, 0), phase(2, true, WITHIN, 3))));
    }

    private static Probe lived(Rule rule, List<Seen> life, boolean writesDown) {
        var probe = new Probe(rule, writesDown);
        int minute = 0;
        for (var seen : life) {
            for (int end = minute + seen.after(); minute < end; ) {
                probe.clock(++minute);
            }
            probe.observes(minute, "a", seen.what());
        }
        for (int end = minute + 2 * WITHIN; minute < end; ) {
            probe.clock(++minute);
        }
        return probe;
    }

    private static List<Signal> raised(Probe probe) {
        return probe.signals().stream().filter(Signal.Raise.class::isInstance).toList();
    }

    @Property(tries = 1000)
    void a_then_b_is_raised_when_the_reference_finds_it(
            @ForAll("lives") List<Seen> life, @ForAll boolean writesDown) {
        var expected = new ArrayList<Signal>();
        int minute = 0;
        int a = -1;
        boolean active = false;
        for (var seen : life) {
            minute += seen.after();
            active &= seen.what() == 2; // what came last is no more
            if (seen.what() == 2 && a >= 0 && minute - a <= WITHIN) {
                if (!active) {
                    expected.add(Probe.raise(a, minute));
                }
                active = true;
            }
            a = seen.what() == 1 ? minute : seen.what() == 0 ? a : -1;
        }
        assertThat(raised(lived(then(), life, writesDown))).isEqualTo(expected);
    }

    @Property(tries = 1000)
    void a_without_b_is_raised_when_the_reference_finds_it(
            @ForAll("lives") List<Seen> life, @ForAll boolean writesDown) {
        var expected = new ArrayList<Signal>();
        var minutes = new ArrayList<Integer>();
        int minute = 0;
        for (var seen : life) {
            minutes.add(minute += seen.after());
        }
        int activeSince = -1;
        for (int i = 0; i < life.size(); i++) {
            if (life.get(i).what() == 2) {
                activeSince = -1;
            }
            if (life.get(i).what() != 1) {
                continue;
            }
            int due = minutes.get(i) + WITHIN;
            boolean ended = false;
            for (int j = i + 1; j < life.size() && minutes.get(j) < due; j++) {
                ended |= life.get(j).what() != 0;
            }
            if (!ended && activeSince < 0) {
                expected.add(Probe.raise(minutes.get(i), due));
                activeSince = due;
            }
        }
        assertThat(raised(lived(without(), life, writesDown))).isEqualTo(expected);
    }

    @Property(tries = 500)
    void alerts_begin_and_end_in_turn(
            @ForAll("lives") List<Seen> life, @ForAll boolean absent, @ForAll boolean writesDown) {
        var probe = lived(absent ? without() : then(), life, writesDown);
        boolean active = false;
        for (var signal : probe.signals()) {
            assertThat(signal instanceof Signal.Raise).isNotEqualTo(active);
            active = !active;
        }
        assertThat(probe.isRaised()).isEqualTo(active);
    }

    @Test
    void what_was_missed_ends_the_alert_when_it_comes() {
        var probe = new Probe(without()).observes(0, "a", 1).clock(10);
        assertThat(probe.signals()).containsExactly(Probe.raise(0, 10));
        assertThat(probe.observes(15, "a", 2).signals()).endsWith(Probe.clear(0, 15));
        assertThat(probe.wake()).isEmpty();
    }

    @Test
    void three_phases_have_each_its_time() {
        var rule =
                Rules.rule(
                        "three",
                        new Condition.Sequence(
                                List.of(
                                        phase(1, false, 0, 0),
                                        phase(2, false, 5, 0),
                                        phase(3, false, 20, 0))));
        var slow = new Probe(rule).observes(0, "a", 1).clock(6).observes(6, "a", 2);
        assertThat(slow.observes(8, "a", 3).isRaised()).isFalse();
        var right = new Probe(rule).observes(0, "a", 1).observes(5, "a", 2).clock(25);
        assertThat(right.observes(25, "a", 3).signals()).containsExactly(Probe.raise(0, 25));
        assertThat(Duration.between(Rules.at(0), Rules.at(25))).isEqualTo(minutes(25));
    }
}
