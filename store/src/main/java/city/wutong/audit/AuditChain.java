package city.wutong.audit;

import city.wutong.access.AuditEntry;
import city.wutong.journal.WriterSession;
import city.wutong.postgres.Migrations;
import city.wutong.postgres.Tables;
import city.wutong.refusal.Refusal;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/// The audit log: one chain of entries for the installation, in the schema [#SCHEMA].
///
/// # Theory
///
/// Whoever appends waits for the one writer, which takes all that wait as one group, links them and
/// commits them by one statement: so many requests share an fsync, and the chain has one order. The
/// head is noted in a [HeadFile] after each commit, never before it.
///
/// When the database was lost while a group was being committed, nobody knows whether it is there.
/// The next session, which gets the lock only when the old one has ended, finds as the last entry
/// either the head we know, then the group is not there, or the group's last, then all of it is. If
/// it finds neither, somebody else has written: that is noted, in the chain too, and the city goes
/// on, for alarms matter more than a proof that is broken already.
public final class AuditChain implements AuditTrail, AutoCloseable {
    public static final String SCHEMA = "audit";

    /// The most entries that are committed together.
    static final int GROUP = 1_000;

    /// The action of an entry that says what was cut off.
    static final String CUT = "audit.cut";

    /// The action of an entry that says that chain and head were found to differ.
    static final String BROKEN = "audit.chain-broken";

    private static final System.Logger LOG = System.getLogger(AuditChain.class.getName());
    private static final String LOCATION = "classpath:db/audit";
    private static final String ITSELF = "wutong";
    private static final int MOST_WAITING = 8_192;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    /// A database that was killed is back before that.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration NOTE_EVERY = Duration.ofHours(1);

    private final AuditTable table;
    private final WriterSession session;
    private final Path folder;
    private final HeadFile file;
    private final Clock clock;
    private final Duration keep;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ReentrantReadWriteLock cutting = new ReentrantReadWriteLock();
    private final AtomicBoolean verifying = new AtomicBoolean();
    private final Thread thread;
    private Optional<Connection> known = Optional.empty();
    private Optional<ChainHead> inDoubt = Optional.empty();
    private Instant notedAt = Instant.EPOCH;
    private boolean away;
    private volatile ChainHead head = ChainHead.START;
    private volatile boolean stopping;
    private volatile boolean ended;

    private record Waiting(AuditEntry entry, CompletableFuture<Boolean> written) {}

    private AuditChain(Tables tables, Path folder, Clock clock, Duration keep) throws IOException {
        this.table = new AuditTable(tables);
        this.session = new WriterSession(tables.database(), tables.schema());
        this.folder = folder;
        this.file = HeadFile.open(folder);
        this.clock = clock;
        this.keep = keep;
        this.thread = Thread.ofPlatform().name("audit").unstarted(this::run);
    }

