package city.wutong.auth;

import city.wutong.access.Deed;
import city.wutong.access.Trail;
import city.wutong.people.Session;
import city.wutong.people.Session.Stage;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Acting as somebody to see what they see: only while that one consents, never as one of the three
/// administrations, and everything that is done names both. A start ends all consents.
public final class Support {
    public static final int MOST_MINUTES = 60;

    private final Accounts accounts;
    private final Grants grants;
    private final Sessions sessions;
    private final Trail trail;
    private final ConcurrentMap<UUID, Instant> consents = new ConcurrentHashMap<>();

    public Support(SignIn.Parts parts) {
        this.accounts = parts.accounts();
        this.grants = parts.grants();
        this.sessions = parts.sessions();
        this.trail = parts.trail();
    }

    private Clock clock() {
        return trail.clock();
    }

    /// A person consents that somebody acts as them.
    ///
    /// @return until when
    public Instant consent(UUID account, int minutes) {
        var until = clock().instant().plus(Duration.ofMinutes(minutes));
        consents.values().removeIf(end -> !clock().instant().isBefore(end));
        consents.put(account, until);
        var person = "person:" + account;
        trail.tell(person, "account.support-consent", person);
        return until;
    }

    /// Goes on as that person, under a new session id.
    ///
    /// @throws city.wutong.refusal.Refused with 403 or 404
    public Live actAs(Session session, UUID other) {
        var account = accounts.known(other);
        var actor = "person:" + session.account();
        var refused = refused(session, other);
        trail.tell(
                actor,
                "account.act-as",
                account.toString(),
                refused.map(AuthReason::code).orElse(Deed.OK));
        if (refused.isPresent()) {
            throw Refusal.of(refused.get()).thrown();
        }
        return sessions.renewed(session, Stage.SIGNED_IN, Optional.of(other));
    }

    /// Goes on as oneself, under a new session id; where nobody is acted for, nothing changes.
    public Live actAsOneself(Live live) {
        var session = live.session();
        if (session.actingAs().isEmpty()) {
            return live;
        }
        trail.tell(
                "person:" + session.account(),
                "account.act-as.end",
                "person:" + session.actingAs().get());
        return sessions.renewed(session, Stage.SIGNED_IN, Optional.empty());
    }

    /// Ends the consent of an account that is closed.
    public void withdraw(UUID account) {
        consents.remove(account);
    }

    private Optional<AuthReason> refused(Session session, UUID other) {
        if (session.actingAs().isPresent()) {
            return Optional.of(AuthReason.ACTING);
        }
        if (grants.administration(other).isPresent()) {
            return Optional.of(AuthReason.NOT_FOR_ADMINISTRATORS);
        }
        boolean consents = isConsented(other) && accounts.known(other).isActive();
        return consents ? Optional.empty() : Optional.of(AuthReason.NO_CONSENT);
    }

    /// Whether that person consents now: asked at every request of who acts as them.
    public boolean isConsented(UUID account) {
        return Optional.ofNullable(consents.get(account))
                .filter(end -> clock().instant().isBefore(end))
                .isPresent();
    }
}
