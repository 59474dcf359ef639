package city.wutong.audit;

import city.wutong.access.AuditEntry;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The audit log's tables.
final class AuditTable {
    private static final int STEP = 2_000;
    private static final String TIME_LIMIT = "set local statement_timeout to '10s'";
    private static final String COLUMNS =
            "number, (extract(epoch from at) * 1000000)::bigint, actor, tenant, action, object, why,"
                    + " outcome, hash";
    private static final String INSERT =
            """
            insert into entry (number, at, actor, tenant, action, object, why, outcome, hash)
            select number, timestamptz 'epoch' + micros * interval '1 microsecond',
                   actor, tenant, action, object, why, outcome, hash
            from (select set_config('synchronous_commit', ?, true)) as this_commit,
                 unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::bytea[])
                     as e (number, micros, actor, tenant, action, object, why, outcome, hash)
            """;

    /// Writes a word to the write-ahead log, so that its commit waits for the disk.
    private static final String FLUSH = "select pg_logical_emit_message(true, 'wutong', '')";

    private final Tables tables;

    AuditTable(Tables tables) {
        this.tables = tables;
    }

    /// Appends entries: one statement, so that it is one round trip and, where the connection
    /// commits by itself, one transaction.
    void insert(Connection connection, List<ChainLink> links, Commit commit) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, commit.synchronous());
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", links.stream().map(ChainLink::number).toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            links.stream()
                                    .map(link -> ChainLink.micros(link.entry().at()))
                                    .toArray()));
            texts(insert, 4, links, AuditEntry::actor);
            texts(insert, 5, links, AuditEntry::tenant);
            texts(insert, 6, links, AuditEntry::action);
            texts(insert, 7, links, AuditEntry::object);
            texts(insert, 8, links, AuditEntry::why);
            texts(insert, 9, links, AuditEntry::outcome);
            insert.setArray(
                    10,
                    connection.createArrayOf(
                            "bytea",
                            links.stream()
                                    .map(link -> HexFormat.of().parseHex(link.hash()))
                                    .toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    /// Makes durable what was committed before.
    void flush(Connection connection) throws SQLException {
        try (var flush = connection.createStatement()) {
            flush.execute(FLUSH);
        }
    }

    private static void texts(
            PreparedStatement insert,
            int column,
            List<ChainLink> links,
            Function<AuditEntry, String> field)
            throws SQLException {
        var texts = links.stream().map(link -> field.apply(link.entry())).toArray();
        insert.setArray(column, insert.getConnection().createArrayOf("text", texts));
    }

    /// The last entry.
    ChainHead head(Connection connection) throws SQLException {
        return head(
                connection,
                """
                select number, hash from
                    ((select number, hash from entry order by number desc limit 1)
                     union all (select number, hash from anchor order by number desc limit 1)) as e
                order by number desc limit 1
                """);
    }

    /// The last entry that was cut off.
    ChainHead anchor() throws SQLException {
        return tables.inTransaction(connection ->
                head(connection, "select number, hash from anchor order by number desc limit 1"));
    }

    /// An entry's hash; empty when it is not there.
    Optional<String> hash(Connection connection, long number) throws SQLException {
        var found = head(connection, "select number, hash from entry where number = " + number);
        return found.number() == 0 ? Optional.empty() : Optional.of(found.hash());
    }

    private static ChainHead head(Connection connection, String select) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(select)) {
            return row.next()
                    ? new ChainHead(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)))
                    : ChainHead.START;
        }
    }

    /// The last of the entries that are all older than that time.
    Optional<ChainHead> lastBefore(Instant time) throws SQLException {
        return tables.inTransaction(connection -> lastBefore(connection, time));
    }

    private static Optional<ChainHead> lastBefore(Connection connection, Instant time)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        select number, hash from entry
                        where number < coalesce((select min(number) from entry where at >= ?),
                                                (select max(number) from entry))
                        order by number desc limit 1
                        """)) {
            query.setObject(1, time.atOffset(java.time.ZoneOffset.UTC));
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new ChainHead(
                                        row.getLong(1), HexFormat.of().formatHex(row.getBytes(2))))
                        : Optional.empty();
            }
        }
    }

    /// Cuts off what is up to there, and notes it.
    void cut(Connection connection, ChainHead last) throws SQLException {
        try (var anchor =
                connection.prepareStatement("insert into anchor (number, hash) values (?, ?)")) {
            anchor.setLong(1, last.number());
            anchor.setBytes(2, HexFormat.of().parseHex(last.hash()));
            anchor.executeUpdate();
        }
        try (var delete = connection.prepareStatement("delete from entry where number <= ?")) {
            delete.setLong(1, last.number());
            delete.executeUpdate();
        }
    }

    /// The newest first.
    List<ChainLink> newest(AuditQuery query, long before, int limit) throws SQLException {
        return links(query, "number < ?", before, "number desc limit " + limit);
    }

    /// All of them, the oldest first.
    void each(AuditQuery query, Consumer<ChainLink> to) throws SQLException {
        long after = -1;
        List<ChainLink> some;
        do {
            some = links(query, "number > ?", after, "number limit " + STEP);
            for (var link : some) {
                to.accept(link);
                after = link.number();
            }
        } while (some.size() == STEP);
    }

    private List<ChainLink> links(AuditQuery query, String range, long number, String order)
            throws SQLException {
        var where = new StringBuilder(range);
        var values = new ArrayList<Object>();
        values.add(number);
        add(where, values, "actor = ?", query.actor());
        add(where, values, "action = ?", query.action());
        add(where, values, "position(? in object) > 0", query.object());
        add(where, values, "at >= ?", query.from().map(AuditTable::time));
        add(where, values, "at < ?", query.to().map(AuditTable::time));
        return tables.inTransaction(connection -> {
            try (var limit = connection.createStatement();
                    var select =
                            connection.prepareStatement(
                                    "select "
                                            + COLUMNS
                                            + " from entry where "
                                            + where
                                            + " order by "
                                            + order)) {
                limit.execute(TIME_LIMIT);
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                return links(select);
            }
        });
    }

    private static Object time(Instant time) {
        return time.atOffset(java.time.ZoneOffset.UTC);
    }

    private static void add(
            StringBuilder where, List<Object> values, String condition, Optional<?> value) {
        if (value.isPresent()) {
            where.append(" and ").append(condition);
            values.add(value.get());
        }
    }

    private static List<ChainLink> links(PreparedStatement select) throws SQLException {
        var links = new ArrayList<ChainLink>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                links.add(link(rows));
            }
        }
        return links;
    }

    private static ChainLink link(ResultSet row) throws SQLException {
        return new ChainLink(
                row.getLong(1),
                new AuditEntry(
                        Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                HexFormat.of().formatHex(row.getBytes(9)));
    }
}
