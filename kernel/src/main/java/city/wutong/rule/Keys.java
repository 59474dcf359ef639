package city.wutong.rule;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What one rule remembers of each entity that it watches, by the entity's number, and what of that
/// is to be saved. One thread changes it; others may read states, wakes and how many are active.
final class Keys {
    private final String rule;
    private final Map<Long, KeyState> states = new ConcurrentHashMap<>();
    private final Map<Long, Instant> wakes = new ConcurrentHashMap<>();
    private final Map<Long, Long> met = new HashMap<>();
    private final Set<Long> unsaved = new HashSet<>();
    private final AtomicInteger active = new AtomicInteger();

    /// @param rule its id
    Keys(String rule) {
        this.rule = rule;
    }

    /// Takes up what was saved.
    void recall(RuleMemory.Entry entry) {
        keep(entry.entity(), Memoir.state(entry.state()).knowingItsAlert());
        Memoir.wake(entry.state()).ifPresent(at -> wakes.put(entry.entity(), at));
        Memoir.met(entry.state()).ifPresent(seq -> met.put(entry.entity(), seq));
    }

    boolean has(long entity) {
        return states.containsKey(entity);
    }

    Optional<KeyState> of(long entity) {
        return Optional.ofNullable(states.get(entity));
    }

    /// The numbers of all.
    Set<Long> entities() {
        return states.keySet();
    }

    void put(long entity, KeyState state) {
        if (!state.equals(keep(entity, state))) {
            unsaved.add(entity);
        }
    }

    private @Nullable KeyState keep(long entity, KeyState state) {
        var before = states.put(entity, state);
        if (before != null) {
            count(before, -1);
        }
        count(state, 1);
        return before;
    }

    private void count(KeyState state, int by) {
        if (state.isRaised()) {
            active.addAndGet(by);
        }
    }

    /// Forgets an entity.
    ///
    /// @return what was remembered of it
    Optional<KeyState> remove(long entity) {
        wakes.remove(entity);
        met.remove(entity);
        unsaved.add(entity);
        var state = Optional.ofNullable(states.remove(entity));
        state.ifPresent(there -> count(there, -1));
        return state;
    }

    /// How many have an alert that is raised.
    int active() {
        return active.get();
    }

    /// Those whose alert is raised.
    Map<Long, KeyState> raised() {
        var found = new LinkedHashMap<Long, KeyState>();
        if (active() > 0) {
            states.forEach((entity, state) -> {
                if (state.isRaised()) {
                    found.put(entity, state);
                }
            });
        }
        return found;
    }

    // --- when they are woken -----------------------------------------------------------------

    Optional<Instant> wakingAt(long entity) {
        return Optional.ofNullable(wakes.get(entity));
    }

    void wakeAt(long entity, Optional<Instant> at) {
        var before = at.isPresent() ? wakes.put(entity, at.get()) : wakes.remove(entity);
        if (!Optional.ofNullable(before).equals(at)) {
            unsaved.add(entity);
        }
    }

    // --- what was met as it was after a change -----------------------------------------------

    void met(long entity, long seq) {
        met.put(entity, seq);
    }

    /// Whether it was met, and nothing was told of it since.
    boolean isMet(long entity) {
        return met.containsKey(entity);
    }

    /// Whether it was met as it was after that change already. From the first that it was not, it
    /// is told of what comes.
    boolean isOldNews(long entity, long seq) {
        if (met.isEmpty()) {
            return false;
        }
        var at = met.get(entity);
        if (at == null) {
            return false;
        }
        if (seq <= at) {
            return true;
        }
        met.remove(entity);
        return false;
    }

    // --- what is saved -----------------------------------------------------------------------

    /// How many have changed since the last save.
    int unsaved() {
        return unsaved.size();
    }

    /// What has changed since the last save.
    void write(List<RuleMemory.Entry> entries) {
        for (long entity : unsaved) {
            var memoir = of(entity).map(state -> memoir(entity, state)).orElse("");
            entries.add(new RuleMemory.Entry(rule, entity, memoir));
        }
    }

    private String memoir(long entity, KeyState state) {
        return Memoir.of(state, wakingAt(entity), Optional.ofNullable(met.get(entity)));
    }

    /// All that is saved, or may be.
    Set<Long> everSaved() {
        var all = new HashSet<>(states.keySet());
        all.addAll(unsaved);
        return all;
    }

    void saved() {
        unsaved.clear();
    }
}
