package city.wutong.rule;

import city.wutong.context.Change;
import city.wutong.context.Context;
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
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One rule at work: what it remembers of every entity it watches.
final class Watching {
    private final Rule rule;
    private final Operator operator;
    private final Map<String, String> shortNames = new HashMap<>();
    private final Map<Long, KeyState> keys = new HashMap<>();
    private final Map<Long, Instant> wakes = new HashMap<>();
    private final Set<Long> unsaved = new HashSet<>();
    private final boolean remembersPast;
    private final Map<String, Members> linked = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    /// Entities that were met as they are now, of which the feed may yet tell how they came to be:
    /// until it has come so far nothing is concluded about them.
    private final Set<Long> met = new HashSet<>();

    private @Nullable Source source;
    private boolean sourceUnsaved;

    /// Separates the id of a rule from the name of a [Derived.Linked] where it is remembered.
    private static final char OF_MEMBERS = '#';

    Watching(Rule rule, Places places) {
        this.rule = rule;
        this.operator = new Operator(rule, places);
        this.remembersPast = !derived().isEmpty();
        derived()
                .forEach((name, derived) -> {
                    if (derived instanceof Derived.Linked others) {
                        linked.put(name, new Members(others));
                    }
                });
        Rule.named(rule.condition(), rule.clear())
                .forEach(name -> shortNames.put(rule.attributes().get(name), name));
    }

    Rule rule() {
        return rule;
    }

    private Map<String, Derived> derived() {
        return rule.condition() instanceof Rule.Condition.Holds holds ? holds.derived() : Map.of();
    }

    boolean watches(long entity) {
        return keys.containsKey(entity);
    }

    /// The ids under which it is remembered.
    List<String> memories() {
        var ids = new ArrayList<String>();
        ids.add(rule.id());
        linked.keySet().forEach(name -> ids.add(memory(name)));
        return ids;
    }

    /// Whether what is remembered there is what leads to a rule's entities, not one of them.
    static boolean isOfMembers(RuleMemory.Entry entry) {
        return entry.rule().indexOf(OF_MEMBERS) >= 0;
    }

    private String memory(String name) {
        return rule.id() + OF_MEMBERS + name;
    }

    /// Takes up what was saved.
    void recall(RuleMemory.Entry entry) {
        int separator = entry.rule().indexOf(OF_MEMBERS);
        if (separator >= 0) {
            Optional.ofNullable(linked.get(entry.rule().substring(separator + 1)))
                    .ifPresent(members -> recall(members, entry));
        } else if (entry.entity() == 0) {
            source = Memoir.source(entry.state());
        } else {
            var state = Memoir.state(entry.state());
            keys.put(entry.entity(), state);
            number(state.entityId(), entry.entity());
            Memoir.wake(entry.state()).ifPresent(at -> wakes.put(entry.entity(), at));
        }
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
        met.add(entity.number());
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

    private static void recall(Members members, RuleMemory.Entry entry) {
        if (entry.entity() == 0) {
            members.recall();
        } else {
            members.recall(entry.entity(), Memoir.member(entry.state()));
        }
    }

    private void number(String id, long entity) {
        if (!linked.isEmpty()) {
            numbers.put(id, entity);
        }
    }

    /// Gets to know the entities that lead to those it watches, if it has not begun to before.
    void meetMembers(Context context) {
        for (var members : linked.values()) {
            if (members.begin()) {
                context.forEachOfType(members.type(), members::meet);
            }
        }
    }

    /// Tells the rule of one command's changes of an entity that may lead to those it watches.
    ///
    /// @param types what the changes make it to be
    /// @param present the entity as it is now
    /// @return what that comes to, by the number of the entity that is watched
    Map<Long, Step> tellOfMember(
            List<Change> changes,
            Set<String> types,
            Supplier<Optional<Entity>> present,
            Instant now) {
        if (linked.isEmpty()) {
            return Map.of();
        }
        long entity = changes.getFirst().entity();
        var touched = new TreeSet<String>();
        for (var members : linked.values()) {
            boolean isNew = !members.knows(entity);
            if (isNew && !types.contains(members.type())) {
                continue;
            }
            if (isNew && !(changes.getFirst().what() instanceof Change.Created)) {
                present.get().ifPresent(there -> touched.addAll(members.meet(there)));
            }
            touched.addAll(members.tell(entity, changes));
        }
        var steps = new LinkedHashMap<Long, Step>();
        for (var id : touched) {
            var key = numbers.get(id);
            if (key != null && !met.contains(key)) {
                wake(key, now).ifPresent(step -> steps.put(key, step));
            }
        }
        return steps;
    }

    /// Whether it looks at things from where that entity is.
    boolean looksFrom(String entityId) {
        return derived().values().stream()
                .anyMatch(derived ->
                        derived instanceof Derived.Placed(var _, var _, Where.OfEntity(var id))
                                && id.equals(entityId));
    }

    /// Tells the rule of one command's changes of an entity that it watches or that has come to be
    /// of its type.
    ///
    /// @param now of the city clock
    Step tell(long entity, String id, List<Change> changes, Instant now) {
        met.remove(entity);
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
        if (state != null) {
            numbers.remove(state.entityId());
        }
        return state == null
                ? Step.to(KeyState.born("", now))
                : operator.step(state, new Input.Ended(now), sourceAt(now));
    }

    /// Wakes the rule for an entity; empty when it watches it no more.
    Optional<Step> wake(long entity, Instant now) {
        met.remove(entity);
        var state = keys.get(entity);
        return state == null
                ? Optional.empty()
                : Optional.of(step(entity, state, new Input.Tick(now)));
    }

    private Step step(long entity, KeyState state, Input input) {
        if (input instanceof Input.Observation(var _, var at, var observed, var _) && observed) {
            observe(at);
        }
        var step = operator.step(withTallies(state), input, sourceAt(state.seen()));
        put(entity, step.state());
        return step;
    }

    private KeyState withTallies(KeyState state) {
        if (linked.isEmpty()) {
            return state;
        }
        var traces = new LinkedHashMap<>(state.traces());
        linked.forEach((name, members) -> traces.put(name, members.of(state.entityId())));
        return state.traced(traces);
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
            number(state.entityId(), entity);
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

    /// The states whose alert is active.
    List<KeyState> episodes() {
        return keys.values().stream().filter(state -> state.episode().isPresent()).toList();
    }

    int unsaved() {
        return unsaved.size() + linked.values().stream().mapToInt(Members::unsaved).sum();
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
        linked.forEach((name, members) -> members.write(memory(name), entries));
        if (sourceUnsaved && source != null) {
            entries.add(new RuleMemory.Entry(rule.id(), 0, Memoir.of(source)));
        }
    }

    void saved() {
        unsaved.clear();
        linked.values().forEach(Members::saved);
        sourceUnsaved = false;
    }
}
