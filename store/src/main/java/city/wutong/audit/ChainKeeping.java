package city.wutong.audit;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Notes the chain's head for good once an hour, and cuts off what has been kept long enough.
final class ChainKeeping {
    /// The action of an entry that says what was cut off.
    static final String CUT = "audit.cut";

    private static final System.Logger LOG = System.getLogger(ChainKeeping.class.getName());
    private static final Duration EVERY = Duration.ofHours(1);

    private final ChainEnd end;
    private final AuditTable table;
    private final HeadFile file;
    private final Clock clock;
    private final Duration keep;
    private final ReentrantReadWriteLock cutting = new ReentrantReadWriteLock();
    private Instant keptAt = Instant.EPOCH;

    ChainKeeping(ChainEnd end, AuditTable table, HeadFile file, Clock clock, Duration keep) {
        this.end = end;
        this.table = table;
        this.file = file;
        this.clock = clock;
        this.keep = keep;
    }

    /// Work that looks at all entries.
    interface Look<T> {
        T at() throws SQLException, IOException;
    }

    /// Does that while nothing is cut off.
    <T> T uncut(Look<T> look) throws SQLException, IOException {
        cutting.readLock().lock();
        try {
            return look.at();
        } finally {
            cutting.readLock().unlock();
        }
    }

    /// Does what is due; only the writer's thread calls it.
    void tidy() {
        var now = clock.instant();
        if (Duration.between(keptAt, now).abs().compareTo(EVERY) < 0) {
            return;
        }
        keptAt = now;
        if (!cutting.writeLock().tryLock()) {
            return; // somebody verifies; the next hour will do
        }
        try {
            file.note(end.durable());
            cut(now.minus(keep));
        } catch (SQLException e) {
            end.discard();
            LOG.log(System.Logger.Level.WARNING, "old audit entries were not cut off", e);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the audit log's head cannot be noted", e);
        } finally {
            cutting.writeLock().unlock();
        }
    }

    private void cut(Instant before) throws SQLException, IOException {
        var last = table.lastBefore(before);
        if (last.isEmpty()) {
            return;
        }
        var head = last.get();
        end.addWith(
                end.own(CUT, head.toString(), "done"), connection -> table.cut(connection, head));
        file.forget(head.number());
        LOG.log(System.Logger.Level.INFO, "audit entries up to {0} were cut off", head);
    }
}
