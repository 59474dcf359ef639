package city.wutong.resource;

import city.wutong.access.AccessReason;
import city.wutong.access.Permission;
import city.wutong.access.Policy;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.LdContexts;
import city.wutong.journal.TenantName;
import city.wutong.jsonld.Contexts;
import city.wutong.refusal.Refusal;
import java.util.Optional;
import java.util.function.Function;

/// Finds the city that a request is meant for (ETSI GS CIM 009 V1.9.1 clauses 4.14 and 6.3.14).
final class Tenancy {
    private final Cities cities;
    private final Policy policy;
    private final StatedReason reasons;

    Tenancy(Cities cities, Policy policy, StatedReason reasons) {
        this.cities = cities;
        this.policy = policy;
        this.reasons = reasons;
    }

    /// As its caller may see it.
    City of(Call call) {
        return seen(call, find(call, cities::city));
    }

    /// As [#of], for an operation that creates: it may make the tenant.
    City ofCreation(Call call) {
        return seen(call, find(call, cities::cityOrNew));
    }

    private City seen(Call call, WholeCity city) {
        var purpose = call.purpose();
        purpose.ifPresent(why -> liftMasks(call, why));
        return new City(city, policy, call.rights(), purpose.isPresent());
    }

    /// Nothing is shown before it is written down why.
    private void liftMasks(Call call, String why) {
        if (!StatedReason.is(why)) {
            throw Refusal.of(
                            HttpReason.PARAMETER_VALUE, "Wutong-Purpose", why, StatedReason.ALLOWED)
                    .thrown();
        }
        if (!call.rights().allow(Permission.LIFT_MASKS)) {
            throw Refusal.of(AccessReason.MASKS_STAY).thrown();
        }
        reasons.tell(call, "mask.lift", call.method() + " " + call.target(), why, "allowed");
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

    private WholeCity find(Call call, Function<String, Optional<WholeCity>> look) {
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
