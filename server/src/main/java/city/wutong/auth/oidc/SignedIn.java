package city.wutong.auth.oidc;

import city.wutong.auth.Whence;
import java.util.List;
import java.util.Optional;

/// Where a sign-in by the provider ends: the accounts and sessions of the city.
public interface SignedIn {
    /// A role that the provider says somebody holds.
    ///
    /// @param role its id
    /// @param tenant its name
    /// @param area the code of an area, or `*`
    record ClaimedRole(String role, String tenant, String area) {}

    /// The id of the account of that name.
    Optional<String> accountNamed(String name);

    /// Opens a session, besides whose roles the account's own count.
    ///
    /// @param account its id
    /// @param roles held as long as the session can last, in place of those of the last time
    /// @return the values of `Set-Cookie` that carry it
    /// @throws city.wutong.refusal.Refused when the account is locked or closed, or would hold
    ///   roles of two administrations
    List<String> open(String account, List<ClaimedRole> roles, Whence whence);
}
