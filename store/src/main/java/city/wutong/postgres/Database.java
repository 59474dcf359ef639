package city.wutong.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// The PostgreSQL that Wutong keeps its data in: its own, or the city's.
public sealed interface Database extends AutoCloseable permits EmbeddedPostgres, OutsidePostgres {

    /// A fresh connection that belongs to the caller, with autocommit on as JDBC has it. Fails
    /// promptly while the database is down: whoever needs it longer tries again.
    Connection connect() throws SQLException;

    /// A few shared connections for readers, who take one for a query and give it back.
    DataSource pool();

    /// The JDBC URL without user, password and options: it may be shown.
    String url();

    /// One line for the person who starts Wutong: which database, which version, where.
    String describe();

    @Override
    void close();
}
