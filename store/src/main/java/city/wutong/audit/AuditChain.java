package city.wutong.audit;

import city.wutong.access.AuditEntry;
import city.wutong.postgres.Migrations;
import city.wutong.postgres.Tables;
import city.wutong.refusal.Refusal;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The audit log: one chain of entries for the installation, in the schema [#SCHEMA]. The
/// [ChainWriter] adds to its [ChainEnd]; [ChainKeeping] notes its head and cuts off what is old;
/// [ChainCheck] verifies it.
public final class AuditChain implements AuditTrail, AutoCloseable {
    public static final String SCHEMA = "audit";

    private static final System.Logger LOG = System.getLogger(AuditChain.class.getName());
    private static final String LOCATION = "classpath:db/audit";

    private final AuditTable table;
    private final Path folder;
    private final HeadFile file;
    private final ChainEnd end;
    private final ChainKeeping keeping;
    private final ChainWriter writer;
    private final AtomicBoolean verifying = new AtomicBoolean();

    private AuditChain(Tables tables, Path folder, Clock clock, Duration keep) throws IOException {
        this.table = new AuditTable(tables);
        this.folder = folder;
        this.file = HeadFile.open(folder);
        this.end = new ChainEnd(tables, file, clock);
        this.keeping = new ChainKeeping(end, table, file, clock, keep);
        this.writer = new ChainWriter(end, keeping);
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
                chain.end.start(mark);
                chain.writer.start();
            } catch (SQLException | InterruptedException | RuntimeException e) {
                chain.end.close();
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

    // --- appending ---------------------------------------------------------------------------

    @Override
    public long append(AuditEntry entry) {
        return writer.append(entry, Commit.DURABLE);
    }

    @Override
    public long precede(AuditEntry entry) {
        return writer.append(entry, Commit.CARRIED);
    }

    /// Returns when all that was appended before is durable. Whoever writes changes by a fresh
    /// session does this first: the session before may have been lost with the database, and
    /// entries with it that were written and not durable.
    ///
    /// @throws SQLException when that cannot be said now
    public void settle() throws SQLException {
        writer.settle();
    }

    /// How many entries wait for the writer.
    public int waiting() {
        return writer.waiting();
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
        try {
            return keeping.uncut(this::verdict);
        } catch (SQLException | IOException e) {
            throw unread(e);
        } finally {
            verifying.set(false);
        }
    }

    private Verdict verdict() throws SQLException, IOException {
        var noted = HeadFile.noted(folder);
        var upTo = end.durable(); // what is appended meanwhile is not looked at
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
        return end.durable();
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        writer.close();
        end.close();
    }
}
