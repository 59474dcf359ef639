package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import java.util.Set;

/// `/ngsi-ld/v1/entityOperations/query`: a query for entities whose parts stand in the body (ETSI
/// GS CIM 009 V1.9.1 clauses 5.7.2 and 6.23).
final class QueryResource {
    static final String PATH = "/ngsi-ld/v1/entityOperations/query";

    /// What the data type Query has no member for.
    private static final Set<String> PARAMETERS =
            Set.of(
                    "limit",
                    "offset",
                    "count",
                    "local",
                    "options",
                    "format",
                    "geometryProperty",
                    "entityMap",
                    "entityMapLifetime");

    private final Tenancy tenancy;

    QueryResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer query(Call call) {
        call.parameters().allow(PARAMETERS);
        var document = call.document();
        var context = document.context();
        var body = QueryBody.read(document, call.parameters());
        var shown = Shown.of(call, body.parameters(), context);
        var asked = EntityQueries.of(body.parameters(), body.selectors(), context);
        var city = tenancy.of(call);
        var map = EntityMapping.of(call, city, asked.query());
        var found = map.find(asked);
        var answer = shown.many(found.entities(), city.context()::entity);
        return map.queried(new Pages(PATH, call).paged(answer, asked.page(), found));
    }
}
