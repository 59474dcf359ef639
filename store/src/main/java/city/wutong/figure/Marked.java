package city.wutong.figure;

import city.wutong.postgres.Tables;
import city.wutong.present.EntityTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// An attribute that is personal, as the database knows it, so that its views leave it out.
///
/// @param type as the table `present` has it
/// @param attribute expanded name
public record Marked(String type, String attribute) {
    /// Takes these in place of what was marked before. When they differ, the table `present` is
    /// emptied, and its follower begins anew: it was masked by other marks.
    public static void save(Tables tables, Set<Marked> marked) throws SQLException {
        tables.transaction(connection -> {
            if (load(connection).equals(marked)) {
                return;
            }
            try (var delete = connection.prepareStatement("delete from follower where name = ?")) {
                delete.setString(1, EntityTable.NAME);
                delete.executeUpdate();
            }
            try (var statement = connection.createStatement()) {
                statement.execute("delete from marked; truncate present");
            }
            insert(connection, marked);
        });
    }

    private static Set<Marked> load(Connection connection) throws SQLException {
        var marked = new HashSet<Marked>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select type, attribute from marked")) {
            while (rows.next()) {
                marked.add(new Marked(rows.getString(1), rows.getString(2)));
            }
        }
        return marked;
    }

    private static void insert(Connection connection, Set<Marked> marked) throws SQLException {
        try (var insert = connection.prepareStatement("insert into marked values (?, ?)")) {
            for (var each : marked) {
                insert.setString(1, each.type());
                insert.setString(2, each.attribute());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
