package city.wutong.audit;

import city.wutong.access.AuditEntry;
import city.wutong.journal.WriterSession;
import city.wutong.postgres.Tables;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The end of the chain, where links are added; only the writer's thread does.
///
/// # Theory
///
/// Two heads are known: that of what is written, to which the next link is added, and that of what
/// is durable, which alone is ever noted or told outside the database: otherwise a crash, by which
/// what was only written is lost, would look like an end that was cut off.
///
/// A database that crashes loses what was written and not durable, and only that. So those links
/// are kept here until they are durable. Every session but the one they were written by begins with
/// a look at the last entry there is. It is one of the links that are kept, or the durable head:
/// then the links after it were lost, and are written again, the same with the same numbers. Or it
/// is the last of a group whose commit was in doubt: then that group is there. If it is neither,
/// somebody else has written: that is noted, in the chain too, and the city goes on, for alarms
/// matter more than a proof that is broken already. Then all is made durable before anything is
/// added.
final class ChainEnd implements AutoCloseable {
    /// The action of an entry that says that chain and head were found to differ.
    static final String BROKEN = "audit.chain-broken";

    /// Who writes entries that nobody asked for.
    static final String ITSELF = "wutong";

    private static final System.Logger LOG = System.getLogger(ChainEnd.class.getName());
    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    private final AuditTable table;
    private final WriterSession session;
    private final HeadFile file;
    private final Clock clock;
    private final List<ChainLink> notDurable = new ArrayList<>();
    private List<ChainLink> inDoubt = List.of();
    private Optional<Connection> known = Optional.empty();
    private ChainHead head = ChainHead.START;
    private volatile ChainHead durable = ChainHead.START;

    ChainEnd(Tables tables, HeadFile file, Clock clock) {
        this.table = new AuditTable(tables);
        this.session = new WriterSession(tables.database(), tables.schema());
        this.file = file;
        this.clock = clock;
    }

    /// The last entry that is on disk.
    ChainHead durable() {
        return durable;
    }

    /// How many entries are written and not known to be durable.
    int notDurable() {
        return notDurable.size();
    }

    // --- beginning ---------------------------------------------------------------------------

