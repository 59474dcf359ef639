package city.wutong.auth;

import city.wutong.access.AuditLog;
import city.wutong.access.Caller;
import city.wutong.access.Role;
import city.wutong.access.Trail;
import city.wutong.auth.proof.Attempts;
import city.wutong.auth.proof.Passwords;
import city.wutong.auth.proof.Seal;
import city.wutong.auth.proof.Secrets;
import city.wutong.config.Access;
import city.wutong.config.Config;
import city.wutong.http.Gate;
import city.wutong.people.Account;
import city.wutong.people.Credential;
import city.wutong.people.Failures;
import city.wutong.people.Grant;
import city.wutong.people.IssuedToken;
import city.wutong.people.LastSignIn;
import city.wutong.people.Link;
import city.wutong.people.Machine;
import city.wutong.people.PeopleStore;
import city.wutong.people.Register;
import city.wutong.people.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Everybody who may ask, and all that decides who is who: the parts of this package, put together.
public final class People implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(People.class.getName());

    /// No installation has more; memory has room for them.
    private static final int MOST_ACCOUNTS = 100_000;

    private static final int MOST_GRANTS = 500_000;
    private static final int MOST_MACHINES = 10_000;
    private static final int MOST_TOKENS = 100_000;
    private static final int MOST_SESSIONS = 200_000;
    private static final int MOST_FAILURES = 100_000;
    private static final Duration TIDY_EVERY = Duration.ofSeconds(30);

    private final Clock clock;
    private final Function<String, Optional<Role>> roles;
    private final List<Register<?, ?>> late;
    private final SignIn.Parts parts;
    private final SignIn signIn;
    private final Links links;
    private final SetUp setUp;
    private final Support support;
    private final Machines keys;
    private final Machines clients;
    private final ClientTokens tokens;
    private final Attempts attempts;
    private final Passwords passwords;
    private final ConcurrentMap<String, Caller> lent = new ConcurrentHashMap<>();
    private final SessionCookie cookie;
    private final Access.Mode mode;
    private final Gate gate;
    private final Thread tidying;

    /// What they stand on.
    ///
    /// @param roles by id: those that come with Wutong, and those of scenarios
    /// @param seal by which secrets are kept that must be known again
    /// @param ids makes ids of accounts, grants and keys
    public record Ground(
            Config config,
            PeopleStore store,
            Function<String, Optional<Role>> roles,
            Seal seal,
            AuditLog audit,
            Supplier<UUID> ids,
            Clock clock) {}

    /// Loads all into memory.
    public People(Ground ground) {
        var access = ground.config().access();
        var store = ground.store();
        clock = ground.clock();
        roles = ground.roles();
        mode = access.mode();
        var sessions = new Register<>(store.sessions(), Session::hash, MOST_SESSIONS);
        var failures = new Register<>(store.failures(), Failures::subject, MOST_FAILURES);
        var signIns = new Register<>(store.lastSignIns(), LastSignIn::account, MOST_ACCOUNTS);
        var keyRegister = new Register<>(store.keys(), Machine::id, MOST_MACHINES);
        var clientRegister = new Register<>(store.clients(), Machine::id, MOST_MACHINES);
        late = List.of(sessions, failures, signIns, keyRegister, clientRegister);
        parts = parts(ground, sessions, new LastSignIns(signIns, clock));
        attempts = new Attempts(failures, clock);
        passwords = new Passwords(cost(access), Runtime.getRuntime().availableProcessors());
        signIn = new SignIn(parts, passwords, attempts, access.secondFactor());
        links = new Links(new Register<>(store.links(), Link::hash, MOST_ACCOUNTS), clock);
        setUp = new SetUp(parts, signIn);
        support = new Support(parts);
        keys = machines(ground, Machines.Kind.KEY, keyRegister);
        clients = machines(ground, Machines.Kind.CLIENT, clientRegister);
        var issued = new Register<>(store.tokens(), IssuedToken::hash, MOST_TOKENS);
        tokens = new ClientTokens(issued, clients, clock);
        cookie = new SessionCookie(ground.config().tls().isOn());
        gate = gate(ground.config());
        tidying = Thread.ofVirtual().name("tidies sessions").start(this::tidyOften);
    }

    private static SignIn.Parts parts(
            Ground ground, Register<String, Session> sessions, LastSignIns lastSignIns) {
        var access = ground.config().access();
        var store = ground.store();
        var accounts =
                new Accounts(
                        new Register<>(store.accounts(), Account::id, MOST_ACCOUNTS),
                        new Register<>(store.credentials(), Credential::account, MOST_ACCOUNTS),
                        ground.ids(),
                        ground.clock());
        var grants =
                new Grants(
                        new Register<>(store.grants(), Grant::id, MOST_GRANTS),
                        ground.roles(),
                        ground.ids(),
                        ground.clock());
        return new SignIn.Parts(
                accounts,
                grants,
                new Sessions(
                        sessions,
                        new Sessions.Limits(access.idle(), access.longest()),
                        ground.clock()),
                new SecondFactors(accounts, ground.seal(), ground.clock()),
                lastSignIns,
                new Trail(ground.audit(), ground.clock()));
    }

    private static Machines machines(
            Ground ground, Machines.Kind kind, Register<UUID, Machine> register) {
        return new Machines(kind, register, ground.roles(), ground.ids(), ground.clock());
    }

    private static Passwords.Cost cost(Access access) {
        return new Passwords.Cost(
                Math.toIntExact(access.passwordMemory() >> 10), access.passwordPasses(), 1);
    }

    private Gate gate(Config config) {
        return switch (config.access().mode()) {
            case OPEN -> Gate.open(clock);
            case SIGN_IN ->
                    new SignInGate(
                            this,
                            new SignInGate.Limits(
                                    Optional.of(config.access().adminKey().value())
                                            .filter(key -> !key.isEmpty()),
                                    new RateLimit(config.rate().perCaller(), clock),
                                    new RateLimit(config.rate().perAddress(), clock)),
                            clock);
        };
    }

    /// A secret by which a part of this process asks over HTTP as any program does, until the
    /// process ends.
    ///
    /// @param caller as who it asks
    public String lend(Caller caller) {
        var secret = Secrets.fresh();
        lent.put(Secrets.hash(secret), caller);
        return secret;
    }

    /// Whom that secret was lent to.
    Optional<Caller> lent(String secret) {
        return Optional.ofNullable(lent.get(Secrets.hash(secret)));
    }

    /// The session whose cookie a request carries, whatever its stage.
    ///
    /// @param headers by lower-case name
    public Optional<Live> session(Map<String, List<String>> headers) {
        return cookie.in(headers).flatMap(parts.sessions()::find);
    }

    /// As [#session], without that being a use of it.
    Optional<Live> unused(Map<String, List<String>> headers) {
        return cookie.in(headers).flatMap(parts.sessions()::unused);
    }

    /// Who asks in that session; empty while they are not signed in, or may be no more.
    public Optional<Caller> caller(Live live) {
        var session = live.session();
        boolean counts =
                session.isSignedIn()
                        && isActive(session.account())
                        && session.actingAs()
                                .filter(other -> !isActive(other) || !support.isConsented(other))
                                .isEmpty();
        return counts ? Optional.of(parts.grants().caller(session)) : Optional.empty();
    }

    private boolean isActive(UUID account) {
        return parts.accounts().get(account).filter(Account::isActive).isPresent();
    }

    /// Whether a person or a machine holds a role for just that area.
    public boolean isHeldFor(String area) {
        return grants().isHeldFor(area)
                || keys.all().stream().anyMatch(key -> key.area().equals(area))
                || clients.all().stream().anyMatch(client -> client.area().equals(area));
    }

    /// A role by its id, whoever declares it.
    public Optional<Role> role(String id) {
        return roles.apply(id);
    }

    public Gate gateway() {
        return gate;
    }

    public Access.Mode mode() {
        return mode;
    }

    public Accounts accounts() {
        return parts.accounts();
    }

    public Grants grants() {
        return parts.grants();
    }

    public Sessions sessions() {
        return parts.sessions();
    }

    public SecondFactors secondFactors() {
        return parts.secondFactors();
    }

    public LastSignIns lastSignIns() {
        return parts.lastSignIns();
    }

    public Trail trail() {
        return parts.trail();
    }

    public SignIn signIn() {
        return signIn;
    }

    public Links links() {
        return links;
    }

    public Invitations invitations() {
        return new Invitations(links, parts, signIn);
    }

    public SetUp setUp() {
        return setUp;
    }

    public Support support() {
        return support;
    }

    public Machines keys() {
        return keys;
    }

    public Machines clients() {
        return clients;
    }

    public ClientTokens tokens() {
        return tokens;
    }

    public SessionCookie cookie() {
        return cookie;
    }

    /// How many passwords were hashed, to check one or to keep one.
    public long hashed() {
        return passwords.made();
    }

    private void tidyOften() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(TIDY_EVERY);
                tidy();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "sessions could not be tidied", e);
            }
        }
    }

    /// Forgets what is over, and writes what was put off.
    void tidy() {
        parts.sessions().tidy();
        attempts.tidy();
        links.tidy();
        tokens.tidy();
        late.forEach(Register::flush);
    }

    @Override
    public void close() {
        tidying.interrupt();
        late.forEach(Register::flush);
    }
}
