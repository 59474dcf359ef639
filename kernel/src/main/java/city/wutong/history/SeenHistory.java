package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.SeenContext;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.history.History.Telling;
import city.wutong.query.EntityQuery;
import city.wutong.query.Sight;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// History as one caller sees it.
///
/// # Theory
///
/// An id can have had several lives: an entity was deleted, and another came to be under its id.
/// The past of the one that is there now is seen by who sees it now, attribute by attribute as they
/// would see it now. Of an earlier life nothing is known any more but its types: it is seen by who
/// sees an entity of these types that lies in no area. Values are masked before anything is asked
/// of them, times included.
public final class SeenHistory {
    private final History history;
    private final SeenContext context;

    public SeenHistory(History history, SeenContext context) {
        this.history = history;
        this.context = context;
    }

    /// The series of an entity; empty when there never was such an entity, or it is hidden.
    public Optional<History.Series> of(String entityId, TemporalQuery query) throws JournalAway {
        if (context.sight().equals(Sight.EVERYTHING)) {
            return history.of(entityId, query);
        }
        // What is hidden now costs no look into the past.
        return context.isHidden(entityId)
                ? Optional.empty()
                : history.of(entityId, query, lives(List.of(entityId)).get(0));
    }

    /// Instances that an answer of the temporal API holds.
    public int page() {
        return history.page();
    }

    /// The ids of the entities that one of the selectors of a query means, in the order in which
    /// they first came to be; those that are gone too.
    ///
    /// @param most ids
    /// @throws city.wutong.refusal.Refused when there are more
    public List<String> entities(EntityQuery query, int most) throws JournalAway {
        var types = query.mentionedTypes().map(Set::<String>copyOf).orElse(Set.of());
        var ids = query.mentionedIds().map(Set::<String>copyOf).orElse(Set.of());
        var had = new LinkedHashMap<String, Set<String>>();
        var lives = history.lives(types, ids, most);
        if (lives.size() > most) {
            throw Refusal.of(HistoryReason.TOO_MANY_PASTS, most).thrown();
        }
        for (var life : lives) {
            had.computeIfAbsent(life.id(), _ -> new LinkedHashSet<>()).addAll(life.types());
        }
        return had.entrySet().stream()
                .filter(each -> query.selects(then(each.getKey(), each.getValue())))
                .map(Map.Entry::getKey)
                .filter(id -> !context.isHidden(id))
                .toList();
    }

    private static Entity then(String id, Set<String> types) {
        return new Entity(
                0,
                id,
                List.copyOf(types),
                List.of(),
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                0);
    }

    /// What is told of one entity's past besides its instances.
    ///
    /// @param types expanded, all that it had
    /// @param deletedAt when it was deleted; null when it is there, or was never
    /// @param number the last that it had
    public record Told(SequencedSet<String> types, @Nullable Instant deletedAt, long number) {}

    /// Tells the instances of some entities' pasts, in no order that counts, and keeps none of
    /// them.
    ///
    /// @param sinks by the entity's id, who takes its instances
    /// @return by the entity's id, what else is known; those are missing that never were, or are
    ///   hidden
    public Map<String, Told> tell(SequencedMap<String, Consumer<PastInstance>> sinks)
            throws JournalAway {
        boolean all = context.sight().equals(Sight.EVERYTHING);
        var ids = sinks.keySet().stream().filter(id -> all || !context.isHidden(id)).toList();
        var lives = all ? List.<Telling>of() : lives(ids);
        var byId = new LinkedHashMap<String, Unwinding>();
        for (int i = 0; i < ids.size(); i++) {
            var sink = history.unexpired(sinks.getOrDefault(ids.get(i), _ -> {}));
            byId.put(ids.get(i), all ? new Unwinding(sink) : new Unwinding(lives.get(i), sink));
        }
        history.unwind(byId);
        var told = new HashMap<String, Told>();
        byId.forEach((id, one) -> {
            if (one.isKnown()) {
                told.put(id, new Told(one.types(), one.deletedAt(), one.number()));
            }
        });
        return told;
    }

