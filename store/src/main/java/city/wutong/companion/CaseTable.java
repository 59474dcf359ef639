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
                            consumer.accept(rows.getString(1), event(rows));
                        }
                    }
                }
            });
        } catch (SQLException e) {
            throw new JournalAway("the log of cases cannot be read", e);
        }
    }

    private static CaseEvent event(ResultSet row) throws SQLException {
        var key = row.getString(5);
        return new CaseEvent(
                row.getInt(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                key.isEmpty() ? Optional.empty() : Optional.of(key),
                CaseScript.read(row.getString(6), row.getString(7)));
    }
}
