package city.wutong.messenger;

import city.wutong.auth.proof.Seal;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.notification.NotificationReason;
import city.wutong.notification.Notifier.Plan;
import city.wutong.notification.Rate;
import city.wutong.notification.Recipient;
import city.wutong.notification.Route;
import city.wutong.notification.RouteForm;
import city.wutong.outbox.RoutingTable;
import city.wutong.outbox.RoutingTable.ChannelRow;
import city.wutong.outbox.RoutingTable.RouteRow;
import city.wutong.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The routes and channels of one tenant, in memory and written through: a change is kept before it
/// counts, and what was refused left nothing. Secrets of channels are sealed where they are kept.
public final class Routing {
    public static final int MOST_ROUTES = 500;
    public static final int MOST_CHANNELS = 100;

    private static final System.Logger LOG = System.getLogger(Routing.class.getName());
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private final RoutingTable table;
    private final Seal seal;
    private final ZoneId zone;
    private final Supplier<UUID> ids;
    private volatile Map<String, Route> routes = Map.of();
    private volatile Map<String, Kept> channels = Map.of();

    /// A channel, and why it failed last.
    ///
    /// @param trouble empty: it did not
    public record Kept(ChannelSetting setting, String trouble, Optional<Instant> troubleAt) {}

    /// @param zone in which the hours of routes are meant
    Routing(RoutingTable table, Seal seal, ZoneId zone, Supplier<UUID> ids) throws SQLException {
        this.table = table;
        this.seal = seal;
        this.zone = zone;
        this.ids = ids;
        for (var row : table.channels()) {
            channels = with(channels, row.id(), kept(row));
        }
        for (var row : table.routes()) {
            routes = with(routes, row.id(), RouteForm.read(row.id(), json(row.body()), zone));
        }
    }

    private static <T> Map<String, T> with(Map<String, T> all, String id, T one) {
        var more = new LinkedHashMap<>(all);
        more.put(id, one);
        return Collections.unmodifiableMap(more);
    }

    private static <T> Map<String, T> without(Map<String, T> all, String id) {
        var fewer = new LinkedHashMap<>(all);
        fewer.remove(id);
        return Collections.unmodifiableMap(fewer);
    }

