package city.wutong.journal;

import city.wutong.context.Change;
import city.wutong.context.Journal;
import city.wutong.context.Once;
import city.wutong.context.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The journal (变更日志) in PostgreSQL.
///
/// A small group is one statement and so one round trip; a large one streams by COPY while it is
/// still being decided. Where the border lies was measured (`bench/README.md`).
///
/// When the session breaks while a commit is under way, nobody knows whether it took place. Then a
/// new session is opened, which gets the tenant's lock only when the old one has ended, and the
/// group is looked for by its last `seq` and its id: the answer is final.
public final class PostgresJournal implements Journal {
    /// Groups of more changes than this go by COPY.
    public static final int BORDER = 128;

    private static final System.Logger LOG = System.getLogger(PostgresJournal.class.getName());
    private static final Duration DOUBT_STEP = Duration.ofSeconds(1);
    private static final int STREAM_BYTES = 256 * 1024;
    private static final String COPY =
            "copy journal (seq, at, observed_at, entity, what, attribute, actor, cause, depth, body)"
                    + " from stdin (format binary)";

    private final WriterSession session;
    private final NameNumbers names;
    private final int border;
    private final CopyBuffer buffer = new CopyBuffer();
    private volatile boolean closing;

    PostgresJournal(WriterSession session, NameNumbers names, int border) {
        this.session = session;
        this.names = names;
        this.border = border;
    }

    @Override
    public Journal.Group begin(Instant at) throws JournalAway {
        try {
            return new Group(session.open(), at);
        } catch (SQLException e) {
            throw new JournalAway("the database cannot be reached: " + e.getMessage(), e);
        }
    }

    /// Ends the wait of a commit in doubt, which then fails with an [IllegalStateException]; the
    /// session itself is closed in [#close].
    public void stopWaiting() {
        closing = true;
    }

    @Override
    public void close() {
        closing = true;
        session.close();
    }

    private final class Group implements Journal.Group {
        private final UUID id = UUID.randomUUID();
        private final Connection connection;
        private final Instant at;
        private final List<ChangeRow> rows = new ArrayList<>();
        private final List<Map.Entry<Long, String>> newEntities = new ArrayList<>();
        private final List<Row> companions = new ArrayList<>();
        private final List<Once> applied = new ArrayList<>();
        private Optional<CopyIn> copy = Optional.empty();
        private long lastErased;
        private long firstSeq;
        private long lastSeq;

        Group(Connection connection, Instant at) {
            this.connection = connection;
            this.at = at;
        }

        @Override
        public void append(Change change) throws JournalAway {
            firstSeq = firstSeq == 0 ? change.seq() : firstSeq;
            lastSeq = change.seq();
            if (change.what() instanceof Change.Erased) {
                lastErased = change.entity();
            }
            // One that begins afresh keeps its number.
            if (begins(change.what()) && change.entity() != lastErased) {
                newEntities.add(Map.entry(change.entity(), change.entityId()));
            }
            rows.add(ChangeRow.of(change));
            if (rows.size() > border || (copy.isPresent() && !rows.isEmpty())) {
                stream();
            }
        }

        private static boolean begins(Change.What what) {
            return what instanceof Change.Created
                    || (what instanceof Change.Edited(Change.Typed(var _, var begins)) && begins);
        }

        @Override
        public void append(Row row) {
            companions.add(row);
        }

        @Override
        public void append(Once once) {
            applied.add(once);
        }

        private void stream() throws JournalAway {
            try {
                if (copy.isEmpty()) {
                    connection.setAutoCommit(false);
                    copy =
                            Optional.of(
                                    connection
                                            .unwrap(PGConnection.class)
                                            .getCopyAPI()
                                            .copyIn(COPY));
                    buffer.clear();
                    buffer.header();
                }
                rows.forEach(this::encode);
                rows.clear();
                if (buffer.size() > STREAM_BYTES) {
                    send(copy.get());
                }
            } catch (SQLException e) {
                throw lost(e);
            }
        }

        private void encode(ChangeRow row) {
            buffer.row(10)
                    .int8(row.seq())
                    .time(row.at())
                    .time(row.observedAt())
                    .int8(row.entity())
                    .int2(row.what());
            if (row.attribute() == null) {
                buffer.none();
            } else {
                buffer.int4(names.numberOf(row.attribute()));
            }
            buffer.int4(names.numberOf(row.cause().actor()))
                    .int8(row.cause().seq())
                    .int2(row.cause().depth());
            if (row.body() == null) {
                buffer.none();
            } else {
                buffer.text(row.body());
            }
        }

        private void send(CopyIn stream) throws SQLException {
            stream.writeToCopy(buffer.bytes(), 0, buffer.size());
            buffer.clear();
        }

        @Override
        public void commit() throws JournalAway {
            try {
                write();
            } catch (SQLException e) {
                settle(e);
            }
            names.committed();
        }

        private void write() throws SQLException {
            if (copy.isPresent()) {
                buffer.end();
                send(copy.get());
                copy.get().endCopy();
            } else if (!companions.isEmpty() || !applied.isEmpty()) {
                connection.setAutoCommit(false);
            }
            var statements = new GroupStatements(connection, names);
            if (!rows.isEmpty() || lastSeq > 0) {
                statements.insert(id, firstSeq, lastSeq, at, rows, newEntities);
            }
            for (var once : applied) {
                statements.insert(once);
            }
            for (var companion : companions) {
                statements.insert(companion);
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        }

        @Override
        public void abandon() {
            names.dropped();
            session.discard();
        }

        private JournalAway lost(SQLException e) {
            abandon();
            return new JournalAway("the database was lost: " + e.getMessage(), e);
        }

        /// Finds out whether a group whose commit failed is there nevertheless.
        private void settle(SQLException failure) throws JournalAway {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a commit of changes {0} to {1} failed, asking whether it is there: {2}",
                    firstSeq,
                    lastSeq,
                    failure.getMessage());
            session.discard();
            while (!closing) {
                try {
                    if (isThere()) {
                        return;
                    }
                    names.dropped();
                    throw new JournalAway("the commit failed: " + failure.getMessage(), failure);
                } catch (SQLException e) {
                    session.discard();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            // Neither "it is there" nor "it is not" would be true, and nothing may be written after
            // it.
            throw new IllegalStateException("stopped before the commit could be settled", failure);
        }

        private boolean isThere() throws SQLException, InterruptedException {
            var fresh = session.open(DOUBT_STEP);
            try (var query =
                    fresh.prepareStatement(
                            "select 1 from commit_group where last_seq = ? and id = ?")) {
                query.setLong(1, lastSeq);
                query.setObject(2, id);
                try (var answer = query.executeQuery()) {
                    return answer.next();
                }
            }
        }
    }
}
