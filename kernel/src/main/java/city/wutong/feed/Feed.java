package city.wutong.feed;

import city.wutong.context.Change;
import city.wutong.context.Footprint;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The committed changes of one tenant, in order.
///
/// The newest are kept in memory, the *tail*, bounded in bytes; who is further behind reads the
/// journal. So nobody's pace holds the writer back, and nobody misses a change.
public final class Feed implements Published {
    /// A group in the tail.
    private record Group(List<Change> changes, long bytes) {
        long first() {
            return changes.getFirst().seq();
        }

        long last() {
            return changes.getLast().seq();
        }
    }

    private final JournalReader journal;
    private final long tailBytes;
    private final ConcurrentSkipListMap<Long, Group> tail = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile long seq;

    /// @param seq the last change there is
    /// @param tailBytes what the tail may hold; the newest group stays whatever its size
    public Feed(long seq, long tailBytes, JournalReader journal) {
        this.seq = seq;
        this.tailBytes = tailBytes;
        this.journal = journal;
    }

    @Override
    public void publish(List<Change> changes) {
        long weight = 0;
        for (var change : changes) {
            weight += Footprint.of(change);
        }
        var group = new Group(List.copyOf(changes), weight);
        tail.put(group.last(), group);
        bytes.addAndGet(weight);
        while (bytes.get() > tailBytes && tail.size() > 1) {
            bytes.addAndGet(-tail.pollFirstEntry().getValue().bytes());
        }
        lock.lock();
        try {
            seq = group.last();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The last committed change.
    public long seq() {
        return seq;
    }

    /// What the tail holds, in bytes.
    public long bytes() {
        return bytes.get();
    }

    /// The changes after `after` as far as the tail holds them, at most about `most`; empty when
    /// the tail does not reach back so far.
    public Optional<List<Change>> tail(long after, int most) {
        if (after >= seq) {
            return Optional.of(List.of());
        }
        var found = new ArrayList<Change>();
        long last = after;
        for (var group : tail.tailMap(after, false).values()) {
            if (group.first() > last + 1) {
                break; // what is between was dropped, perhaps while this walk went on
            }
            last = group.last();
            int skipped = found.isEmpty() ? (int) (after + 1 - group.first()) : 0;
            found.addAll(group.changes().subList(skipped, group.changes().size()));
            if (found.size() >= most) {
                break;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /// The changes after `after`, from the tail or the journal; empty when there are none yet.
    public List<Change> read(long after, int most) throws JournalAway {
        var recent = tail(after, most);
        if (recent.isPresent()) {
            return recent.get();
        }
        // The journal may hold a group that readers do not see yet.
        return journal.read(after, (int) Math.min(most, seq - after));
    }

    /// Waits until there is a change after `after`, at most that long.
    ///
    /// @return whether there is one
    public boolean await(long after, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (seq <= after && left > 0) {
                left = grown.awaitNanos(left);
            }
            return seq > after;
        } finally {
            lock.unlock();
        }
    }
}