    /// The lives of some ids that are seen.
    private List<Telling> lives(List<String> ids) throws JournalAway {
        var lives = new LinkedHashMap<String, Lives>();
        ids.forEach(id -> lives.put(id, new Lives(id)));
        history.backwards(
                lives.keySet(),
                change -> {
                    var one = lives.get(change.entityId());
                    if (one != null) {
                        one.take(change);
                    }
                });
        lives.values().forEach(Lives::settle);
        return List.copyOf(lives.values());
    }

    /// What the changes of an entity that is there were, in their order, each as it is seen.
    public List<Change> changes(String entityId) throws JournalAway {
        if (context.sight().equals(Sight.EVERYTHING)) {
            return history.changes(entityId, _ -> Telling.EVERYTHING);
        }
        return context.entity(entityId).isEmpty()
                ? List.of()
                : history.changes(entityId, changes -> lives(entityId, changes)).stream()
                        .filter(change -> !isHiddenEnd(entityId, change))
                        .toList();
    }

    /// Whether it tells that there was an attribute which is not seen as it is.
    private boolean isHiddenEnd(String entityId, Change change) {
        return change.what() instanceof Change.Unset(var name, var _)
                && context.isMasked(entityId, name);
    }

    private Lives lives(String entityId, List<Change> changes) {
        var lives = new Lives(entityId);
        changes.reversed().forEach(lives::take);
        lives.settle();
        return lives;
    }

    /// The lives of an id that are seen, by the number of the entity.
    private final class Lives implements Telling {
        private final String entityId;
        private final Map<Long, Entity> earlier = new HashMap<>();
        private final Optional<Entity> present;

        private final Set<Long> edited = new HashSet<>();

        Lives(String entityId) {
            this.entityId = entityId;
            this.present = context.entity(entityId);
        }

        /// Takes the next change, from the newest to the oldest.
        void take(Change change) {
            switch (change.what()) {
                case Change.Created(var types, var scopes, var _) -> enter(change, types, scopes);
                case Change.Described(var types, var scopes, var _) -> enter(change, types, scopes);
                case Change.Edited(Change.Typed(var types, var _)) -> {
                    if (!earlier.containsKey(change.entity()) && edited.add(change.entity())) {
                        put(change, types, List.of());
                    }
                }
                case Change.Edited _,
                        Change.Set _,
                        Change.Late _,
                        Change.Unset _,
                        Change.Ended _,
                        Change.Erased _,
                        Change.Blank _ -> {}
            }
        }

        void settle() {
            present.ifPresent(now -> earlier.remove(now.number()));
            earlier.values().removeIf(life -> context.sight().of(life).isEmpty());
        }

        /// The newest word counts, and that of an edit least.
        private void enter(Change change, List<String> types, List<String> scopes) {
            if (!types.isEmpty()
                    && (edited.remove(change.entity()) || !earlier.containsKey(change.entity()))) {
                put(change, types, scopes);
            }
        }

        private void put(Change change, List<String> types, List<String> scopes) {
            earlier.put(
                    change.entity(),
                    new Entity(
                            change.entity(),
                            change.entityId(),
                            types,
                            scopes,
                            List.of(),
                            change.at(),
                            change.at(),
                            null,
                            change.seq()));
        }

        @Override
        public boolean tells(Change change) {
            return isPresent(change) || earlier.containsKey(change.entity());
        }

        @Override
        public Optional<Attribute> seen(Change change, Attribute attribute) {
            return isPresent(change)
                    ? context.attribute(entityId, attribute)
                    : Optional.ofNullable(earlier.get(change.entity()))
                            .flatMap(life -> context.sight().attribute(life, attribute));
        }

        private boolean isPresent(Change change) {
            return present.filter(now -> now.number() == change.entity()).isPresent();
        }
    }
}
