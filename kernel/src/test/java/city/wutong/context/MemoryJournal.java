package city.wutong.context;

import city.wutong.feed.JournalReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// A journal in memory, as honest as the real one: what is committed is there, what is not is not.
/// It can be told to be away, to lose a group while it is written or at its commit, to hold a
/// commit back, or to break.
public final class MemoryJournal implements Journal, JournalReader {
    /// What the next groups meet.
    public enum Mood {
        WELL,
        AWAY,
        LOSES_WHILE_WRITTEN,
        LOSES_AT_COMMIT,
        BREAKS
    }

    private static final int MANY = 1_000_000;

    private final List<Change> changes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Once> once = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final Semaphore gate = new Semaphore(MANY);
    private final Semaphore reached = new Semaphore(0);
    private volatile Mood mood = Mood.WELL;
    private int commitsLeft = MANY;

    public void become(Mood next) {
        mood = next;
    }

    /// Breaks at the commit after so many more, as a process does that is killed after them.
    public synchronized void breakAfter(int commits) {
        commitsLeft = commits;
    }

    /// Is whole again, as after a start.
    public synchronized void mend() {
        mood = Mood.WELL;
        commitsLeft = MANY;
    }

    /// Keeps rows that come without a change.
    public synchronized void keep(List<Row> more) {
        rows.addAll(more);
    }

    /// From now on a commit waits until it is let go.
    public void hold() {
        gate.drainPermits();
        reached.drainPermits();
    }

    /// Waits until a commit is held.
    public void awaitHeld() {
        reached.acquireUninterruptibly();
    }

    public void letGo() {
        gate.release(MANY);
    }

    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    public synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    public synchronized List<Once> once() {
        return List.copyOf(once);
    }

    /// How many changes each committed group had.
    public synchronized List<Integer> groups() {
        return List.copyOf(groups);
    }

    @Override
    public synchronized List<Change> read(long after, int most) throws JournalAway {
        if (mood == Mood.AWAY) {
            throw away();
        }
        int from = (int) Math.min(after, changes.size());
        return List.copyOf(changes.subList(from, Math.min(changes.size(), from + most)));
    }

    @Override
    public Group begin(Instant at) throws JournalAway {
        if (mood == Mood.AWAY) {
            throw away();
        }
        return new Written(at);
    }

    @Override
    public void close() {}

    private static JournalAway away() {
        return new JournalAway("away, as the test wants it", new IllegalStateException());
    }

    private final class Written implements Group {
        private final Instant at;
        private final List<Change> ownChanges = new ArrayList<>();
        private final List<Row> ownRows = new ArrayList<>();
        private final List<Once> ownOnce = new ArrayList<>();

        Written(Instant at) {
            this.at = at;
        }

        @Override
        public void append(Change change) throws JournalAway {
            if (mood == Mood.LOSES_WHILE_WRITTEN && !ownChanges.isEmpty()) {
                throw away();
            }
            if (!change.at().equals(at)) {
                throw new IllegalStateException("decided at another time than its group");
            }
            ownChanges.add(change);
        }

        @Override
        public void append(Row row) {
            ownRows.add(row);
        }

        @Override
        public void append(Once name) {
            ownOnce.add(name);
        }

        @Override
        public void commit() throws JournalAway {
            reached.release();
            gate.acquireUninterruptibly();
            switch (mood) {
                case WELL, LOSES_WHILE_WRITTEN -> keep();
                case AWAY, LOSES_AT_COMMIT -> throw away();
                case BREAKS -> throw new IllegalStateException("broken, as the test wants it");
            }
        }

        private void keep() {
            synchronized (MemoryJournal.this) {
                if (commitsLeft-- == 0) {
                    throw new IllegalStateException("killed, as the test wants it");
                }
                for (var change : ownChanges) {
                    if (change.seq() != changes.size() + 1) {
                        throw new IllegalStateException("a gap before " + change.seq());
                    }
                    changes.add(change);
                }
                rows.addAll(ownRows);
                once.addAll(ownOnce);
                groups.add(ownChanges.size());
            }
        }

        @Override
        public void abandon() {}
    }
}
