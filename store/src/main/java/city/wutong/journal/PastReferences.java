package city.wutong.journal;

import city.wutong.context.Journal.JournalAway;
import city.wutong.person.References;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// Finds in the journal what ever linked to something. The journal has no index for it: the whole
/// of it is read.
public final class PastReferences implements References {
    private final Tables tables;

    public PastReferences(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Set<String> to(Set<String> relationships, Set<String> targets, int most)
            throws JournalAway {
        try {
            return tables.inTransaction(
                    connection -> search(connection, relationships, targets, most));
        } catch (SQLException e) {
            throw new JournalAway("the journal cannot be searched: " + e.getMessage(), e);
        }
    }

    private static Set<String> search(
            Connection connection, Set<String> relationships, Set<String> targets, int most)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        select distinct n.id
                        from journal j join entity_number n on n.number = j.entity
                        where j.attribute = any (array(select number from name where name = any (?)))
                          and j.what in (3, 4)
                          and (j.body::jsonb -> 'v') ??| ?
                        limit ?
                        """)) {
            query.setArray(1, connection.createArrayOf("text", relationships.toArray()));
            query.setArray(2, connection.createArrayOf("text", targets.toArray()));
            query.setInt(3, most + 1);
            var found = new HashSet<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
