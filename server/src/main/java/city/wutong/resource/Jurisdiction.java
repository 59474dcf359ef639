package city.wutong.resource;

import city.wutong.access.Permission;
import city.wutong.http.Call;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import city.wutong.refusal.Refusal;
import java.util.Optional;

/// Who may change the organisation where: whoever manages accounts, in the areas that they hold
/// that role for.
record Jurisdiction(Organisation organisation) {
    /// @param area the code of the area that is meant; empty of what works everywhere
    /// @throws city.wutong.refusal.Refused with 403
    void check(Call call, Optional<String> area) {
        var areas = organisation.areas();
        boolean may =
                call.rights().by(Permission.MANAGE_ACCOUNTS).stream()
                        .anyMatch(held ->
                                held.isEverywhere()
                                        || area.filter(code -> areas.isWithin(code, held.area()))
                                                .isPresent());
        if (!may) {
            throw Refusal.of(OrganisationReason.AREA_NOT_YOURS, area.orElse("*")).thrown();
        }
    }
}
