package city.wutong.auth;

import city.wutong.people.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A table without a database.
final class MemoryRows<K, T> implements Rows<K, T> {
    private final Map<K, T> rows = new LinkedHashMap<>();
    private final Function<T, K> key;

    MemoryRows(Function<T, K> key) {
        this.key = key;
    }

    @Override
    public synchronized List<T> load() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized void put(T row) {
        rows.put(key.apply(row), row);
    }

    @Override
    public synchronized void remove(K gone) {
        rows.remove(gone);
    }
}
