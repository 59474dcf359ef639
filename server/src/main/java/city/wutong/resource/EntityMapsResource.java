package city.wutong.resource;

import city.wutong.context.ContextReason;
import city.wutong.context.EntityMap;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.jsonld.DateTimes;
import city.wutong.jsonld.LdContext;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/ngsi-ld/v1/entityMaps`, `…/{id}` and `/ngsi-ld/v1/temporal/entityMaps` (ETSI GS CIM 009 V1.9.1
/// clauses 5.14, 6.32, 6.34 and 6.35).
final class EntityMapsResource {
    private static final Set<String> NONE = Set.of();
    private static final Json LOCAL = Json.array(List.of(Json.of("@none")));
    private static final String EXPIRES_AT = "expiresAt";
    private static final Set<String> OF_PASTS =
            Parameters.union(EntityQueries.SELECTION, Set.of("entityMapLifetime"));

    private final Tenancy tenancy;

    EntityMapsResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /// Create EntityMap for Query Entities (clause 5.14.4): what only says which page is wanted, in
    /// which order and how it is shown is read and changes nothing.
    Answer create(Call call) {
        call.parameters().allow(queryParameters());
        return created(call, QueryRequest.byGet(call));
    }

    /// The same by POST (clause 6.34.3.2).
    Answer createByPost(Call call) {
        call.parameters().allow(QueryResource.PARAMETERS);
        return created(call, QueryRequest.byPost(call));
    }

    private Answer created(Call call, QueryRequest request) {
        var lifetime = EntityMapping.lifetime(request.parameters());
        var map = tenancy.of(call).maps().create(request.asked().query(), lifetime);
        return created(map, request.context());
    }

    private static Set<String> queryParameters() {
        var all = new HashSet<>(EntityQueries.PARAMETERS);
        all.addAll(Shown.PARAMETERS);
        all.addAll(EntityMapping.PARAMETERS);
        return all;
    }

    /// Create EntityMap for Query Temporal (clause 5.14.5), of all entities that there ever were.
    Answer createOfPasts(Call call) {
        var allowed = new HashSet<>(OF_PASTS);
        allowed.addAll(TemporalParameters.TIME);
        allowed.addAll(TemporalParameters.SHOWN);
        call.parameters().allow(allowed);
        var context = call.linkContext();
        var temporal = TemporalParameters.ofTime(call.parameters(), context).query();
        var query = EntityQueries.narrow(call.parameters(), context);
        var lifetime = EntityMapping.lifetime(call.parameters());
        var city = tenancy.of(call);
        var ids = PastQueries.matching(city, query, temporal);
        return created(city.maps().create(query, ids, lifetime), context);
    }

    private static Answer created(EntityMap map, LdContext context) {
        return EntitiesResource.ld(201, json(map), context)
                .with(EntityMapping.HEADER, EntityMapping.PATH + map.id());
    }

    Answer retrieve(Call call) {
        call.parameters().allow(NONE);
        return EntitiesResource.ld(200, json(map(call)), call.linkContext());
    }

    private EntityMap map(Call call) {
        var id = call.uri("id");
        return tenancy.of(call)
                .maps()
                .find(id)
                .orElseThrow(() -> Refusal.of(ContextReason.MAP_UNKNOWN, id).thrown());
    }

    /// Only its end can be changed; what else a body holds is output and passed over (5.14.2.4).
    Answer update(Call call) {
        call.parameters().allow(NONE);
        var map = map(call);
        expiry(call.document().json()).ifPresent(time -> tenancy.of(call).maps().expire(map, time));
        return Answer.of(204);
    }

    private static Optional<Instant> expiry(Json body) {
        if (!(body instanceof Json.Obj object)) {
            throw Fields.wrong("body", body, "a JSON object with " + EXPIRES_AT);
        }
        return object.get(EXPIRES_AT).map(EntityMapsResource::time);
    }

    private static Instant time(Json value) {
        var text = value instanceof Json.Str(var given) ? given : "";
        return DateTimes.read(text)
                .orElseThrow(() ->
                        Fields.wrong(EXPIRES_AT, value, "a UTC time like 2026-11-22T06:30:00Z"));
    }

    Answer delete(Call call) {
        call.parameters().allow(NONE);
        tenancy.of(call).maps().delete(map(call).id());
        return Answer.of(204);
    }

    /// EntityMap (clause 5.2.39).
    private static Json json(EntityMap map) {
        var entities = new LinkedHashMap<String, Json>();
        map.entities().forEach(id -> entities.put(id, LOCAL));
        return Tell.object()
                .with("id", map.id())
                .with("type", "EntityMap")
                .with(EXPIRES_AT, DateTimes.text(map.expiresAt()))
                .with("entityMap", Json.object(entities))
                .with("linkedMaps", Tell.object().json())
                .json();
    }
}
