package city.wutong.audit;

import city.wutong.access.AuditEntry;
import city.wutong.refusal.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The one who adds to the chain, so that it has one order: takes all who wait as one group and
/// commits them by one statement. If one of them needs it durable, all wait for that; else none
/// does, and what was written is made durable once a second, and whenever much has gathered.
final class ChainWriter {
    /// The most entries that are committed together.
    static final int GROUP = 1_000;

    /// So many may be written without being durable: with the group after them, the most that a
    /// head can lag behind.
    static final int MOST_NOT_DURABLE = GROUP;

    private static final System.Logger LOG = System.getLogger(ChainWriter.class.getName());
    private static final int MOST_WAITING = 8_192;

    /// Nothing has been done yet, and whoever asks may ask again: so not long.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SETTLE_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ChainEnd end;
    private final ChainKeeping keeping;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private long settledAt = System.nanoTime();
    private boolean away;
    private volatile boolean stopping;
    private volatile boolean ended;

    /// @param entry empty for who only waits until all before is durable
    /// @param number of the entry, or the last one; empty when it could not be written
    private record Waiting(
            Optional<AuditEntry> entry, Commit commit, CompletableFuture<OptionalLong> number) {}

    ChainWriter(ChainEnd end, ChainKeeping keeping) {
        this.end = end;
        this.keeping = keeping;
        this.thread = Thread.ofPlatform().name("audit").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    int waiting() {
        return queue.size();
    }

    /// Appends an entry; returns its number.
    long append(AuditEntry entry, Commit commit) {
        return await(new Waiting(Optional.of(entry), commit, new CompletableFuture<>()))
                .orElseThrow(() -> Refusal.of(AuditReason.NOT_WRITTEN).thrown());
    }

    /// Returns when all before is durable.
    void settle() throws SQLException {
        var all = new Waiting(Optional.empty(), Commit.DURABLE, new CompletableFuture<>());
        if (await(all).isEmpty()) {
            throw new SQLException("the audit log cannot be written");
        }
    }

    private OptionalLong await(Waiting waiting) {
        if (stopping || !queue.offer(waiting)) {
            return OptionalLong.empty();
        }
        if (ended) {
            waiting.number().complete(OptionalLong.empty()); // it came after the last look
        }
        return waiting.number().join();
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty()) {
                var first =
                        Optional.ofNullable(
                                queue.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
                if (first.isPresent()) {
                    var group = new ArrayList<Waiting>();
                    group.add(first.get());
                    queue.drainTo(group, GROUP - 1);
                    write(group);
                }
                settleIfDue(SETTLE_EVERY);
                keeping.tidy();
            }
            settleIfDue(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopping = true;
            ended = true;
            queue.forEach(waiting -> waiting.number().complete(OptionalLong.empty()));
        }
    }

    private void write(List<Waiting> group) throws InterruptedException {
        var entries = group.stream().flatMap(waiting -> waiting.entry().stream()).toList();
        var last = OptionalLong.empty();
        try {
            last = committed(entries, commit(group));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "audit entries could not be written", e);
        } finally {
            answer(group, last, entries.size());
        }
    }

    private static Commit commit(List<Waiting> group) {
        return group.stream().anyMatch(waiting -> waiting.commit() == Commit.DURABLE)
                ? Commit.DURABLE
                : Commit.CARRIED;
    }

    private static void answer(List<Waiting> group, OptionalLong last, int entries) {
        long number = last.orElse(0) - entries;
        for (var waiting : group) {
            if (waiting.entry().isPresent()) {
                number++;
            }
            waiting.number().complete(last.isEmpty() ? last : OptionalLong.of(number));
        }
    }

    /// The number of the last entry, if the group is certainly there.
    private OptionalLong committed(List<AuditEntry> entries, Commit commit)
            throws InterruptedException {
        long until = System.nanoTime() + (away ? 0 : PATIENCE.toNanos());
        boolean isAgain = false;
        while (true) {
            try {
                if (entries.isEmpty()) {
                    end.settle();
                }
                long last = entries.isEmpty() ? 0 : end.add(entries, commit, isAgain);
                away = false;
                return OptionalLong.of(last);
            } catch (SQLException e) {
                lost(e);
                if (stopping || System.nanoTime() > until) {
                    return OptionalLong.empty();
                }
                isAgain = true;
                Thread.sleep(PAUSE);
            }
        }
    }

    private void lost(SQLException e) {
        end.discard();
        if (!away) {
            LOG.log(System.Logger.Level.WARNING, "the audit log is away: {0}", e.getMessage());
        }
        away = true;
    }

    private void settleIfDue(Duration every) {
        boolean isDue =
                end.notDurable() >= MOST_NOT_DURABLE
                        || System.nanoTime() - settledAt >= every.toNanos();
        if (!isDue) {
            return;
        }
        settledAt = System.nanoTime();
        try {
            end.settle();
            away = false;
        } catch (SQLException e) {
            lost(e);
        }
    }

    /// Writes what waits, and ends.
    void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
