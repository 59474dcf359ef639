package city.wutong.people;

import java.time.Instant;
import java.util.UUID;

/// A link by which a person sets their password, once.
///
/// @param hash of its token
public record Link(String hash, UUID account, Instant until) {}
