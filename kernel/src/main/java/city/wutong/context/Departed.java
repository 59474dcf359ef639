package city.wutong.context;

import city.wutong.entity.Entity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The entities that ceased to be a moment ago, or changed what decides who sees them, as they
/// were: who is told that one is gone must have been allowed to see it. Bounded in bytes; only the
/// writer's thread adds to it.
final class Departed {
    static final long MOST_BYTES = 8L << 20;

    private final Map<Long, List<Before>> byNumber = new ConcurrentHashMap<>();
    private final ArrayDeque<Before> oldestFirst = new ArrayDeque<>();
    private volatile Set<String> placing = Set.of();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long forgottenUpTo;
    private volatile boolean isWatched;
    private boolean remembersMoves;

    /// An entity as it was until a change.
    ///
    /// @param seq of the last change of the group after which it was otherwise
    record Before(long seq, Entity entity) {}

    /// Names what says in which area an entity lies.
    ///
    /// @param placing expanded names
    void placedBy(Set<String> placing) {
        this.placing = Set.copyOf(placing);
    }

    /// From the next group on also remembers entities whose type or place changes. Until somebody
    /// asks for it nobody pays for it.
    void watch() {
        isWatched = true;
    }

    /// Before a group is shown.
    void begin(long lastSeq) {
        remembersMoves = isWatched;
        if (!remembersMoves) {
            forgottenUpTo = lastSeq;
        }
    }

    /// Whether who saw the one may not see the other.
    boolean isMoved(Entity before, Entity after) {
        if (!remembersMoves) {
            return false;
        }
        if (!before.types().equals(after.types())) {
            return true;
        }
        for (var name : placing) {
            if (!before.attribute(name, null).equals(after.attribute(name, null))) {
                return true;
            }
        }
        return false;
    }

    void add(Entity entity, long seq) {
        var before = new Before(seq, entity);
        byNumber.merge(entity.number(), List.of(before), Departed::together);
        oldestFirst.add(before);
        bytes.addAndGet(Footprint.of(entity));
        while (bytes.get() > MOST_BYTES && !oldestFirst.isEmpty()) {
            var oldest = oldestFirst.remove();
            forgottenUpTo = oldest.seq();
            byNumber.computeIfPresent(oldest.entity().number(), (_, all) -> withoutFirst(all));
            bytes.addAndGet(-Footprint.of(oldest.entity()));
        }
    }

    private static List<Before> together(List<Before> some, List<Before> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static @Nullable List<Before> withoutFirst(List<Before> all) {
        return all.size() == 1 ? null : all.subList(1, all.size());
    }

    /// What is erased is erased here too. Who saw it is not known any more then.
    void forget(long number) {
        var forgotten = byNumber.remove(number);
        if (forgotten != null) {
            for (var each : forgotten) {
                oldestFirst.remove(each);
                forgottenUpTo = Math.max(forgottenUpTo, each.seq());
                bytes.addAndGet(-Footprint.of(each.entity()));
            }
        }
    }

    /// As it was at times after a change, the earliest first.
    List<Entity> since(long number, long seq) {
        return byNumber.getOrDefault(number, List.of()).stream()
                .filter(before -> before.seq() > seq)
                .map(Before::entity)
                .toList();
    }

    /// Whether all that was added after a change is still here.
    boolean remembersSince(long seq) {
        return seq >= forgottenUpTo;
    }

    long bytes() {
        return bytes.get();
    }
}
