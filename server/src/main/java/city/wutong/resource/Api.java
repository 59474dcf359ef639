package city.wutong.resource;

import static city.wutong.access.Permission.ACKNOWLEDGE_ALERTS;
import static city.wutong.access.Permission.EDIT_RULES;
import static city.wutong.access.Permission.EXERCISE_RIGHTS;
import static city.wutong.access.Permission.GRANT_ROLES;
import static city.wutong.access.Permission.HOST_CONTEXTS;
import static city.wutong.access.Permission.MANAGE_ACCOUNTS;
import static city.wutong.access.Permission.MANAGE_KEYS;
import static city.wutong.access.Permission.MANAGE_NOTIFICATIONS;
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
import static city.wutong.http.Routes.forEither;
import static city.wutong.http.Routes.forKnown;
import static city.wutong.http.Routes.formForAnyone;
import static city.wutong.http.Routes.route;
import static city.wutong.http.Routes.upload;

import city.wutong.access.AuditLog;
import city.wutong.access.Permission;
import city.wutong.access.Policy;
import city.wutong.access.Roles;
import city.wutong.access.Trail;
import city.wutong.audit.AuditTrail;
import city.wutong.auth.People;
import city.wutong.auth.oidc.OidcSignIn;
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
    private static final String PASTS = "/ngsi-ld/v1/temporal/entities";
    private static final String PAST = PASTS + "/{id}";
    private static final String PAST_ATTRIBUTES = PAST + "/attrs";
    private static final String PAST_ATTRIBUTE = PAST_ATTRIBUTES + "/{name}";
    private static final String PAST_INSTANCE = PAST_ATTRIBUTE + "/{instance}";

    private static final String ALERT = "/api/alerts/{id}";
    private static final String CASE = "/api/cases/{id}";
    private static final String RULE = "/api/rules/{scenario}/{name}";
    private static final String AREA = "/api/areas/{code}";
    private static final String DEPARTMENT = "/api/departments/{id}";
    private static final String POST = "/api/posts/{id}";
    private static final String DUTY = "/api/duties/{id}";
    private static final String SESSION = "/api/session";
    private static final String OWN_ACCOUNT = "/api/account";
    private static final String SECOND_FACTOR = OWN_ACCOUNT + "/second-factor";
    private static final String ACCOUNTS = "/api/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{id}";
    private static final String KEYS = "/api/keys";
    private static final String CLIENTS = "/api/clients";

    private static final String ROUTINGS = "/api/notification-routes";
    private static final String CHANNELS = "/api/notification-channels";

    private static final Set<Permission> MANAGES_PEOPLE = Set.of(MANAGE_ACCOUNTS, GRANT_ROLES);

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
        routes.addAll(context());
        routes.addAll(alerts());
        routes.addAll(work());
        routes.addAll(notifications());
        routes.addAll(rules());
        routes.addAll(organisation());
        routes.addAll(openId());
        routes.addAll(signingIn());
        routes.addAll(administration());
        routes.addAll(process(running));
        routes.addAll(rights());
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
        var past = new PastEditsResource(tenancy);
        var events =
                new EventsResource(tenancy, access.gate(), settings.maxStreams(), addressees());
        return List.of(
                route("POST", ENTITIES, WRITE_CONTEXT, entities::create)
                        .naming(EntitiesResource::named),
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
                route("GET", PASTS, READ_CONTEXT, temporal::query),
                route("POST", TemporalResource.QUERY_PATH, READ_CONTEXT, temporal::queryByPost),
                route("GET", PAST, READ_CONTEXT, temporal::retrieve),
                route("POST", PASTS, WRITE_CONTEXT, past::create).naming(PastEditsResource::named),
                route("DELETE", PAST, WRITE_CONTEXT, past::delete),
                route("POST", PAST_ATTRIBUTES, WRITE_CONTEXT, past::append),
                route("DELETE", PAST_ATTRIBUTE, WRITE_CONTEXT, past::deleteAttribute),
                route("PATCH", PAST_INSTANCE, WRITE_CONTEXT, past::modify),
                route("DELETE", PAST_INSTANCE, WRITE_CONTEXT, past::deleteInstance),
                route("GET", "/events", READ_CONTEXT, events::follow));
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

    /// Who works where and when.
    private List<Routes.Route> organisation() {
        var organisation = staff.organisation();
        var areas = new AreasResource(organisation);
        var departments =
                new OrganisationResource<>(new DepartmentKind(organisation), organisation, ids);
        var posts = new OrganisationResource<>(new PostKind(organisation), organisation, ids);
        var times = new CityTimes(staff.zone());
        var duties =
                new OrganisationResource<>(
                        new DutyKind(organisation, people.accounts(), times), organisation, ids);
        return List.of(
                forKnown("GET", "/api/areas", areas::list),
                route("POST", "/api/areas", MANAGE_ACCOUNTS, areas::add).naming(NamedMembers::of),
                forKnown("GET", AREA, areas::retrieve),
                route("PATCH", AREA, MANAGE_ACCOUNTS, areas::change).naming(NamedMembers::of),
                route("DELETE", AREA, MANAGE_ACCOUNTS, areas::remove),
                forKnown("GET", "/api/departments", inTenant(departments::list)),
                route("POST", "/api/departments", MANAGE_ACCOUNTS, inTenant(departments::add))
                        .naming(NamedMembers::of),
                route("PATCH", DEPARTMENT, MANAGE_ACCOUNTS, inTenant(departments::change))
                        .naming(NamedMembers::of),
                route("DELETE", DEPARTMENT, MANAGE_ACCOUNTS, inTenant(departments::remove)),
                forKnown("GET", "/api/posts", inTenant(posts::list)),
                route("POST", "/api/posts", MANAGE_ACCOUNTS, inTenant(posts::add))
                        .naming(NamedMembers::of),
                route("PATCH", POST, MANAGE_ACCOUNTS, inTenant(posts::change))
                        .naming(NamedMembers::of),
                route("DELETE", POST, MANAGE_ACCOUNTS, inTenant(posts::remove)),
                forKnown("GET", "/api/duties", inTenant(duties::list)),
                route("POST", "/api/duties", MANAGE_ACCOUNTS, inTenant(duties::add))
                        .naming(NamedMembers::of),
                route("PATCH", DUTY, MANAGE_ACCOUNTS, inTenant(duties::change))
                        .naming(NamedMembers::of),
                route("DELETE", DUTY, MANAGE_ACCOUNTS, inTenant(duties::remove)));
    }

    /// Sign-in by an OpenID provider.
    private List<Routes.Route> openId() {
        var oidc = new OidcResource(staff.oidc());
        var identities = new IdentitiesResource(staff, ids, officeClock);
        return List.of(
                forAnyone("GET", "/api/oidc/start", oidc::start),
                forAnyone("GET", OidcSignIn.CALLBACK, oidc::callback),
                forAnyone("GET", "/api/oidc/end", oidc::end),
                route("GET", "/api/identities", MANAGE_ACCOUNTS, identities::list),
                route("POST", "/api/identities", MANAGE_ACCOUNTS, identities::link),
                route("DELETE", "/api/identities/{id}", MANAGE_ACCOUNTS, identities::unlink));
    }

    /// As the resource answers, where there is such a tenant.
    private Door.Resource inTenant(Door.Resource resource) {
        return call -> {
            tenancy.of(call);
            return resource.answer(call);
        };
    }

    /// How one signs in, and one's own account. What is for anyone here asks for a password, a
    /// code, a link or the session's cookie itself.
    private List<Routes.Route> signingIn() {
        var setUp = new SetUpResource(people, officeClock);
        var session = new SessionResource(staff, officeClock);
        var sessions = new SessionsResource(people);
        var own = new AccountResource(people, session, officeClock);
        var token = new TokenResource(people);
        return List.of(
                forAnyone("POST", "/api/set-up", setUp::make),
                forAnyone("GET", SESSION, session::tell),
                forAnyone("POST", SESSION, session::begin),
                forAnyone("DELETE", SESSION, session::end),
                forAnyone("POST", SESSION + "/second-factor", session::secondFactor),
                forAnyone("POST", SESSION + "/sample-role", session::takeSample),
                route("POST", SESSION + "/act-as", MANAGE_ACCOUNTS, session::actAs),
                forAnyone("DELETE", SESSION + "/act-as", session::actAsOneself),
                forKnown("GET", "/api/sessions", sessions::list),
                forKnown("DELETE", "/api/sessions", sessions::endAll),
                forKnown("GET", OWN_ACCOUNT, own::read),
                forKnown("PATCH", OWN_ACCOUNT, own::change),
                forKnown("POST", OWN_ACCOUNT + "/password", own::password),
                forAnyone("POST", OWN_ACCOUNT + "/link", own::link),
                forAnyone("POST", SECOND_FACTOR, own::beginSecondFactor),
                forAnyone("POST", SECOND_FACTOR + "/confirm", own::confirmSecondFactor),
                forKnown("DELETE", SECOND_FACTOR, own::removeSecondFactor),
                forKnown("POST", OWN_ACCOUNT + "/recovery-codes", own::recoveryCodes),
                forKnown("POST", OWN_ACCOUNT + "/support-consent", own::consent),
                formForAnyone("/oauth2/token", token::issue));
    }

    /// Who may what: accounts, grants, keys.
    private List<Routes.Route> administration() {
        var closure = new Closure(staff, officeClock);
        var accounts = new AccountsResource(people, closure, officeClock);
        var grants = new GrantsResource(people, closure, officeClock);
        var keys = new MachinesResource(KEYS, people, people.keys(), officeClock);
        var clients = new MachinesResource(CLIENTS, people, people.clients(), officeClock);
        return List.of(
                forEither("GET", ACCOUNTS, MANAGES_PEOPLE, accounts::list),
                route("POST", ACCOUNTS, MANAGE_ACCOUNTS, accounts::make).naming(NamedMembers::of),
                forEither("GET", ACCOUNT, MANAGES_PEOPLE, accounts::read),
                route("PATCH", ACCOUNT, MANAGE_ACCOUNTS, accounts::change).naming(NamedMembers::of),
                route("DELETE", ACCOUNT, MANAGE_ACCOUNTS, accounts::close),
                route("POST", ACCOUNT + "/reset", MANAGE_ACCOUNTS, accounts::reset),
                forEither("GET", ACCOUNT + "/grants", MANAGES_PEOPLE, grants::list),
                route("POST", "/api/grants", GRANT_ROLES, grants::grant).naming(NamedMembers::of),
                route("DELETE", "/api/grants/{id}", GRANT_ROLES, grants::revoke),
                route("GET", KEYS, MANAGE_KEYS, keys::list),
                route("POST", KEYS, MANAGE_KEYS, keys::make).naming(NamedMembers::of),
                route("POST", KEYS + "/{id}/rotate", MANAGE_KEYS, keys::rotate),
                route("DELETE", KEYS + "/{id}", MANAGE_KEYS, keys::remove),
                route("GET", CLIENTS, MANAGE_KEYS, clients::list),
                route("POST", CLIENTS, MANAGE_KEYS, clients::make).naming(NamedMembers::of),
                route("DELETE", CLIENTS + "/{id}", MANAGE_KEYS, clients::remove));
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
