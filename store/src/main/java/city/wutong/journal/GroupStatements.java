package city.wutong.journal;

import city.wutong.context.Once;
import city.wutong.context.Row;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements by which a group is written, other than COPY.
final class GroupStatements {
    /// A whole small group in one statement, so that it takes one round trip and commits by itself.
    /// Of a group that went by COPY, the journal's part is empty.
    private static final String GROUP =
            """
            with the_group as (
                insert into commit_group (last_seq, first_seq, id, at) values (?, ?, ?, ?)
            ), new_name as (
                insert into name (number, name) select * from unnest(?::int[], ?::text[])
            ), new_entity as (
                insert into entity_number (number, id) select * from unnest(?::bigint[], ?::text[])
            )
            insert into journal
                (seq, at, observed_at, entity, what, attribute, actor, cause, depth, body)
            select seq, ?, observed_at, entity, what, nullif(attribute, 0), actor, cause, depth, body
            from unnest(?::bigint[], ?::timestamptz[], ?::bigint[], ?::smallint[], ?::int[], ?::int[],
                        ?::bigint[], ?::smallint[], ?::text[])
                 as r (seq, observed_at, entity, what, attribute, actor, cause, depth, body)
            """;

    private final Connection connection;
    private final NameNumbers names;

    GroupStatements(Connection connection, NameNumbers names) {
        this.connection = connection;
        this.names = names;
    }

    void insert(
            UUID id,
            long firstSeq,
            long lastSeq,
            Instant at,
            List<ChangeRow> rows,
            List<Map.Entry<Long, String>> newEntities)
            throws SQLException {
        var attributes = new int[rows.size()];
        var actors = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            var attribute = rows.get(i).attribute();
            attributes[i] = attribute == null ? 0 : names.numberOf(attribute);
            actors[i] = names.numberOf(rows.get(i).cause().actor());
        }
        var time = OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
        var newNames = names.pending();
        try (var insert = connection.prepareStatement(GROUP)) {
            insert.setLong(1, lastSeq);
            insert.setLong(2, firstSeq);
            insert.setObject(3, id);
            insert.setObject(4, time);
            insert.setObject(5, newNames.stream().mapToInt(Map.Entry::getValue).toArray());
            insert.setObject(6, newNames.stream().map(Map.Entry::getKey).toArray(String[]::new));
            insert.setObject(7, newEntities.stream().mapToLong(Map.Entry::getKey).toArray());
            insert.setObject(
                    8, newEntities.stream().map(Map.Entry::getValue).toArray(String[]::new));
            insert.setObject(9, time);
            insert.setObject(10, rows.stream().mapToLong(ChangeRow::seq).toArray());
            insert.setObject(
                    11, rows.stream().map(GroupStatements::observed).toArray(String[]::new));
            insert.setObject(12, rows.stream().mapToLong(ChangeRow::entity).toArray());
            insert.setObject(13, rows.stream().mapToInt(ChangeRow::what).toArray());
            insert.setObject(14, attributes);
            insert.setObject(15, actors);
            insert.setObject(16, rows.stream().mapToLong(row -> row.cause().seq()).toArray());
            insert.setObject(17, rows.stream().mapToInt(row -> row.cause().depth()).toArray());
            insert.setObject(18, rows.stream().map(GroupStatements::body).toArray(String[]::new));
            insert.executeUpdate();
        }
    }

    private static @Nullable String observed(ChangeRow row) {
        return row.observedAt() == null ? null : row.observedAt().toString();
    }

    private static @Nullable String body(ChangeRow row) {
        return row.body() == null ? null : new String(row.body(), StandardCharsets.UTF_8);
    }

    void insert(Once once) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "insert into applied (source, cause, number) values (?, ?, ?)")) {
            insert.setString(1, once.source());
            insert.setLong(2, once.cause());
            insert.setInt(3, once.number());
            insert.executeUpdate();
        }
    }

    /// Companion rows name their table in code, never by anybody's input.
    void insert(Row row) throws SQLException {
        var marks = row.values().stream().map(_ -> "?").collect(Collectors.joining(", "));
        try (var insert =
                connection.prepareStatement(
                        "insert into " + row.table() + " values (" + marks + ")")) {
            for (int i = 0; i < row.values().size(); i++) {
                insert.setObject(i + 1, value(row.values().get(i)));
            }
            insert.executeUpdate();
        }
    }

    private static Object value(Object value) {
        return value instanceof Instant time
                ? OffsetDateTime.ofInstant(time, ZoneOffset.UTC)
                : value;
    }
}
