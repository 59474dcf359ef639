package city.wutong.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// The tables of one tenant, for work in transactions of their own beside the writer's session.
///
/// @param schema the tenant's schema, `[a-z][a-z0-9_]*`
public record Tables(Database database, String schema) {
    public Tables {
        if (!schema.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not the name of a schema: " + schema);
        }
    }

    /// Work on a connection that finds the tenant's tables by their bare names.
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Work that answers nothing.
    @FunctionalInterface
    public interface Task {
        void on(Connection connection) throws SQLException;
    }

    /// Does the work in one transaction: all of it, or when it throws, none.
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (var connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "set local search_path to " + schema + "; set local enable_seqscan to off");
            }
            try {
                var answer = work.on(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /// Does the task in one transaction: all of it, or when it throws, none.
    public void transaction(Task task) throws SQLException {
        inTransaction(connection -> {
            task.on(connection);
            return Boolean.TRUE;
        });
    }
}