    /// Brings the tables up to date, compares chain and head, and starts the writer.
    ///
    /// @param folder where the head is noted
    /// @param keep for how long entries are kept
    /// @throws StartRefused when another Wutong writes it, or it cannot be opened
    public static AuditChain open(Tables tables, Path folder, Clock clock, Duration keep) {
        Migrations.migrate(tables.database(), tables.schema(), LOCATION);
        try {
            var mark = HeadFile.mark(folder);
            var chain = new AuditChain(tables, folder, clock, keep);
            try {
                chain.start(mark);
            } catch (SQLException | InterruptedException | RuntimeException e) {
                chain.session.close();
                chain.file.close();
                throw e;
            }
            return chain;
        } catch (SQLException | IOException e) {
            throw new StartRefused(
                    ExitCode.DATABASE, "The audit log cannot be opened: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused(ExitCode.DATABASE, "The start was interrupted.", e);
        }
    }

    private void start(Optional<HeadFile.Mark> mark)
            throws SQLException, IOException, InterruptedException {
        var connection = session.open(LOCK_WAIT);
        known = Optional.of(connection);
        head = table.head(connection);
        LOG.log(System.Logger.Level.DEBUG, "the audit log''s head is {0}", head);
        boolean isNew = mark.isEmpty() && head.equals(ChainHead.START);
        if (!isNew && !(mark.isPresent() && agrees(connection, mark.get()))) {
            differs(mark.map(HeadFile.Mark::head));
        }
        file.write(new HeadFile.Mark(head, false));
        thread.start();
    }

    private boolean agrees(Connection connection, HeadFile.Mark mark) throws SQLException {
        var noted = mark.head();
        boolean isThere =
                noted.equals(head)
                        || noted.number() == 0
                        || table.hash(connection, noted.number())
                                .filter(noted.hash()::equals)
                                .isPresent();
        return isThere && head.number() >= noted.number() && head.number() <= mark.farthest();
    }

    /// Keeps what was noted, so that each verification from now on finds it, and writes it down.
    private void differs(Optional<ChainHead> noted) throws IOException {
        LOG.log(
                System.Logger.Level.ERROR,
                "THE AUDIT LOG IS NOT WHAT IT WAS: it ends with {0}, noted was {1}. Run \"wutong"
                        + " audit verify\".",
                head,
                noted.map(ChainHead::toString).orElse("nothing"));
        if (noted.isPresent()) {
            file.note(noted.get());
        }
        var object =
                "noted " + noted.map(ChainHead::toString).orElse("nothing") + ", found " + head;
        var entry = new AuditEntry(clock.instant(), ITSELF, "", BROKEN, object, "", "found");
        if (!queue.offer(new Waiting(entry, new CompletableFuture<>()))) {
            LOG.log(System.Logger.Level.ERROR, "that could not be written to the audit log itself");
        }
    }

    // --- appending ---------------------------------------------------------------------------

    @Override
    public void append(AuditEntry entry) {
        var waiting = new Waiting(entry, new CompletableFuture<>());
        if (stopping || !queue.offer(waiting)) {
            throw Refusal.of(AuditReason.NOT_WRITTEN).thrown();
        }
        if (ended) {
            waiting.written().complete(false); // it came after the last that were looked at
        }
        if (!waiting.written().join()) {
            throw Refusal.of(AuditReason.NOT_WRITTEN).thrown();
        }
    }

    /// How many entries wait for the writer.
    public int waiting() {
        return queue.size();
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty()) {
                var first = Optional.ofNullable(queue.poll(1, TimeUnit.SECONDS));
                if (first.isPresent()) {
                    var group = new ArrayList<Waiting>();
                    group.add(first.get());
                    queue.drainTo(group, GROUP - 1);
                    write(group);
                }
                tidy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopping = true;
            ended = true;
            queue.forEach(waiting -> waiting.written().complete(false));
        }
    }

