package city.wutong.people;

import city.wutong.refusal.Refusal;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Everything of one kind, held in memory and written through: what is answered here costs no SQL,
/// and what was changed here is in the database, but for what may be written later.
///
/// Changes are made one after another, and first in the database; when that fails, memory is as it
/// was.
public final class Register<K, T> {
    private final Rows<K, T> rows;
    private final Function<T, K> key;
    private final int most;
    private final ConcurrentMap<K, T> held = new ConcurrentHashMap<>();
    private final Set<K> late = ConcurrentHashMap.newKeySet();

    /// Loads all.
    ///
    /// @param most one more is refused
    public Register(Rows<K, T> rows, Function<T, K> key, int most) {
        this.rows = rows;
        this.key = key;
        this.most = most;
        rows.load().forEach(row -> held.put(key.apply(row), row));
    }

    public Optional<T> get(K wanted) {
        return Optional.ofNullable(held.get(wanted));
    }

    /// As they are while one looks: not a copy.
    public Collection<T> all() {
        return held.values();
    }

    public int size() {
        return held.size();
    }

    /// Whether no more may be added.
    public boolean isFull() {
        return held.size() >= most;
    }

    /// Adds it, or puts it in the place of what has its key.
    ///
    /// @throws city.wutong.refusal.Refused with 507 when there are too many, with 503 while the
    ///   database is away
    public synchronized void put(T row) {
        checkRoom(row);
        rows.put(row);
        held.put(key.apply(row), row);
        late.remove(key.apply(row));
    }

    /// As [#put], but written at the next [#flush]: for what may be lost by a crash.
    public synchronized void putLater(T row) {
        checkRoom(row);
        held.put(key.apply(row), row);
        late.add(key.apply(row));
    }

    private void checkRoom(T row) {
        if (isFull() && !held.containsKey(key.apply(row))) {
            throw Refusal.of(PeopleReason.FULL, most).thrown();
        }
    }

    /// Changes what has that key; empty when there is none. Nobody comes between.
    public synchronized Optional<T> change(K wanted, UnaryOperator<T> change) {
        var changed = get(wanted).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    /// As [#change], but written at the next [#flush].
    public synchronized Optional<T> changeLater(K wanted, UnaryOperator<T> change) {
        var changed = get(wanted).map(change);
        changed.ifPresent(this::putLater);
        return changed;
    }

    /// Takes it out; of several who try, one gets it.
    public synchronized Optional<T> take(K wanted) {
        var there = get(wanted);
        if (there.isPresent()) {
            rows.remove(wanted);
            held.remove(wanted);
            late.remove(wanted);
        }
        return there;
    }

    public void removeAll(Predicate<T> unwanted) {
        for (var row : held.values()) {
            if (unwanted.test(row)) {
                take(key.apply(row));
            }
        }
    }

    /// Writes what was put off.
    public void flush() {
        for (var each : late) {
            write(each);
        }
    }

    private synchronized void write(K each) {
        var row = held.get(each);
        if (late.contains(each) && row != null) {
            rows.put(row);
        }
        late.remove(each);
    }
}
