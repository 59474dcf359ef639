package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.flapping;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

/// What comes and goes is one alert, and stays raised when it comes and goes too often.
class FlappingTest {
    private static final int QUIET = 30;
    private static final Rule RULE = flapping(holds("entity.a > 10", 0), QUIET);
    private static final String ONE = "urn:e:1";

    /// Something is wrong, for so long, after so long a calm.
    record Spell(int calm, int lasts) {}

    /// What is expected of an alert, or found.
    record Told(Instant from, String to, int occurrences) {}

    @Provide
    Arbitrary<List<Spell>> spells() {
        return Combinators.combine(
                        Arbitraries.of(1, 5, 29, 30, 31, 60, 200), Arbitraries.of(1, 10, 40, 100))
                .as(Spell::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    /// Written down from the words of the manual, with nothing of the operator in it.
    private static List<Told> naive(List<Spell> spells) {
        var alerts = new ArrayList<Told>();
        int minute = 0;
        int first = 0;
        int ended = 0;
        int occurrences = 0;
        for (var spell : spells) {
            int start = minute + spell.calm();
            boolean isSame = occurrences > 0 && start - ended <= QUIET;
            if (!isSame && occurrences > 0) {
                alerts.add(told(first, ended, occurrences));
            }
            first = isSame ? first : start;
            occurrences = isSame ? occurrences + 1 : 1;
            ended = start + spell.lasts();
            minute = ended;
        }
        alerts.add(told(first, ended, occurrences));
        return alerts;
    }

    private static Told told(int first, int ended, int occurrences) {
        int cleared = occurrences >= Flapping.MOST_TURNS ? ended + QUIET : ended;
        return new Told(at(first), at(cleared).toString(), occurrences);
    }

    @Property(tries = 200)
    void alerts_are_those_of_a_naive_reading(
            @ForAll("spells") List<Spell> spells, @ForAll("restarts") List<Boolean> restarts)
            throws Exception {
        try (var town = new RuledTown(RULE)) {
            town.tick(0);
            int minute = 0;
            for (int i = 0; i < spells.size(); i++) {
                minute += spells.get(i).calm();
                town.observe(ONE, "a", 11, at(minute)).tick(minute).follow();
                minute += spells.get(i).lasts();
                town.observe(ONE, "a", 1, at(minute)).tick(minute);
                if (restarts.get(i)) {
                    town.restart();
                }
                town.follow();
            }
            town.tick(minute + 2 * QUIET).follow();
            assertThat(told(town)).containsExactlyElementsOf(naive(spells));
        }
    }

    @Provide
    Arbitrary<List<Boolean>> restarts() {
        return Arbitraries.of(true, false).list().ofSize(20);
    }

    private static List<Told> told(RuledTown town) {
        return town.stories().stream()
                .map(story ->
                        new Told(
                                Instant.parse(story.alert().from()),
                                story.alert().to(),
                                Integer.parseInt(story.occurrences().replaceAll("\\D", ""))))
                .toList();
    }

    @Test
    void an_alert_that_flaps_stays_raised_until_it_is_quiet() throws Exception {
        try (var town = new RuledTown(RULE)) {
            town.tick(0);
            for (int turn = 0; turn < Flapping.MOST_TURNS; turn++) {
                town.observe(ONE, "a", 11, at(10 * turn)).observe(ONE, "a", 1, at(10 * turn + 5));
            }
            town.tick(60).follow();
            assertThat(town.alerts()).singleElement().satisfies(FlappingTest::isActive);
            town.tick(74).follow();
            assertThat(town.alerts()).singleElement().satisfies(FlappingTest::isActive);
            town.tick(75).follow();
            assertThat(town.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.to()).isEqualTo(at(75).toString()));
        }
    }

    private static void isActive(RuledTown.Alert alert) {
        assertThat(alert.status()).isEqualTo(AlertEntity.ACTIVE);
    }

    @Test
    void a_held_alert_of_an_entity_that_is_no_more_is_over_at_once() {
        var held =
                KeyState.born(ONE, at(0))
                        .alert(
                                new LastAlert(
                                        at(0),
                                        Flapping.MOST_TURNS,
                                        at(8),
                                        Optional.of(at(10)),
                                        true,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()));
        var step = new Flapping(minutes(QUIET)).damped(Step.to(held), new Input.Ended(at(12)));
        assertThat(step.signal()).contains(new Step.Signal.Clear(at(0), at(12)));
    }

    @Test
    void without_flapping_each_episode_has_its_own_alert() throws Exception {
        try (var town = new RuledTown(holds("entity.a > 10", 0))) {
            town.tick(0);
            for (int turn = 0; turn < 9; turn++) {
                town.observe(ONE, "a", 11, at(2 * turn)).observe(ONE, "a", 1, at(2 * turn + 1));
            }
            town.follow();
            assertThat(town.alerts()).hasSize(9);
        }
    }
}
