package city.wutong.server;

import city.wutong.http.HttpReason;
import city.wutong.journal.TenantName;
import city.wutong.postgres.Database;
import city.wutong.refusal.Refusal;
import city.wutong.resource.Cities;
import city.wutong.resource.Health;
import city.wutong.resource.WholeCity;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.sql.SQLException;
import java.util.Comparator;
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

    private final Database database;
    private final DatabaseWatch watch;
    private final Ground ground;
    private final Map<String, Tenant> open = new ConcurrentHashMap<>();

    private Tenants(Database database, Ground ground) {
        this.database = database;
        this.watch = new DatabaseWatch(database);
        this.ground = ground;
    }

    /// Opens every tenant there is; when one cannot be opened, none is.
    static Tenants open(Database database, Ground ground) {
        var tenants = new Tenants(database, ground);
        try {
            tenants.open(STANDARD);
            var names = new LinkedHashSet<>(ground.config().tenants().names());
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
            query.setString(1, SCHEMA + "_");
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    TenantName.ofSchema(rows.getString(1))
                            .ifPresent(name -> names.add(name.text()));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new StartRefused(
                    ExitCode.DATABASE, "The tenants cannot be listed: " + e.getMessage(), e);
        }
    }

    private Tenant open(String name) {
        return open.computeIfAbsent(name, _ -> Tenant.open(database, schema(name), ground));
    }

    private static String schema(String name) {
        return name.equals(STANDARD) ? SCHEMA : new TenantName(name).schema();
    }

    @Override
    public WholeCity standard() {
        return open(STANDARD).city();
    }

    @Override
    public Optional<WholeCity> city(String name) {
        return Optional.ofNullable(open.get(name)).map(Tenant::city);
    }

    @Override
    public Optional<WholeCity> cityOrNew(String name) {
        return ground.config().tenants().byHeader()
                ? Optional.of(openOrMade(name).city())
                : city(name);
    }

    private Tenant openOrMade(String name) {
        var tenant = open.get(name);
        return tenant != null ? tenant : made(name);
    }

    /// One at a time, so that the bound holds however many ask at once.
    private synchronized Tenant made(String name) {
        int most = ground.config().tenants().most();
        if (open.size() >= most && !open.containsKey(name)) {
            throw Refusal.of(HttpReason.TENANTS_FULL, name, most).thrown();
        }
        return open(name);
    }

    @Override
    public List<String> names() {
        return open.keySet().stream()
                .sorted(
                        Comparator.comparing((String name) -> !name.equals(STANDARD))
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
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
