package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.query.Sought;
import city.wutong.query.ValueKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// Which entities have which values of the attributes that are searched by (DESIGN §4: those that
/// scenarios and the setting `entities.searched` name).
///
/// One writer, any number of readers. A reader may meet an entity that has changed since: the query
/// itself is always asked of it.
final class ValueIndex {
    /// Estimated bytes of one posting: two nodes of the skip list, itself and its key.
    private static final int POSTING_BYTES = 112;

    /// Values between two whose lists are gone through side by side at most.
    private static final int MOST_VALUES = 64;

    private final Map<String, ConcurrentSkipListSet<Posting>> byAttribute = new HashMap<>();
    private final AtomicLong postings = new AtomicLong();

    private record Posting(ValueKey key, long number) implements Comparable<Posting> {
        @Override
        public int compareTo(Posting other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Long.compare(number, other.number);
        }
    }

    /// @param searched expanded names
    ValueIndex(Set<String> searched) {
        searched.forEach(name -> byAttribute.put(name, new ConcurrentSkipListSet<>()));
    }

    /// What it takes in memory, estimated, in bytes.
    long bytes() {
        return postings.get() * POSTING_BYTES;
    }

    void add(Entity entity) {
        byAttribute.forEach((name, index) ->
                keys(entity, name).forEach(key -> put(index, new Posting(key, entity.number()))));
    }

    void update(Entity before, Entity after) {
        byAttribute.forEach((name, index) -> {
            var old = keys(before, name);
            var now = keys(after, name);
            if (!old.equals(now)) {
                now.stream()
                        .filter(key -> !old.contains(key))
                        .forEach(key -> put(index, new Posting(key, after.number())));
                old.stream()
                        .filter(key -> !now.contains(key))
                        .forEach(key -> drop(index, new Posting(key, before.number())));
            }
        });
    }

    void remove(Entity entity) {
        byAttribute.forEach((name, index) ->
                keys(entity, name).forEach(key -> drop(index, new Posting(key, entity.number()))));
    }

    private void put(Set<Posting> index, Posting posting) {
        if (index.add(posting)) {
            postings.incrementAndGet();
        }
    }

    private void drop(Set<Posting> index, Posting posting) {
        if (index.remove(posting)) {
            postings.decrementAndGet();
        }
    }

    private static Set<ValueKey> keys(Entity entity, String name) {
        var keys = new HashSet<ValueKey>();
        for (var attribute : entity.attributes()) {
            if (attribute.name().equals(name)) {
                ValueKey.of(attribute, keys::add);
            }
        }
        return keys;
    }

    /// The numbers of all entities that may have what is sought, none lower than the one before;
    /// empty when the attribute is not searched by, or when there are more than `most`, of so many
    /// values that they would have to be sorted.
    Optional<PrimitiveIterator.OfLong> candidates(Sought sought, int most) {
        var index = byAttribute.get(sought.attribute());
        if (index == null) {
            return Optional.empty();
        }
        return switch (sought.values()) {
            case Sought.Among(var keys) ->
                    Optional.of(
                            Ascending.of(
                                    keys.stream().distinct().map(key -> of(index, key)).toList()));
            case Sought.Between(var from, var to) -> between(index, from, to, most);
        };
    }

    private static PrimitiveIterator.OfLong of(ConcurrentSkipListSet<Posting> index, ValueKey key) {
        var all = index.subSet(new Posting(key, Long.MIN_VALUE), new Posting(key, Long.MAX_VALUE));
        var postings = all.iterator();
        return new PrimitiveIterator.OfLong() {
            @Override
            public boolean hasNext() {
                return postings.hasNext();
            }

            @Override
            public long nextLong() {
                return postings.next().number();
            }
        };
    }

    private static Optional<PrimitiveIterator.OfLong> between(
            ConcurrentSkipListSet<Posting> index, ValueKey from, ValueKey to, int most) {
        var numbers = new long[Math.min(most, 64)];
        int size = 0;
        var all = index.subSet(new Posting(from, Long.MIN_VALUE), new Posting(to, Long.MAX_VALUE));
        for (var posting : all) {
            if (size == most) {
                return sideBySide(index, from, to);
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.min(most, 2 * size));
            }
            numbers[size++] = posting.number();
        }
        return Optional.of(Arrays.stream(numbers, 0, size).sorted().iterator());
    }

    /// Many entities of few values need no sorting: those of each value stand in order.
    private static Optional<PrimitiveIterator.OfLong> sideBySide(
            ConcurrentSkipListSet<Posting> index, ValueKey from, ValueKey to) {
        var end = new Posting(to, Long.MAX_VALUE);
        var lists = new ArrayList<PrimitiveIterator.OfLong>();
        var next = index.ceiling(new Posting(from, Long.MIN_VALUE));
        while (next != null && next.compareTo(end) < 0) {
            if (lists.size() == MOST_VALUES) {
                return Optional.empty();
            }
            lists.add(of(index, next.key()));
            next = index.higher(new Posting(next.key(), Long.MAX_VALUE));
        }
        return Optional.of(Ascending.of(lists));
    }
}
