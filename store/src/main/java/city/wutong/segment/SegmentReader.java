package city.wutong.segment;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.context.Journal.JournalAway;
import city.wutong.history.PastChanges;
import city.wutong.journal.FollowerOffsets;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads an entity's past changes out of the segments.
public final class SegmentReader implements PastChanges {
    private final Tables tables;

    public SegmentReader(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Past of(String entityId, int most) throws JournalAway {
        try {
            return tables.inTransaction(connection -> read(connection, entityId, most));
        } catch (SQLException e) {
            throw new JournalAway("history cannot be read: " + e.getMessage(), e);
        }
    }

    /// The offset is read first: what is cut meanwhile is left to the tail, change by change, for
    /// it may have been merged with what is older.
    private static Past read(Connection connection, String entityId, int most) throws SQLException {
        long upTo = FollowerOffsets.load(connection, Segments.NAME);
        var changes = new ArrayList<Change>();
        for (long number : numbers(connection, entityId)) {
            read(connection, number, upTo, most, changes);
        }
        changes.sort(Comparator.comparingLong(Change::seq));
        return new Past(changes, upTo);
    }

    /// An entity that was deleted and created again has several numbers; the newest comes first.
    private static List<Long> numbers(Connection connection, String entityId) throws SQLException {
        var numbers = new ArrayList<Long>();
        try (var query =
                connection.prepareStatement(
                        "select number from entity_number where id = ? order by number desc")) {
            query.setString(1, entityId);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers;
    }

    private static void read(
            Connection connection, long number, long upTo, int most, List<Change> changes)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select body from segment where chunk = ? order by last_seq desc")) {
            query.setInt(1, Context.chunkOf(number));
            query.setFetchSize(16);
            try (var rows = query.executeQuery()) {
                while (rows.next() && changes.size() <= most) {
                    Segment.changesOf(rows.getBytes(1), number).stream()
                            .filter(change -> change.seq() <= upTo)
                            .forEach(changes::add);
                }
            }
        }
    }
}
