package city.wutong.people;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// When and from where somebody signed in last, and the time before that: what tells them that
/// somebody else did.
///
/// @param address cut, so that it names a network and nobody
/// @param before empty when it was the first
public record LastSignIn(UUID account, Instant at, String address, Optional<Before> before) {
    /// The one before.
    public record Before(Instant at, String address) {}

    /// With another after it.
    public LastSignIn followedBy(Instant now, String from) {
        return new LastSignIn(account, now, from, Optional.of(new Before(at, address)));
    }
}
