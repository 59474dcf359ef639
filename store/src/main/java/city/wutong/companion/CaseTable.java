package city.wutong.companion;

import city.wutong.cases.CaseEvent;
import city.wutong.cases.CaseLog;
import city.wutong.cases.CaseScript;
import city.wutong.context.Journal.JournalAway;
import city.wutong.postgres.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The log of cases in PostgreSQL.
public final class CaseTable implements CaseLog {
    private static final int ROWS = 5_000;

    private final Tables tables;

    public CaseTable(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void readAll(BiConsumer<String, CaseEvent> consumer) throws JournalAway {
        try {
            tables.transaction(connection -> {
                try (var query =
                        connection.prepareStatement(
                                """
                                select case_id, number, at, actor, key, kind, body from case_log
                                order by case_id, number
                                """)) {
                    query.setFetchSize(ROWS);
                    try (var rows = query.executeQuery()) {
                        while (rows.next()) {
                            consumer.accept(rows.getString(1), event(rows, 2));
                        }
                    }
                }
            });
        } catch (SQLException e) {
            throw new JournalAway("the log of cases cannot be read", e);
        }
    }

    /// An event out of the columns number, at, actor, key, kind and body.
    ///
    /// @param first where the first of them is
    static CaseEvent event(ResultSet row, int first) throws SQLException {
        var key = row.getString(first + 3);
        return new CaseEvent(
                row.getInt(first),
                row.getObject(first + 1, OffsetDateTime.class).toInstant(),
                row.getString(first + 2),
                key.isEmpty() ? Optional.empty() : Optional.of(key),
                CaseScript.read(row.getString(first + 4), row.getString(first + 5)));
    }
}
