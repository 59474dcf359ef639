package city.wutong.auth;

import city.wutong.people.LastSignIn;
import city.wutong.people.Register;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// When and from where people signed in last.
public final class LastSignIns {
    private final Register<UUID, LastSignIn> register;
    private final Clock clock;

    public LastSignIns(Register<UUID, LastSignIn> register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /// Somebody has signed in.
    void note(UUID account, Whence whence) {
        var now = clock.instant();
        var from = whence.network();
        register.putLater(
                register.get(account)
                        .map(last -> last.followedBy(now, from))
                        .orElseGet(() -> new LastSignIn(account, now, from, Optional.empty())));
    }

    public Optional<LastSignIn> of(UUID account) {
        return register.get(account);
    }

    /// Forgets those of an account that is closed.
    public void forget(UUID account) {
        register.take(account);
    }
}
