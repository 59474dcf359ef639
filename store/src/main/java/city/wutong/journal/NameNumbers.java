package city.wutong.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The numbers that the journal uses for names of attributes and actors. The writer gives new ones;
/// they count once the group that brought them is committed.
final class NameNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final LinkedHashMap<String, Integer> pending = new LinkedHashMap<>();

    NameNumbers(Map<Integer, String> known) {
        known.forEach(this::know);
    }

    private void know(int number, String name) {
        var shared = name.intern();
        numbers.put(shared, number);
        names.put(number, shared);
    }

    int numberOf(String name) {
        var number = numbers.get(name);
        return number != null
                ? number
                : pending.computeIfAbsent(name, _ -> numbers.size() + pending.size() + 1);
    }

    /// The name of a number; one String instance for all who ask.
    String nameOf(int number) {
        var name = names.get(number);
        if (name == null) {
            throw new IllegalStateException("the journal uses the name " + number + " unknown");
        }
        return name;
    }

    boolean knows(int number) {
        return names.containsKey(number);
    }

    List<Map.Entry<String, Integer>> pending() {
        return new ArrayList<>(pending.entrySet());
    }

    void committed() {
        pending.forEach((name, number) -> know(number, name));
        pending.clear();
    }

    void dropped() {
        pending.clear();
    }
}
