package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.query.EntityQuery;
import city.wutong.query.Order;
import city.wutong.query.Page;
import city.wutong.query.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;

/// The context as one caller sees it: what is hidden from them is not there, and what is masked has
/// no other value.
public final class SeenContext {
    private final Context context;
    private final Sight sight;

    public SeenContext(Context context, Sight sight) {
        this.context = context;
        this.sight = sight;
    }

    public Sight sight() {
        return sight;
    }

    public Optional<Entity> entity(String id) {
        return context.entity(id).flatMap(sight::of);
    }

    /// The entity, if all of it is seen as it is.
    public Optional<Entity> whole(String id) {
        return context.entity(id)
                .filter(entity -> sight.of(entity).filter(seen -> seen.equals(entity)).isPresent());
    }

    /// Of an entity as it is seen, the ways to the attributes whose values are masked.
    public Set<List<String>> masked(Entity seen) {
        return sight.equals(Sight.EVERYTHING)
                ? Set.of()
                : context.entity(seen.id())
                        .map(entity -> sight.masked(entity, seen))
                        .orElse(Set.of());
    }

    /// Whether values of that attribute of an entity, which may be there no more, are masked where
    /// they are seen.
    public boolean isMasked(String entityId, String attribute) {
        return context.entity(entityId)
                .map(entity -> !sight.isClear(entity, attribute))
                .orElseGet(() -> !sight.isClear(attribute));
    }

    /// An instance of an attribute that an entity has, or had once, as it is seen.
    public Optional<Attribute> attribute(String entityId, Attribute attribute) {
        return context.entity(entityId).flatMap(entity -> sight.attribute(entity, attribute));
    }

    /// Whether there is such an entity that is not seen.
    public boolean isHidden(String id) {
        return context.entity(id).filter(entity -> sight.of(entity).isEmpty()).isPresent();
    }

    /// From now on it is remembered for a while what leaves this sight: to be called before
    /// [#wasSeen] is asked.
    public void watch() {
        if (!sight.equals(Sight.EVERYTHING)) {
            context.departed().watch();
        }
    }

    /// Whether an entity that is gone, or hidden now, was seen at some time after a change; empty
    /// when that is not remembered any more.
    ///
    /// @param number of the entity
    public Optional<Boolean> wasSeen(long number, long since) {
        if (sight.equals(Sight.EVERYTHING)) {
            return Optional.of(true);
        }
        var departed = context.departed();
        boolean seen =
                departed.since(number, since).stream()
                        .anyMatch(before -> sight.of(before).isPresent());
        return seen || departed.remembersSince(since) ? Optional.of(seen) : Optional.empty();
    }

    /// The ids of the alerts and cases that were seen at some time after a change and are hidden
    /// now because what they are about moved, or is no more: themselves they did not change.
    ///
    /// @param numbers of the entities that changed since
    public List<String> goneWith(Collection<Long> numbers, long since) {
        if (sight.equals(Sight.EVERYTHING)) {
            return List.of();
        }
        var before = new HashMap<String, List<Entity>>();
        for (long number : numbers) {
            for (var each : context.departed().since(number, since)) {
                before.computeIfAbsent(each.id(), _ -> new ArrayList<>()).add(each);
            }
        }
        var gone = new ArrayList<String>();
        if (!before.isEmpty()) {
            for (var own : List.of(OwnType.ALERT, OwnType.CASE)) {
                context.forEachOfType(
                        own.iri(),
                        each -> {
                            if (wasSeenBy(each, before)) {
                                gone.add(each.id());
                            }
                        });
            }
        }
        return gone;
    }

    /// Of what is hidden, whether it was seen when its subject was one of these.
    private boolean wasSeenBy(Entity about, Map<String, List<Entity>> before) {
        var subjects =
                OwnRead.of(about)
                        .subject()
                        .map(id -> before.getOrDefault(id, List.of()))
                        .orElse(List.of());
        return !subjects.isEmpty()
                && sight.of(about).isEmpty()
                && subjects.stream()
                        .anyMatch(subject -> sight.given(subject).of(about).isPresent());
    }

    /// The entities that a query asks for, a page of them, in that order.
    public Found find(EntityQuery query, Order order, Page page) {
        return Search.find(this, query, order, page);
    }

    /// Every entity that a query asks for, in the order of their creation.
    public List<Entity> all(EntityQuery query) {
        return Search.all(this, query);
    }

    /// All that are seen, by number.
    public void forEach(Consumer<Entity> consumer) {
        for (int chunk = 0; chunk < context.chunkCount(); chunk++) {
            context.forEachOf(chunk, entity -> sight.of(entity).ifPresent(consumer));
        }
    }

    /// Those of an expanded type, by number.
    public void forEachOfType(String type, Consumer<Entity> consumer) {
        context.forEachOfType(type, entity -> sight.of(entity).ifPresent(consumer));
    }

    /// The expanded types of which an entity is seen, in alphabetical order. It costs a look at one
    /// entity of each, and at more where those that come first are hidden.
    public SortedSet<String> types() {
        return context.types(sight);
    }

    /// The last change that readers see.
    public long seq() {
        return context.seq();
    }

    Context context() {
        return context;
    }
}
