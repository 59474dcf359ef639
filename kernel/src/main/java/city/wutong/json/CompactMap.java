package city.wutong.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An immutable map in two arrays, for the small objects of which a city holds millions: a
/// `{"type":"Point","coordinates":[…]}` takes a third of what a `LinkedHashMap` needs. Look-up is
/// linear, so that larger objects keep a hash table.
final class CompactMap extends AbstractMap<String, Json> implements SequencedMap<String, Json> {
    private static final int LARGEST = 12;

    private final String[] names;
    private final Json[] values;

    private CompactMap(String[] names, Json[] values) {
        this.names = names;
        this.values = values;
    }

    /// Gathers members, in arrays while they are few.
    static final class Builder {
        private final String[] names = new String[LARGEST];
        private final Json[] values = new Json[LARGEST];
        private final LinkedHashMap<String, Json> many = new LinkedHashMap<>(0);
        private int size;

        /// Takes a member, unless there is one of that name.
        ///
        /// @return whether it was taken
        boolean put(String name, Json value) {
            if (!many.isEmpty()) {
                return many.putIfAbsent(name, value) == null;
            }
            for (int i = 0; i < size; i++) {
                if (names[i].equals(name)) {
                    return false;
                }
            }
            if (size == LARGEST) {
                for (int i = 0; i < size; i++) {
                    many.put(names[i], values[i]);
                }
                many.put(name, value);
                return true;
            }
            names[size] = name;
            values[size++] = value;
            return true;
        }

        /// The members, in the order in which they were put.
        SequencedMap<String, Json> map() {
            return many.isEmpty()
                    ? new CompactMap(Arrays.copyOf(names, size), Arrays.copyOf(values, size))
                    : Collections.unmodifiableSequencedMap(many);
        }
    }

    static SequencedMap<String, Json> copyOf(SequencedMap<String, Json> members) {
        if (members instanceof CompactMap compact) {
            return compact;
        }
        int size = members.size();
        if (size > LARGEST) {
            return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }
        var names = new String[size];
        var values = new Json[size];
        int at = 0;
        for (var member : members.entrySet()) {
            names[at] = member.getKey();
            values[at++] = member.getValue();
        }
        return new CompactMap(names, values);
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable Json get(Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Json> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public SequencedMap<String, Json> reversed() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(this).reversed());
    }

    @Override
    public Set<Entry<String, Json>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, Json>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Json>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, Json> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], values[next++]);
        }
    }
}
