package city.wutong.resource;

import city.wutong.access.Identities;
import city.wutong.auth.oidc.OidcSignIn;
import city.wutong.organisation.Organisation;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;

/// Who works in the city, for the resources that tell and change it.
///
/// @param zone in which times without an offset are meant
/// @param oidc empty when nobody signs in by an OpenID provider
/// @param isAccount whether there is an account of that id
public record Staff(
        Organisation organisation,
        ZoneId zone,
        Identities identities,
        Optional<OidcSignIn> oidc,
        Predicate<String> isAccount) {
    /// With sign-in by an OpenID provider.
    public Staff by(OidcSignIn signIn) {
        return new Staff(organisation, zone, identities, Optional.of(signIn), isAccount);
    }
}
