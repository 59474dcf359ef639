package city.wutong.server;

import city.wutong.postgres.Database;
import java.sql.SQLException;
import java.time.Duration;

/// Whether the database answers, asked at most once a second however often somebody wants to know.
final class DatabaseWatch {
    private static final System.Logger LOG = System.getLogger(DatabaseWatch.class.getName());
    private static final long GOOD_FOR_NS = Duration.ofSeconds(1).toNanos();
    private static final int LIMIT_S = 2;

    private final Database database;
    private long askedAt = System.nanoTime() - GOOD_FOR_NS - 1;
    private boolean isUp;

    DatabaseWatch(Database database) {
        this.database = database;
    }

    synchronized boolean isUp() {
        if (System.nanoTime() - askedAt > GOOD_FOR_NS) {
            isUp = ask();
            askedAt = System.nanoTime();
        }
        return isUp;
    }

    private boolean ask() {
        try (var connection = database.connect()) {
            return connection.isValid(LIMIT_S);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "the database does not answer", e);
            return false;
        }
    }
}
