package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.clearing;
import static city.wutong.rule.Rules.derives;
import static city.wutong.rule.Rules.flapping;
import static city.wutong.rule.Rules.fresh;
import static city.wutong.rule.Rules.grouped;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.minutes;
import static city.wutong.rule.Rules.renamed;
import static city.wutong.rule.Rules.silent;
import static city.wutong.rule.Rules.stuck;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.context.Writer;
import city.wutong.entity.AttributePatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/// A process that is killed anywhere and started again leaves the alerts of one that was not.
class RuleCrashTest {
    private static final Derived MEAN =
            new Derived.Windowed("a", Aggregate.AVG, new Derived.Span.Sliding(minutes(25)), 2);

    private static final Rule[] RULES = {
        holds("entity.a > 1", 0),
        renamed(fresh(clearing(holds("entity.a > 1", 20), "entity.a < 1"), 15), "long"),
        renamed(silent(30, false), "quiet"),
        renamed(silent(30, true), "quieter"),
        renamed(stuck(20, "a"), "stuck"),
        renamed(derives("derived.mean > 1", 5, Map.of("mean", MEAN)), "mean"),
        flapping(renamed(holds("entity.a > 1", 0), "flapping"), 30),
        grouped(renamed(holds("entity.a > 0", 0), "grouped"), 2, 20),
        grouped(flapping(renamed(silent(30, false), "both"), 40), 2, 20),
    };

    /// It says a thing for each kill.
    private static final Logger WRITER = Logger.getLogger(Writer.class.getName());

    @BeforeProperty
    void beQuiet() {
        WRITER.setLevel(Level.OFF);
    }

    @AfterProperty
    void speakAgain() {
        WRITER.setLevel(null);
    }

    /// What happens from outside.
    sealed interface Event {
        record Reading(int entity, int value, int minutesAgo) implements Event {}

        record Pair(int entity, int first, int second) implements Event {}

        record Deletion(int entity) implements Event {}

        record Tick(int minutes) implements Event {}
    }

    /// What happens to the process after an event.
    ///
    /// @param follows whether the rules get to read
    /// @param most changes that they read at once
    /// @param kill after so many more commits; negative: not at all
    record Fate(boolean follows, int most, int kill) {}

    @Provide
    Arbitrary<List<Event>> events() {
        var entities = Arbitraries.integers().between(1, 3);
        var values = Arbitraries.integers().between(0, 3);
        return Arbitraries.<Event>oneOf(
                        Combinators.combine(entities, values, Arbitraries.of(0, 0, 0, 5))
                                .as(Event.Reading::new),
                        Combinators.combine(entities, values, values).as(Event.Pair::new),
                        entities.map(Event.Deletion::new),
                        Arbitraries.integers().between(1, 25).map(Event.Tick::new),
                        Arbitraries.integers().between(1, 25).map(Event.Tick::new))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Fate>> fates() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(1, 2, 3, 7, 1_000),
                        Arbitraries.of(-1, -1, 0, 1, 2))
                .as(Fate::new)
                .list()
                .ofMinSize(30)
                .ofMaxSize(30);
    }

    @Property(tries = 400)
    void a_killed_process_leaves_the_alerts_of_one_that_was_not(
            @ForAll("events") List<Event> events, @ForAll("fates") List<Fate> fates)
            throws Exception {
        var calm = new ArrayList<Fate>();
        fates.forEach(_ -> calm.add(new Fate(true, 1_000, -1)));
        assertThat(alerts(events, fates)).containsExactlyInAnyOrderElementsOf(alerts(events, calm));
    }

    private static List<RuledTown.Story> alerts(List<Event> events, List<Fate> fates)
            throws Exception {
        try (var town = new RuledTown(RULES)) {
            town.tick(0);
            int minute = 0;
            for (int i = 0; i < events.size(); i++) {
                minute += events.get(i) instanceof Event.Tick(var minutes) ? minutes : 0;
                happen(town, events.get(i), minute);
                live(town, fates.get(i));
            }
            town.tick(minute + 100).follow();
            return town.stories();
        }
    }

    private static void happen(RuledTown town, Event event, int minute) {
        switch (event) {
            case Event.Reading(var entity, var value, var ago) ->
                    town.observe(
                            id(entity),
                            Town.property("a", value, at(minute - ago)),
                            gateway(value));
            case Event.Pair(var entity, var first, var second) ->
                    town.town()
                            .apply(
                                    reading(entity, first, minute),
                                    reading(entity, second, minute),
                                    reading(entity + 1, second, minute));
            case Event.Deletion(var entity) -> town.town().apply(new Operation.Delete(id(entity)));
            case Event.Tick _ -> town.tick(minute);
        }
    }

    private static Operation reading(int entity, int value, int minute) {
        var patch =
                Town.patch(List.of(Town.TYPE), Town.property("a", value, at(minute)), gateway(1));
        return new Operation.Read(id(entity), patch);
    }

    /// What an entity is behind: most are behind the same.
    private static AttributePatch gateway(int value) {
        return Town.relationship("by", value == 3 ? "urn:g:2" : "urn:g:1");
    }

    private static String id(int entity) {
        return "urn:e:" + entity;
    }

    private static void live(RuledTown town, Fate fate) throws Exception {
        if (!fate.follows() && fate.kill() < 0) {
            return;
        }
        if (fate.kill() >= 0) {
            town.town().journal().breakAfter(fate.kill());
        }
        try {
            if (fate.follows()) {
                town.follow(fate.most());
            }
        } catch (CompletionException e) {
            assertThat(e).hasRootCauseMessage("killed, as the test wants it");
        }
        if (fate.kill() >= 0) {
            town.restart();
        }
    }
}
