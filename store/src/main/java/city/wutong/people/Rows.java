package city.wutong.people;

import java.util.List;

/// A table of things that each have a key.
public interface Rows<K, T> {
    /// All there are.
    ///
    /// @throws city.wutong.refusal.Refused with 503 while the database is away; so do the others
    List<T> load();

    /// Adds it, or puts it in the place of what has its key.
    void put(T row);

    void remove(K key);
}
