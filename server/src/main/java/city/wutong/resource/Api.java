package city.wutong.resource;

import static city.wutong.access.Permission.ACKNOWLEDGE_ALERTS;
import static city.wutong.access.Permission.HOST_CONTEXTS;
import static city.wutong.access.Permission.OPEN_CASES;
import static city.wutong.access.Permission.OPERATE;
import static city.wutong.access.Permission.PURGE_CONTEXT;
import static city.wutong.access.Permission.READ_AUDIT;
import static city.wutong.access.Permission.READ_CASES;
import static city.wutong.access.Permission.READ_CONTEXT;
import static city.wutong.access.Permission.READ_INDICES;
import static city.wutong.access.Permission.SET_CITY_CLOCK;
import static city.wutong.access.Permission.WORK_ON_CASES;
import static city.wutong.access.Permission.WRITE_CONTEXT;
import static city.wutong.http.Routes.forAnyone;
import static city.wutong.http.Routes.forKnown;
import static city.wutong.http.Routes.route;
import static city.wutong.http.Routes.upload;

import city.wutong.audit.AuditTrail;
import city.wutong.http.Admission;
import city.wutong.http.Door;
import city.wutong.http.Gate;
import city.wutong.http.Protection;
import city.wutong.http.Routes;
import city.wutong.http.Wire;
import city.wutong.http.Witness;
import city.wutong.jsonld.Contexts;
import city.wutong.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /// @param origins of other sites' pages that may ask
    /// @param maxBodyBytes of one request
    /// @param maxBodiesBytes of all requests that are being worked on
    /// @param maxStreams live streams at a time
    /// @param clockIsSettable whether the city clock may be set
    /// @param maps folders with the files of the base map, the first that has one wins
    public record Settings(
            Door.Place place,
            Set<String> origins,
            long maxBodyBytes,
            long maxBodiesBytes,
            int maxStreams,
            boolean clockIsSettable,
            List<Path> maps) {
        public Settings {
            origins = Set.copyOf(origins);
            maps = List.copyOf(maps);
        }
    }

    /// What is told of the process, and what it does besides.
    ///
    /// @param replaying empty when this is no demonstration
    public record Running(
            Supplier<Health> health,
            Supplier<String> metrics,
            Optional<Replaying> replaying,
            AuditTrail audit) {}

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
                        tenancy.contexts(contexts),
                        Gate.open(officeClock),
                        new Witness(running.audit(), officeClock),
                        new Protection(settings.place().encryption().isOn(), settings.origins()));
        return Door.open(settings.place(), routes(running), wire);
    }

    /// What can be asked, and what of a caller each asks. It is described in the files of
    /// [city.wutong.openapi.Description].
    Routes routes(Running running) {
        var routes = new ArrayList<Routes.Route>();
        routes.addAll(context());
        routes.addAll(work());
        routes.addAll(process(running));
        routes.addAll(audit(running));
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
                route("POST", ENTITIES, WRITE_CONTEXT, entities::create),
                route("GET", ENTITIES, READ_CONTEXT, entities::query),
                route("DELETE", ENTITIES, PURGE_CONTEXT, purge::purge),
                route("PATCH", ENTITIES, WRITE_CONTEXT, entities::withoutId),
                route("PUT", ENTITIES, WRITE_CONTEXT, entities::withoutId),
                route("GET", ENTITY, READ_CONTEXT, entities::retrieve),
                route("PATCH", ENTITY, WRITE_CONTEXT, entities::merge),
                route("PUT", ENTITY, WRITE_CONTEXT, entities::replace),
                route("DELETE", ENTITY, WRITE_CONTEXT, entities::delete),
                route("POST", ATTRIBUTES, WRITE_CONTEXT, attributes::append),
                route("PATCH", ATTRIBUTES, WRITE_CONTEXT, attributes::update),
                route("PATCH", ATTRIBUTE, WRITE_CONTEXT, attributes::partialUpdate),
                route("PUT", ATTRIBUTE, WRITE_CONTEXT, attributes::replace),
                route("DELETE", ATTRIBUTE, WRITE_CONTEXT, attributes::delete),
                route("POST", BATCH + "/create", WRITE_CONTEXT, batch::create),
                route("POST", BATCH + "/upsert", WRITE_CONTEXT, batch::upsert),
                route("POST", BATCH + "/update", WRITE_CONTEXT, batch::update),
                route("POST", BATCH + "/merge", WRITE_CONTEXT, batch::merge),
                route("POST", BATCH + "/delete", WRITE_CONTEXT, batch::delete),
                route("POST", QueryResource.PATH, READ_CONTEXT, queries::query),
                route("GET", "/ngsi-ld/v1/info/sourceIdentity", READ_CONTEXT, identity::tell),
                route("GET", TYPES, READ_CONTEXT, types::list),
                route("GET", TYPES + "/{+type}", READ_CONTEXT, types::retrieve),
                route("GET", NAMES, READ_CONTEXT, known::list),
                route("GET", NAMES + "/{+name}", READ_CONTEXT, known::retrieve),
                route("POST", CONTEXTS, HOST_CONTEXTS, stored::add),
                route("GET", CONTEXTS, READ_CONTEXT, stored::list),
                forAnyone("GET", CONTEXTS + "/{+id}", stored::serve),
                route("DELETE", CONTEXTS + "/{+id}", HOST_CONTEXTS, stored::delete),
                route("GET", MAPS, READ_CONTEXT, maps::create),
                route("POST", MAPS, READ_CONTEXT, maps::createByPost),
                route("GET", MAPS + "/{id}", READ_CONTEXT, maps::retrieve),
                route("PATCH", MAPS + "/{id}", READ_CONTEXT, maps::update),
                route("DELETE", MAPS + "/{id}", READ_CONTEXT, maps::delete),
                route("GET", "/ngsi-ld/v1/temporal/entityMaps", READ_CONTEXT, maps::createOfPasts),
                route("GET", TEMPORAL, READ_CONTEXT, temporal::retrieve),
                route("GET", "/events", READ_CONTEXT, events::follow));
    }

    /// What follows from it: alerts, cases, indices.
    private List<Routes.Route> work() {
        var alerts = new AlertsResource(tenancy);
        var cases = new CasesResource(tenancy, scenarios, ids);
        var evidence = new EvidenceResource(tenancy);
        var indices = new IndicesResource(tenancy, scenarios);
        var known = new ScenariosResource(scenarios);
        return List.of(
                route(
                        "POST",
                        "/api/alerts/{id}/acknowledge",
                        ACKNOWLEDGE_ALERTS,
                        alerts::acknowledge),
                route("GET", "/api/case-types", READ_CASES, cases::types),
                route("GET", "/api/cases", READ_CASES, cases::list),
                route("POST", "/api/cases", OPEN_CASES, cases::open),
                route("GET", CASE, READ_CASES, cases::retrieve),
                route("POST", CASE + "/actions", WORK_ON_CASES, cases::act),
                route("POST", CASE + "/comments", WORK_ON_CASES, cases::comment),
                upload("/api/evidence", WORK_ON_CASES, evidence::take),
                route("GET", "/api/evidence/{hash}", READ_CASES, evidence::show).audited(),
                route("GET", "/api/indices", READ_INDICES, indices::list),
                route("GET", "/api/indices/{scenario}/{name}/rows", READ_INDICES, indices::rows),
                forKnown("GET", "/api/scenarios", known::list));
    }

    /// What was done.
    private static List<Routes.Route> audit(Running running) {
        var audit = new AuditResource(running.audit());
        return List.of(
                route("GET", "/api/audit", READ_AUDIT, audit::list),
                route("GET", "/api/audit/export", READ_AUDIT, audit::export),
                route("GET", "/api/audit/verification", READ_AUDIT, audit::verify));
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
                forKnown("GET", "/api/tenants", tenancy::list),
                forKnown("GET", "/api/city-clock", clock::read),
                route("PUT", "/api/city-clock", SET_CITY_CLOCK, clock::set),
                forKnown("GET", "/api/replays", replays::list),
                route("POST", "/api/replays", SET_CITY_CLOCK, replays::start),
                forAnyone("GET", "/health/live", state::live),
                forAnyone("GET", "/health/ready", state::ready),
                route("GET", "/metrics", OPERATE, measures::scrape),
                forAnyone("GET", "/openapi", description::describe),
                forAnyone("GET", "/openapi.json", description::document),
                forAnyone("GET", "/openapi/{file}", description::file),
                forAnyone("GET", "/map/{file}", files::map),
                forAnyone("GET", "/console/{+file}", files::console),
                forAnyone("GET", "/console/", files::index),
                forAnyone("GET", "/console", files::root),
                forAnyone("GET", "/", files::root));
    }
}
