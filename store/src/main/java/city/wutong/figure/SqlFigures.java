package city.wutong.figure;

import city.wutong.index.Figure;
import city.wutong.index.Figures;
import city.wutong.index.Index;
import city.wutong.postgres.Tables;
import city.wutong.present.EntityTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Counts indices in PostgreSQL: one query at a time, in a transaction that can only read, under a
/// role that sees the views `entity`, `history`, `case_event` and `doubt` and nothing else, within
/// a limit of time.
public final class SqlFigures implements Figures {
    private static final int TIME_LIMIT_S = 5;
    private static final int MOST_PARTS = 1_000;
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final int RATIO_DIGITS = 2;

    private final Tables tables;
    private final Clock clock;
    private final ReaderRole reader;

    /// @param clock the office clock
    public SqlFigures(Tables tables, Clock clock) throws SQLException {
        this.tables = tables;
        this.clock = clock;
        this.reader = ReaderRole.of(tables);
    }

    @Override
    public Figure count(Index index) throws FigureUnknown {
        return read(index, connection -> figure(connection, index));
    }

    @Override
    public Figure.Rows rows(Index index, int most) throws FigureUnknown {
        return read(
                index,
                connection -> {
                    reader.become(connection);
                    try (var query = connection.prepareStatement(index.rows())) {
                        query.setMaxRows(most + 1);
                        try (var rows = query.executeQuery()) {
                            return rows(rows, most);
                        }
                    }
                });
    }

    private <T> T read(Index index, Tables.Work<T> work) throws FigureUnknown {
        try (var connection = tables.database().pool().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "set transaction isolation level repeatable read read only;"
                                + " set local search_path to "
                                + tables.schema()
                                + "; set local statement_timeout to '"
                                + TIME_LIMIT_S
                                + "s'");
                return work.on(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new FigureUnknown(
                    "The index " + index.id() + " cannot be counted: " + e.getMessage(), e);
        }
    }

    private Figure figure(Connection connection, Index index) throws SQLException {
        long seq = seq(connection);
        reader.become(connection);
        try (var query = connection.prepareStatement(index.figure())) {
            query.setMaxRows(MOST_PARTS);
            try (var rows = query.executeQuery()) {
                return figure(rows, seq);
            }
        }
    }

    private static long seq(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select seq from follower where name = ?")) {
            query.setString(1, EntityTable.NAME);
            try (var rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private Figure figure(ResultSet rows, long seq) throws SQLException {
        var columns = columns(rows);
        if (!columns.contains("key")) {
            var value = rows.next() ? value(rows, columns) : Optional.<BigDecimal>empty();
            return new Figure(value, List.of(), clock.instant(), seq);
        }
        var parts = new ArrayList<Figure.Part>();
        while (rows.next()) {
            var key = Objects.requireNonNullElse(rows.getString("key"), "");
            var label = Objects.requireNonNullElse(rows.getString("label"), key);
            parts.add(new Figure.Part(key, label, value(rows, columns)));
        }
        parts.sort(
                Comparator.comparing(
                        (Figure.Part part) ->
                                part.value().orElse(BigDecimal.valueOf(Long.MIN_VALUE)),
                        Comparator.reverseOrder()));
        return new Figure(Optional.empty(), parts, clock.instant(), seq);
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(rows.getMetaData().getColumnLabel(i));
        }
        return columns;
    }

    /// The column `value`, or the ratio of `numerator` and `denominator` in percent: never a number
    /// where nothing was due.
    private static Optional<BigDecimal> value(ResultSet row, List<String> columns)
            throws SQLException {
        if (columns.contains("value")) {
            return Optional.ofNullable(row.getBigDecimal("value"));
        }
        var denominator = row.getBigDecimal("denominator");
        if (denominator == null || denominator.signum() == 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(row.getBigDecimal("numerator"))
                .map(part ->
                        part.multiply(PERCENT)
                                .divide(denominator, RATIO_DIGITS, RoundingMode.HALF_UP));
    }

    private static Figure.Rows rows(ResultSet rows, int most) throws SQLException {
        var columns = columns(rows);
        var values = new ArrayList<List<Optional<String>>>();
        while (values.size() < most && rows.next()) {
            var row = new ArrayList<Optional<String>>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(Optional.ofNullable(rows.getString(i)));
            }
            values.add(row);
        }
        return new Figure.Rows(columns, values, rows.next());
    }
}