    /// What was sealed by another key is not there any more: whoever manages the channel gives it
    /// again.
    private Kept kept(ChannelRow row) {
        var body = (Json.Obj) json(row.body());
        var secrets =
                row.secrets().isEmpty()
                        ? Optional.<byte[]>empty()
                        : seal.open(row.secrets(), owner(row.id()));
        if (secrets.isEmpty() && !row.secrets().isEmpty()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the secrets of the channel {0} were not sealed by the key of this data folder",
                    row.id());
        }
        var members = new LinkedHashMap<>(body.members());
        secrets.ifPresent(
                bytes -> members.put("secrets", json(new String(bytes, StandardCharsets.UTF_8))));
        return new Kept(
                ChannelForm.kept(row.id(), Json.object(members)), row.trouble(), row.troubleAt());
    }

    private static String owner(String channel) {
        return "notification channel " + channel;
    }

    private static Json json(String text) {
        try {
            return JSON.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new IllegalStateException("what is kept of notifications is no JSON", e);
        }
    }

    /// What is decided by: a channel that is switched off takes nothing.
    Plan plan() {
        var rates = new LinkedHashMap<String, Rate>();
        channels.forEach((id, kept) -> {
            if (kept.setting().on()) {
                rates.put(id, kept.setting().rate());
            }
        });
        return new Plan(routes, rates);
    }

    /// In the order in which they were made.
    public List<Route> routes() {
        return List.copyOf(routes.values());
    }

    /// The route of that id.
    ///
    /// @throws city.wutong.refusal.Refused when there is none
    public Route route(String id) {
        return Optional.ofNullable(routes.get(id))
                .orElseThrow(() -> Refusal.of(NotificationReason.ROUTE_UNKNOWN, id).thrown());
    }

    /// In the order in which they were made.
    public List<Kept> channels() {
        return List.copyOf(channels.values());
    }

    /// The channel of that id.
    ///
    /// @throws city.wutong.refusal.Refused when there is none
    public Kept channel(String id) {
        return find(id).orElseThrow(
                        () -> Refusal.of(NotificationReason.CHANNEL_UNKNOWN, id).thrown());
    }

    Optional<Kept> find(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /// Adds a route.
    public synchronized Route addRoute(Json json) {
        checkRoom(routes, MOST_ROUTES);
        return put(RouteForm.read(ids.get().toString(), json, zone));
    }

    /// Puts a route in the place of the one with that id.
    public synchronized Route changeRoute(String id, Json json) {
        route(id);
        return put(RouteForm.read(id, json, zone));
    }

    private Route put(Route route) {
        route.steps().forEach(this::check);
        var row = new RouteRow(route.id(), JsonWriter.text(RouteForm.told(route)));
        keep(() -> table.put(row));
        routes = with(routes, route.id(), route);
        return route;
    }

    private void check(Route.Step step) {
        var setting = channel(step.channel()).setting();
        boolean isAddress = step.whom() instanceof Recipient.Address;
        if (setting.kind() == ChannelKind.EMAIL && !isAddress) {
            throw Refusal.of(NotificationReason.CHANNEL_NEEDS_ADDRESS, setting.name().en())
                    .thrown();
        }
        if (setting.kind() == ChannelKind.CONSOLE && isAddress) {
            throw Refusal.of(NotificationReason.CHANNEL_NEEDS_PEOPLE, setting.name().en()).thrown();
        }
    }

    public synchronized void removeRoute(String id) {
        route(id);
        keep(() -> table.removeRoute(id));
        routes = without(routes, id);
    }

    /// Adds a channel.
    public synchronized Kept addChannel(Json json) {
        checkRoom(channels, MOST_CHANNELS);
        return put(ChannelForm.read(ids.get().toString(), json, Optional.empty()));
    }

    /// Puts a channel in the place of the one with that id; its secrets stay where none are given.
    public synchronized Kept changeChannel(String id, Json json) {
        return put(ChannelForm.read(id, json, Optional.of(channel(id).setting())));
    }

    private Kept put(ChannelSetting setting) {
        var kept = new Kept(setting, "", Optional.empty());
        keep(() -> table.put(row(kept)));
        channels = with(channels, setting.id(), kept);
        return kept;
    }

    private ChannelRow row(Kept kept) {
        var setting = kept.setting();
        var text = JsonWriter.bytes(ChannelForm.texts(setting.secrets()));
        var sealed = setting.secrets().isEmpty() ? "" : seal.seal(text, owner(setting.id()));
        return new ChannelRow(
                setting.id(),
                JsonWriter.text(ChannelForm.told(setting)),
                sealed,
                kept.trouble(),
                kept.troubleAt());
    }

    public synchronized void removeChannel(String id) {
        var there = channel(id).setting();
        routes.values().stream()
                .filter(route -> route.steps().stream().anyMatch(s -> s.channel().equals(id)))
                .findFirst()
                .ifPresent(route -> {
                    throw Refusal.of(
                                    NotificationReason.CHANNEL_IN_USE,
                                    there.name().en(),
                                    route.name().en())
                            .thrown();
                });
        keep(() -> table.removeChannel(id));
        channels = without(channels, id);
    }

    /// Notes how the last try of a channel went.
    ///
    /// @param trouble empty: it went well
    synchronized void note(String id, String trouble, Instant at) throws SQLException {
        var before = channels.get(id);
        if (before == null || (before.trouble().isEmpty() && trouble.isEmpty())) {
            return;
        }
        var when = trouble.isEmpty() ? Optional.<Instant>empty() : Optional.of(at);
        var after = new Kept(before.setting(), trouble, when);
        table.put(row(after));
        channels = with(channels, id, after);
    }

    private static void checkRoom(Map<String, ?> all, int most) {
        if (all.size() >= most) {
            throw Refusal.of(NotificationReason.FULL, most).thrown();
        }
    }

    /// Work on the tables.
    @FunctionalInterface
    interface Keeping {
        void run() throws SQLException;
    }

    static void keep(Keeping keeping) {
        try {
            keeping.run();
        } catch (SQLException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "notifications cannot be kept: SQL state {0}",
                    e.getSQLState());
            throw Refusal.of(NotificationReason.NOT_KEPT).thrown();
        }
    }
}
