package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.SeenContext;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.history.History.Telling;
import city.wutong.query.Sight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                : history.of(entityId, query, changes -> new Lives(entityId, changes));
    }

    /// What the changes of an entity that is there were, in their order, each as it is seen.
    public List<Change> changes(String entityId) throws JournalAway {
        if (context.sight().equals(Sight.EVERYTHING)) {
            return history.changes(entityId, _ -> Telling.EVERYTHING);
        }
        return context.entity(entityId).isEmpty()
                ? List.of()
                : history.changes(entityId, changes -> new Lives(entityId, changes)).stream()
                        .filter(change -> !isHiddenEnd(entityId, change))
                        .toList();
    }

    /// Whether it tells that there was an attribute which is not seen as it is.
    private boolean isHiddenEnd(String entityId, Change change) {
        return change.what() instanceof Change.Unset(var name, var _)
                && context.isMasked(entityId, name);
    }

    /// The lives of an id that are seen, by the number of the entity.
    private final class Lives implements Telling {
        private final String entityId;
        private final Map<Long, Entity> earlier = new HashMap<>();
        private final Optional<Entity> present;

        Lives(String entityId, List<Change> changes) {
            this.entityId = entityId;
            this.present = context.entity(entityId);
            for (var change : changes) {
                switch (change.what()) {
                    case Change.Created(var types, var scopes, var _) ->
                            enter(change, types, scopes);
                    case Change.Described(var types, var scopes, var _) ->
                            enter(change, types, scopes);
                    case Change.Set _,
                            Change.Late _,
                            Change.Unset _,
                            Change.Ended _,
                            Change.Erased _,
                            Change.Blank _ -> {}
                }
            }
            present.ifPresent(now -> earlier.remove(now.number()));
            earlier.values().removeIf(life -> context.sight().of(life).isEmpty());
        }

        private void enter(Change change, List<String> types, List<String> scopes) {
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
