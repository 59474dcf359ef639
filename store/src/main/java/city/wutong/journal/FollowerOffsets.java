package city.wutong.journal;

import city.wutong.context.Journal.JournalAway;
import city.wutong.feed.Offsets;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;

/// The offsets of followers, a row each.
public final class FollowerOffsets implements Offsets {
    private final Tables tables;

    public FollowerOffsets(Tables tables) {
        this.tables = tables;
    }

    @Override
    public long load(String follower) throws JournalAway {
        try {
            return tables.inTransaction(connection -> load(connection, follower));
        } catch (SQLException e) {
            throw new JournalAway("the offset of " + follower + " cannot be read", e);
        }
    }

    private static long load(Connection connection, String follower) throws SQLException {
        try (var query = connection.prepareStatement("select seq from follower where name = ?")) {
            query.setString(1, follower);
            try (var answer = query.executeQuery()) {
                return answer.next() ? answer.getLong(1) : 0;
            }
        }
    }

    @Override
    public void save(String follower, long seq) throws JournalAway {
        try {
            tables.transaction(connection -> save(connection, follower, seq));
        } catch (SQLException e) {
            throw new JournalAway("the offset of " + follower + " cannot be saved", e);
        }
    }

    /// Saves an offset in the transaction of the effect that it belongs to. An offset never goes
    /// back.
    public static void save(Connection connection, String follower, long seq) throws SQLException {
        try (var save =
                connection.prepareStatement(
                        """
                        insert into follower (name, seq) values (?, ?)
                        on conflict (name) do update set seq = excluded.seq
                        where follower.seq <= excluded.seq
                        """)) {
            save.setString(1, follower);
            save.setLong(2, seq);
            save.executeUpdate();
        }
    }
}
