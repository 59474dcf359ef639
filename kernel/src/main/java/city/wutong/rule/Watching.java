package city.wutong.rule;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One rule at work: what it remembers of every entity it watches.
final class Watching {
    private final Rule rule;
    private final Operator operator;
    private final Traces traces;
    private final Cost cost;
    private final Map<String, String> shortNames = new HashMap<>();
    private final Keys keys;
    private final boolean remembersPast;
    private final Others others;
    private final Flapping flapping;
    private final Storms storms = new Storms();
    private volatile InForce inForce;
    private volatile Standing standing;
    private boolean standingUnsaved = true;

    /// @param places those that the rule names
    /// @param cost what it has cost so far
    Watching(InForce inForce, Places places, Traces traces, Cost cost) {
        this.inForce = inForce;
        this.rule = inForce.rule();
        this.keys = new Keys(rule.id());
        this.standing = Standing.begun(inForce.mark());
        this.operator = new Operator(rule, places);
        this.traces = traces;
        this.cost = cost;
        this.remembersPast = !derived().isEmpty();
        this.others = new Others(rule);
        this.flapping = new Flapping(rule.restraint().flapping());
        rule.remembered().forEach(name -> shortNames.put(rule.attributes().get(name), name));
    }

    Rule rule() {
        return rule;
    }

    InForce inForce() {
        return inForce;
    }

    Cost cost() {
        return cost;
    }

    Standing standing() {
        return standing;
    }

    /// Goes on as another version that means the same.
    void become(InForce next) {
        inForce = next;
    }

    private Map<String, Derived> derived() {
        return rule.condition() instanceof Rule.Condition.Holds holds ? holds.derived() : Map.of();
    }

    /// The expanded types of the entities that it has to be told of.
    Set<String> types() {
        var types = new HashSet<>(others.types());
        types.add(rule.watch());
        return types;
    }

    boolean watches(long entity) {
        return keys.has(entity);
    }

    /// Takes up what was saved.
    void recall(RuleMemory.Entry entry) {
        if (Others.isOne(entry)) {
            others.recall(entry);
            return;
        }
        if (entry.entity() == 0) {
            standing = Memoir.standing(entry.state());
            standingUnsaved = false;
            return;
        }
        keys.recall(entry);
        keys.of(entry.entity())
                .ifPresent(state -> others.watched(state.entityId(), entry.entity()));
    }

    /// All that was saved is taken up.
    void recalled() {
        var alerts = new HashMap<Long, LastAlert>();
        for (long entity : keys.entities()) {
            keys.of(entity)
                    .flatMap(KeyState::alert)
                    .ifPresent(last -> {
                        alerts.put(entity, last);
                        storms.recall(entity, last);
                    });
        }
        storms.recalled(alerts);
    }

    /// Gets to know the entities that lead to those it watches, and were there before the rule.
    void meetOthers(Context context) {
        others.meet(context);
    }

    /// Hears of changes of an entity that may lead to those it watches, or be where they are looked
    /// at from.
    ///
    /// @param types what the changes make it to be
    /// @param present entities as they are, by URI
    /// @return the entities that are to be looked at for that
    Set<Long> tellAround(
            List<Change> changes, Set<String> types, Function<String, Optional<Entity>> present) {
        return looksFrom(changes.getFirst().entityId())
                ? Set.copyOf(keys.entities())
                : others.tell(changes, types, present);
    }

    private boolean looksFrom(String entityId) {
        return remembersPast
                && derived().values().stream()
                        .anyMatch(derived ->
                                derived instanceof Derived.Placed(var _, var _, var where)
                                        && where.equals(new Where.OfEntity(entityId)));
    }

    /// Begins to watch an entity that was there before the rule, and looks at it with the next
    /// wake. What is told again of it after that is old news.
    ///
    /// @param now of the city clock
    void meet(Entity entity, Instant now) {
        gain(entity, now);
        keys.met(entity.number(), entity.seq());
        wakeAt(entity.number(), Optional.of(now));
    }

    /// Begins to watch an entity that has come to be of the type.
    void gain(Entity entity, Instant now) {
        var news = new LinkedHashMap<String, Optional<Json>>();
        Instant seen = null;
        for (var attribute : entity.attributes()) {
            learn(attribute, news);
            seen = later(seen, attribute.observedAt());
        }
        var state = KeyState.born(entity.id(), seen == null ? now : seen);
        put(entity.number(), state.told(news, state.seen(), false));
    }

