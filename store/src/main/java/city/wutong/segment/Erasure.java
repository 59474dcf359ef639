package city.wutong.segment;

import city.wutong.context.Change;
import city.wutong.context.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Takes the past of one entity out of the segments and out of the journal (PIPL article 47), where
/// every change of it before `before` leaves only its place in the order.
///
/// All of these are known to the follower that cuts segments: they are in segments already, or were
/// gathered for the next. So the journal, which has no index by entity, is not searched.
final class Erasure {
    /// Places in the journal that are no farther apart are looked up together.
    private static final long NEAR = 1_000;

    private final String entityId;
    private final TreeSet<Long> seqs = new TreeSet<>();
    private long before;

    private Erasure(String entityId) {
        this.entityId = entityId;
    }

    static boolean isErased(Change change) {
        return change.what() instanceof Change.Erased;
    }

    /// The erasures among changes that are in the order of `seq`, with what they take of these.
    static List<Erasure> among(List<Change> changes) {
        var erasures = new LinkedHashMap<String, Erasure>();
        for (var change : changes) {
            if (isErased(change)) {
                erasures.computeIfAbsent(change.entityId(), Erasure::new).before = change.seq();
            }
        }
        if (!erasures.isEmpty()) {
            for (var change : changes) {
                var erasure = erasures.get(change.entityId());
                if (erasure != null && change.seq() < erasure.before) {
                    erasure.seqs.add(change.seq());
                }
            }
        }
        return List.copyOf(erasures.values());
    }

    /// The changes without those that are erased and without the erasures themselves.
    static List<Change> without(List<Erasure> erasures, List<Change> changes) {
        return erasures.isEmpty()
                ? changes
                : changes.stream()
                        .filter(change -> erasures.stream().noneMatch(each -> each.takes(change)))
                        .toList();
    }

    private boolean takes(Change change) {
        return change.entityId().equals(entityId) && change.seq() <= before;
    }

    void run(Connection connection) throws SQLException {
        var numbers = numbers(connection);
        var chunks = new TreeSet<Integer>();
        numbers.forEach(number -> chunks.add(Context.chunkOf(number)));
        for (int chunk : chunks) {
            takeOut(connection, chunk, numbers);
        }
        blank(connection, numbers);
    }

    private Set<Long> numbers(Connection connection) throws SQLException {
        var numbers = new HashSet<Long>();
        try (var query =
                connection.prepareStatement("select number from entity_number where id = ?")) {
            query.setString(1, entityId);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers;
    }

    private void takeOut(Connection connection, int chunk, Set<Long> numbers) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select last_seq, body from segment where chunk = ? and first_seq < ?")) {
            query.setInt(1, chunk);
            query.setLong(2, before);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    takeOut(connection, chunk, rows.getLong(1), rows.getBytes(2), numbers);
                }
            }
        }
    }

    private void takeOut(
            Connection connection, int chunk, long lastSeq, byte[] body, Set<Long> numbers)
            throws SQLException {
        var kept = new ArrayList<Change>();
        int taken = 0;
        for (var change : Segment.changesOf(body)) {
            if (numbers.contains(change.entity()) && change.seq() < before) {
                seqs.add(change.seq());
                taken++;
            } else {
                kept.add(change);
            }
        }
        if (taken > 0) {
            replace(connection, chunk, lastSeq, kept);
        }
    }

    /// A segment keeps its place, of which what follows it knows nothing new.
    private static void replace(
            Connection connection, int chunk, long lastSeq, List<Change> changes)
            throws SQLException {
        try (var update =
                connection.prepareStatement(
                        changes.isEmpty()
                                ? "delete from segment where chunk = ? and last_seq = ?"
                                : "update segment set changes = ?, body = ?"
                                        + " where chunk = ? and last_seq = ?")) {
            int at = 1;
            if (!changes.isEmpty()) {
                update.setInt(at++, changes.size());
                update.setBytes(at++, Segment.of(chunk, changes).body());
            }
            update.setInt(at++, chunk);
            update.setLong(at, lastSeq);
            update.executeUpdate();
        }
    }

    private void blank(Connection connection, Set<Long> numbers) throws SQLException {
        try (var update =
                connection.prepareStatement(
                        """
                        update journal
                        set what = 8, observed_at = null, attribute = null, body = null
                        where seq between ? and ? and seq < ? and entity = any (?)
                        """)) {
            update.setLong(3, before);
            update.setObject(4, numbers.stream().mapToLong(Long::longValue).toArray());
            while (!seqs.isEmpty()) {
                long from = seqs.removeFirst();
                long to = from;
                while (!seqs.isEmpty() && seqs.getFirst() - to <= NEAR) {
                    to = seqs.removeFirst();
                }
                update.setLong(1, from);
                update.setLong(2, to);
                update.executeUpdate();
            }
        }
    }
}
