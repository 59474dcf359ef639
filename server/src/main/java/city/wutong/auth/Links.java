package city.wutong.auth;

import city.wutong.auth.proof.Secrets;
import city.wutong.people.Link;
import city.wutong.people.Register;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/// The links by which people set their passwords: each is good once and for a while, and only the
/// newest of an account.
public final class Links {
    static final Duration LASTING = Duration.ofDays(3);

    private final Register<String, Link> register;
    private final Clock clock;

    public Links(Register<String, Link> register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /// The token of a new link; those before are worth nothing.
    public String make(UUID account) {
        drop(account);
        var token = Secrets.fresh();
        register.put(new Link(Secrets.hash(token), account, clock.instant().plus(LASTING)));
        return token;
    }

    /// Whose link it is.
    ///
    /// @throws city.wutong.refusal.Refused with 403 when it is none, or over
    public UUID owner(String token) {
        return register.get(Secrets.hash(token))
                .filter(this::isGood)
                .orElseThrow(Links::wrong)
                .account();
    }

    /// Uses it up: of several who try, one gets it.
    ///
    /// @throws city.wutong.refusal.Refused with 403 when it is none, or over
    public UUID take(String token) {
        return register.take(Secrets.hash(token))
                .filter(this::isGood)
                .orElseThrow(Links::wrong)
                .account();
    }

    public void drop(UUID account) {
        register.removeAll(link -> link.account().equals(account));
    }

    public void tidy() {
        register.removeAll(link -> !isGood(link));
    }

    private boolean isGood(Link link) {
        return clock.instant().isBefore(link.until());
    }

    private static Refused wrong() {
        return Refusal.of(AuthReason.LINK_WRONG).thrown();
    }
}
