package city.wutong.server;

import city.wutong.config.Config;
import city.wutong.feed.Reaction;
import city.wutong.http.Cities;
import city.wutong.http.City;
import city.wutong.http.Health;
import city.wutong.jsonld.LdContext;
import city.wutong.postgres.Database;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// All tenants of this process: the default one, those that the configuration names, and those that
/// were made before. Each has a schema of its own.
final class Tenants implements Cities, AutoCloseable {
    static final String STANDARD = "default";

    private static final String SCHEMA = "city";
    private static final String PREFIX = SCHEMA + "_";

    private final Database database;
    private final DatabaseWatch watch;
    private final Config config;
    private final LdContext coreWords;
    private final Clock officeClock;
    private final List<Reaction> reactions;
    private final Map<String, Tenant> open = new ConcurrentHashMap<>();

    private Tenants(
            Database database,
            Config config,
            LdContext coreWords,
            Clock officeClock,
            List<Reaction> reactions) {
        this.database = database;
        this.watch = new DatabaseWatch(database);
        this.config = config;
        this.coreWords = coreWords;
        this.officeClock = officeClock;
        this.reactions = List.copyOf(reactions);
    }

    /// Opens every tenant there is; when one cannot be opened, none is.
    static Tenants open(
            Database database,
            Config config,
            LdContext coreWords,
            Clock officeClock,
            List<Reaction> reactions) {
        var tenants = new Tenants(database, config, coreWords, officeClock, reactions);
        try {
            tenants.open(STANDARD);
            var names = new LinkedHashSet<>(config.tenants().names());
            names.addAll(tenants.made());
            names.forEach(tenants::open);
            return tenants;
        } catch (RuntimeException e) {
            tenants.close();
            throw e;
        }
    }

    private Set<String> made() {
        var names = new LinkedHashSet<String>();
        try (var connection = database.connect();
                var query =
                        connection.prepareStatement(
                                "select nspname from pg_namespace where starts_with(nspname, ?)")) {
            query.setString(1, PREFIX);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1).substring(PREFIX.length()));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new StartRefused(
                    ExitCode.DATABASE, "The tenants cannot be listed: " + e.getMessage(), e);
        }
    }

    private Tenant open(String name) {
        return open.computeIfAbsent(
                name,
                _ ->
                        Tenant.open(
                                database,
                                name.equals(STANDARD) ? SCHEMA : PREFIX + name,
                                config,
                                coreWords,
                                officeClock,
                                reactions));
    }

    @Override
    public City standard() {
        return open(STANDARD).city();
    }

    @Override
    public Optional<City> city(String name) {
        return Optional.ofNullable(open.get(name)).map(Tenant::city);
    }

    @Override
    public Optional<City> cityOrNew(String name) {
        return config.tenants().byHeader() ? Optional.of(open(name).city()) : city(name);
    }

    /// The tenants that are open, by name.
    Map<String, Tenant> all() {
        return new TreeMap<>(open);
    }

    /// How all of them are.
    Health health() {
        boolean databaseUp = watch.isUp();
        var parts = new LinkedHashMap<String, String>();
        parts.put("database", databaseUp ? "up" : "away");
        open.forEach((name, tenant) -> parts.put(name, tenant.isLive() ? "writing" : "broken"));
        return new Health(open.values().stream().allMatch(Tenant::isLive), databaseUp, parts);
    }

    @Override
    public void close() {
        open.values().forEach(Tenant::close);
    }
}
