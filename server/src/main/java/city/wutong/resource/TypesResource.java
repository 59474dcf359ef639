package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// `/ngsi-ld/v1/types`: which types of entities there are (ETSI GS CIM 009 V1.9.1 clauses 5.7.5 and
/// 6.25), without their details.
final class TypesResource {
    private final Tenancy tenancy;

    TypesResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of("local"));
        var context = call.linkContext();
        var types = new TreeSet<String>();
        tenancy.of(call).context().types().forEach(type -> types.add(context.compact(type)));
        var list =
                Tell.object()
                        .with("id", "urn:ngsi-ld:EntityTypeList:" + UUID.randomUUID())
                        .with("type", "EntityTypeList")
                        .with("typeList", Json.array(types.stream().map(Json::of).toList()));
        return EntitiesResource.ld(200, list.json(), context);
    }
}
