package city.wutong.resource;

import city.wutong.access.BuiltInRoles;
import city.wutong.access.Role;
import city.wutong.auth.AuthReason;
import city.wutong.auth.People;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import city.wutong.people.Account;
import city.wutong.people.Account.State;
import city.wutong.people.Credential;
import city.wutong.people.Grant;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// How an account is shut for a while or for ever, or loses a role: what ends with it, and that the
/// city keeps somebody who makes accounts, somebody who grants roles and somebody who reads the
/// audit log, of whom no role ends by itself.
final class Closure {
    private static final System.Logger LOG = System.getLogger(Closure.class.getName());

    /// One for each administration: without somebody who holds it nobody could grant roles or make
    /// accounts any more, or nobody would read what the others did.
    private static final List<Role> NEEDED =
            List.of(
                    BuiltInRoles.SECURITY_ADMIN,
                    BuiltInRoles.SYSTEM_ADMIN,
                    BuiltInRoles.AUDIT_ADMIN);

    private final Staff staff;
    private final People people;
    private final Clock clock;

    Closure(Staff staff, Clock clock) {
        this.staff = staff;
        this.people = staff.people();
        this.clock = clock;
    }

    /// Shuts an account until it is opened again; its sessions end.
    ///
    /// @throws city.wutong.refusal.Refused with 409 for the last administrator of a kind
    synchronized Account lock(UUID id) {
        checkNotNeeded(id);
        var locked = people.accounts().change(id, each -> each.in(State.LOCKED));
        people.sessions().endAll(id);
        return locked;
    }

    /// Shuts an account for ever. Its duties end now and those to come are taken out; sessions,
    /// links, consents, roles, and how its person proved who they are, are no more. What was done
    /// by it keeps its pseudonym, and keys that it made go on: they are the city's.
    ///
    /// @throws city.wutong.refusal.Refused with 409 for the last administrator of a kind, with 503
    ///   while the database is away; then it is open as before
    synchronized void close(UUID id) {
        checkNotNeeded(id);
        endDuties(id.toString());
        unlink(id.toString());
        people.accounts().change(id, each -> each.in(State.CLOSED));
        people.sessions().endAll(id);
        people.links().drop(id);
        people.grants().revokeAll(id);
        people.support().withdraw(id);
        people.lastSignIns().forget(id);
        people.accounts().prove(id, _ -> Credential.none(id));
    }

    /// Takes a role away again.
    ///
    /// @throws city.wutong.refusal.Refused with 404, with 409 for one's own or the last of a kind
    synchronized Grant revoke(UUID grant, String actor) {
        people.grants()
                .get(grant)
                .ifPresent(each -> checkNotLast(each.account(), each.role(), without(grant)));
        return people.grants().revoke(grant, actor);
    }

    private static Predicate<Grant> without(UUID grant) {
        return each -> !each.id().equals(grant);
    }

    private void checkNotNeeded(UUID account) {
        for (var role : NEEDED) {
            checkNotLast(account, role.id(), each -> !each.account().equals(account));
        }
    }

    /// As long as somebody holds it without an end somebody must; else somebody who holds it now.
    ///
    /// @param stays which grants there are afterwards
    private void checkNotLast(UUID account, String role, Predicate<Grant> stays) {
        if (!isNeeded(role) || !people.accounts().known(account).isActive()) {
            return;
        }
        var now = people.grants().inForce(role).stream().filter(this::isOfActive).toList();
        var lasting = now.stream().filter(grant -> grant.until().isEmpty()).toList();
        var counted = lasting.isEmpty() ? now : lasting;
        if (!counted.isEmpty() && counted.stream().noneMatch(stays)) {
            throw Refusal.of(AuthReason.LAST_ADMINISTRATOR, role).thrown();
        }
    }

    private boolean isOfActive(Grant grant) {
        return people.accounts().known(grant.account()).isActive();
    }

    private static boolean isNeeded(String role) {
        return NEEDED.stream().anyMatch(each -> each.id().equals(role));
    }

    private void endDuties(String account) {
        Organisation organisation = staff.organisation();
        var now = clock.instant();
        for (var duty : organisation.directory().duties().values()) {
            if (!duty.account().equals(account) || !duty.to().isAfter(now)) {
                continue;
            }
            if (duty.from().isBefore(now)) {
                organisation.put(
                        new Duty(duty.id(), duty.tenant(), duty.post(), account, duty.from(), now));
            } else {
                organisation.remove(duty);
            }
        }
    }

    private void unlink(String account) {
        try {
            for (var identity : staff.identities().of(account)) {
                staff.identities().unlink(identity.id());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "identities cannot be unlinked", e);
            throw Refusal.of(OrganisationReason.NOT_KEPT).thrown();
        }
    }
}
