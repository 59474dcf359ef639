package city.wutong.http;

import static city.wutong.http.Routes.route;

import city.wutong.jsonld.Contexts;
import java.util.List;
import java.util.function.Supplier;

/// Everything that can be asked over HTTP: the table of contents of this package.
public final class Api {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String ENTITY = ENTITIES + "/{id}";
    private static final String ATTRIBUTES = ENTITY + "/attrs";
    private static final String ATTRIBUTE = ATTRIBUTES + "/{name}";
    private static final String BATCH = "/ngsi-ld/v1/entityOperations";
    private static final String TEMPORAL = "/ngsi-ld/v1/temporal/entities/{id}";

    private Api() {}

    /// Where the door is and what it lets in.
    ///
    /// @param port 0 takes any free one
    /// @param maxBodyBytes of one request
    /// @param maxBodiesBytes of all requests that are being worked on
    /// @param maxStreams live streams at a time
    public record Settings(
            String bind, int port, long maxBodyBytes, long maxBodiesBytes, int maxStreams) {}

    /// Opens the door to these cities.
    ///
    /// @throws city.wutong.start.StartRefused when the port is taken
    public static Door open(
            Settings settings,
            Cities cities,
            Contexts contexts,
            Supplier<Health> health,
            Supplier<String> metrics) {
        var tenancy = new Tenancy(cities);
        var routes = routes(tenancy, settings.maxStreams(), health, metrics);
        var wire =
                new Wire(
                        settings.maxBodyBytes(),
                        new Admission(settings.maxBodiesBytes()),
                        new LdContexts(contexts));
        return Door.open(settings.bind(), settings.port(), routes, wire);
    }

    private static Routes routes(
            Tenancy tenancy, int maxStreams, Supplier<Health> health, Supplier<String> metrics) {
        var entities = new EntitiesResource(tenancy);
        var attributes = new AttributesResource(tenancy);
        var batch = new BatchResource(tenancy);
        var temporal = new TemporalResource(tenancy);
        var events = new EventsResource(tenancy, maxStreams);
        var state = new HealthResource(health);
        var measures = new MetricsResource(metrics);
        return new Routes(
                List.of(
                        route("POST", ENTITIES, entities::create),
                        route("GET", ENTITIES, entities::query),
                        route("GET", ENTITY, entities::retrieve),
                        route("PATCH", ENTITY, entities::merge),
                        route("PUT", ENTITY, entities::replace),
                        route("DELETE", ENTITY, entities::delete),
                        route("POST", ATTRIBUTES, attributes::append),
                        route("PATCH", ATTRIBUTES, attributes::update),
                        route("PATCH", ATTRIBUTE, attributes::partialUpdate),
                        route("PUT", ATTRIBUTE, attributes::replace),
                        route("DELETE", ATTRIBUTE, attributes::delete),
                        route("POST", BATCH + "/create", batch::create),
                        route("POST", BATCH + "/upsert", batch::upsert),
                        route("POST", BATCH + "/update", batch::update),
                        route("POST", BATCH + "/merge", batch::merge),
                        route("POST", BATCH + "/delete", batch::delete),
                        route("GET", TEMPORAL, temporal::retrieve),
                        route("GET", "/events", events::follow),
                        route("GET", "/health/live", state::live),
                        route("GET", "/health/ready", state::ready),
                        route("GET", "/metrics", measures::scrape)));
    }
}
