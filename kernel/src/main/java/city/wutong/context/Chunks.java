package city.wutong.context;

import city.wutong.entity.Entity;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The entities of a context by number, in chunks of [Context#CHUNK].
///
/// Readers never wait. Any thread may [#put] and [#clear] while a city wakes up; after that only
/// the writer's does, and only it may [#remove]. Numbers are never given again, so a chunk whose
/// entities are all gone is given back: what short-lived entities leave behind is one reference for
/// a thousand of them.
final class Chunks {
    private static final int FEW = 16;

    private volatile AtomicReferenceArray<@Nullable Chunk> chunks = new AtomicReferenceArray<>(FEW);
    private volatile int count;

    private static final class Chunk {
        private final AtomicReferenceArray<@Nullable Entity> entities =
                new AtomicReferenceArray<>(Context.CHUNK);
        private final AtomicInteger living = new AtomicInteger();

        void set(int at, @Nullable Entity entity) {
            boolean was = entities.getAndSet(at, entity) != null;
            living.addAndGet((entity == null ? 0 : 1) - (was ? 1 : 0));
        }
    }

    /// How many chunks there are, those included that were given back.
    int count() {
        return count;
    }

    /// The entity of that number; null when there is none (any more).
    @Nullable Entity at(long number) {
        var chunk = chunk(Context.chunkOf(number));
        return chunk == null ? null : chunk.entities.get(placeOf(number));
    }

    void forEachOf(int number, Consumer<Entity> consumer) {
        var chunk = chunk(number);
        if (chunk == null) {
            return;
        }
        for (int i = 0; i < Context.CHUNK; i++) {
            var entity = chunk.entities.get(i);
            if (entity != null) {
                consumer.accept(entity);
            }
        }
    }

    private @Nullable Chunk chunk(int number) {
        var present = chunks;
        return number < present.length() ? present.get(number) : null;
    }

    private static int placeOf(long number) {
        return (int) (number % Context.CHUNK);
    }

    void put(Entity entity) {
        int number = Context.chunkOf(entity.number());
        var chunk = chunk(number);
        if (chunk == null) {
            putFirst(number, entity);
        } else {
            chunk.set(placeOf(entity.number()), entity);
        }
    }

    /// Nobody sees a new chunk before an entity is in it: an empty one could be given back.
    private synchronized void putFirst(int number, Entity entity) {
        var present = chunk(number);
        var chunk = present == null ? new Chunk() : present;
        chunk.set(placeOf(entity.number()), entity);
        if (number >= chunks.length()) {
            grow(number + number / 2);
        }
        chunks.set(number, chunk);
        if (number >= count) {
            int newest = count - 1;
            count = number + 1;
            giveBackIfEmpty(newest);
        }
    }

    private void grow(int length) {
        var grown = new AtomicReferenceArray<@Nullable Chunk>(length + 1);
        for (int i = 0; i < chunks.length(); i++) {
            grown.set(i, chunks.get(i));
        }
        chunks = grown;
    }

    /// Empties a place.
    void clear(long number) {
        var chunk = chunk(Context.chunkOf(number));
        if (chunk != null) {
            chunk.set(placeOf(number), null);
        }
    }

    /// Empties a place, and gives back its chunk when that was the last one in it.
    void remove(long number) {
        clear(number);
        giveBackIfEmpty(Context.chunkOf(number));
    }

    /// The newest one stays: the next entity will stand in it.
    private synchronized void giveBackIfEmpty(int number) {
        var chunk = number < 0 ? null : chunk(number);
        if (chunk != null && number < count - 1 && chunk.living.get() == 0) {
            chunks.set(number, null);
        }
    }

    /// How many chunks take memory.
    int kept() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            kept += chunk(i) == null ? 0 : 1;
        }
        return kept;
    }
}
