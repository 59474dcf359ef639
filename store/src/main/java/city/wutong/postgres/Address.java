package city.wutong.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/// Where a PostgreSQL is and how to sign in. `place` (`host:port/database`) may be shown; the
/// properties hold the password and may not, so `toString` leaves them out.
record Address(String place, Map<String, String> properties) {

    private static final String LOGIN_TIMEOUT_S = "10";
    private static final int READERS = 4;
    private static final long WAIT_FOR_READER_MS = 5_000;
    private static final String JDBC = "jdbc:postgresql:";

    Address {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent("ApplicationName", "wutong");
        all.putIfAbsent("loginTimeout", LOGIN_TIMEOUT_S);
        all.putIfAbsent("tcpKeepAlive", "true");
        properties = Map.copyOf(all);
    }

    static Address of(String host, int port, String database, String user, String password) {
        return new Address(
                host + ":" + port + "/" + database, Map.of("user", user, "password", password));
    }

    /// Reads `jdbc:postgresql://host/db?user=…` as well as `postgresql://user:password@host/db`.
    static Address parse(String url) {
        String jdbc = url.startsWith(JDBC) ? url : jdbcOf(url);
        Properties parsed =
                Optional.ofNullable(Driver.parseURL(jdbc, new Properties()))
                        .orElseThrow(Address::unreadable);
        Map<String, String> properties = new HashMap<>();
        parsed.stringPropertyNames().forEach(k -> properties.put(k, parsed.getProperty(k, "")));
        return new Address(placeIn(jdbc), withoutPlace(properties));
    }

    String url() {
        return "jdbc:postgresql://" + place;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), asProperties());
    }

    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("readers");
        config.setJdbcUrl(url());
        config.setDataSourceProperties(asProperties());
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT_FOR_READER_MS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public String toString() {
        return place;
    }

    private Properties asProperties() {
        Properties all = new Properties();
        all.putAll(properties);
        return all;
    }

    private static String jdbcOf(String url) {
        try {
            URI uri = new URI(url);
            boolean ours =
                    "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (!ours || uri.getRawAuthority() == null) {
                throw unreadable();
            }
            return jdbcOf(uri);
        } catch (URISyntaxException e) {
            throw unreadable();
        }
    }

    private static String jdbcOf(URI uri) {
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String query = Optional.ofNullable(uri.getRawQuery()).map(q -> "&" + q).orElse("");
        return JDBC
                + "//"
                + authority.substring(at + 1)
                + uri.getRawPath()
                + "?"
                + signIn(at < 0 ? "" : authority.substring(0, at))
                + query;
    }

    private static String signIn(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (userInfo.isEmpty()) {
            return "";
        }
        return colon < 0
                ? "user=" + plusSafe(userInfo)
                : "user="
                        + plusSafe(userInfo.substring(0, colon))
                        + "&password="
                        + plusSafe(userInfo.substring(colon + 1));
    }

    /// A `+` means itself before the `@` and a blank in a query.
    private static String plusSafe(String encoded) {
        return encoded.replace("+", URLEncoder.encode("+", UTF_8));
    }

    private static String placeIn(String jdbc) {
        Properties p =
                Optional.ofNullable(Driver.parseURL(jdbc, new Properties()))
                        .orElseThrow(Address::unreadable);
        String[] hosts = p.getProperty("PGHOST", "localhost").split(",", -1);
        String[] ports = p.getProperty("PGPORT", "5432").split(",", -1);
        StringBuilder place = new StringBuilder();
        for (int i = 0; i < hosts.length; i++) {
            place.append(i == 0 ? "" : ",").append(hosts[i]);
            place.append(':').append(ports[Math.min(i, ports.length - 1)]);
        }
        return place + "/" + p.getProperty("PGDBNAME", p.getProperty("user", "postgres"));
    }

    private static Map<String, String> withoutPlace(Map<String, String> properties) {
        properties.keySet().removeIf(k -> k.startsWith("PG"));
        return properties;
    }

    /// The URL itself is not repeated: it may hold a password.
    private static StartRefused unreadable() {
        return new StartRefused(
                ExitCode.USAGE,
                "The value of db-url is not a PostgreSQL URL: write postgresql://user:password@host:5432/database"
                        + " or jdbc:postgresql://host:5432/database?user=…&password=….");
    }
}
