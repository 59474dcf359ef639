package city.wutong.postgres;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import com.zaxxer.hikari.HikariDataSource;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/// A PostgreSQL that somebody else starts and keeps, reached by URL.
public final class OutsidePostgres implements Database {

    private static final int OLDEST_MAJOR = 15;
    private static final int MAJOR = 10_000;

    private final Address address;
    private final String version;
    private final HikariDataSource pool;

    private OutsidePostgres(Address address, String version) {
        this.address = address;
        this.version = version;
        this.pool = address.pool();
    }

    /// Connects once, to refuse at the start what would fail later.
    public static OutsidePostgres open(String url) {
        Address address = Address.parse(url);
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT current_setting('server_version_num')::int,"
                                        + " current_setting('server_version')")) {
            row.next();
            refuseOld(address.place(), row.getInt(1), row.getString(2));
            return new OutsidePostgres(address, row.getString(2));
        } catch (SQLException e) {
            throw unreachable(address, e);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return address.connect();
    }

    @Override
    public DataSource pool() {
        return pool;
    }

    @Override
    public String url() {
        return address.url();
    }

    @Override
    public String describe() {
        return "PostgreSQL " + version + " at " + address.place();
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return describe();
    }

    static void refuseOld(String place, int number, String version) {
        if (number < OLDEST_MAJOR * MAJOR) {
            throw new StartRefused(
                    ExitCode.DATABASE,
                    "PostgreSQL at "
                            + place
                            + " is version "
                            + version
                            + ": Wutong needs "
                            + OLDEST_MAJOR
                            + " or newer.");
        }
    }

    private static StartRefused unreachable(Address address, SQLException e) {
        return new StartRefused(
                ExitCode.DATABASE,
                "PostgreSQL at "
                        + address.place()
                        + " cannot be used ("
                        + reason(e)
                        + "): check --db-url and that the server runs.",
                e);
    }

    private static String reason(SQLException e) {
        Optional<Throwable> cause = Optional.ofNullable(e.getCause());
        return cause.flatMap(OutsidePostgres::inWords)
                .orElseGet(() -> firstLine(String.valueOf(e.getMessage())));
    }

    private static Optional<String> inWords(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ -> Optional.of("unknown host");
            case ConnectException _ -> Optional.of("connection refused");
            case NoRouteToHostException _ -> Optional.of("no route to host");
            case SocketTimeoutException _ -> Optional.of("no answer in time");
            default -> Optional.empty();
        };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("no reason given").replace("FATAL: ", "");
    }
}
