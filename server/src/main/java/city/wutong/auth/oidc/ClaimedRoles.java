package city.wutong.auth.oidc;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.access.Holding;
import city.wutong.auth.oidc.SignedIn.ClaimedRole;
import city.wutong.config.Oidc;
import city.wutong.http.Gate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads roles out of claims, as the configuration says. What it does not map is no role; when it
/// names a claim for the area and that is not there or not known, there is none at all.
record ClaimedRoles(Oidc oidc, Supplier<Areas> areas) {
    List<ClaimedRole> of(Claims claims) {
        var area = area(claims);
        if (oidc.rolesClaim().isEmpty() || area.isEmpty()) {
            return List.of();
        }
        return claims.texts(oidc.rolesClaim()).stream()
                .flatMap(value -> Optional.ofNullable(oidc.roles().get(value)).stream())
                .distinct()
                .map(role -> new ClaimedRole(role, Gate.STANDARD_TENANT, area.get()))
                .toList();
    }

    private Optional<String> area(Claims claims) {
        return oidc.areaClaim().isEmpty()
                ? Optional.of(Holding.EVERY)
                : claims.text(oidc.areaClaim()).flatMap(areas.get()::of).map(Area::code);
    }
}
