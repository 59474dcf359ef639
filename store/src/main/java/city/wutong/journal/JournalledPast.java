package city.wutong.journal;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.history.PastInOrder;
import city.wutong.postgres.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the past of some types out of the journal: first which entities they are, then their
/// changes, in steps whose memory is bounded.
final class JournalledPast implements PastInOrder {
    /// Places in the order that are looked at in one step.
    private static final int STEP = 100_000;

    /// More entities are not named to the database, but picked out of all.
    private static final int MOST_NAMED = 20_000;

    private final Tables tables;
    private final JournalRows rows;

    JournalledPast(Tables tables, JournalRows rows) {
        this.tables = tables;
        this.rows = rows;
    }

    @Override
    public void read(Set<String> types, Set<String> ids, Reading reading) throws JournalAway {
        try {
            long head = head();
            var wanted = new Wanted(types, ids);
            for (long after = 0; after < head; after += STEP) {
                if (!reading.take(step(after, wanted), (double) after / head)) {
                    return;
                }
            }
        } catch (SQLException e) {
            throw new JournalAway("the past cannot be read: " + e.getMessage(), e);
        }
    }

    /// The entities that are wanted, as far as they have been met: each is made before it changes.
    private record Wanted(Set<String> types, Set<String> ids, Set<Long> numbers) {
        Wanted(Set<String> types, Set<String> ids) {
            this(types, ids, new HashSet<>());
        }

        boolean meets(Change change) {
            return ids.contains(change.entityId())
                    || switch (change.what()) {
                        case Change.Created(var now, var _, var _) -> isOfType(now);
                        case Change.Described(var now, var _, var _) -> isOfType(now);
                        case Change.Set _,
                                Change.Late _,
                                Change.Edited _,
                                Change.Unset _,
                                Change.Ended _,
                                Change.Erased _,
                                Change.Blank _ ->
                                false;
                    };
        }

        private boolean isOfType(List<String> now) {
            return now.stream().anyMatch(types::contains);
        }
    }

    private List<Change> step(long after, Wanted wanted) throws SQLException {
        rows.read(
                after,
                STEP,
                " and j.what in (1, 2)",
                change -> {
                    if (wanted.meets(change)) {
                        wanted.numbers().add(change.entity());
                    }
                });
        if (wanted.numbers().isEmpty()) {
            return List.of();
        }
        var changes = new ArrayList<Change>();
        rows.read(
                after,
                STEP,
                named(wanted.numbers()),
                change -> {
                    if (wanted.numbers().contains(change.entity())) {
                        changes.add(change);
                    }
                });
        return changes;
    }

    private static String named(Set<Long> numbers) {
        return numbers.size() > MOST_NAMED
                ? ""
                : numbers.stream()
                        .map(String::valueOf)
                        .collect(
                                Collectors.joining(
                                        ",", " and j.entity = any ('{", "}'::bigint[])"));
    }

    private long head() throws SQLException {
        return tables.inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var answer = statement.executeQuery("select max(last_seq) from commit_group")) {
                answer.next();
                return answer.getLong(1);
            }
        });
    }
}
