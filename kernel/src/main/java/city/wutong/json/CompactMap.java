package city.wutong.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An immutable map in two arrays, for the small objects of which a city holds millions: a
/// `{"type":"Point","coordinates":[…]}` takes a third of what a `LinkedHashMap` needs. Look-up is
/// linear, so that larger objects keep a hash table.
final class CompactMap extends AbstractMap<String, Json> implements SequencedMap<String, Json> {
    private static final int LARGEST = 12;

    private final String[] names;
    private final Json[] values;

    private CompactMap(Map<String, Json> members) {
        names = members.keySet().toArray(String[]::new);
        values = members.values().toArray(Json[]::new);
    }

    static SequencedMap<String, Json> copyOf(SequencedMap<String, Json> members) {
        if (members instanceof CompactMap compact) {
            return compact;
        }
        return members.size() <= LARGEST
                ? new CompactMap(members)
                : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
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
