package city.wutong.auth;

import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.access.Role;
import city.wutong.auth.proof.Secrets;
import city.wutong.people.Machine;
import city.wutong.people.Register;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The programs of one kind that may ask: those with API keys, or OAuth 2 clients. Of a secret only
/// the hash is kept; it is told once.
public final class Machines {
    /// A use is noted when the last is as old as this: no more than one write a minute and program.
    static final Duration GRAIN = Duration.ofMinutes(1);

    /// For so long the secret before a rotation stays good.
    static final Duration OVERLAP = Duration.ofHours(24);

    private final Kind kind;
    private final Register<UUID, Machine> register;
    private final Function<String, Optional<Role>> roles;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ConcurrentMap<String, UUID> byHash = new ConcurrentHashMap<>();

    /// The two kinds.
    public enum Kind {
        KEY("key", "wutong_"),
        CLIENT("client", "wutong_client_");

        private final String word;
        private final String prefix;

        Kind(String word, String prefix) {
            this.word = word;
            this.prefix = prefix;
        }

        /// As it stands in actors and in the audit log.
        public String word() {
            return word;
        }
    }

    /// One whose secret is told, now and never again.
    public record Made(Machine machine, String secret) {
        @Override
        public String toString() {
            return machine.toString();
        }
    }

    /// @param roles by id
    public Machines(
            Kind kind,
            Register<UUID, Machine> register,
            Function<String, Optional<Role>> roles,
            Supplier<UUID> ids,
            Clock clock) {
        this.kind = kind;
        this.register = register;
        this.roles = roles;
        this.ids = ids;
        this.clock = clock;
        register.all().forEach(this::index);
    }

    private void index(Machine machine) {
        byHash.put(machine.hash(), machine.id());
        machine.former().ifPresent(former -> byHash.put(former.hash(), machine.id()));
    }

    /// Makes one.
    ///
    /// @param actor who makes it
    /// @throws city.wutong.refusal.Refused with 400 for an unknown role, with 409 for one of the
    ///   three administrations
    public Made make(String name, Grants.Place place, String actor) {
        var role =
                roles.apply(place.role())
                        .orElseThrow(
                                () -> Refusal.of(AuthReason.ROLE_UNKNOWN, place.role()).thrown());
        if (role.administration().isPresent()) {
            throw Refusal.of(AuthReason.NOT_FOR_MACHINES, role.id()).thrown();
        }
        var secret = kind.prefix + Secrets.fresh();
        var machine =
                new Machine(
                        ids.get(),
                        name,
                        role.id(),
                        place.tenant(),
                        place.area(),
                        place.until(),
                        Secrets.hash(secret),
                        Optional.empty(),
                        clock.instant(),
                        actor,
                        Optional.empty());
        register.put(machine);
        index(machine);
        return new Made(machine, secret);
    }

    /// Gives it another secret; the one it has stays good for [#OVERLAP].
    ///
    /// @throws city.wutong.refusal.Refused with 404
    public synchronized Made rotate(UUID id) {
        var before = known(id);
        var secret = kind.prefix + Secrets.fresh();
        var end = clock.instant().plus(OVERLAP);
        var after = before.rotated(Secrets.hash(secret), end);
        register.put(after);
        before.former().ifPresent(former -> byHash.remove(former.hash()));
        index(after);
        return new Made(after, secret);
    }

    /// Takes it out; its secrets are good no more.
    ///
    /// @throws city.wutong.refusal.Refused with 404
    public synchronized Machine remove(UUID id) {
        var machine = known(id);
        register.take(id);
        byHash.remove(machine.hash());
        machine.former().ifPresent(former -> byHash.remove(former.hash()));
        return machine;
    }

    private Machine known(UUID id) {
        return register.get(id).orElseThrow(() -> Refusal.of(AuthReason.KEY_UNKNOWN, id).thrown());
    }

    /// All, the oldest first.
    public List<Machine> all() {
        return register.all().stream()
                .sorted(Comparator.comparing(Machine::madeAt).thenComparing(Machine::id))
                .toList();
    }

    public Optional<Machine> get(UUID id) {
        return register.get(id).filter(machine -> !machine.isOver(clock.instant()));
    }

    /// Whose secret it is, if it is good now.
    public Optional<Machine> bySecret(String secret) {
        var hash = Secrets.hash(secret);
        return Optional.ofNullable(byHash.get(hash))
                .flatMap(this::get)
                .filter(machine -> machine.has(hash, clock.instant()));
    }

    /// As who it asks, which is a use of it.
    public Caller caller(Machine machine) {
        note(machine);
        var holdings =
                roles.apply(machine.role()).stream()
                        .map(role ->
                                new Holding(
                                        role, machine.tenant(), machine.area(), machine.until()))
                        .toList();
        return new Caller(actor(machine), Caller.Kind.MACHINE, holdings);
    }

    private void note(Machine machine) {
        var now = clock.instant();
        if (machine.usedAt().filter(last -> now.isBefore(last.plus(GRAIN))).isEmpty()) {
            register.changeLater(machine.id(), each -> each.used(now));
        }
    }

    public String actor(Machine machine) {
        return kind.word() + ":" + machine.id();
    }

    public Kind kind() {
        return kind;
    }
}
