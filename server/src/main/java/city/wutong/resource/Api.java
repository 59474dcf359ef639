package city.wutong.resource;

import static city.wutong.access.Permission.ACKNOWLEDGE_ALERTS;
import static city.wutong.access.Permission.EDIT_RULES;
import static city.wutong.access.Permission.EXERCISE_RIGHTS;
import static city.wutong.access.Permission.MANAGE_NOTIFICATIONS;
import static city.wutong.access.Permission.OPEN_CASES;
import static city.wutong.access.Permission.OPERATE;
import static city.wutong.access.Permission.READ_AUDIT;
import static city.wutong.access.Permission.READ_CASES;
import static city.wutong.access.Permission.READ_CONTEXT;
import static city.wutong.access.Permission.READ_INDICES;
import static city.wutong.access.Permission.SET_CITY_CLOCK;
import static city.wutong.access.Permission.WORK_ON_CASES;
import static city.wutong.http.Routes.forAnyone;
import static city.wutong.http.Routes.forKnown;
import static city.wutong.http.Routes.route;
import static city.wutong.http.Routes.upload;

import city.wutong.access.AuditLog;
import city.wutong.access.Policy;
import city.wutong.access.Roles;
import city.wutong.access.Trail;
import city.wutong.audit.AuditTrail;
import city.wutong.auth.People;
import city.wutong.http.Admission;
import city.wutong.http.Door;
import city.wutong.http.Gate;
import city.wutong.http.Origins;
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
import java.util.function.Supplier;

/// Everything that can be asked over HTTP: the table of contents of this package.
public final class Api {

    private static final String ALERT = "/api/alerts/{id}";
    private static final String CASE = "/api/cases/{id}";
    private static final String RULE = "/api/rules/{scenario}/{name}";

    private static final String ROUTINGS = "/api/notification-routes";
    private static final String CHANNELS = "/api/notification-channels";

    private final Settings settings;
    private final StatedReason reasons;
    private final Cities cities;
    private final Tenancy tenancy;
    private final Contexts contexts;
    private final Scenarios scenarios;
    private final Staff staff;
    private final People people;
    private final Ids ids;
    private final Clock officeClock;
    private final Access access;

