package city.wutong.people;

import java.time.Instant;

/// Sign-ins that failed one after another.
///
/// @param subject a hash of the account or the address that was tried
public record Failures(String subject, int count, Instant last) {}
