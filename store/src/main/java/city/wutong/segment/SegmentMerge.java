package city.wutong.segment;

import city.wutong.context.Change;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Puts one segment in the place of several small ones that follow each other.
///
/// Segments count as of one rank while their changes lie within a factor of [#FACTOR]; [#FACTOR] of
/// one rank at the end of a chunk make one of the next. What has reached [#LARGE] changes is left
/// alone.
final class SegmentMerge {
    static final int FACTOR = 8;

    /// Changes in a segment that is not merged any more.
    static final int LARGE = 50_000;

    private record Row(long lastSeq, int changes) {
        int rank() {
            return (int) (Math.log(Math.max(1, changes)) / Math.log(FACTOR));
        }
    }

    private SegmentMerge() {}

    static void mergeIfMany(Tables tables, int chunk) throws SQLException {
        tables.transaction(connection -> {
            for (var run = run(connection, chunk);
                    run.size() >= FACTOR;
                    run = run(connection, chunk)) {
                merge(connection, chunk, run.getLast().lastSeq(), run.getFirst().lastSeq());
            }
        });
    }

    /// The newest segments that are of no higher rank than the newest, newest first.
    private static List<Row> run(Connection connection, int chunk) throws SQLException {
        var run = new ArrayList<Row>();
        try (var query =
                connection.prepareStatement(
                        "select last_seq, changes from segment where chunk = ?"
                                + " order by last_seq desc limit ?")) {
            query.setInt(1, chunk);
            query.setInt(2, 4 * FACTOR);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var row = new Row(rows.getLong(1), rows.getInt(2));
                    if (row.changes() >= LARGE
                            || (!run.isEmpty() && row.rank() > run.getFirst().rank())) {
                        break;
                    }
                    run.add(row);
                }
            }
        }
        return run;
    }

    private static void merge(Connection connection, int chunk, long from, long to)
            throws SQLException {
        var changes = new ArrayList<Change>();
        try (var delete =
                connection.prepareStatement(
                        "delete from segment where chunk = ? and last_seq between ? and ?"
                                + " returning body")) {
            delete.setInt(1, chunk);
            delete.setLong(2, from);
            delete.setLong(3, to);
            try (var rows = delete.executeQuery()) {
                while (rows.next()) {
                    changes.addAll(Segment.changesOf(rows.getBytes(1)));
                }
            }
        }
        Segments.insert(connection, Segments.segments(changes));
    }
}
