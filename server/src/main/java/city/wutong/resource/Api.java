package city.wutong.resource;

import static city.wutong.http.Routes.route;
import static city.wutong.http.Routes.upload;

import city.wutong.http.Admission;
import city.wutong.http.Door;
import city.wutong.http.Routes;
import city.wutong.http.Wire;
import city.wutong.jsonld.Contexts;
import city.wutong.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Everything that can be asked over HTTP: the table of contents of this package.
public final class Api {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String ENTITY = ENTITIES + "/{id}";
    private static final String ATTRIBUTES = ENTITY + "/attrs";
    private static final String ATTRIBUTE = ATTRIBUTES + "/{name}";
    private static final String BATCH = "/ngsi-ld/v1/entityOperations";
    private static final String TYPES = "/ngsi-ld/v1/types";
    private static final String NAMES = "/ngsi-ld/v1/attributes";
    private static final String CONTEXTS = "/ngsi-ld/v1/jsonldContexts";
    private static final String MAPS = "/ngsi-ld/v1/entityMaps";
    private static final String TEMPORAL = "/ngsi-ld/v1/temporal/entities/{id}";

    private static final String CASE = "/api/cases/{id}";

    private final Settings settings;
    private final Tenancy tenancy;
    private final Contexts contexts;
    private final Scenarios scenarios;
    private final Ids ids;
    private final Clock officeClock;

    /// Where the door is, what it lets in and what it shows.
    ///
    /// @param port 0 takes any free one
    /// @param maxBodyBytes of one request
    /// @param maxBodiesBytes of all requests that are being worked on
    /// @param maxStreams live streams at a time
    /// @param clockIsSettable whether the city clock may be set
    /// @param maps folders with the files of the base map, the first that has one wins
    public record Settings(
            String bind,
            int port,
            long maxBodyBytes,
            long maxBodiesBytes,
            int maxStreams,
            boolean clockIsSettable,
            List<Path> maps) {
        public Settings {
            maps = List.copyOf(maps);
        }
    }

    /// What is told of the process, and what it does besides.
    ///
    /// @param replaying empty when this is no demonstration
    public record Running(
            Supplier<Health> health, Supplier<String> metrics, Optional<Replaying> replaying) {}

    public Api(
            Settings settings,
            Cities cities,
            Contexts contexts,
            Scenarios scenarios,
            Ids ids,
            Clock officeClock) {
        this.settings = settings;
        this.tenancy = new Tenancy(cities);
        this.contexts = contexts;
        this.scenarios = scenarios;
        this.ids = ids;
        this.officeClock = officeClock;
    }

    /// Opens the door.
    ///
    /// @throws city.wutong.start.StartRefused when the port is taken
    public Door open(Running running) {
        var wire =
                new Wire(
                        settings.maxBodyBytes(),
                        new Admission(settings.maxBodiesBytes()),
                        tenancy.contexts(contexts));
        return Door.open(settings.bind(), settings.port(), routes(running), wire);
    }

    /// What can be asked. It is described in the files of [city.wutong.openapi.Description].
    Routes routes(Running running) {
        var routes = new ArrayList<Routes.Route>();
        routes.addAll(context());
        routes.addAll(work());
        routes.addAll(process(running));
        return new Routes(routes);
    }

    /// The context, by NGSI-LD and live.
    private List<Routes.Route> context() {
        var entities = new EntitiesResource(tenancy);
        var attributes = new AttributesResource(tenancy);
        var batch = new BatchResource(tenancy);
        var queries = new QueryResource(tenancy);
        var types = new TypesResource(tenancy);
        var purge = new PurgeResource(tenancy);
        var identity = new SourceIdentityResource(tenancy, ids, officeClock);
        var known = new AttributeNamesResource(tenancy);
        var stored = new StoredContextsResource(tenancy);
        var maps = new EntityMapsResource(tenancy);
        var temporal = new TemporalResource(tenancy);
        var events = new EventsResource(tenancy, settings.maxStreams());
        return List.of(
                route("POST", ENTITIES, entities::create),
                route("GET", ENTITIES, entities::query),
                route("DELETE", ENTITIES, purge::purge),
                route("PATCH", ENTITIES, entities::withoutId),
                route("PUT", ENTITIES, entities::withoutId),
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
                route("POST", QueryResource.PATH, queries::query),
                route("GET", "/ngsi-ld/v1/info/sourceIdentity", identity::tell),
                route("GET", TYPES, types::list),
                route("GET", TYPES + "/{+type}", types::retrieve),
                route("GET", NAMES, known::list),
                route("GET", NAMES + "/{+name}", known::retrieve),
                route("POST", CONTEXTS, stored::add),
                route("GET", CONTEXTS, stored::list),
                route("GET", CONTEXTS + "/{+id}", stored::serve),
                route("DELETE", CONTEXTS + "/{+id}", stored::delete),
                route("GET", MAPS, maps::create),
                route("GET", MAPS + "/{id}", maps::retrieve),
                route("PATCH", MAPS + "/{id}", maps::update),
                route("DELETE", MAPS + "/{id}", maps::delete),
                route("GET", "/ngsi-ld/v1/temporal/entityMaps", maps::createOfPasts),
                route("GET", TEMPORAL, temporal::retrieve),
                route("GET", "/events", events::follow));
    }

    /// What follows from it: alerts, cases, indices.
    private List<Routes.Route> work() {
        var alerts = new AlertsResource(tenancy);
        var cases = new CasesResource(tenancy, scenarios, ids);
        var evidence = new EvidenceResource(tenancy);
        var indices = new IndicesResource(tenancy, scenarios);
        var known = new ScenariosResource(scenarios);
        return List.of(
                route("POST", "/api/alerts/{id}/acknowledge", alerts::acknowledge),
                route("GET", "/api/case-types", cases::types),
                route("GET", "/api/cases", cases::list),
                route("POST", "/api/cases", cases::open),
                route("GET", CASE, cases::retrieve),
                route("POST", CASE + "/actions", cases::act),
                route("POST", CASE + "/comments", cases::comment),
                upload("/api/evidence", evidence::take),
                route("GET", "/api/evidence/{hash}", evidence::show),
                route("GET", "/api/indices", indices::list),
                route("GET", "/api/indices/{scenario}/{name}/rows", indices::rows),
                route("GET", "/api/scenarios", known::list));
    }

    /// The process itself, its clock and its pages.
    private List<Routes.Route> process(Running running) {
        var clock = new CityClockResource(tenancy, officeClock, settings.clockIsSettable());
        var replays = new ReplaysResource(running.replaying());
        var state = new HealthResource(running.health());
        var measures = new MetricsResource(running.metrics());
        var files = new FilesResource(settings.maps());
        var description = new OpenApiResource();
        return List.of(
                route("GET", "/api/tenants", tenancy::list),
                route("GET", "/api/city-clock", clock::read),
                route("PUT", "/api/city-clock", clock::set),
                route("GET", "/api/replays", replays::list),
                route("POST", "/api/replays", replays::start),
                route("GET", "/health/live", state::live),
                route("GET", "/health/ready", state::ready),
                route("GET", "/metrics", measures::scrape),
                route("GET", "/openapi", description::describe),
                route("GET", "/openapi.json", description::document),
                route("GET", "/openapi/{file}", description::file),
                route("GET", "/map/{file}", files::map),
                route("GET", "/console/{+file}", files::console),
                route("GET", "/console/", files::index),
                route("GET", "/console", files::root),
                route("GET", "/", files::root));
    }
}
