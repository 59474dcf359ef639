package city.wutong.people;

import java.time.Instant;
import java.util.UUID;

/// An access token that a client was given (RFC 6749 §1.4).
///
/// @param hash of it, which only the client has
public record IssuedToken(String hash, UUID client, Instant until) {}
