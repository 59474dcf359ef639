package city.wutong.access;

import java.time.Instant;

/// Whom somebody else knows by a subject, and which account that is here.
///
/// @param id of this link
/// @param issuer who vouches for them: the issuer of an OpenID provider, a URL
/// @param subject what the issuer knows them by, for ever (OpenID Connect Core 1.0 §2 `sub`)
/// @param account the id of the account
/// @param linkedBy the actor who linked them, or `claim:<name>` when a claim did
public record Identity(
        String id,
        String issuer,
        String subject,
        String account,
        Instant linkedAt,
        String linkedBy) {}