    private void write(List<Waiting> group) throws InterruptedException {
        boolean written = false;
        try {
            written = commit(group);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "audit entries could not be written", e);
        } finally {
            for (var waiting : group) {
                waiting.written().complete(written);
            }
        }
    }

    /// Whether the group is certainly there.
    private boolean commit(List<Waiting> group) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean tried = false;
        while (true) {
            try {
                var connection = session.open();
                if (isInDoubtThere(connection) && tried) {
                    return true;
                }
                var links = linked(group);
                inDoubt = Optional.of(links.getLast().head());
                tried = true;
                table.insert(connection, links);
                settled(links.getLast().head());
                return true;
            } catch (SQLException e) {
                session.discard();
                tellAway(e);
                if (stopping || System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void tellAway(SQLException e) {
        if (!away) {
            LOG.log(System.Logger.Level.WARNING, "the audit log is away: {0}", e.getMessage());
        }
        away = true;
    }

    private List<ChainLink> linked(List<Waiting> group) {
        var links = new ArrayList<ChainLink>(group.size());
        var last = head;
        for (var waiting : group) {
            var link = ChainLink.after(last, waiting.entry());
            links.add(link);
            last = link.head();
        }
        return links;
    }

    /// Whether a fresh session finds that what was in doubt has been committed.
    private boolean isInDoubtThere(Connection connection) throws SQLException {
        if (known.filter(connection::equals).isPresent()) {
            return false;
        }
        var stored = table.head(connection);
        boolean isThere = inDoubt.filter(stored::equals).isPresent();
        if (!isThere && !stored.equals(head)) {
            noteDifference(stored);
        }
        settled(stored);
        known = Optional.of(connection);
        return isThere;
    }

    private void noteDifference(ChainHead stored) {
        var before = head;
        head = stored;
        try {
            differs(Optional.of(before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void settled(ChainHead now) {
        head = now;
        inDoubt = Optional.empty();
        away = false;
        try {
            file.write(new HeadFile.Mark(now, false));
        } catch (IOException e) {
            // Durable it is; that the note lags is found at the next start.
            LOG.log(System.Logger.Level.ERROR, "the audit log's head cannot be noted", e);
        }
    }

    // --- keeping -----------------------------------------------------------------------------

    /// Notes the head once an hour, and cuts off what has been kept long enough.
    private void tidy() {
        var now = clock.instant();
        if (Duration.between(notedAt, now).abs().compareTo(NOTE_EVERY) < 0) {
            return;
        }
        notedAt = now;
        if (!cutting.writeLock().tryLock()) {
            return; // somebody verifies; the next hour will do
        }
        try {
            file.note(head);
            cut(now.minus(keep));
        } catch (SQLException e) {
            session.discard();
            LOG.log(System.Logger.Level.WARNING, "old audit entries were not cut off", e);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the audit log's head cannot be noted", e);
        } finally {
            cutting.writeLock().unlock();
        }
    }

    private void cut(Instant before) throws SQLException, IOException {
        var connection = session.open();
        if (known.filter(connection::equals).isEmpty()) {
            var _ = isInDoubtThere(connection);
        }
        var last = table.lastBefore(connection, before);
        if (last.isEmpty()) {
            return;
        }
        var entry =
                new AuditEntry(clock.instant(), ITSELF, "", CUT, last.get().toString(), "", "done");
        var link = ChainLink.after(head, entry);
        inDoubt = Optional.of(link.head());
        connection.setAutoCommit(false);
        table.insert(connection, List.of(link));
        table.cut(connection, last.get());
        connection.commit();
        connection.setAutoCommit(true);
        settled(link.head());
        file.forget(last.get().number());
        LOG.log(System.Logger.Level.INFO, "audit entries up to {0} were cut off", last.get());
    }

    // --- reading -----------------------------------------------------------------------------

    @Override
    public List<ChainLink> find(AuditQuery query, long before, int limit) {
        try {
            return table.newest(query, before, limit);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public void each(AuditQuery query, Consumer<ChainLink> to) {
        try {
            table.each(query, to);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    private static RuntimeException unread(Exception e) {
        LOG.log(System.Logger.Level.WARNING, "the audit log cannot be read", e);
        return Refusal.of(AuditReason.NOT_READ).thrown();
    }

    @Override
    public Verdict verify() {
        if (!verifying.compareAndSet(false, true)) {
            throw Refusal.of(AuditReason.VERIFYING).thrown();
        }
        cutting.readLock().lock();
        try {
            var noted = HeadFile.noted(folder);
            var upTo = head; // what is appended meanwhile is not looked at
            var mark = Optional.of(new HeadFile.Mark(upTo, true));
            var check = new ChainCheck(table.anchor(), noted, mark);
            table.each(
                    AuditQuery.ALL,
                    link -> {
                        if (link.number() <= upTo.number()) {
                            check.next(link);
                        }
                    });
            return check.end();
        } catch (SQLException | IOException e) {
            throw unread(e);
        } finally {
            cutting.readLock().unlock();
            verifying.set(false);
        }
    }

    /// Verifies the log of a city that stands still.
    ///
    /// @throws IOException when what was noted cannot be read
    public static Verdict verify(Tables tables, Path folder) throws SQLException, IOException {
        var check =
                new ChainCheck(
                        new AuditTable(tables).anchor(),
                        HeadFile.noted(folder),
                        HeadFile.mark(folder));
        new AuditTable(tables).each(AuditQuery.ALL, check::next);
        return check.end();
    }

    /// The last head that was noted of a city that stands still; empty when none was.
    ///
    /// @throws IOException when what was noted cannot be read
    public static Optional<ChainHead> noted(Path folder) throws IOException {
        return HeadFile.mark(folder).map(HeadFile.Mark::head);
    }

    @Override
    public ChainHead head() {
        return head;
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
            file.write(new HeadFile.Mark(head, inDoubt.isEmpty()));
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log's head cannot be noted", e);
        } finally {
            session.close();
        }
    }
}
