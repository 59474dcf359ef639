package city.wutong.journal;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.feed.JournalReader;
import city.wutong.postgres.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Reads the journal back.
final class JournalRows implements JournalReader {
    private static final String ROWS =
            """
            select j.seq, j.at, j.observed_at, j.entity, j.what, j.attribute, j.actor, j.cause, j.depth,
                   j.body, e.id
            from journal j join entity_number e on e.number = j.entity
            where j.seq between %d and %d%s
            order by j.seq
            """;

    private final Tables tables;
    private final NameNumbers names;

    JournalRows(Tables tables, NameNumbers names) {
        this.tables = tables;
        this.names = names;
    }

    @Override
    public List<Change> read(long after, int most) throws JournalAway {
        var changes = new ArrayList<Change>();
        try {
            read(after, most, changes::add);
        } catch (SQLException e) {
            throw new JournalAway("the journal cannot be read: " + e.getMessage(), e);
        }
        return changes;
    }

    /// Hands over the changes after `after`, at most `most`, in order.
    void read(long after, int most, Consumer<Change> consumer) throws SQLException {
        read(after, most, "", consumer);
    }

    /// The same of those that meet a condition.
    ///
    /// @param condition begins with `and`; it holds no input of anybody
    void read(long after, int most, String condition, Consumer<Change> consumer)
            throws SQLException {
        var query = ROWS.formatted(after + 1, after + most, condition);
        tables.transaction(
                connection -> Copy.read(connection, query, row -> consumer.accept(change(row))));
    }

    private Change change(CopyRow row) {
        long seq = row.int8();
        var at = Objects.requireNonNull(row.time());
        var observedAt = row.time();
        long entity = row.int8();
        int what = row.int2();
        int attribute = row.int4Or(0);
        var actor = names.nameOf(row.int4());
        var cause = new Cause(actor, row.int8(), row.int2());
        var body = row.bytes();
        var id = new String(Objects.requireNonNull(row.bytes()), StandardCharsets.UTF_8);
        return new ChangeRow(
                        seq,
                        at,
                        observedAt,
                        entity,
                        what,
                        attribute == 0 ? null : names.nameOf(attribute),
                        cause,
                        body)
                .change(id);
    }
}
