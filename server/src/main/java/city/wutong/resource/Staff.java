package city.wutong.resource;

import city.wutong.access.Identities;
import city.wutong.auth.People;
import city.wutong.auth.SampleRoles;
import city.wutong.auth.oidc.OidcSignIn;
import city.wutong.organisation.Organisation;
import java.time.ZoneId;
import java.util.Optional;

/// Who works in the city and how they come in, for the resources that tell and change it.
///
/// @param oidc empty when nobody signs in by an OpenID provider
/// @param samples empty when this is no demonstration
/// @param zone in which times without an offset are meant
public record Staff(
        People people,
        Organisation organisation,
        Identities identities,
        Optional<OidcSignIn> oidc,
        Optional<SampleRoles> samples,
        ZoneId zone) {
    /// As a demonstration has them.
    public Staff with(SampleRoles offered) {
        return new Staff(people, organisation, identities, oidc, Optional.of(offered), zone);
    }
}
