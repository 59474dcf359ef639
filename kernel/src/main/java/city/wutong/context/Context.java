package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.query.EntityQuery;
import city.wutong.query.Order;
import city.wutong.query.Page;
import city.wutong.query.Sight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The context (城市现状): all entities of one tenant as they are now, in memory.
///
/// # Theory
///
/// Readers never wait: they see immutable entities through concurrent tables. Only the writer's
/// thread changes them, entity by entity, after the group has been committed; so what a reader sees
/// is durable. Entities also stand in a table by number, in chunks of [#CHUNK]: the unit in which
/// snapshots and history segments are written. Indexes hold numbers and may hold too many; the
/// query itself is always asked of the entity.
public final class Context {
    /// Entities with neighbouring numbers that are stored together.
    public static final int CHUNK = 1024;

    private final Map<String, Entity> byId = new ConcurrentHashMap<>();
    private final Chunks byNumber = new Chunks();
    private final NumbersBy<String> byType = new NumbersBy<>();
    private final GeoIndex byPlace = new GeoIndex(this::byNumber);
    private final ValueIndex byValue;
    private final Departed departed = new Departed();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long seq;

    /// @param searched expanded names of the attributes by whose values queries are answered
    ///   without looking at every entity
    Context(Set<String> searched) {
        byValue = new ValueIndex(searched);
    }

    public Optional<Entity> entity(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The entities that a query asks for, a page of them, in the order of their creation.
    public Found find(EntityQuery query, Page page) {
        return seen().find(query, Order.CREATION, page);
    }

    /// The context as who sees everything sees it.
    public SeenContext seen() {
        return new SeenContext(this, Sight.EVERYTHING);
    }

    /// The entity of that number; null when there is none (any more).
    @Nullable Entity byNumber(long number) {
        return byNumber.at(number);
    }

    /// The last change that readers see.
    public long seq() {
        return seq;
    }

    /// How many entities there are.
    public int size() {
        return byId.size();
    }

    /// What the entities take in memory, estimated, in bytes.
    public long bytes() {
        return bytes.get() + byValue.bytes();
    }

    /// The chunk to which the entity of that number belongs.
    public static int chunkOf(long number) {
        return Math.toIntExact(number / CHUNK);
    }

    /// How many chunks there are, those whose entities are all gone included.
    public int chunkCount() {
        return byNumber.count();
    }

    /// The entities of a chunk, by number; none when all that stood in it are gone.
    public void forEachOf(int chunk, Consumer<Entity> consumer) {
        byNumber.forEachOf(chunk, consumer);
    }

    /// The entities of an expanded type, by number.
    public void forEachOfType(String type, Consumer<Entity> consumer) {
        var numbers = ofType(type);
        for (int i = 0; i < numbers.size(); i++) {
            var entity = byNumber(numbers.at(i));
            if (entity != null && entity.hasType(type)) {
                consumer.accept(entity);
            }
        }
    }

    Numbers.View ofType(String type) {
        return byType.view(type);
    }

    GeoIndex byPlace() {
        return byPlace;
    }

    Departed departed() {
        return departed;
    }

    /// Names the attributes that say in which area an entity lies; how entities were whose type or
    /// one of these changed is remembered for a while, for live streams of limited sight.
    ///
    /// @param placing expanded names
    public void placedBy(Set<String> placing) {
        departed.placedBy(placing);
    }

    /// What the entities take that are remembered after their end or their move, in bytes.
    public long departedBytes() {
        return departed.bytes();
    }

    ValueIndex byValue() {
        return byValue;
    }

    /// Shows a committed group to readers.
    void publish(List<Transition> transitions, long growth, long lastSeq) {
        departed.begin(lastSeq);
        transitions.forEach(each -> publish(each, lastSeq));
        bytes.addAndGet(growth);
        seq = lastSeq;
    }

    /// What a group did to one entity.
    record Transition(Optional<Entity> before, Optional<Entity> after) {}

    private void publish(Transition transition, long lastSeq) {
        var before = transition.before().orElse(null);
        var after = transition.after().orElse(null);
        if (after != null) {
            byNumber.put(after);
            byId.put(after.id(), after);
        }
        if (before != null && (after == null || after.number() != before.number())) {
            remove(before, after == null);
            departed.add(before, lastSeq);
            before = null;
        }
        if (after != null) {
            reindex(before, after);
        }
        if (before != null && after != null && departed.isMoved(before, after)) {
            departed.add(before, lastSeq);
        }
    }

    private void remove(Entity entity, boolean idToo) {
        byNumber.remove(entity.number());
        if (idToo) {
            byId.remove(entity.id());
        }
        entity.types().forEach(type -> byType.remove(type, isOf(type)));
        byPlace.remove(entity);
        byValue.remove(entity);
    }

    private void reindex(@Nullable Entity before, Entity after) {
        if (before == null) {
            index(after);
            return;
        }
        if (!before.types().equals(after.types())) {
            after.types().stream()
                    .filter(type -> !before.hasType(type))
                    .forEach(type -> byType.add(type, after.number()));
            before.types().stream()
                    .filter(type -> !after.hasType(type))
                    .forEach(type -> byType.remove(type, isOf(type)));
        }
        byPlace.update(before, after);
        byValue.update(before, after);
    }

    private void index(Entity entity) {
        entity.types().forEach(type -> byType.add(type, entity.number()));
        byPlace.add(entity);
        byValue.add(entity);
    }

    private LongPredicate isOf(String type) {
        return number -> {
            var entity = byNumber(number);
            return entity != null && entity.hasType(type);
        };
    }

    /// Puts an entity in its place while the city wakes up; the indexes follow in [#wake]. Safe to
    /// call from several threads for different entities.
    void restore(Entity entity) {
        byNumber.put(entity);
        byId.merge(entity.id(), entity, Context::younger);
    }

    private static Entity younger(Entity one, Entity other) {
        return one.number() > other.number() ? one : other;
    }

    /// Takes an entity out again while the city wakes up.
    void forget(Entity entity) {
        byNumber.clear(entity.number());
        byId.remove(entity.id(), entity);
    }

    /// Builds the indexes over what was restored and opens the context for readers. That by place,
    /// for which every geometry is read, has a thread of its own: a start waits for nothing else.
    void wake(long lastSeq) {
        var placed =
                CompletableFuture.runAsync(() -> forEach(byPlace::add), Thread::startVirtualThread);
        forEach(entity -> {
            entity.types().forEach(type -> byType.add(type, entity.number()));
            bytes.addAndGet(Footprint.of(entity));
            byValue.add(entity);
        });
        placed.join();
        seq = lastSeq;
    }

    private void forEach(Consumer<Entity> consumer) {
        for (int chunk = 0; chunk < chunkCount(); chunk++) {
            forEachOf(chunk, consumer);
        }
    }

    /// The expanded types of which there is an entity that is seen so, in alphabetical order.
    SortedSet<String> types(Sight sight) {
        var types = new TreeSet<String>();
        byType.forEach((type, numbers) -> {
            if (numbers.anyMatch(number -> isSeen(number, type, sight))) {
                types.add(type);
            }
        });
        return types;
    }

    private boolean isSeen(long number, String type, Sight sight) {
        var entity = byNumber(number);
        return entity != null && entity.hasType(type) && sight.of(entity).isPresent();
    }
}
