package city.wutong.figure;

import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;

/// The database role under which indices are counted: it may read the views of one tenant and
/// nothing else. Where Wutong's own user may not make roles (a city's own PostgreSQL), the
/// transaction's being read only has to do, and the log says so.
///
/// The SQL of an index is its author's, who can add scenarios to this city: the role keeps mistakes
/// from reaching further, it is no wall against an author who means harm.
final class ReaderRole {
    private static final System.Logger LOG = System.getLogger(ReaderRole.class.getName());
    private static final String NOT_ALLOWED = "42501";

    private final String name;
    private final boolean there;

    private ReaderRole(String name, boolean there) {
        this.name = name;
        this.there = there;
    }

    static ReaderRole of(Tables tables) throws SQLException {
        var name = tables.schema() + "_reader";
        try {
            tables.transaction(connection -> make(connection, tables.schema(), name));
            return new ReaderRole(name, true);
        } catch (SQLException e) {
            if (!NOT_ALLOWED.equals(e.getSQLState())) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "indices are counted as Wutong''s own user, for it may not make the role {0}",
                    name);
            return new ReaderRole(name, false);
        }
    }

    private static void make(Connection connection, String schema, String name)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                        create role %s nologin;
                    exception when duplicate_object then null;
                    end $$
                    """
                            .formatted(name));
            statement.execute("grant usage on schema " + schema + " to " + name);
            statement.execute("grant select on entity, history, case_event, doubt to " + name);
            statement.execute("grant " + name + " to current_user");
        }
    }

    /// From here on the transaction sees the views only.
    void become(Connection connection) throws SQLException {
        if (there) {
            try (var statement = connection.createStatement()) {
                statement.execute("set local role " + name);
            }
        }
    }
}
