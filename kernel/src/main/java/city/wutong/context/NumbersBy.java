package city.wutong.context;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/// [Numbers] by a key, say a type or a cell: one writer, any number of readers. A key is kept only
/// as long as one of its numbers is, for who makes up new keys all the time must not fill the
/// memory with them.
final class NumbersBy<K> {
    private final Map<K, Numbers> lists = new ConcurrentHashMap<>();

    void add(K key, long number) {
        lists.computeIfAbsent(key, _ -> new Numbers()).add(number);
    }

    /// As [Numbers#remove].
    void remove(K key, LongPredicate belongs) {
        var numbers = lists.get(key);
        if (numbers == null) {
            return;
        }
        numbers.remove(belongs);
        if (numbers.view().size() == 0) {
            lists.remove(key);
        }
    }

    /// The numbers of a key; none when nobody has it.
    Numbers.View view(K key) {
        return Optional.ofNullable(lists.get(key)).map(Numbers::view).orElse(Numbers.View.EMPTY);
    }

    void forEach(BiConsumer<K, Numbers> consumer) {
        lists.forEach(consumer);
    }

    /// How many keys there are.
    int size() {
        return lists.size();
    }
}
