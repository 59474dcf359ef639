package city.wutong.people;

import city.wutong.postgres.Tables;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A table in PostgreSQL, of which the first column is the key.
final class SqlRows<K, T> implements Rows<K, T> {
    private static final System.Logger LOG = System.getLogger(SqlRows.class.getName());

    private final Tables tables;
    private final String table;
    private final List<Column<T>> columns;
    private final Reading<T> reading;

    /// A column and what stands in it: text, whole number, boolean, UUID, time, list of texts, or
    /// an Optional of one.
    record Column<T>(String name, Function<T, Object> value) {}

    /// Makes a thing of a row.
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    SqlRows(Tables tables, String table, List<Column<T>> columns, Reading<T> reading) {
        this.tables = tables;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.reading = reading;
    }

    private String keyColumn() {
        return columns.getFirst().name();
    }

    @Override
    public List<T> load() {
        return inTransaction(connection -> {
            var all = new ArrayList<T>();
            try (var query = connection.prepareStatement("select * from " + table);
                    var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(reading.of(rows));
                }
            }
            return all;
        });
    }

    @Override
    public void put(T row) {
        inTransaction(connection -> {
            try (var upsert = connection.prepareStatement(upsert())) {
                for (int i = 0; i < columns.size(); i++) {
                    set(connection, upsert, i + 1, columns.get(i).value().apply(row));
                }
                return upsert.executeUpdate();
            }
        });
    }

    private String upsert() {
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        var places = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
        var changes =
                columns.stream()
                        .skip(1)
                        .map(column -> column.name() + " = excluded." + column.name())
                        .collect(Collectors.joining(", "));
        return "insert into %s (%s) values (%s) on conflict (%s) do update set %s"
                .formatted(table, names, places, keyColumn(), changes);
    }

    @Override
    public void remove(K key) {
        inTransaction(connection -> {
            var delete = "delete from " + table + " where " + keyColumn() + " = ?";
            try (var statement = connection.prepareStatement(delete)) {
                set(connection, statement, 1, key);
                return statement.executeUpdate();
            }
        });
    }

    private static void set(
            Connection connection, PreparedStatement statement, int at, Object value)
            throws SQLException {
        switch (value) {
            case Optional<?> none when none.isEmpty() -> statement.setObject(at, null);
            case Optional<?> some -> set(connection, statement, at, some.get());
            case Instant time -> statement.setObject(at, time.atOffset(ZoneOffset.UTC));
            case List<?> texts ->
                    statement.setArray(at, connection.createArrayOf("text", texts.toArray()));
            case Enum<?> word -> statement.setString(at, word.name());
            default -> statement.setObject(at, value);
        }
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private <R> R inTransaction(Tables.Work<R> work) {
        try {
            return tables.inTransaction(work);
        } catch (SQLException e) {
            // its message may hold a row, and with it a name
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the table {0} cannot be used: SQL state {1}",
                    table,
                    e.getSQLState());
            throw away();
        }
    }

    private static Refused away() {
        return Refusal.of(PeopleReason.STORE_AWAY).thrown();
    }
}
