package city.wutong.rule;

import city.wutong.context.Change;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One rule at work: what it remembers of every entity it watches.
final class Watching {
    private final Rule rule;
    private final Operator operator;
    private final Map<String, String> shortNames = new HashMap<>();
    private final Map<Long, KeyState> keys = new HashMap<>();
    private final Map<Long, Instant> wakes = new HashMap<>();
    private final Set<Long> unsaved = new HashSet<>();
    private final Flapping flapping;
    private final Storms storms = new Storms();
    private final boolean remembersPast;
    private @Nullable Source source;
    private boolean sourceUnsaved;

    Watching(Rule rule) {
        this.rule = rule;
        this.operator = new Operator(rule);
        this.flapping = new Flapping(rule.restraint().flapping());
        this.remembersPast =
                rule.condition() instanceof Rule.Condition.Holds holds
                        && !holds.derived().isEmpty();
        rule.remembered().forEach(name -> shortNames.put(rule.attributes().get(name), name));
    }

    Rule rule() {
        return rule;
    }

    boolean watches(long entity) {
        return keys.containsKey(entity);
    }

    /// Takes up what was saved.
    void recall(RuleMemory.Entry entry) {
        if (entry.entity() == 0) {
            source = Memoir.source(entry.state());
        } else {
            keys.put(entry.entity(), Memoir.state(entry.state()).knowingItsAlert());
            Memoir.wake(entry.state()).ifPresent(at -> wakes.put(entry.entity(), at));
        }
    }

    /// All that was saved is taken up.
    void recalled() {
        var alerts = new HashMap<Long, LastAlert>();
        keys.forEach((entity, state) ->
                state.alert()
                        .ifPresent(last -> {
                            alerts.put(entity, last);
                            storms.recall(entity, last);
                        }));
        storms.recalled(alerts);
    }

