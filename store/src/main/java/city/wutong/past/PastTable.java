package city.wutong.past;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.feed.Follower;
import city.wutong.history.PastEntities;
import city.wutong.journal.FollowerOffsets;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The follower that keeps the table `past_entity`: every entity that ever was, with all types that
/// it had.
public final class PastTable implements Follower, PastEntities {
    public static final String NAME = "past-table";

    /// After so many changes that tell it nothing it notes how far it has come.
    private static final int QUIET = 100_000;

    private static final String UPSERT =
            """
            insert into past_entity (number, id, types) values (?, ?, ?)
            on conflict (number) do update
            set types = array(select distinct t from unnest(past_entity.types || excluded.types) as t)
            """;

    private final Tables tables;
    private volatile long offset;
    private long seen;

    private record Entry(String id, Set<String> types) {}

    /// @param offset the last change that the table knows
    public PastTable(Tables tables, long offset) {
        this.tables = tables;
        this.offset = offset;
        this.seen = offset;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void follow(List<Change> changes) throws SQLException {
        var entries = new LinkedHashMap<Long, Entry>();
        var erased = new LinkedHashMap<String, Long>();
        for (var change : changes) {
            gather(change, entries, erased);
            seen = change.seq();
        }
        if (!entries.isEmpty() || !erased.isEmpty() || seen - offset >= QUIET) {
            long upTo = seen;
            tables.transaction(connection -> {
                delete(connection, erased);
                insert(connection, entries);
                FollowerOffsets.save(connection, NAME, upTo);
            });
            offset = upTo;
        }
    }

    private static void gather(Change change, Map<Long, Entry> entries, Map<String, Long> erased) {
        switch (change.what()) {
            case Change.Created(var types, var _, var _) -> add(change, types, entries);
            case Change.Described(var types, var _, var _) -> add(change, types, entries);
            case Change.Edited(Change.Typed(var types, var _)) -> add(change, types, entries);
            case Change.Erased _ -> {
                erased.put(change.entityId(), change.entity());
                entries.values().removeIf(entry -> entry.id().equals(change.entityId()));
            }
            case Change.Edited _,
                    Change.Set _,
                    Change.Late _,
                    Change.Unset _,
                    Change.Ended _,
                    Change.Blank _ -> {}
        }
    }

    private static void add(Change change, List<String> types, Map<Long, Entry> entries) {
        if (!types.isEmpty()) {
            entries.computeIfAbsent(
                            change.entity(),
                            _ -> new Entry(change.entityId(), new LinkedHashSet<>()))
                    .types()
                    .addAll(types);
        }
    }

    private static void delete(Connection connection, Map<String, Long> erased)
            throws SQLException {
        try (var delete =
                connection.prepareStatement(
                        "delete from past_entity where id = ? and number <= ?")) {
            for (var each : erased.entrySet()) {
                delete.setString(1, each.getKey());
                delete.setLong(2, each.getValue());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static void insert(Connection connection, Map<Long, Entry> entries)
            throws SQLException {
        try (var upsert = connection.prepareStatement(UPSERT)) {
            for (var each : entries.entrySet()) {
                upsert.setLong(1, each.getKey());
                upsert.setString(2, each.getValue().id());
                upsert.setArray(
                        3, connection.createArrayOf("text", each.getValue().types().toArray()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    @Override
    public long upTo() throws JournalAway {
        return offset;
    }

    @Override
    public List<Life> lives(Set<String> types, Set<String> ids, int most) throws JournalAway {
        try {
            return tables.inTransaction(connection -> lives(connection, types, ids, most));
        } catch (SQLException e) {
            throw new JournalAway("past entities cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Life> lives(
            Connection connection, Set<String> types, Set<String> ids, int most)
            throws SQLException {
        var sql =
                "select number, id, types from past_entity where true"
                        + (types.isEmpty() ? "" : " and types && ?")
                        + (ids.isEmpty() ? "" : " and id = any (?)")
                        + " order by number limit ?";
        try (var query = connection.prepareStatement(sql)) {
            int at = 1;
            if (!types.isEmpty()) {
                query.setArray(at++, connection.createArrayOf("text", types.toArray()));
            }
            if (!ids.isEmpty()) {
                query.setArray(at++, connection.createArrayOf("text", ids.toArray()));
            }
            query.setInt(at, most + 1);
            var lives = new ArrayList<Life>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    lives.add(
                            new Life(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    Set.of((String[]) rows.getArray(3).getArray())));
                }
            }
            return lives;
        }
    }
}
