package city.wutong.rule;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.entity.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The entities that lead to those that a rule watches, for each of its [Derived.Linked] figures.
final class Others {
    /// Separates a rule's id from the name of a figure where members are remembered.
    private static final char OF_MEMBERS = '#';

    private final String rule;
    private final Map<String, Members> byFigure = new LinkedHashMap<>();
    private final Map<String, Long> watched = new HashMap<>();

    Others(Rule rule) {
        this.rule = rule.id();
        if (rule.condition() instanceof Rule.Condition.Holds holds) {
            holds.derived()
                    .forEach((name, derived) -> {
                        if (derived instanceof Derived.Linked linked) {
                            byFigure.put(name, new Members(linked));
                        }
                    });
        }
    }

    /// The id of the rule that an entry belongs to.
    static String ruleOf(RuleMemory.Entry entry) {
        int separator = entry.rule().indexOf(OF_MEMBERS);
        return separator < 0 ? entry.rule() : entry.rule().substring(0, separator);
    }

    /// Whether what is remembered there leads to a rule's entities and is not one of them.
    static boolean isOne(RuleMemory.Entry entry) {
        return entry.rule().indexOf(OF_MEMBERS) >= 0;
    }

    private String memory(String figure) {
        return rule + OF_MEMBERS + figure;
    }

    private Optional<Members> of(RuleMemory.Entry entry) {
        return Optional.ofNullable(byFigure.get(entry.rule().substring(rule.length() + 1)));
    }

    /// The expanded types that they are of.
    Set<String> types() {
        var types = new HashSet<String>();
        byFigure.values().forEach(members -> types.add(members.type()));
        return types;
    }

    /// Takes up what was saved.
    void recall(RuleMemory.Entry entry) {
        of(entry)
                .ifPresent(members -> members.recall(entry.entity(), Memoir.member(entry.state())));
    }

    /// Gets to know those that were there before the rule.
    void meet(Context context) {
        for (var members : byFigure.values()) {
            context.forEachOfType(members.type(), members::meet);
        }
    }

    /// That an entity is watched, by its URI.
    void watched(String id, long entity) {
        if (!byFigure.isEmpty()) {
            watched.put(id, entity);
        }
    }

    /// That an entity is watched no more.
    void unwatched(String id) {
        watched.remove(id);
    }

    /// Hears one command's changes of an entity.
    ///
    /// @param types what the changes make it to be
    /// @param present entities as they are, by URI
    /// @return the watched entities of which something else is to be told now
    Set<Long> tell(
            List<Change> changes, Set<String> types, Function<String, Optional<Entity>> present) {
        var first = changes.getFirst();
        var touched = new TreeSet<String>();
        for (var members : byFigure.values()) {
            boolean isNew = !members.knows(first.entity());
            if (isNew && !types.contains(members.type())) {
                continue;
            }
            if (isNew && !(first.what() instanceof Change.Created)) {
                present.apply(first.entityId())
                        .ifPresent(there -> touched.addAll(members.meet(there)));
            }
            touched.addAll(members.tell(first.entity(), changes));
        }
        var entities = new TreeSet<Long>();
        for (var id : touched) {
            Optional.ofNullable(watched.get(id)).ifPresent(entities::add);
        }
        return entities;
    }

    /// With how many lead to the entity, and how many of them meet what is asked.
    KeyState tallied(KeyState state) {
        if (byFigure.isEmpty()) {
            return state;
        }
        var traces = new LinkedHashMap<>(state.traces());
        byFigure.forEach((figure, members) -> traces.put(figure, members.of(state.entityId())));
        return state.traced(traces);
    }

    int unsaved() {
        return byFigure.values().stream().mapToInt(Members::unsaved).sum();
    }

    /// What has changed since the last save.
    void write(List<RuleMemory.Entry> entries) {
        byFigure.forEach((figure, members) -> members.write(memory(figure), entries));
    }

    /// Whether it remembers something under the same key.
    boolean remembers(RuleMemory.Entry entry) {
        return of(entry).filter(members -> members.knows(entry.entity())).isPresent();
    }

    /// What removes its memory.
    List<RuleMemory.Entry> forgetting() {
        var entries = new ArrayList<RuleMemory.Entry>();
        byFigure.forEach((figure, members) -> {
            for (long entity : members.all()) {
                entries.add(new RuleMemory.Entry(memory(figure), entity, ""));
            }
        });
        return entries;
    }

    void saved() {
        byFigure.values().forEach(Members::saved);
    }
}
