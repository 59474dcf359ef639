package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.LdContexts;
import city.wutong.journal.TenantName;
import city.wutong.json.Json;
import city.wutong.jsonld.Contexts;
import city.wutong.refusal.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds the city that a request is meant for (ETSI GS CIM 009 V1.9.1 clauses 4.14 and 6.3.14).
final class Tenancy {
    private final Cities cities;

    Tenancy(Cities cities) {
        this.cities = cities;
    }

    /// `/api/tenants`: their names, the default one first.
    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Tell.list(cities.names().stream().map(Json::of).toList());
    }

    City of(Call call) {
        return find(call, cities::city);
    }

    /// As [#of], for an operation that creates: it may make the tenant.
    City ofCreation(Call call) {
        return find(call, cities::cityOrNew);
    }

    /// The `@context`s that a tenant's requests can name: its stored ones, and those from the web.
    /// A tenant that is yet to be made, or refused, has none of its own.
    Function<Optional<String>, LdContexts> contexts(Contexts shared) {
        var without = new LdContexts(shared);
        return name ->
                (name.isEmpty() ? Optional.of(cities.standard()) : cities.city(name.get()))
                        .map(city -> new LdContexts(shared, city.contexts()))
                        .orElse(without);
    }

    private City find(Call call, Function<String, Optional<City>> look) {
        var name = call.tenant();
        if (name.isEmpty()) {
            return cities.standard();
        }
        if (!TenantName.isName(name.get())) {
            throw Refusal.of(HttpReason.TENANT_NAME, name.get(), TenantName.LONGEST).thrown();
        }
        return look.apply(name.get())
                .orElseThrow(() -> Refusal.of(HttpReason.TENANT_UNKNOWN, name.get()).thrown());
    }
}
