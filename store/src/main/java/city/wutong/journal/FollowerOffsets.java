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

    /// As [#load(String)], in a transaction of the follower's own.
    public static long load(Connection connection, String follower) throws SQLException {
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

    /// Moves an offset in the transaction of an effect that must not be there twice. Waits for an
    /// earlier try whose outcome is not known, and moves nothing if that took place after all.
    ///
    /// @return whether it stood at `from` and now stands at `to`
    public static boolean advance(Connection connection, String follower, long from, long to)
            throws SQLException {
        try (var begin =
                connection.prepareStatement(
                        "insert into follower (name, seq) values (?, 0) on conflict do nothing")) {
            begin.setString(1, follower);
            begin.executeUpdate();
        }
        try (var advance =
                connection.prepareStatement(
                        "update follower set seq = ? where name = ? and seq = ?")) {
            advance.setLong(1, to);
            advance.setString(2, follower);
            advance.setLong(3, from);
            return advance.executeUpdate() == 1;
        }
    }
}
