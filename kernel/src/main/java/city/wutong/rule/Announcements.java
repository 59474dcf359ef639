package city.wutong.rule;

import city.wutong.context.Context;
import city.wutong.context.Operation;
import city.wutong.context.OwnRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rules have to say of alerts, and of the storms that they make, until it is committed.
final class Announcements {
    private final Context context;
    private final List<Operation> operations = new ArrayList<>();

    /// How many members heads have now, by the head's id: told once a commit.
    private final Map<String, Operation> counts = new LinkedHashMap<>();

    Announcements(Context context) {
        this.context = context;
    }

    int size() {
        return operations.size();
    }

    /// Hands out what is to be said, and forgets it.
    List<Operation> drain() {
        var all = new ArrayList<>(operations);
        all.addAll(counts.values());
        operations.clear();
        counts.clear();
        return List.copyOf(all);
    }

    /// Keeps what a step wants said.
    void add(Watching watching, long entity, Step step) {
        var id = step.state().entityId();
        step.signal()
                .ifPresent(signal -> {
                    switch (signal) {
                        case Step.Signal.Raise raise -> raise(watching, entity, raise);
                        case Step.Signal.Clear clear -> clear(watching, entity, id, clear);
                        case Step.Signal.Renew(var over, var next) -> {
                            clear(watching, entity, id, over);
                            raise(watching, entity, next);
                        }
                    }
                });
    }

    private void raise(Watching watching, long entity, Step.Signal.Raise raise) {
        var gathering = watching.gather(entity, raise.at());
        watching.raised(entity)
                .ifPresent(state -> operations.add(raising(watching.inForce(), state)));
        gathering.ifPresent(gathered -> gather(watching, entity, gathered));
    }

    private Operation raising(InForce rule, KeyState state) {
        var last = state.alert().orElseThrow();
        var id = state.entityId();
        var before =
                last.before()
                        .flatMap(start -> context.entity(AlertEntity.id(rule.id(), id, start)));
        var episode = new AlertEntity.Episode(last, before);
        return new Operation.Own(
                AlertEntity.id(rule.id(), id, last.start()),
                AlertEntity.raising(rule, id, context.entity(id), episode));
    }

    private void gather(Watching watching, long entity, Storms.Gathering gathering) {
        var rule = watching.inForce();
        var storm = gathering.storm();
        var head = StormHead.id(rule.id(), storm.target(), storm.start());
        if (gathering.begins()) {
            operations.add(beginning(rule, storm));
        }
        for (long member : gathering.joined()) {
            if (member != entity) {
                watching.raised(member)
                        .ifPresent(state -> operations.add(joining(rule, state, head)));
            }
        }
        counts.put(head, new Operation.Own(head, StormHead.counting(storm.members())));
    }

    private Operation beginning(InForce rule, Storms.Storm storm) {
        var head = StormHead.id(rule.id(), storm.target(), storm.start());
        var about = context.entity(storm.target());
        return new Operation.Own(head, StormHead.beginning(rule, storm, about));
    }

    private static Operation joining(InForce rule, KeyState state, String head) {
        var start = state.alert().orElseThrow().start();
        return new Operation.Own(
                AlertEntity.id(rule.id(), state.entityId(), start), AlertEntity.joining(head));
    }

    private void clear(Watching watching, long entity, String id, Step.Signal.Clear clear) {
        var rule = watching.rule().id();
        operations.add(
                new Operation.Own(
                        AlertEntity.id(rule, id, clear.start()), AlertEntity.clearing(clear.at())));
        watching.cleared(entity)
                .ifPresent(over ->
                        operations.add(
                                new Operation.Own(
                                        StormHead.id(rule, over.target(), over.start()),
                                        AlertEntity.clearing(clear.at()))));
    }

    // --- what a start finds ------------------------------------------------------------------

    /// Says again what the city had no room for.
    void mend(Watching watching) {
        var rule = watching.inForce();
        for (var state : watching.episodes().values()) {
            var last = state.alert().orElseThrow();
            var alert = context.entity(AlertEntity.id(rule.id(), state.entityId(), last.start()));
            var head = AlertEntity.headOf(rule.id(), last);
            if (alert.isEmpty()) {
                operations.add(raising(rule, state));
            } else if (head.isPresent()
                    && OwnRead.of(alert.get()).text(AlertEntity.MEMBER_OF).isEmpty()) {
                operations.add(joining(rule, state, head.get()));
            }
        }
        for (var storm : watching.storms()) {
            if (context.entity(StormHead.id(rule.id(), storm.target(), storm.start())).isEmpty()) {
                operations.add(beginning(rule, storm));
            }
        }
    }

    /// What the text of a rule doubts now counts for alerts that were raised before it was written.
    void doubt(Watching watching) {
        var rule = watching.rule();
        for (var state : watching.episodes().values()) {
            var id =
                    AlertEntity.id(
                            rule.id(), state.entityId(), state.alert().orElseThrow().start());
            if (context.entity(id)
                    .filter(alert -> AlertEntity.doubtsOther(rule, alert))
                    .isPresent()) {
                operations.add(new Operation.Own(id, AlertEntity.doubting(rule)));
            }
        }
    }

    /// The alerts of a rule that is no more are over.
    ///
    /// @param state what it remembered of an entity
    void end(String ruleId, KeyState state, Instant at) {
        state.alert()
                .filter(LastAlert::active)
                .ifPresent(last -> {
                    var alert = AlertEntity.id(ruleId, state.entityId(), last.start());
                    operations.add(new Operation.Own(alert, AlertEntity.clearing(at)));
                    endOfStorm(ruleId, last, at);
                });
    }

    /// Every member says so; the head is cleared by the first.
    private void endOfStorm(String ruleId, LastAlert last, Instant at) {
        Optional<String> head = AlertEntity.headOf(ruleId, last);
        head.ifPresent(id -> counts.put(id, new Operation.Own(id, AlertEntity.clearing(at))));
    }
}
