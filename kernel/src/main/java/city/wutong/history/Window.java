package city.wutong.history;

import city.wutong.history.PastInstance.Deletion;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Gathers the instances that a temporal query asks for, of one or several entities, as many as one
/// answer holds (clauses 4.11, 6.3.10): the oldest of them, or with `lastN` the newest.
///
/// Instances of one time are never divided between two answers, so that whoever asks again from
/// there misses none. What is dropped can never come back in: so no more is kept than twice what
/// the answer holds, however many come.
public final class Window {
    /// Instances of one time that an answer may hold beyond its measure.
    static final int MOST_AT_ONCE = 100_000;

    private static final int SLACK = 1_000;
    private static final Comparator<Entry> OLDEST_FIRST =
            Comparator.comparing(Entry::time)
                    .thenComparingLong(entry -> entry.instance().seq())
                    .thenComparingInt(Entry::entity);

    private final TemporalQuery query;
    private final int most;
    private List<Entry> entries = new ArrayList<>();
    private int full;
    private boolean isCut;

    /// An instance in its place.
    ///
    /// @param entity which of those that are asked for
    /// @param time by which it is sorted; [Instant#MIN] when it lacks that
    public record Entry(int entity, PastInstance instance, Instant time) {}

    /// What an answer holds.
    ///
    /// @param entries from the oldest to the newest
    /// @param isCut whether there is more for another answer
    public record Page(List<Entry> entries, boolean isCut) {
        public Page {
            entries = List.copyOf(entries);
        }

        /// The oldest time in it.
        public Optional<Instant> first() {
            return entries.stream()
                    .map(Entry::time)
                    .filter(time -> time.isAfter(Instant.MIN))
                    .findFirst();
        }

        /// The newest time in it.
        public Optional<Instant> last() {
            return entries.isEmpty()
                    ? Optional.empty()
                    : Optional.of(entries.getLast().time())
                            .filter(time -> time.isAfter(Instant.MIN));
        }
    }

    private record Line(int entity, String name) {}

    /// @param most instances that an answer is to hold
    public Window(TemporalQuery query, int most) {
        this.query = query;
        this.most = most;
        this.full = 2 * most + SLACK;
    }

    /// Takes the instances of one entity.
    public Consumer<PastInstance> of(int entity) {
        return instance -> add(entity, instance);
    }

    private void add(int entity, PastInstance instance) {
        var time = instance.time(query.timeProperty());
        if (query.isOfTime() && !query.isMet(time)) {
            return;
        }
        var place = time;
        if (place == null) {
            place = instance instanceof Deletion deletion ? deletion.deletedAt() : Instant.MIN;
        }
        entries.add(new Entry(entity, instance, place));
        if (entries.size() >= full) {
            trim();
            full = entries.size() + most + SLACK;
        }
    }

    /// What came, as far as an answer holds it.
    public Page page() {
        trim();
        entries.sort(OLDEST_FIRST);
        return new Page(entries, isCut);
    }

    private void trim() {
        boolean backwards = query.lastN().isPresent();
        entries.sort(backwards ? OLDEST_FIRST.reversed() : OLDEST_FIRST);
        if (backwards) {
            keepLast(query.lastN().getAsInt());
        }
        int end = end();
        if (end < entries.size()) {
            isCut = true;
            entries = new ArrayList<>(entries.subList(0, end));
        }
        if (end > most + MOST_AT_ONCE) {
            throw Refusal.of(HistoryReason.TOO_MANY_AT_ONCE, MOST_AT_ONCE).thrown();
        }
    }

    private void keepLast(int lastN) {
        var seen = new HashMap<Line, Integer>();
        entries.removeIf(entry ->
                seen.merge(new Line(entry.entity(), entry.instance().name()), 1, Integer::sum)
                        > lastN);
    }

    /// Where an answer ends: no time is divided, and there are two times at least, so that whoever
    /// goes on from the last comes further.
    private int end() {
        int end = Math.min(most, entries.size());
        boolean isOne = true;
        while (end < entries.size()) {
            boolean isSame = timeAt(end).equals(timeAt(end - 1));
            isOne = isOne && timeAt(end - 1).equals(timeAt(0));
            if (!isSame && !isOne) {
                break;
            }
            if (!isSame) {
                isOne = false;
            }
            end++;
        }
        return end;
    }

    private Instant timeAt(int place) {
        return entries.get(place).time();
    }
}
