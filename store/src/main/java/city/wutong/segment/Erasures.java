package city.wutong.segment;

import city.wutong.context.Change;
import city.wutong.context.Context;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Takes the past of erased entities out of the segments and out of the journal (PIPL article 47),
/// where every earlier change of them leaves only its place in the order.
///
/// All of these are known to the follower that cuts segments: they are in segments already, or were
/// gathered for the next. So the journal, which has no index by entity, is not searched.
final class Erasures {
    /// Places in the journal that are no farther apart are looked up together.
    private static final long NEAR = 1_000;

    /// By the entity's id, the `seq` of its last erasure.
    private final Map<String, Long> ends = new HashMap<>();

    /// By the entity's id, its number when it was erased: earlier lives have lower ones.
    private final Map<String, Long> lastNumbers = new HashMap<>();

    private final TreeSet<Long> blanks = new TreeSet<>();

    static boolean isErasure(Change change) {
        return change.what() instanceof Change.Erased;
    }

    /// Those among changes that are in the order of `seq`.
    static Erasures among(List<Change> changes) {
        var erasures = new Erasures();
        for (var change : changes) {
            if (isErasure(change)) {
                erasures.ends.put(change.entityId(), change.seq());
                erasures.lastNumbers.put(change.entityId(), change.entity());
            }
        }
        return erasures;
    }

    /// The changes without those that are erased, and without the erasures themselves.
    List<Change> without(List<Change> changes) {
        if (ends.isEmpty()) {
            return changes;
        }
        var kept = new ArrayList<Change>();
        for (var change : changes) {
            if (!isErased(change.entityId(), change.seq())) {
                kept.add(change);
            } else if (!isErasure(change)) {
                blanks.add(change.seq());
            }
        }
        return kept;
    }

    private boolean isErased(String entityId, long seq) {
        var end = ends.get(entityId);
        return end != null && seq <= end;
    }

    /// Erases what was written before.
    ///
    /// @param companions what else goes
    void run(Connection connection, Companions companions) throws SQLException, IOException {
        if (ends.isEmpty()) {
            return;
        }
        var numbers = numbers(connection);
        var chunks = new TreeSet<Integer>();
        numbers.forEach(number -> chunks.add(Context.chunkOf(number)));
        for (int chunk : chunks) {
            takeOut(connection, chunk);
        }
        blank(connection);
        companions.erase(connection, Set.copyOf(ends.keySet()), numbers);
    }

    /// Those of these entities; one that was created again has several.
    private Set<Long> numbers(Connection connection) throws SQLException {
        var numbers = new TreeSet<Long>();
        try (var query =
                connection.prepareStatement(
                        "select number, id from entity_number where id = any (?)")) {
            query.setArray(1, connection.createArrayOf("text", ends.keySet().toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    long number = rows.getLong(1);
                    if (number <= lastNumbers.getOrDefault(rows.getString(2), 0L)) {
                        numbers.add(number);
                    }
                }
            }
        }
        return numbers;
    }

    private void takeOut(Connection connection, int chunk) throws SQLException {
        try (var query =
                connection.prepareStatement("select last_seq, body from segment where chunk = ?")) {
            query.setInt(1, chunk);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    takeOut(connection, chunk, rows.getLong(1), rows.getBytes(2));
                }
            }
        }
    }

    private void takeOut(Connection connection, int chunk, long lastSeq, byte[] body)
            throws SQLException {
        var changes = Segment.changesOf(body);
        var kept = without(changes);
        if (kept.size() == changes.size()) {
            return;
        }
        if (kept.isEmpty()) {
            delete(connection, chunk, lastSeq);
        } else {
            update(connection, chunk, lastSeq, kept);
        }
    }

    private static void delete(Connection connection, int chunk, long lastSeq) throws SQLException {
        try (var delete =
                connection.prepareStatement(
                        "delete from segment where chunk = ? and last_seq = ?")) {
            delete.setInt(1, chunk);
            delete.setLong(2, lastSeq);
            delete.executeUpdate();
        }
    }

    /// The segment keeps its place in the order of segments.
    private static void update(Connection connection, int chunk, long lastSeq, List<Change> changes)
            throws SQLException {
        try (var update =
                connection.prepareStatement(
                        "update segment set changes = ?, body = ?"
                                + " where chunk = ? and last_seq = ?")) {
            update.setInt(1, changes.size());
            update.setBytes(2, Segment.of(chunk, changes).body());
            update.setInt(3, chunk);
            update.setLong(4, lastSeq);
            update.executeUpdate();
        }
    }

    private void blank(Connection connection) throws SQLException {
        try (var update =
                connection.prepareStatement(
                        """
                        update journal
                        set what = 8, observed_at = null, attribute = null, body = null
                        where seq between ? and ? and seq = any (?)
                        """)) {
            while (!blanks.isEmpty()) {
                var near = new ArrayList<Long>();
                do {
                    near.add(blanks.removeFirst());
                } while (!blanks.isEmpty() && blanks.getFirst() - near.getLast() <= NEAR);
                update.setLong(1, near.getFirst());
                update.setLong(2, near.getLast());
                update.setObject(3, near.stream().mapToLong(Long::longValue).toArray());
                update.executeUpdate();
            }
        }
    }
}
