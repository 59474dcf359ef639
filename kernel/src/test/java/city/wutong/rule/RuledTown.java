package city.wutong.rule;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.Areas;
import city.wutong.clock.CityTime;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.context.TestClock;
import city.wutong.context.Town;
import city.wutong.entity.Attribute;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// A [Town] whose rules remember in its journal, so that it can be stopped or killed and started
/// again.
final class RuledTown implements AutoCloseable {
    static final Instant OFFICE = Instant.parse("2026-03-01T08:00:00Z");

    private final TestClock clock = new TestClock(OFFICE);
    private Town town = new Town(clock, List.of());
    private List<Rule> rules;
    private RuleEngine engine;
    private long after;
    private LongSupplier nanos = () -> 0;

    RuledTown(Rule... rules) throws JournalAway {
        this.rules = List.of(rules);
        this.engine = opened();
        this.after = engine.offset();
    }

    private RuleEngine opened() throws JournalAway {
        var ground =
                new RuleEngine.Ground(
                        town.context(),
                        new CityPlaces(town.context(), () -> Areas.NONE),
                        town.writer(),
                        new JournalledMemory(town.journal()),
                        clock,
                        () -> town.feed().seq(),
                        nanos);
        return RuleEngine.open(ground, inForce(rules));
    }

    private static List<InForce> inForce(List<Rule> rules) {
        return rules.stream().map(rule -> InForce.of(rule, 1)).toList();
    }

    /// Has the engine ask these from its next read on.
    RuledTown become(Rule... next) {
        rules = List.of(next);
        assertThat(engine.become(inForce(rules))).isPresent();
        return this;
    }

    /// Measures evaluations by this clock from the next start on.
    RuledTown measuredBy(LongSupplier clock) throws JournalAway {
        nanos = clock;
        restart();
        return this;
    }

    /// Stops without a word, and starts again with what is committed.
    void restart() throws JournalAway {
        town.journal().mend();
        town = town.restarted();
        engine = opened();
        after = engine.offset();
    }

    void restart(Rule... next) throws JournalAway {
        rules = List.of(next);
        restart();
    }

    Town town() {
        return town;
    }

    RuleEngine engine() {
        return engine;
    }

    TestClock clock() {
        return clock;
    }

    /// Lets the rules read all there is, so many changes at a time, and then nothing.
    RuledTown follow(int most) throws JournalAway {
        for (var changes = read(most); !changes.isEmpty(); changes = read(most)) {
            engine.follow(changes);
            after = changes.getLast().seq();
        }
        engine.follow(List.of());
        return this;
    }

    RuledTown follow() throws JournalAway {
        return follow(1_000);
    }

    List<city.wutong.context.Change> read(int most) throws JournalAway {
        return town.journal().read(after, most);
    }

    /// An observation of an entity, which comes to be with its first.
    RuledTown observe(String id, String word, long value, Instant at) {
        return observe(id, Town.property(word, value, at));
    }

    RuledTown observe(String id, AttributePatch... attributes) {
        var patch = Town.patch(List.of(Town.TYPE), attributes);
        town.apply(new Operation.Upsert(id, patch, false));
        return this;
    }

    /// Says what an entity of a type is.
    RuledTown say(String type, String id, AttributePatch... attributes) {
        town.apply(new Operation.Upsert(id, Town.patch(List.of(type), attributes), false));
        return this;
    }

    /// Sets the city clock.
    RuledTown city(CityTime.Mode mode, Instant time) {
        var patch = new CityTime(mode, time, 60).patch();
        town.apply(new Operation.Own(CityTime.ID, (_, _) -> new Ruling.Ruled.Done(patch)));
        return this;
    }

    RuledTown tick(int minute) {
        return city(CityTime.Mode.REPLAY, Rules.at(minute));
    }

    /// What is to be seen of an alert.
    record Alert(String id, String rule, String source, String status, String from, String to) {}

    List<Alert> alerts() {
        var alerts = new ArrayList<Alert>();
        for (var entity : town.entities()) {
            if (entity.types().contains(OwnType.ALERT.iri())) {
                alerts.add(
                        new Alert(
                                entity.id(),
                                text(entity, "rule"),
                                text(entity, AlertEntity.SOURCE),
                                text(entity, AlertEntity.STATUS),
                                text(entity, "validFrom"),
                                text(entity, "validTo")));
            }
        }
        return alerts;
    }

    /// What an alert says of the alerts it belongs to, and how often it occurred.
    record Story(Alert alert, String occurrences, String memberOf, String members) {}

    List<Story> stories() {
        return alerts().stream()
                .map(alert -> {
                    var entity = town.context().entity(alert.id()).orElseThrow();
                    return new Story(
                            alert,
                            text(entity, AlertEntity.OCCURRENCES),
                            text(entity, AlertEntity.MEMBER_OF),
                            text(entity, AlertEntity.MEMBERS));
                })
                .toList();
    }

    static String text(Entity entity, String name) {
        return entity.attribute(LdContext.CORE.expand(name), null)
                .map(Attribute::content)
                .map(json -> json instanceof Json.Str(var text) ? text : json.toString())
                .orElse("");
    }

    @Override
    public void close() {
        town.close();
    }
}
