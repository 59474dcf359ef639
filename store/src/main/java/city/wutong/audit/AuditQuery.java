package city.wutong.audit;

import java.time.Instant;
import java.util.Optional;

/// Which entries are looked for; what is empty counts for all.
///
/// @param actor exactly this one
/// @param action exactly this one
/// @param object this text stands in it
/// @param from at or after this time
/// @param to before this time
public record AuditQuery(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> object,
        Optional<Instant> from,
        Optional<Instant> to) {
    public static final AuditQuery ALL =
            new AuditQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
}
