package city.wutong.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// When each key is to be woken. Setting a time again replaces it. The order in which keys are due
/// depends on their times and on the keys alone, so that a process that was killed and has set them
/// again wakes them as one that was not.
///
/// A key that is heard of often puts its time off often: then only the new time is noted, and the
/// one entry that it has in the queue is put back when its old time comes. So the queue is never
/// longer than about the number of keys.
final class Timers<K> {
    private record Alarm<K>(Instant at, K key) {}

    private final PriorityQueue<Alarm<K>> queue;
    private final Map<K, Alarm<K>> queued = new HashMap<>();
    private final Map<K, Instant> wanted = new HashMap<>();

    /// @param order which of two keys is woken first when both are to be woken at one time
    Timers(Comparator<K> order) {
        queue =
                new PriorityQueue<>(
                        Comparator.<Alarm<K>, Instant>comparing(Alarm::at)
                                .thenComparing(Alarm::key, order));
    }

    void set(K key, Optional<Instant> at) {
        if (at.isEmpty()) {
            wanted.remove(key);
            return;
        }
        wanted.put(key, at.get());
        var there = queued.get(key);
        if (there == null || at.get().isBefore(there.at())) {
            enqueue(key, at.get());
        }
    }

    private void enqueue(K key, Instant at) {
        var alarm = new Alarm<>(at, key);
        queued.put(key, alarm);
        queue.add(alarm);
    }

    /// The next key whose time has come; its timer is gone then.
    Optional<K> due(Instant now) {
        while (!queue.isEmpty() && !queue.peek().at().isAfter(now)) {
            var alarm = queue.remove();
            if (!queued.remove(alarm.key(), alarm)) {
                continue; // an earlier one was set after it
            }
            var at = wanted.get(alarm.key());
            if (at == null) {
                continue;
            }
            if (at.isAfter(alarm.at())) {
                enqueue(alarm.key(), at);
                continue;
            }
            wanted.remove(alarm.key());
            return Optional.of(alarm.key());
        }
        return Optional.empty();
    }
}
