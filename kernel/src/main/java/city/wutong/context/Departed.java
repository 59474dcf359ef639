package city.wutong.context;

import city.wutong.entity.Entity;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The entities that ceased to be a moment ago, as they were: who is told that one is gone must
/// have been allowed to see it. Bounded in bytes; only the writer's thread adds to it.
final class Departed {
    static final long MOST_BYTES = 8L << 20;

    private final Map<Long, Entity> byNumber = new ConcurrentHashMap<>();
    private final ArrayDeque<Entity> oldestFirst = new ArrayDeque<>();
    private long bytes;

    void add(Entity entity) {
        byNumber.put(entity.number(), entity);
        oldestFirst.add(entity);
        bytes += Footprint.of(entity);
        while (bytes > MOST_BYTES && !oldestFirst.isEmpty()) {
            var oldest = oldestFirst.remove();
            byNumber.remove(oldest.number());
            bytes -= Footprint.of(oldest);
        }
    }

    /// What is erased is erased here too.
    void forget(long number) {
        var forgotten = byNumber.remove(number);
        if (forgotten != null) {
            oldestFirst.remove(forgotten);
            bytes -= Footprint.of(forgotten);
        }
    }

    Optional<Entity> of(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }
}
