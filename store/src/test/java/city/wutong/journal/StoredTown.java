package city.wutong.journal;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Command;
import city.wutong.context.Context;
import city.wutong.context.Ledger;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Recovery;
import city.wutong.context.Ticks;
import city.wutong.context.Town;
import city.wutong.context.Writer;
import city.wutong.entity.Entity;
import city.wutong.feed.Feed;
import city.wutong.postgres.Database;
import city.wutong.postgres.Tables;
import city.wutong.snapshot.SnapshotReader;
import city.wutong.snapshot.Snapshots;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// A small city over PostgreSQL, opened as the server opens one, without its followers.
public final class StoredTown implements AutoCloseable {
    private final Database database;
    private final String schema;
    private final Clock clock;
    private final TenantStore store;
    private final Context context;
    private final Feed feed;
    private final Writer writer;
    private final List<Change> published = Collections.synchronizedList(new ArrayList<>());

    private StoredTown(
            Database database,
            String schema,
            Clock clock,
            List<Ledger> ledgers,
            WriterSession.Beforehand beforehand)
            throws Exception {
        this.database = database;
        this.schema = schema;
        this.clock = clock;
        this.store = TenantStore.open(database, schema, beforehand);
        long snapshotAt = new FollowerOffsets(store.tables()).load(Snapshots.NAME);
        var recovery = new Recovery(snapshotAt, Set.of());
        new SnapshotReader(store.tables()).read(recovery::load);
        this.context = store.replay(recovery, snapshotAt, store.lastSeq());
        this.feed = new Feed(context.seq(), 1 << 20, store.reader());
        this.writer =
                Writer.start(
                        schema,
                        context,
                        store.journal(),
                        store.start(),
                        ledgers,
                        List.of(feed, published::addAll),
                        clock,
                        Town.WIDE);
    }

    public static StoredTown open(Database database, String schema) throws Exception {
        return open(database, schema, List.of());
    }

    /// Opens one with ledgers.
    ///
    /// @param ledgers are told of each group
    public static StoredTown open(Database database, String schema, List<Ledger> ledgers)
            throws Exception {
        return new StoredTown(
                database, schema, new Ticks(), ledgers, WriterSession.Beforehand.NOTHING);
    }

    /// Opens one with something that has to be sure whenever its writer begins on a fresh session.
    public static StoredTown open(
            Database database, String schema, WriterSession.Beforehand beforehand)
            throws Exception {
        return new StoredTown(database, schema, new Ticks(), List.of(), beforehand);
    }

    /// The same city after a stop and a start.
    public StoredTown reopened() throws Exception {
        close();
        return new StoredTown(database, schema, clock, List.of(), WriterSession.Beforehand.NOTHING);
    }

    public List<Outcome> apply(Operation... operations) {
        return apply(List.of(operations));
    }

    public List<Outcome> apply(List<Operation> operations) {
        return writer.submit(Command.of(operations, Cause.outside("test"), 100));
    }

    public Context context() {
        return context;
    }

    public Writer writer() {
        return writer;
    }

    public Feed feed() {
        return feed;
    }

    public TenantStore store() {
        return store;
    }

    public Tables tables() {
        return store.tables();
    }

    /// What was published since it was opened.
    public List<Change> published() {
        synchronized (published) {
            return List.copyOf(published);
        }
    }

    /// All entities, by number.
    public List<Entity> entities() {
        return Town.entities(context);
    }

    public long number(String query) throws Exception {
        return tables().inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var answer = statement.executeQuery(query)) {
                answer.next();
                return answer.getLong(1);
            }
        });
    }

    public void execute(String statement) throws Exception {
        tables().transaction(connection -> {
            try (var each = connection.createStatement()) {
                each.execute(statement);
            }
        });
    }

    @Override
    public void close() {
        writer.close();
        store.close();
    }
}
