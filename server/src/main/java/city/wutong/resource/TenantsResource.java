package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import java.time.Clock;
import java.util.Set;

/// `/api/tenants`: the names of the tenants in which the caller holds a role, the default one
/// first. Of others nobody learns that they are there.
final class TenantsResource {
    private final Cities cities;
    private final Clock clock;

    TenantsResource(Cities cities, Clock clock) {
        this.cities = cities;
        this.clock = clock;
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var holdings = call.rights().caller().holdings();
        var now = clock.instant();
        return Tell.list(
                cities.names().stream()
                        .filter(name -> holdings.stream().anyMatch(held -> held.counts(name, now)))
                        .map(Json::of)
                        .toList());
    }
}
