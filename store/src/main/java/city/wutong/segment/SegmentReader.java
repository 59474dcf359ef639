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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

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
        for (var chunk : chunks(connection, entityId).entrySet()) {
            var wanted = chunk.getValue();
            for (var change : newest(connection, chunk.getKey(), wanted, most - changes.size())) {
                if (change.seq() <= upTo) {
                    changes.add(change);
                }
            }
        }
        changes.sort(Comparator.comparingLong(Change::seq));
        return new Past(changes, upTo);
    }

    /// An entity that was deleted and created again has several numbers, often of one chunk: the
    /// newest chunk comes first, and each is read once however many of its numbers are meant.
    private static SequencedMap<Integer, Set<Long>> chunks(Connection connection, String entityId)
            throws SQLException {
        var chunks = new LinkedHashMap<Integer, Set<Long>>();
        try (var query =
                connection.prepareStatement(
                        "select number from entity_number where id = ? order by number desc")) {
            query.setString(1, entityId);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    long number = rows.getLong(1);
                    chunks.computeIfAbsent(Context.chunkOf(number), _ -> new HashSet<>())
                            .add(number);
                }
            }
        }
        return chunks;
    }

    /// The changes of some entities of a chunk, whole segments of them, until there are more than
    /// `most`.
    private static List<Change> newest(Connection connection, int chunk, Set<Long> wanted, int most)
            throws SQLException {
        var changes = new ArrayList<Change>();
        try (var query =
                connection.prepareStatement(
                        "select body from segment where chunk = ? order by last_seq desc")) {
            query.setInt(1, chunk);
            query.setFetchSize(16);
            try (var rows = query.executeQuery()) {
                while (rows.next() && changes.size() <= most) {
                    changes.addAll(Segment.changesOf(rows.getBytes(1), wanted::contains));
                }
            }
        }
        return changes;
    }
}
