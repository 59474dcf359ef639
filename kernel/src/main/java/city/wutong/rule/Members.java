package city.wutong.rule;

import city.wutong.context.Change;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.expression.Facts;
import city.wutong.expression.Truth;
import city.wutong.json.Json;
import city.wutong.rule.Trace.Tally;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The entities that lead to what a rule watches ([Derived.Linked]): what each tells, and how many
/// of those that lead to one entity meet what is asked of them.
final class Members {
    private final Derived.Linked linked;
    private final Map<String, String> shortNames = new HashMap<>();
    private final Map<Long, Member> members = new HashMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Set<Long> unsaved = new HashSet<>();

    Members(Derived.Linked linked) {
        this.linked = linked;
        linked.attributes().forEach((name, expanded) -> shortNames.put(expanded, name));
    }

    /// One of them.
    ///
    /// @param targets the ids of the entities that it leads to
    /// @param facts what the expression speaks of, by short name
    /// @param met up to which change it was met as it is; 0: it was told of from its beginning
    record Member(Set<String> targets, Map<String, Json> facts, long met) {
        static final Member NEW = new Member(Set.of(), Map.of(), 0);

        Member {
            targets = Set.copyOf(targets);
            facts = Map.copyOf(facts);
        }
    }

    String type() {
        return linked.type();
    }

    boolean knows(long entity) {
        return members.containsKey(entity);
    }

    /// How many lead to an entity, and how many of them meet.
    Tally of(String target) {
        return tallies.getOrDefault(target, Tally.NONE);
    }

    /// Takes up what was saved.
    void recall(long entity, Member member) {
        put(entity, member);
        unsaved.remove(entity);
    }

    /// Gets to know an entity that was there before. What is told again of it is old news.
    ///
    /// @return the ids of the entities of which something else is to be told now
    Set<String> meet(Entity entity) {
        var next = new Draft(Member.NEW);
        entity.attributes().forEach(next::learn);
        return put(entity.number(), next.member(entity.seq()));
    }

    /// Hears one command's changes of an entity that it knows, or that has come to be of the type.
    ///
    /// @return the ids of the entities of which something else is to be told now
    Set<String> tell(long entity, List<Change> changes) {
        var before = members.getOrDefault(entity, Member.NEW);
        if (changes.getLast().seq() <= before.met()) {
            return Set.of();
        }
        var next = new Draft(before);
        for (var change : changes) {
            switch (change.what()) {
                case Change.Ended _, Change.Erased _ -> {
                    return put(entity, null);
                }
                case Change.Described(var types, var _, var _) when !types.contains(type()) -> {
                    return put(entity, null);
                }
                case Change.Created _ -> next = new Draft(Member.NEW);
                case Change.Set(var attribute) -> next.learn(attribute);
                case Change.Unset(var name, var dataset) -> {
                    if (dataset == null) {
                        next.forget(name);
                    }
                }
                case Change.Described _, Change.Late _, Change.Edited _, Change.Blank _ -> {}
            }
        }
        return put(entity, next.member(0));
    }

    /// What becomes of one while it is told of.
    private final class Draft {
        private Set<String> targets;
        private final Map<String, Json> facts;

        Draft(Member member) {
            targets = member.targets();
            facts = new LinkedHashMap<>(member.facts());
        }

        void learn(Attribute attribute) {
            if (attribute.datasetId() != null) {
                return;
            }
            if (attribute.name().equals(linked.by())) {
                targets = ids(attribute.content());
            }
            var name = shortNames.get(attribute.name());
            if (name != null) {
                facts.put(name, attribute.content());
            }
        }

        void forget(String attribute) {
            if (attribute.equals(linked.by())) {
                targets = Set.of();
            }
            var name = shortNames.get(attribute);
            if (name != null) {
                facts.remove(name);
            }
        }

        Member member(long met) {
            return new Member(targets, facts, met);
        }
    }

    private static Set<String> ids(Json content) {
        return switch (content) {
            case Json.Str(var id) -> Set.of(id);
            case Json.Arr(var items) -> {
                var ids = new TreeSet<String>();
                items.forEach(item -> ids.addAll(ids(item)));
                yield ids;
            }
            case Json.Obj _, Json.Num _, Json.Literal _ -> Set.of();
        };
    }

    /// @param next null: it is no more
    private Set<String> put(long entity, @Nullable Member next) {
        var before = next == null ? members.remove(entity) : members.put(entity, next);
        var touched = new TreeSet<String>();
        if (next == null ? before == null : next.equals(before)) {
            return touched;
        }
        unsaved.add(entity);
        if (before != null) {
            boolean met = meets(before);
            before.targets().forEach(id -> tallies.compute(id, (_, tally) -> less(tally, met)));
            touched.addAll(before.targets());
        }
        if (next != null) {
            boolean meets = meets(next);
            next.targets().forEach(id -> tallies.put(id, of(id).with(meets)));
            touched.addAll(next.targets());
        }
        return touched;
    }

    private static @Nullable Tally less(@Nullable Tally tally, boolean met) {
        var less = tally == null ? Tally.NONE : tally.without(met);
        return less.all() <= 0 ? null : less;
    }

    private boolean meets(Member member) {
        return linked.when().test(Facts.of(member.facts())) == Truth.YES;
    }

    /// What has changed since the last save.
    ///
    /// @param memory the id under which it is remembered
    void write(String memory, List<RuleMemory.Entry> entries) {
        for (long entity : unsaved) {
            var member = members.get(entity);
            entries.add(
                    new RuleMemory.Entry(memory, entity, member == null ? "" : Memoir.of(member)));
        }
    }

    /// All that it remembers, or that is still remembered of it.
    Set<Long> all() {
        var all = new HashSet<>(members.keySet());
        all.addAll(unsaved);
        return all;
    }

    int unsaved() {
        return unsaved.size();
    }

    void saved() {
        unsaved.clear();
    }
}
