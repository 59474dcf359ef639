package city.wutong.journal;

import city.wutong.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// The one session that may write a tenant: it holds the tenant's advisory lock, so that a writer
/// that lost its session can no longer write, and one that has the lock knows that no other
/// session's commit is still under way.
public final class WriterSession implements AutoCloseable {
    private static final Duration LOCK_PAUSE = Duration.ofMillis(20);

    /// A session that was not used for so long is asked first whether it is there: a database that
    /// went away meanwhile is then known to have taken nothing, and nobody has to wait until a
    /// commit in doubt can be settled.
    private static final Duration RESTED = Duration.ofMillis(10);

    private static final int ANSWER_LIMIT_S = 5;

    /// What has to be sure before anything is written by a fresh session.
    @FunctionalInterface
    public interface Beforehand {
        Beforehand NOTHING = () -> {};

        /// Makes sure.
        ///
        /// @throws SQLException when it cannot be sure now; then the session is not opened
        void settle() throws SQLException;
    }

    private final Database database;
    private final String schema;
    private final Beforehand beforehand;
    private Optional<Connection> connection = Optional.empty();
    private long usedAt = System.nanoTime();

    public WriterSession(Database database, String schema) {
        this(database, schema, Beforehand.NOTHING);
    }

    WriterSession(Database database, String schema, Beforehand beforehand) {
        this.database = database;
        this.schema = schema;
        this.beforehand = beforehand;
    }

    /// The session, opened again if it was lost.
    ///
    /// @throws SQLException when the database cannot be reached, or another session holds the lock
    public Connection open() throws SQLException {
        if (connection.isPresent() && isThere(connection.get())) {
            return connection.get();
        }
        discard();
        var fresh = database.connect();
        try {
            prepare(fresh);
            beforehand.settle();
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        connection = Optional.of(fresh);
        usedAt = System.nanoTime();
        return fresh;
    }

    private boolean isThere(Connection known) throws SQLException {
        long now = System.nanoTime();
        boolean rested = now - usedAt > RESTED.toNanos();
        usedAt = now;
        return !rested || known.isValid(ANSWER_LIMIT_S);
    }

    private void prepare(Connection fresh) throws SQLException {
        try (var statement = fresh.createStatement()) {
            statement.execute("set search_path to \"" + schema + "\"");
            statement.execute("set synchronous_commit to on");
            statement.execute("set application_name to 'wutong writer " + schema + "'");
        }
        try (var lock =
                fresh.prepareStatement(
                        "select pg_try_advisory_lock(hashtextextended('wutong ' || ?, 0))")) {
            lock.setString(1, schema);
            try (var answer = lock.executeQuery()) {
                answer.next();
                if (!answer.getBoolean(1)) {
                    throw new SQLException("another session writes " + schema, "55P03");
                }
            }
        }
    }

    /// The session, waited for at most that long: a session that was killed may hold the lock for a
    /// moment.
    public Connection open(Duration atMost) throws SQLException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                return open();
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(LOCK_PAUSE);
            }
        }
    }

    boolean isOpen() {
        return connection.isPresent();
    }

    /// Gives up a session that may be broken.
    public void discard() {
        connection.ifPresent(WriterSession::abort);
        connection = Optional.empty();
    }

    private static void abort(Connection broken) {
        try {
            broken.abort(Runnable::run);
        } catch (SQLException e) {
            System.getLogger(WriterSession.class.getName())
                    .log(System.Logger.Level.DEBUG, "a broken session could not be aborted", e);
        }
    }

    @Override
    public void close() {
        discard();
    }
}
