package city.wutong.companion;

import city.wutong.cases.CaseEvent;
import city.wutong.cases.CaseEvent.Moved;
import city.wutong.cases.CaseScript;
import city.wutong.cases.EvidenceStore;
import city.wutong.segment.Companions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Erases what is kept beside entities: in the log of cases what was said before the event that
/// erases it (the rows stay, with what happened and when), the evidence that no other case names,
/// and what rules remember.
///
/// A file goes before the commit: after a crash between the two its row is read again, and the file
/// is found gone.
///
/// @param evidence of the tenant
public record ErasedCompanions(EvidenceStore evidence) implements Companions {
    @Override
    public void erase(Connection connection, Set<String> ids, Set<Long> numbers)
            throws SQLException, IOException {
        var pieces = new TreeSet<String>();
        for (var erased : erasedCases(connection, ids)) {
            for (var event : before(connection, erased)) {
                if (event.what() instanceof Moved moved) {
                    pieces.addAll(moved.evidence());
                }
                blank(connection, erased, event);
            }
        }
        for (var piece : pieces) {
            evidence.remove(piece, Instant.MAX, each -> isNamed(connection, each));
        }
        try (var delete =
                connection.prepareStatement("delete from rule_state where entity = any (?)")) {
            delete.setObject(1, numbers.stream().mapToLong(Long::longValue).toArray());
            delete.executeUpdate();
        }
    }

    /// The newest event of a case that erases what was before it.
    private record Erased(String caseId, int number, String pseudonym) {}

    private static List<Erased> erasedCases(Connection connection, Set<String> ids)
            throws SQLException {
        var erased = new ArrayList<Erased>();
        try (var query =
                connection.prepareStatement(
                        """
                        select distinct on (case_id) case_id, number, body from case_log
                        where case_id = any (?) and kind = ?
                        order by case_id, number desc
                        """)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            query.setString(2, CaseScript.ERASED);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var what = CaseScript.read(CaseScript.ERASED, rows.getString(3));
                    if (what instanceof CaseEvent.Erased(var pseudonym)) {
                        erased.add(new Erased(rows.getString(1), rows.getInt(2), pseudonym));
                    }
                }
            }
        }
        return erased;
    }

    private static List<CaseEvent> before(Connection connection, Erased erased)
            throws SQLException {
        var events = new ArrayList<CaseEvent>();
        try (var query =
                connection.prepareStatement(
                        "select number, at, actor, key, kind, body from case_log"
                                + " where case_id = ? and number < ? order by number")) {
            query.setString(1, erased.caseId());
            query.setInt(2, erased.number());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    events.add(CaseTable.event(rows, 1));
                }
            }
        }
        return events;
    }

    private static void blank(Connection connection, Erased erased, CaseEvent event)
            throws SQLException {
        try (var update =
                connection.prepareStatement(
                        "update case_log set key = '', body = ? where case_id = ? and number = ?")) {
            update.setString(1, CaseScript.body(event.blank(erased.pseudonym()).what()));
            update.setString(2, erased.caseId());
            update.setInt(3, event.number());
            update.executeUpdate();
        }
    }

    private static boolean isNamed(Connection connection, String piece) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select 1 from case_log where strpos(body, ?) > 0 limit 1")) {
            query.setString(1, piece);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
