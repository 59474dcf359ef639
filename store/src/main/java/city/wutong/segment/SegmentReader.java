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
import java.util.function.Consumer;

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

    @Override
    public long upTo() throws JournalAway {
        try {
            return tables.inTransaction(
                    connection -> FollowerOffsets.load(connection, Segments.NAME));
        } catch (SQLException e) {
            throw new JournalAway("history cannot be read: " + e.getMessage(), e);
        }
    }

    /// Chunk by chunk, the newest first, and in each segment by segment: so of each entity the
    /// newest changes come first, for a life has a higher number than those before it.
    @Override
    public void backwards(Set<String> entityIds, long upTo, Consumer<List<Change>> parts)
            throws JournalAway {
        try {
            tables.inTransaction(connection -> {
                for (var chunk : chunks(connection, entityIds).entrySet()) {
                    backwards(connection, chunk.getKey(), chunk.getValue(), upTo, parts);
                }
                return upTo;
            });
        } catch (SQLException e) {
            throw new JournalAway("history cannot be read: " + e.getMessage(), e);
        }
    }

    private static void backwards(
            Connection connection,
            int chunk,
            Set<Long> wanted,
            long upTo,
            Consumer<List<Change>> parts)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select body from segment where chunk = ? and first_seq <= ?"
                                + " order by last_seq desc")) {
            query.setInt(1, chunk);
            query.setLong(2, upTo);
            query.setFetchSize(4);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var changes = Segment.changesOf(rows.getBytes(1), wanted::contains);
                    int last = changes.size();
                    boolean isWhole = last == 0 || changes.stream().allMatch(c -> c.seq() <= upTo);
                    parts.accept(
                            isWhole
                                    ? changes
                                    : changes.stream().filter(c -> c.seq() <= upTo).toList());
                }
            }
        }
    }

    /// The offset is read first: what is cut meanwhile is left to the tail, change by change, for
    /// it may have been merged with what is older.
    private static Past read(Connection connection, String entityId, int most) throws SQLException {
        long upTo = FollowerOffsets.load(connection, Segments.NAME);
        var changes = new ArrayList<Change>();
        for (var chunk : chunks(connection, Set.of(entityId)).entrySet()) {
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
    private static SequencedMap<Integer, Set<Long>> chunks(
            Connection connection, Set<String> entityIds) throws SQLException {
        var chunks = new LinkedHashMap<Integer, Set<Long>>();
        try (var query =
                connection.prepareStatement(
                        "select number from entity_number where id = any (?)"
                                + " order by number desc")) {
            query.setArray(1, connection.createArrayOf("text", entityIds.toArray()));
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
