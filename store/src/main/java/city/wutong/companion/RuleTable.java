package city.wutong.companion;

import city.wutong.context.Journal.JournalAway;
import city.wutong.postgres.Tables;
import city.wutong.rule.RuleMemory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What rules remember, in PostgreSQL. Entries are only ever added by the writer; older ones of the
/// same key are cleared away by a load and by a save.
public final class RuleTable implements RuleMemory {
    private static final String FORGET_OLD =
            """
            delete from rule_state old using rule_state newer
            where newer.rule = old.rule and newer.entity = old.entity and newer.entry > old.entry
            """;

    private final Tables tables;

    public RuleTable(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<Entry> load() throws JournalAway {
        try {
            return tables.inTransaction(RuleTable::load);
        } catch (SQLException e) {
            throw new JournalAway("what rules remember cannot be read", e);
        }
    }

    private static List<Entry> load(Connection connection) throws SQLException {
        var entries = new ArrayList<Entry>();
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(FORGET_OLD);
            statement.executeUpdate("delete from rule_state where state = ''");
            try (var rows = statement.executeQuery("select rule, entity, state from rule_state")) {
                while (rows.next()) {
                    entries.add(new Entry(rows.getString(1), rows.getLong(2), rows.getString(3)));
                }
            }
        }
        return entries;
    }

    @Override
    public void save(List<Entry> entries) throws JournalAway {
        try {
            tables.transaction(connection -> save(connection, entries));
        } catch (SQLException e) {
            throw new JournalAway("what rules remember cannot be saved", e);
        }
    }

    private static void save(Connection connection, List<Entry> entries) throws SQLException {
        var rules = entries.stream().map(Entry::rule).toArray(String[]::new);
        var entities = entries.stream().mapToLong(Entry::entity).toArray();
        try (var insert =
                        connection.prepareStatement(
                                """
                                insert into rule_state (rule, entity, state)
                                select * from unnest(?::text[], ?::bigint[], ?::text[])
                                """);
                var forget =
                        connection.prepareStatement(
                                FORGET_OLD
                                        + " and (old.rule, old.entity) in"
                                        + " (select * from unnest(?::text[], ?::bigint[]))")) {
            insert.setObject(1, rules);
            insert.setObject(2, entities);
            insert.setObject(3, entries.stream().map(Entry::state).toArray(String[]::new));
            insert.executeUpdate();
            forget.setObject(1, rules);
            forget.setObject(2, entities);
            forget.executeUpdate();
        }
    }
}