    /// Begins to watch an entity that was there before the rule.
    ///
    /// @param now of the city clock
    void meet(Entity entity, Instant now) {
        var news = new LinkedHashMap<String, Optional<Json>>();
        Instant seen = null;
        for (var attribute : entity.attributes()) {
            learn(attribute, news);
            seen = later(seen, attribute.observedAt());
        }
        var state = KeyState.born(entity.id(), seen == null ? now : seen);
        put(entity.number(), state.told(news, state.seen(), false));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private void learn(Attribute attribute, Map<String, Optional<Json>> news) {
        var name = shortNames.get(attribute.name());
        if (name != null && attribute.datasetId() == null) {
            news.put(name, Optional.of(attribute.content()));
        }
    }

    /// Tells the rule of one command's changes of an entity that it watches or that has come to be
    /// of its type.
    ///
    /// @param now of the city clock
    Step tell(long entity, String id, List<Change> changes, Instant now) {
        var before = keys.get(entity);
        var news = new LinkedHashMap<String, Optional<Json>>();
        Instant observedAt = null;
        for (var change : changes) {
            switch (change.what()) {
                case Change.Ended _, Change.Erased _ -> {
                    return end(entity, now);
                }
                case Change.Set(var attribute) -> {
                    learn(attribute, news);
                    observedAt = later(observedAt, attribute.observedAt());
                }
                case Change.Unset(var name, var dataset) -> {
                    if (dataset == null && shortNames.containsKey(name)) {
                        news.put(String.valueOf(shortNames.get(name)), Optional.empty());
                    }
                }
                case Change.Described(var types, var _, var _)
                        when !types.contains(rule.watch()) -> {
                    return end(entity, now);
                }
                case Change.Created _ -> before = null;
                case Change.Described _, Change.Late _, Change.Blank _ -> {}
            }
        }
        var at = observedAt == null ? now : observedAt;
        var state = before == null ? KeyState.born(id, at) : before;
        return step(entity, state, new Input.Observation(news, at, observedAt != null, now));
    }

    /// Tells the rule what an entity was, later than other things were told of it; empty when that
    /// is nothing to it.
    Optional<Step> tellLate(long entity, List<Change> changes, Instant now) {
        var state = keys.get(entity);
        if (state == null || !remembersPast) {
            return Optional.empty();
        }
        var past = new ArrayList<Input.Past>();
        for (var change : changes) {
            if (change.what() instanceof Change.Late(var attribute)) {
                past(attribute).ifPresent(past::add);
            }
        }
        return past.isEmpty()
                ? Optional.empty()
                : Optional.of(step(entity, state, new Input.Late(past, now)));
    }

    private Optional<Input.Past> past(Attribute attribute) {
        var name = shortNames.get(attribute.name());
        return name == null || attribute.datasetId() != null || attribute.observedAt() == null
                ? Optional.empty()
                : Optional.of(new Input.Past(name, attribute.content(), attribute.observedAt()));
    }

    private Step end(long entity, Instant now) {
        var state = keys.remove(entity);
        wakes.remove(entity);
        unsaved.add(entity);
        storms.forget(entity);
        var input = new Input.Ended(now);
        return state == null
                ? Step.to(KeyState.born("", now))
                : flapping.damped(operator.step(state, input, sourceAt(now)), input);
    }

    /// Wakes the rule for an entity; empty when it watches it no more.
    Optional<Step> wake(long entity, Instant now) {
        var state = keys.get(entity);
        return state == null
                ? Optional.empty()
                : Optional.of(step(entity, state, new Input.Tick(now)));
    }

    private Step step(long entity, KeyState state, Input input) {
        if (input instanceof Input.Observation(var _, var at, var observed, var _) && observed) {
            observe(at);
        }
        var step = flapping.damped(operator.step(state, input, sourceAt(state.seen())), input);
        put(entity, step.state());
        return step;
    }

    private void observe(Instant at) {
        var next = sourceAt(at).observed(at, Operator.outage(rule.condition()));
        sourceUnsaved |= !next.equals(source);
        source = next;
    }

    private Source sourceAt(Instant first) {
        return source == null ? Source.begun(first) : source;
    }

    private void put(long entity, KeyState state) {
        if (!state.equals(keys.put(entity, state))) {
            unsaved.add(entity);
        }
    }

    /// When it wants to be woken for an entity.
    Optional<Instant> wakingAt(long entity) {
        return Optional.ofNullable(wakes.get(entity));
    }

    void wakeAt(long entity, Optional<Instant> at) {
        var before = at.isPresent() ? wakes.put(entity, at.get()) : wakes.remove(entity);
        if (!Optional.ofNullable(before).equals(at)) {
            unsaved.add(entity);
        }
    }

    /// The entities that it watches.
    Set<Long> entities() {
        return keys.keySet();
    }

    /// What is remembered of an entity whose alert is raised.
    Optional<KeyState> raised(long entity) {
        return Optional.ofNullable(keys.get(entity)).filter(Watching::isRaised);
    }

    /// The states whose alert is raised.
    List<KeyState> raised() {
        return keys.values().stream().filter(Watching::isRaised).toList();
    }

    private static boolean isRaised(KeyState state) {
        return state.alert().filter(LastAlert::active).isPresent();
    }

    // --- storms ------------------------------------------------------------------------------

    List<Storms.Storm> storms() {
        return storms.all();
    }

    /// Notes that an alert was raised: the storm that it joins or begins.
    Optional<Storms.Gathering> gather(long entity, Instant at) {
        var state = keys.get(entity);
        if (state == null || storms.isRaised(entity)) {
            return Optional.empty();
        }
        var group = rule.restraint().group();
        var target = group.flatMap(each -> target(state, each));
        if (group.isEmpty() || target.isEmpty()) {
            storms.forget(entity);
            return Optional.empty();
        }
        var gathering = storms.raised(entity, target.get(), at, group.get());
        join(entity, target.get(), Optional.empty());
        gathering.ifPresent(gathered -> {
            var start = Optional.of(gathered.storm().start());
            gathered.joined().forEach(member -> join(member, target.get(), start));
        });
        return gathering;
    }

    private static Optional<String> target(KeyState state, Restraint.Group group) {
        return state.facts().get(group.by()) instanceof Json.Str(var id)
                ? Optional.of(id)
                : Optional.empty();
    }

    private void join(long entity, String target, Optional<Instant> storm) {
        Optional.ofNullable(keys.get(entity))
                .ifPresent(state ->
                        state.alert()
                                .ifPresent(last ->
                                        put(entity, state.alert(last.behind(target, storm)))));
    }

    /// Notes that an alert was cleared: the storm that is over with it.
    Optional<Storms.Storm> cleared(long entity) {
        var over = storms.cleared(entity);
        if (!keys.containsKey(entity)) {
            storms.forget(entity);
        }
        return over;
    }

    int unsaved() {
        return unsaved.size();
    }

    /// What has changed since the last save.
    void write(List<RuleMemory.Entry> entries) {
        for (long entity : unsaved) {
            var state = keys.get(entity);
            entries.add(
                    new RuleMemory.Entry(
                            rule.id(),
                            entity,
                            state == null ? "" : Memoir.of(state, wakingAt(entity))));
        }
        if (sourceUnsaved && source != null) {
            entries.add(new RuleMemory.Entry(rule.id(), 0, Memoir.of(source)));
        }
    }

    void saved() {
        unsaved.clear();
        sourceUnsaved = false;
    }
}