    /// Compares the chain with what was noted of it.
    void start(Optional<HeadFile.Mark> mark)
            throws SQLException, IOException, InterruptedException {
        var connection = session.open(LOCK_WAIT);
        head = table.head(connection);
        LOG.log(System.Logger.Level.DEBUG, "the audit log''s head is {0}", head);
        boolean isNew = mark.isEmpty() && head.equals(ChainHead.START);
        if (!isNew && !(mark.isPresent() && agrees(connection, mark.get()))) {
            var entry = differing(mark.map(HeadFile.Mark::head), head);
            var link = ChainLink.after(head, entry);
            table.insert(connection, List.of(link), Commit.DURABLE);
            head = link.head();
        }
        table.flush(connection); // another process may have written what is not durable yet
        known = Optional.of(connection);
        allIsDurable();
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

    /// Keeps what was noted, so that each verification from now on finds it.
    ///
    /// @return the entry that says so
    private AuditEntry differing(Optional<ChainHead> noted, ChainHead found) {
        var before = noted.map(ChainHead::toString).orElse("nothing");
        LOG.log(
                System.Logger.Level.ERROR,
                "THE AUDIT LOG IS NOT WHAT IT WAS: it ends with {0}, noted was {1}. Run \"wutong"
                        + " audit verify\".",
                found,
                before);
        noted.ifPresent(this::note);
        return own(BROKEN, "noted " + before + ", found " + found, "found");
    }

    /// An entry of the log's own.
    AuditEntry own(String action, String object, String outcome) {
        return new AuditEntry(clock.instant(), ITSELF, "", action, object, "", outcome);
    }

    private void note(ChainHead noted) {
        try {
            file.note(noted);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the audit log's head cannot be noted", e);
        }
    }

    // --- adding ------------------------------------------------------------------------------

    /// Adds entries, in one commit.
    ///
    /// @return their numbers are the ones up to this
    /// @throws SQLException when they are not there, or in doubt: then to be tried again or given
    ///   up; a group that is given up may still be found there
    long add(List<AuditEntry> entries, Commit commit, boolean isAgain) throws SQLException {
        var connection = session.open();
        if (isTheGroupInDoubtThere(connection) && isAgain) {
            return head.number();
        }
        var links = linked(head, entries);
        inDoubt = links;
        table.insert(connection, links, commit);
        added(links, commit);
        return head.number();
    }

    private static List<ChainLink> linked(ChainHead from, List<AuditEntry> entries) {
        var links = new ArrayList<ChainLink>(entries.size());
        var last = from;
        for (var entry : entries) {
            var link = ChainLink.after(last, entry);
            links.add(link);
            last = link.head();
        }
        return links;
    }

    private void added(List<ChainLink> links, Commit commit) {
        head = links.getLast().head();
        inDoubt = List.of();
        switch (commit) {
            case DURABLE -> allIsDurable();
            case CARRIED -> notDurable.addAll(links);
        }
    }

    /// Makes durable all that is written.
    void settle() throws SQLException {
        var connection = session.open();
        if (!isTheGroupInDoubtThere(connection) && !notDurable.isEmpty()) {
            table.flush(connection);
            allIsDurable();
        }
    }

    /// One entry and what goes with it, as one transaction.
    void addWith(AuditEntry entry, Tables.Task task) throws SQLException {
        var connection = session.open();
        isTheGroupInDoubtThere(connection);
        var links = linked(head, List.of(entry));
        inDoubt = links;
        connection.setAutoCommit(false);
        table.insert(connection, links, Commit.DURABLE);
        task.on(connection);
        connection.commit();
        connection.setAutoCommit(true);
        added(links, Commit.DURABLE);
    }

    /// A session that may be broken is not used again.
    void discard() {
        session.discard();
    }

    private void allIsDurable() {
        durable = head;
        notDurable.clear();
        noteDurable(false);
    }

    private void noteDurable(boolean closed) {
        try {
            file.write(new HeadFile.Mark(durable, closed));
        } catch (IOException e) {
            // Durable it is; that the note lags is found at the next start.
            LOG.log(System.Logger.Level.ERROR, "the audit log's head cannot be noted", e);
        }
    }

    // --- after a session was lost --------------------------------------------------------------

    /// On a session other than the last, finds out what is there and writes again what was lost.
    private boolean isTheGroupInDoubtThere(Connection connection) throws SQLException {
        if (known.filter(connection::equals).isPresent()) {
            return false;
        }
        var stored = table.head(connection);
        boolean isThere = !inDoubt.isEmpty() && inDoubt.getLast().head().equals(stored);
        if (isThere) {
            table.flush(connection);
            head = stored;
        } else {
            writeLostAgain(connection, stored);
        }
        inDoubt = List.of();
        known = Optional.of(connection);
        allIsDurable();
        return isThere;
    }

    private void writeLostAgain(Connection connection, ChainHead stored) throws SQLException {
        var lost = new ArrayList<AuditEntry>();
        if (!isOurs(stored)) {
            lost.add(differing(Optional.of(durable), stored));
        }
        notDurable.stream()
                .filter(link -> link.number() > stored.number())
                .forEach(link -> lost.add(link.entry()));
        if (lost.isEmpty()) {
            table.flush(connection);
            head = stored;
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "the database has lost {0} audit entries after {1}: they are written again",
                lost.size(),
                stored.number());
        var links = linked(stored, lost);
        table.insert(connection, links, Commit.DURABLE);
        head = links.getLast().head();
    }

    private boolean isOurs(ChainHead stored) {
        return stored.equals(durable)
                || notDurable.stream().anyMatch(link -> link.head().equals(stored));
    }

    /// Notes the head in closing, if all that was written is known to be durable.
    @Override
    public void close() {
        noteDurable(notDurable.isEmpty() && inDoubt.isEmpty());
        try {
            file.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the audit log's head cannot be noted", e);
        } finally {
            session.close();
        }
    }
}