    /// Whether the alert of an older version goes on: when what this one watches for holds of the
    /// entity that it has met.
    ///
    /// @param former what the older version remembered of it
    boolean carriesOn(long entity, KeyState former, Instant now) {
        var state = keys.of(entity).orElse(null);
        if (state == null) {
            return false;
        }
        Step step;
        try {
            step = look(state, now);
        } catch (RuntimeException e) {
            return false; // it is asked again with the next wake, and isolated by that
        }
        boolean holds = step.state().since().isPresent() || step.state().episode().isPresent();
        if (holds) {
            var alert = former.alert().orElseThrow();
            put(entity, step.state().raised(former.episode().orElse(alert.start())).alert(alert));
            wakeAt(entity, step.wake());
        }
        return holds;
    }

    /// Looks at what was met as if it were told now; what is too old says nothing.
    private Step look(KeyState state, Instant now) {
        boolean stale = rule.fresh().filter(f -> state.seen().plus(f).isBefore(now)).isPresent();
        var source = sourceAt(state.seen());
        if (stale) {
            return operator.step(others.tallied(state), new Input.Tick(now), source);
        }
        var observation = new Input.Observation(Map.of(), now, false, now);
        var seen = operator.step(others.tallied(state), observation, source);
        return seen.signal().isPresent()
                ? seen
                : operator.step(seen.state(), new Input.Tick(now), source);
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
    /// of its type; empty when it has met the entity as it was after them.
    ///
    /// @param now of the city clock
    Optional<Step> tell(long entity, String id, List<Change> changes, Instant now) {
        if (isOldNews(entity, changes)) {
            return Optional.empty();
        }
        var before = keys.of(entity).orElse(null);
        var news = new LinkedHashMap<String, Optional<Json>>();
        Instant observedAt = null;
        for (var change : changes) {
            switch (change.what()) {
                case Change.Ended _, Change.Erased _ -> {
                    return Optional.of(end(entity, now));
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
                    return Optional.of(end(entity, now));
                }
                case Change.Created _ -> before = null;
                case Change.Described _, Change.Late _, Change.Edited _, Change.Blank _ -> {}
            }
        }
        var at = observedAt == null ? now : observedAt;
        var state = before == null ? KeyState.born(id, at) : before;
        var input = new Input.Observation(news, at, observedAt != null, now);
        return Optional.of(step(entity, state, input, now));
    }

    private boolean isOldNews(long entity, List<Change> changes) {
        return keys.isOldNews(entity, changes.getLast().seq());
    }

    /// Tells the rule what an entity was, later than other things were told of it; empty when that
    /// is nothing to it.
    Optional<Step> tellLate(long entity, List<Change> changes, Instant now) {
        var state = keys.of(entity).orElse(null);
        if (state == null || !remembersPast || isOldNews(entity, changes)) {
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
                : Optional.of(step(entity, state, new Input.Late(past, now), now));
    }

    private Optional<Input.Past> past(Attribute attribute) {
        var name = shortNames.get(attribute.name());
        return name == null || attribute.datasetId() != null || attribute.observedAt() == null
                ? Optional.empty()
                : Optional.of(new Input.Past(name, attribute.content(), attribute.observedAt()));
    }

    private Step end(long entity, Instant now) {
        var state = keys.remove(entity).orElse(null);
        if (state == null) {
            return Step.to(KeyState.born("", now));
        }
        others.unwatched(state.entityId());
        storms.forget(entity);
        var input = new Input.Ended(now);
        return flapping.damped(operator.step(state, input, sourceAt(now)), input);
    }

    /// Wakes the rule for an entity; empty when it watches it no more.
    Optional<Step> wake(long entity, Instant now) {
        var state = keys.of(entity).orElse(null);
        if (state == null) {
            return Optional.empty();
        }
        if (!keys.isMet(entity)) {
            return Optional.of(step(entity, state, new Input.Tick(now), now));
        }
        var tick = new Input.Tick(now);
        var step = flapping.damped(look(state, now), tick);
        traces.note(rule, tick, step, now);
        put(entity, step.state());
        return Optional.of(step);
    }

    private Step step(long entity, KeyState state, Input input, Instant now) {
        if (input instanceof Input.Observation(var _, var at, var observed, var _) && observed) {
            observe(at);
        }
        var said = operator.step(others.tallied(state), input, sourceAt(state.seen()));
        var step = flapping.damped(said, input);
        traces.note(rule, input, step, now);
        put(entity, step.state());
        return step;
    }

    private void observe(Instant at) {
        var next = sourceAt(at).observed(at, Operator.outage(rule.condition()));
        if (!Optional.of(next).equals(standing.source())) {
            stand(standing.with(next));
        }
    }

    private Source sourceAt(Instant first) {
        return standing.source().orElseGet(() -> Source.begun(first));
    }

    private void stand(Standing next) {
        standing = next;
        standingUnsaved = true;
    }

    /// Is asked no more, until somebody has it begin anew.
    void isolate(String entityId, Instant at, Text problem, long from) {
        var letters = new ArrayList<>(standing.letters());
        int number = letters.isEmpty() ? 1 : letters.getLast().number() + 1;
        letters.add(new DeadLetter(number, entityId, at, problem, from));
        stand(new Standing(standing.mark(), standing.source(), true, letters));
    }

    private void put(long entity, KeyState state) {
        keys.put(entity, state);
        others.watched(state.entityId(), entity);
    }

    /// What it remembers of an entity.
    Optional<KeyState> state(long entity) {
        return keys.of(entity);
    }

    /// How many of its alerts are active.
    int active() {
        return keys.active();
    }

    /// When it wants to be woken for an entity.
    Optional<Instant> wakingAt(long entity) {
        return keys.wakingAt(entity);
    }

    void wakeAt(long entity, Optional<Instant> at) {
        keys.wakeAt(entity, at);
    }

    /// The entities that it watches.
    Set<Long> entities() {
        return keys.entities();
    }

    /// What is remembered of an entity whose alert is raised.
    Optional<KeyState> raised(long entity) {
        return state(entity).filter(KeyState::isRaised);
    }

    /// The states whose alert is raised, by the entities' numbers.
    Map<Long, KeyState> episodes() {
        return keys.raised();
    }

    // --- storms ------------------------------------------------------------------------------

    List<Storms.Storm> storms() {
        return storms.all();
    }

    /// Notes that an alert was raised: the storm that it joins or begins.
    Optional<Storms.Gathering> gather(long entity, Instant at) {
        var state = keys.of(entity).orElse(null);
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
        keys.of(entity)
                .ifPresent(state ->
                        state.alert()
                                .ifPresent(last ->
                                        put(entity, state.alert(last.behind(target, storm)))));
    }

    /// Notes that an alert was cleared: the storm that is over with it.
    Optional<Storms.Storm> cleared(long entity) {
        var ending = storms.cleared(entity);
        // The next storm behind the target may begin at the same time, and have other members.
        ending.ifPresent(over ->
                over.joined()
                        .forEach(member -> join(member, over.storm().target(), Optional.empty())));
        if (!keys.has(entity)) {
            storms.forget(entity);
        }
        return ending.map(Storms.Ending::storm);
    }

    int unsaved() {
        return keys.unsaved() + others.unsaved();
    }

    /// What has changed since the last save.
    void write(List<RuleMemory.Entry> entries) {
        keys.write(entries);
        others.write(entries);
        if (standingUnsaved) {
            entries.add(new RuleMemory.Entry(rule.id(), 0, Memoir.of(standing)));
        }
    }

    /// What removes its memory.
    List<RuleMemory.Entry> forgetting() {
        var all = keys.everSaved();
        all.add(0L);
        var entries = others.forgetting();
        all.forEach(entity -> entries.add(new RuleMemory.Entry(rule.id(), entity, "")));
        return entries;
    }

    /// Whether it writes something under the same key.
    boolean remembers(RuleMemory.Entry entry) {
        return Others.isOne(entry)
                ? others.remembers(entry)
                : entry.entity() == 0 || watches(entry.entity());
    }

    void saved() {
        keys.saved();
        others.saved();
        standingUnsaved = false;
    }
}
