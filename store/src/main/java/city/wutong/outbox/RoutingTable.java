package city.wutong.outbox;

import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The routes and channels of one tenant in PostgreSQL, as they were written down.
public final class RoutingTable {
    private final Tables tables;

    public RoutingTable(Tables tables) {
        this.tables = tables;
    }

    /// A route.
    ///
    /// @param body JSON
    public record RouteRow(String id, String body) {}

    /// A channel.
    ///
    /// @param body JSON
    /// @param secrets sealed; empty: none
    /// @param trouble why the last try failed; empty: it did not
    public record ChannelRow(
            String id, String body, String secrets, String trouble, Optional<Instant> troubleAt) {}

    /// In the order in which they were made.
    public List<RouteRow> routes() throws SQLException {
        return all(
                "select id, body from notification_route order by made",
                row -> new RouteRow(row.getString(1), row.getString(2)));
    }

    /// In the order in which they were made.
    public List<ChannelRow> channels() throws SQLException {
        return all(
                "select id, body, secrets, trouble, trouble_at from notification_channel order by made",
                row ->
                        new ChannelRow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String select, Reading<T> reading) throws SQLException {
        return tables.inTransaction(connection -> {
            var all = new ArrayList<T>();
            try (var query = connection.prepareStatement(select);
                    var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(reading.of(rows));
                }
            }
            return all;
        });
    }

    /// Keeps it, in place of what had its id.
    public void put(RouteRow row) throws SQLException {
        tables.transaction(connection -> {
            try (var put =
                    connection.prepareStatement(
                            """
                            insert into notification_route (id, body) values (?, ?)
                            on conflict (id) do update set body = excluded.body
                            """)) {
                put.setString(1, row.id());
                put.setString(2, row.body());
                put.executeUpdate();
            }
        });
    }

    /// Keeps it, in place of what had its id.
    public void put(ChannelRow row) throws SQLException {
        tables.transaction(connection -> {
            try (var put =
                    connection.prepareStatement(
                            """
                            insert into notification_channel (id, body, secrets, trouble, trouble_at)
                            values (?, ?, ?, ?, ?)
                            on conflict (id) do update set body = excluded.body,
                              secrets = excluded.secrets, trouble = excluded.trouble,
                              trouble_at = excluded.trouble_at
                            """)) {
                put.setString(1, row.id());
                put.setString(2, row.body());
                put.setString(3, row.secrets());
                put.setString(4, row.trouble());
                put.setObject(
                        5, row.troubleAt().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null));
                put.executeUpdate();
            }
        });
    }

    public void removeRoute(String id) throws SQLException {
        tables.transaction(connection -> remove(connection, "notification_route", id));
    }

    public void removeChannel(String id) throws SQLException {
        tables.transaction(connection -> remove(connection, "notification_channel", id));
    }

    private static void remove(Connection connection, String table, String id) throws SQLException {
        try (var delete = connection.prepareStatement("delete from " + table + " where id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }
}
