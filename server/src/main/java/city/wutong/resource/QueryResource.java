package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import java.util.Set;

/// `/ngsi-ld/v1/entityOperations/query`: a query for entities whose parts stand in the body (ETSI
/// GS CIM 009 V1.9.1 clauses 5.7.2 and 6.23).
final class QueryResource {
    static final String PATH = "/ngsi-ld/v1/entityOperations/query";

    /// What the data type Query has no member for.
    static final Set<String> PARAMETERS =
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
        return QueryRequest.byPost(call).answer(tenancy.of(call), PATH);
    }
}
