package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.clearing;
import static city.wutong.rule.Rules.derives;
import static city.wutong.rule.Rules.expression;
import static city.wutong.rule.Rules.fresh;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.minutes;
import static city.wutong.rule.Rules.renamed;
import static city.wutong.rule.Rules.silent;
import static city.wutong.rule.Rules.stuck;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.rule.Rule.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What a rehearsal says equals the alerts that were really raised of the same history.
class RehearsalTest {
    private static final Derived MEAN =
            new Derived.Windowed("a", Aggregate.AVG, new Derived.Span.Sliding(minutes(25)), 2);
    private static final Rule SEQUENCE =
            Rules.rule(
                    "sequence",
                    new Rule.Condition.Sequence(
                            List.of(
                                    new Phase(
                                            expression("entity.a == 1"),
                                            false,
                                            Duration.ZERO,
                                            Optional.empty()),
                                    new Phase(
                                            expression("entity.a == 3"),
                                            true,
                                            minutes(30),
                                            Optional.empty()))));
    private static final Rule WINDOW =
            renamed(derives("derived.mean > 1", 5, Map.of("mean", MEAN)), "mean");
    private static final Rule[] RULES = {
        holds("entity.a > 1", 0),
        renamed(fresh(clearing(holds("entity.a > 1", 20), "entity.a < 1"), 15), "long"),
        renamed(silent(30, false), "quiet"),
        renamed(stuck(20, "a"), "stuck"),
        SEQUENCE,
    };

    /// What happens after so many minutes.
    ///
    /// @param ago how much earlier it was observed
    record Event(int minutes, int entity, int value, int ago) {}

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.of(0, 1, 5, 10, 20, 40),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(0, 0, 0, 3, 12))
                .as(Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 200)
    void it_says_what_was_said_in_a_replay(@ForAll("events") List<Event> events) throws Exception {
        var rules = Arrays.copyOf(RULES, RULES.length + 1);
        rules[RULES.length] = WINDOW;
        try (var town = new RuledTown(rules)) {
            town.tick(0);
            int minute = 0;
            for (var event : events) {
                minute += event.minutes();
                town.tick(minute);
                happen(town, event, at(minute));
            }
            town.tick(minute + 100).follow();
            for (var rule : rules) {
                assertThat(rehearsed(town, rule, at(minute + 100)))
                        .as(rule.id())
                        .containsExactlyInAnyOrderElementsOf(raised(town, rule));
            }
        }
    }

    /// Without the window: when a value leaves it, life looks within a moment, this at that time.
    @Property(tries = 200)
    void it_says_what_was_said_in_life(@ForAll("events") List<Event> events) throws Exception {
        try (var town = new RuledTown(RULES)) {
            for (var event : events) {
                for (int i = 0; i < event.minutes(); i++) {
                    town.clock().goOn(minutes(1));
                    town.follow();
                }
                happen(town, event, town.clock().instant());
            }
            for (int i = 0; i < 100; i++) {
                town.clock().goOn(minutes(1));
                town.follow();
            }
            for (var rule : RULES) {
                assertThat(rehearsed(town, rule, town.clock().instant()))
                        .as(rule.id())
                        .containsExactlyInAnyOrderElementsOf(raised(town, rule));
            }
        }
    }

    private static void happen(RuledTown town, Event event, Instant now) {
        var id = "urn:e:" + event.entity();
        if (event.entity() == 0) {
            town.town().apply(new Operation.Delete("urn:e:1"));
            return;
        }
        var observedAt = now.minus(minutes(event.ago()));
        var patch = Town.patch(List.of(Town.TYPE), Town.property("a", event.value(), observedAt));
        town.town().apply(new Operation.Read(id, patch));
    }

    private static List<String> raised(RuledTown town, Rule rule) {
        var told = new ArrayList<String>();
        for (var alert : town.alerts()) {
            if (alert.rule().equals(rule.id())) {
                told.add(alert.source() + " " + alert.from() + " " + alert.to());
            }
        }
        return told;
    }

    private static List<String> rehearsed(RuledTown town, Rule rule, Instant to) {
        var span = new Rehearsal.Span(Instant.EPOCH, to, _ -> true);
        var rehearsal = new Rehearsal(rule, span, Places.DRAWN, () -> 0);
        var changes = town.town().journal().changes();
        for (int from = 0; from < changes.size(); from += 7) {
            rehearsal.tell(changes.subList(from, Math.min(from + 7, changes.size())));
        }
        var result = rehearsal.finish();
        assertThat(result.problem()).isEmpty();
        return result.alerts().stream()
                .map(alert ->
                        alert.entity()
                                + " "
                                + alert.start()
                                + " "
                                + alert.cleared().map(Instant::toString).orElse(""))
                .toList();
    }

    @Test
    void what_was_brought_in_afterwards_goes_by_its_own_time() throws Exception {
        var rule = silent(60, false);
        try (var town = new RuledTown()) {
            for (int minute : new int[] {0, 30, 60, 200, 220}) {
                town.observe("urn:e:1", "a", 1, at(minute));
            }
            assertThat(rehearsed(town, rule, at(240)))
                    .containsExactly("urn:e:1 " + at(60) + " " + at(200));
        }
    }

    @Test
    void who_is_not_looked_at_does_not_count() throws Exception {
        try (var town = new RuledTown()) {
            town.observe("urn:e:1", "a", 20, at(0)).observe("urn:e:2", "a", 20, at(1));
            var span = new Rehearsal.Span(at(0), at(9), "urn:e:2"::equals);
            var rehearsal = new Rehearsal(holds("entity.a > 10", 0), span, Places.DRAWN, () -> 0);
            rehearsal.tell(town.town().journal().changes());
            var result = rehearsal.finish();
            assertThat(result.entities()).isEqualTo(1);
            assertThat(result.alerts())
                    .containsExactly(
                            new Rehearsal.Raised("urn:e:2", at(1), at(1), Optional.empty()));
        }
    }
}
