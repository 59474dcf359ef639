package city.wutong.auth;

import city.wutong.access.Administration;
import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.access.Role;
import city.wutong.people.Grant;
import city.wutong.people.Register;
import city.wutong.people.Session;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Which account holds which roles, for which tenant and area, and until when. Nobody holds roles
/// of two administrations, and nobody grants to themselves (GB/T 22239-2019 §8.1.4.2).
public final class Grants {
    private final Register<UUID, Grant> register;
    private final Function<String, Optional<Role>> roles;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ConcurrentMap<UUID, List<Holding>> holdings = new ConcurrentHashMap<>();

    /// @param roles by id
    public Grants(
            Register<UUID, Grant> register,
            Function<String, Optional<Role>> roles,
            Supplier<UUID> ids,
            Clock clock) {
        this.register = register;
        this.roles = roles;
        this.ids = ids;
        this.clock = clock;
    }

    /// What is to be granted to whom.
    public record Wanted(UUID account, Place place) {}

    /// A role for a tenant and an area, until a time.
    ///
    /// @param tenant its name, or [Holding#EVERY]
    /// @param area a code, or [Holding#EVERY]
    public record Place(String role, String tenant, String area, Optional<Instant> until) {}

    /// Grants a role.
    ///
    /// @param actor who grants
    /// @throws city.wutong.refusal.Refused with 400 for an unknown role, with 409 for oneself or a
    ///   second administration
    public synchronized Grant grant(Wanted wanted, String actor) {
        checkOther(wanted.account(), actor);
        var role = role(wanted.place().role());
        role.administration().ifPresent(own -> checkAdministration(wanted.account(), own));
        var grant =
                new Grant(
                        ids.get(),
                        wanted.account(),
                        role.id(),
                        wanted.place().tenant(),
                        wanted.place().area(),
                        wanted.place().until(),
                        actor,
                        clock.instant());
        register.put(grant);
        holdings.remove(grant.account());
        return grant;
    }

    /// The role of that id.
    ///
    /// @throws city.wutong.refusal.Refused with 400
    public Role role(String id) {
        return roles.apply(id).orElseThrow(() -> Refusal.of(AuthReason.ROLE_UNKNOWN, id).thrown());
    }

    private static void checkOther(UUID account, String actor) {
        if (actor.contains(account.toString())) {
            throw Refusal.of(AuthReason.OWN_GRANT).thrown();
        }
    }

    private void checkAdministration(UUID account, Administration wanted) {
        administration(account)
                .filter(held -> held != wanted)
                .ifPresent(held -> {
                    throw Refusal.of(AuthReason.TWO_ADMINISTRATIONS, held).thrown();
                });
    }

    /// The administration that an account belongs to by a role it holds now.
    public Optional<Administration> administration(UUID account) {
        var now = clock.instant();
        return holdings(account).stream()
                .filter(held -> held.until().filter(end -> !now.isBefore(end)).isEmpty())
                .flatMap(held -> held.role().administration().stream())
                .findFirst();
    }

    public Optional<Grant> get(UUID id) {
        return register.get(id);
    }

    /// Takes a role away again.
    ///
    /// @throws city.wutong.refusal.Refused with 404, with 409 for one's own
    public synchronized Grant revoke(UUID id, String actor) {
        var grant =
                register.get(id)
                        .orElseThrow(() -> Refusal.of(AuthReason.GRANT_UNKNOWN, id).thrown());
        checkOther(grant.account(), actor);
        register.take(id);
        holdings.remove(grant.account());
        return grant;
    }

    /// Revokes all of an account that is closed.
    public synchronized void revokeAll(UUID account) {
        register.removeAll(grant -> grant.account().equals(account));
        holdings.remove(account);
    }

    /// Those of an account, the oldest first.
    public List<Grant> of(UUID account) {
        return register.all().stream()
                .filter(grant -> grant.account().equals(account))
                .sorted(Comparator.comparing(Grant::at).thenComparing(Grant::id))
                .toList();
    }

    /// Whether somebody holds a role for just that area.
    public boolean isHeldFor(String area) {
        return register.all().stream().anyMatch(grant -> grant.area().equals(area));
    }

    /// Who holds that role, whatever for; in no order.
    public List<UUID> holders(String role) {
        return inForce(role).stream().map(Grant::account).toList();
    }

    /// The grants of that role that are not over, whatever for; in no order.
    public List<Grant> inForce(String role) {
        var now = clock.instant();
        return register.all().stream()
                .filter(grant -> grant.role().equals(role))
                .filter(grant -> grant.until().filter(end -> !now.isBefore(end)).isEmpty())
                .toList();
    }

    /// What an account holds. A role that is no more, as of a scenario that was taken out, opens
    /// nothing.
    public List<Holding> holdings(UUID account) {
        return holdings.computeIfAbsent(account, this::read);
    }

    private List<Holding> read(UUID account) {
        return of(account).stream()
                .flatMap(grant ->
                        roles.apply(grant.role()).stream()
                                .map(role ->
                                        new Holding(
                                                role, grant.tenant(), grant.area(), grant.until())))
                .toList();
    }

    /// Who asks in a session that is signed in.
    public Caller caller(Session session) {
        var own = "person:" + session.account();
        var as = session.actingAs();
        return new Caller(
                as.map(other -> own + " as person:" + other).orElse(own),
                Caller.Kind.PERSON,
                holdings(as.orElse(session.account())));
    }
}
