package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.jsonld.DateTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// `/ngsi-ld/v1/info/sourceIdentity`: who answers here (ETSI GS CIM 009 V1.9.1 clauses 5.2.40,
/// 5.15.1 and 6.33). The alias names one tenant of one run of the process, so that two of them are
/// never taken for one.
final class SourceIdentityResource {
    private static final String DEFAULT_TENANT = "default";

    private final Tenancy tenancy;
    private final Clock clock;
    private final Instant since;
    private final String name;

    SourceIdentityResource(Tenancy tenancy, Ids ids, Clock clock) {
        this.tenancy = tenancy;
        this.clock = clock;
        this.since = clock.instant();
        this.name = ids.uuid().toString();
    }

    Answer tell(Call call) {
        call.parameters().allow(Set.of());
        tenancy.of(call);
        var alias = name + '.' + call.tenant().orElse(DEFAULT_TENANT);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var uptime = Duration.between(since, now).truncatedTo(ChronoUnit.MILLIS);
        var identity =
                Tell.object()
                        .with("id", "urn:ngsi-ld:ContextSourceIdentity:" + alias)
                        .with("type", "ContextSourceIdentity")
                        .with("contextSourceAlias", alias)
                        .with("contextSourceUptime", uptime.toString())
                        .with("contextSourceTimeAt", DateTimes.text(now));
        return EntitiesResource.ld(200, identity.json(), call.linkContext());
    }
}
