package city.wutong.journal;

import city.wutong.context.Context;
import city.wutong.context.Once;
import city.wutong.context.Recovery;
import city.wutong.context.Writer;
import city.wutong.feed.JournalReader;
import city.wutong.history.PastInOrder;
import city.wutong.postgres.Database;
import city.wutong.postgres.Migrations;
import city.wutong.postgres.Tables;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What PostgreSQL holds of one tenant, opened for its one writer.
public final class TenantStore implements AutoCloseable {
    /// A writer that was killed may hold the tenant's lock for a moment longer.
    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    private static final int REPLAY_STEP = 50_000;

    private final Tables tables;
    private final WriterSession session;
    private final PostgresJournal journal;
    private final JournalRows rows;

    private TenantStore(Tables tables, WriterSession session, NameNumbers names, int border) {
        this.tables = tables;
        this.session = session;
        this.journal = new PostgresJournal(session, names, border);
        this.rows = new JournalRows(tables, names);
    }

    /// Brings the tenant's tables up to date and takes its lock.
    ///
    /// @throws StartRefused when another Wutong writes this tenant, or the database fails
    public static TenantStore open(Database database, String schema) throws InterruptedException {
        return open(database, schema, PostgresJournal.BORDER, WriterSession.Beforehand.NOTHING);
    }

    /// As above, with something that has to be sure whenever the writer begins on a fresh session.
    public static TenantStore open(
            Database database, String schema, WriterSession.Beforehand beforehand)
            throws InterruptedException {
        return open(database, schema, PostgresJournal.BORDER, beforehand);
    }

    /// As [#open(Database, String)], with another border than [PostgresJournal#BORDER]: to measure
    /// where it lies.
    public static TenantStore open(Database database, String schema, int border)
            throws InterruptedException {
        return open(database, schema, border, WriterSession.Beforehand.NOTHING);
    }

    private static TenantStore open(
            Database database, String schema, int border, WriterSession.Beforehand beforehand)
            throws InterruptedException {
        Migrations.migrate(database, schema);
        var tables = new Tables(database, schema);
        var session = new WriterSession(database, schema, beforehand);
        try {
            session.open(LOCK_WAIT);
            return new TenantStore(
                    tables,
                    session,
                    new NameNumbers(tables.inTransaction(TenantStore::names)),
                    border);
        } catch (SQLException e) {
            session.close();
            throw refused(schema, e);
        }
    }

    private static StartRefused refused(String schema, SQLException e) {
        return new StartRefused(
                ExitCode.DATABASE,
                "The schema "
                        + schema
                        + " cannot be opened ("
                        + e.getMessage()
                        + "): is another Wutong using this database?",
                e);
    }

    public Tables tables() {
        return tables;
    }

    public PostgresJournal journal() {
        return journal;
    }

    public JournalReader reader() {
        return rows;
    }

    /// The past of all entities of a type.
    public PastInOrder past() {
        return new JournalledPast(tables, rows);
    }

    /// Replays the journal after `from` on top of what was loaded.
    public Context replay(Recovery recovery, long from, long lastSeq) {
        for (long after = from; after < lastSeq; after += REPLAY_STEP) {
            try {
                rows.read(after, REPLAY_STEP, recovery::replay);
            } catch (SQLException e) {
                throw refused(tables.schema(), e);
            }
        }
        return recovery.finish();
    }

    /// The last change in the journal.
    public long lastSeq() throws SQLException {
        return tables.inTransaction(
                connection -> number(connection, "select max(last_seq) from commit_group"));
    }

    /// Where the writer's numbering goes on.
    public Writer.Start start() throws SQLException {
        return tables.inTransaction(connection ->
                new Writer.Start(
                        number(connection, "select max(number) from entity_number"),
                        applied(connection)));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query);
                var answer = statement.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /// The newest applied name of each source; older ones are forgotten.
    private static Map<String, Once> applied(Connection connection) throws SQLException {
        var newest = new HashMap<String, Once>();
        try (var query = connection.prepareStatement("select source, cause, number from applied");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                var once = new Once(rows.getString(1), rows.getLong(2), rows.getInt(3));
                newest.merge(once.source(), once, (a, b) -> a.compareTo(b) >= 0 ? a : b);
            }
        }
        for (var once : newest.values()) {
            forgetOlder(connection, once);
        }
        return newest;
    }

    private static void forgetOlder(Connection connection, Once newest) throws SQLException {
        try (var delete =
                connection.prepareStatement(
                        "delete from applied where source = ? and (cause, number) < (?, ?)")) {
            delete.setString(1, newest.source());
            delete.setLong(2, newest.cause());
            delete.setInt(3, newest.number());
            delete.executeUpdate();
        }
    }

    private static Map<Integer, String> names(Connection connection) throws SQLException {
        var names = new HashMap<Integer, String>();
        try (var query = connection.prepareStatement("select number, name from name");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                names.put(rows.getInt(1), rows.getString(2));
            }
        }
        return names;
    }

    /// Gives up the tenant's lock. The journal's last group must have been answered.
    @Override
    public void close() {
        journal.close();
        session.close();
    }
}
