package city.wutong.resource;

import static city.wutong.access.Permission.GRANT_ROLES;
import static city.wutong.access.Permission.MANAGE_ACCOUNTS;
import static city.wutong.access.Permission.MANAGE_KEYS;
import static city.wutong.http.Routes.forAnyone;
import static city.wutong.http.Routes.forEither;
import static city.wutong.http.Routes.forKnown;
import static city.wutong.http.Routes.formForAnyone;
import static city.wutong.http.Routes.route;

import city.wutong.access.Permission;
import city.wutong.auth.oidc.OidcSignIn;
import city.wutong.http.Door;
import city.wutong.http.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is asked of people and about them: where and when they work, how they sign in, who may
/// what.
record PeopleRoutes(Staff staff, Tenancy tenancy, Ids ids, Clock officeClock) {
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

    private static final Set<Permission> MANAGES_PEOPLE = Set.of(MANAGE_ACCOUNTS, GRANT_ROLES);

    List<Routes.Route> all() {
        return Stream.of(organisation(), openId(), signingIn(), administration())
                .flatMap(List::stream)
                .toList();
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
                        new DutyKind(organisation, staff.people().accounts(), times),
                        organisation,
                        ids);
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
        var setUp = new SetUpResource(staff.people(), officeClock);
        var session = new SessionResource(staff, officeClock);
        var sessions = new SessionsResource(staff.people());
        var own = new AccountResource(staff.people(), session, officeClock);
        var token = new TokenResource(staff.people());
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
        var accounts = new AccountsResource(staff.people(), closure, officeClock);
        var grants = new GrantsResource(staff.people(), closure, officeClock);
        var keys = new MachinesResource(KEYS, staff.people(), staff.people().keys(), officeClock);
        var clients =
                new MachinesResource(
                        CLIENTS, staff.people(), staff.people().clients(), officeClock);
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
}