    /// Where the door is, what it lets in and what it shows.
    ///
    /// @param maxBodyBytes of one request
    /// @param maxBodiesBytes of all requests that are being worked on
    /// @param maxStreams live streams at a time
    /// @param clockIsSettable whether the city clock may be set
    /// @param origins through which names it may be asked, and from whose pages
    /// @param maps folders with the files of the base map, the first that has one wins
    public record Settings(
            Door.Place place,
            long maxBodyBytes,
            long maxBodiesBytes,
            int maxStreams,
            boolean clockIsSettable,
            Origins origins,
            List<Path> maps) {
        public Settings {
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

    /// Who is let in, and what they may.
    ///
    /// @param audit what is told when masks are lifted
    public record Access(Gate gate, Policy policy, Roles roles, AuditLog audit) {}

    public Api(
            Settings settings,
            Cities cities,
            Contexts contexts,
            Scenarios scenarios,
            Staff staff,
            Ids ids,
            Clock officeClock,
            Access access) {
        this.settings = settings;
        this.cities = cities;
        this.reasons = new StatedReason(new Trail(access.audit(), officeClock));
        this.tenancy = new Tenancy(cities, access.policy(), reasons);
        this.contexts = contexts;
        this.scenarios = scenarios;
        this.staff = staff;
        this.people = staff.people();
        this.ids = ids;
        this.officeClock = officeClock;
        this.access = access;
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
                        access.gate(),
                        settings.origins(),
                        new Witness(running.audit(), officeClock),
                        new Protection(
                                settings.place().encryption().isOn(),
                                settings.origins().origins()));
        return Door.open(settings.place(), routes(running), wire);
    }

    /// What can be asked, and what of a caller each asks. It is described in the files of
    /// [city.wutong.openapi.Description].
    Routes routes(Running running) {
        var routes = new ArrayList<Routes.Route>();
        routes.addAll(new NgsiLdRoutes(tenancy, ids, officeClock).all());
        routes.add(events());
        routes.addAll(alerts());
        routes.addAll(work());
        routes.addAll(notifications());
        routes.addAll(rules());
        routes.addAll(new PeopleRoutes(staff, tenancy, ids, officeClock).all());
        routes.addAll(process(running));
        routes.addAll(rights());
        routes.addAll(audit(running));
        return new Routes(routes);
    }

    /// What changes, as it changes.
    private Routes.Route events() {
        var events =
                new EventsResource(tenancy, access.gate(), settings.maxStreams(), addressees());
        return route("GET", "/events", READ_CONTEXT, events::follow);
    }

    /// What is done with alerts.
    private List<Routes.Route> alerts() {
        var alerts =
                new AlertsResource(
                        tenancy, people.accounts(), new CityTimes(staff.zone()), officeClock);
        return List.of(
                route("POST", ALERT + "/acknowledge", ACKNOWLEDGE_ALERTS, alerts::acknowledge),
                route("DELETE", ALERT + "/acknowledge", ACKNOWLEDGE_ALERTS, alerts::unacknowledge),
                route("POST", ALERT + "/clear", ACKNOWLEDGE_ALERTS, alerts::clear),
                route("PUT", ALERT + "/assignee", ACKNOWLEDGE_ALERTS, alerts::assign)
                        .naming(NamedMembers::of),
                route("DELETE", ALERT + "/assignee", ACKNOWLEDGE_ALERTS, alerts::release),
                route("POST", ALERT + "/comments", ACKNOWLEDGE_ALERTS, alerts::comment),
                route("PUT", ALERT + "/mute", ACKNOWLEDGE_ALERTS, alerts::mute)
                        .naming(NamedMembers::of),
                route("DELETE", ALERT + "/mute", ACKNOWLEDGE_ALERTS, alerts::unmute),
                route("PUT", ALERT + "/false-alarm", ACKNOWLEDGE_ALERTS, alerts::markFalse),
                route("DELETE", ALERT + "/false-alarm", ACKNOWLEDGE_ALERTS, alerts::unmarkFalse),
                route("GET", ALERT + "/timeline", READ_CONTEXT, alerts::timeline),
                route(
                        "POST",
                        "/api/alert-acknowledgements",
                        ACKNOWLEDGE_ALERTS,
                        alerts::acknowledgeAll));
    }

    /// What follows from it: cases, indices.
    private List<Routes.Route> work() {
        var cases = new CasesResource(tenancy, scenarios, ids);
        var evidence = new EvidenceResource(tenancy);
        var indices = new IndicesResource(tenancy, scenarios);
        var known = new ScenariosResource(scenarios);
        return List.of(
                route("GET", "/api/case-types", READ_CASES, cases::types),
                route("GET", "/api/cases", READ_CASES, cases::list),
                route("POST", "/api/cases", OPEN_CASES, cases::open),
                route("GET", CASE, READ_CASES, cases::retrieve),
                route("POST", CASE + "/actions", WORK_ON_CASES, cases::act),
                route("POST", CASE + "/comments", WORK_ON_CASES, cases::comment),
                upload("/api/evidence", WORK_ON_CASES, evidence::take).proved(),
                route("GET", "/api/evidence/{hash}", READ_CASES, evidence::show).proved(),
                route("GET", "/api/evidence/{hash}/facts", READ_CASES, evidence::facts).proved(),
                route("GET", "/api/indices", READ_INDICES, indices::list),
                route("GET", "/api/indices/{scenario}/{name}/rows", READ_INDICES, indices::rows),
                forKnown("GET", "/api/scenarios", known::list));
    }

    private Addressees addressees() {
        return new Addressees(staff.organisation(), officeClock);
    }

    /// Who is told of alerts, and what was told.
    private List<Routes.Route> notifications() {
        var notices = new NoticesResource(tenancy, addressees());
        var outbox = new NotificationsResource(tenancy);
        var routing = new RoutingResource(tenancy);
        return List.of(
                forKnown("GET", "/api/notices", notices::list),
                route("GET", "/api/notifications", MANAGE_NOTIFICATIONS, outbox::list),
                route("POST", "/api/notifications/{id}/retry", MANAGE_NOTIFICATIONS, outbox::retry),
                route("GET", ROUTINGS, MANAGE_NOTIFICATIONS, routing::routes),
                route("POST", ROUTINGS, MANAGE_NOTIFICATIONS, routing::addRoute)
                        .naming(NamedMembers::of),
                route("PUT", ROUTINGS + "/{id}", MANAGE_NOTIFICATIONS, routing::changeRoute)
                        .naming(NamedMembers::of),
                route("DELETE", ROUTINGS + "/{id}", MANAGE_NOTIFICATIONS, routing::removeRoute),
                route("GET", CHANNELS, MANAGE_NOTIFICATIONS, routing::channels),
                route("POST", CHANNELS, MANAGE_NOTIFICATIONS, routing::addChannel)
                        .naming(NamedMembers::of),
                route("PUT", CHANNELS + "/{id}", MANAGE_NOTIFICATIONS, routing::changeChannel)
                        .naming(NamedMembers::of),
                route("DELETE", CHANNELS + "/{id}", MANAGE_NOTIFICATIONS, routing::removeChannel),
                route("POST", CHANNELS + "/{id}/test", MANAGE_NOTIFICATIONS, routing::test));
    }

    /// What the city watches for: the rules, what goes on inside them, and what they would have
    /// said.
    private List<Routes.Route> rules() {
        var rules = new RulesResource(tenancy);
        var insight = new RuleInsightResource(tenancy);
        var trials = new RuleTrialsResource(tenancy, officeClock);
        return List.of(
                route("GET", "/api/rules", READ_CONTEXT, rules::list),
                route("POST", "/api/rules/check", EDIT_RULES, rules::check),
                route("GET", RULE, READ_CONTEXT, rules::retrieve),
                route("DELETE", RULE, EDIT_RULES, rules::remove),
                route("GET", RULE + "/versions", READ_CONTEXT, rules::versions),
                route("POST", RULE + "/versions", EDIT_RULES, rules::put),
                route("POST", RULE + "/versions/{version}/restore", EDIT_RULES, rules::restore),
                route("POST", RULE + "/on", EDIT_RULES, rules::turnOn),
                route("POST", RULE + "/off", EDIT_RULES, rules::turnOff),
                route("PUT", RULE + "/owner", EDIT_RULES, rules::own),
                route("GET", RULE + "/traces", READ_CONTEXT, insight::trace),
                route("POST", RULE + "/traces", EDIT_RULES, insight::begin),
                route("DELETE", RULE + "/traces", EDIT_RULES, insight::end),
                route("GET", RULE + "/why", READ_CONTEXT, insight::why),
                route("GET", RULE + "/dead-letters", READ_CONTEXT, insight::letters),
                route("POST", RULE + "/dead-letters/replay", EDIT_RULES, insight::replay),
                route("POST", "/api/rule-trials", EDIT_RULES, trials::start),
                route("GET", "/api/rule-trials/{id}", EDIT_RULES, trials::retrieve),
                route("DELETE", "/api/rule-trials/{id}", EDIT_RULES, trials::cancel));
    }

    /// What people may ask of those who keep data about them.
    private List<Routes.Route> rights() {
        var personal = new PersonalDataResource(tenancy, reasons, people);
        var erasures = new ErasuresResource(tenancy, reasons, ids);
        return List.of(
                route("GET", "/api/personal-data/{id}", EXERCISE_RIGHTS, personal::tell),
                route("POST", "/api/exports", EXERCISE_RIGHTS, personal::export),
                route("POST", "/api/erasures", EXERCISE_RIGHTS, erasures::erase));
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
        var tenants = new TenantsResource(cities, officeClock);
        var replays = new ReplaysResource(running.replaying());
        var state = new HealthResource(running.health());
        var measures = new MetricsResource(running.metrics());
        var roles = new RolesResource(access.roles());
        var files = new FilesResource(settings.maps());
        var description = new OpenApiResource();
        return List.of(
                forKnown("GET", "/api/tenants", tenants::list),
                forKnown("GET", "/api/roles", roles::list),
                forKnown("GET", "/api/city-clock", clock::read),
                route("PUT", "/api/city-clock", SET_CITY_CLOCK, clock::set).naming(clock::named),
                forKnown("GET", "/api/replays", replays::list),
                route("POST", "/api/replays", SET_CITY_CLOCK, replays::start).proved(),
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
