package city.wutong.people;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A role that an account holds (授权), as it is kept: of the role only its id.
///
/// @param tenant its name, or `*`
/// @param area a code, or `*`
/// @param by the actor who granted it
public record Grant(
        UUID id,
        UUID account,
        String role,
        String tenant,
        String area,
        Optional<Instant> until,
        String by,
        Instant at) {}
