package city.wutong.resource;

import static city.wutong.access.Permission.HOST_CONTEXTS;
import static city.wutong.access.Permission.PURGE_CONTEXT;
import static city.wutong.access.Permission.READ_CONTEXT;
import static city.wutong.access.Permission.WRITE_CONTEXT;
import static city.wutong.http.Routes.forAnyone;
import static city.wutong.http.Routes.route;

import city.wutong.http.Routes;
import java.time.Clock;
import java.util.List;

/// What is asked by NGSI-LD (ETSI GS CIM 009 V1.9.1 clause 6): the routes of the context API.
record NgsiLdRoutes(Tenancy tenancy, Ids ids, Clock clock) {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String ENTITY = ENTITIES + "/{id}";
    private static final String ATTRIBUTES = ENTITY + "/attrs";
    private static final String ATTRIBUTE = ATTRIBUTES + "/{name}";
    private static final String BATCH = "/ngsi-ld/v1/entityOperations";
    private static final String TYPES = "/ngsi-ld/v1/types";
    private static final String NAMES = "/ngsi-ld/v1/attributes";
    private static final String CONTEXTS = "/ngsi-ld/v1/jsonldContexts";
    private static final String MAPS = "/ngsi-ld/v1/entityMaps";
    private static final String PASTS = "/ngsi-ld/v1/temporal/entities";
    private static final String PAST = PASTS + "/{id}";
    private static final String PAST_ATTRIBUTES = PAST + "/attrs";
    private static final String PAST_ATTRIBUTE = PAST_ATTRIBUTES + "/{name}";
    private static final String PAST_INSTANCE = PAST_ATTRIBUTE + "/{instance}";

    List<Routes.Route> all() {
        var entities = new EntitiesResource(tenancy);
        var attributes = new AttributesResource(tenancy);
        var batch = new BatchResource(tenancy);
        var queries = new QueryResource(tenancy);
        var types = new TypesResource(tenancy);
        var purge = new PurgeResource(tenancy);
        var identity = new SourceIdentityResource(tenancy, ids, clock);
        var known = new AttributeNamesResource(tenancy);
        var stored = new StoredContextsResource(tenancy);
        var maps = new EntityMapsResource(tenancy);
        var temporal = new TemporalResource(tenancy);
        var past = new PastEditsResource(tenancy);
        return List.of(
                route("POST", ENTITIES, WRITE_CONTEXT, entities::create)
                        .naming(EntitiesResource::named),
                route("GET", ENTITIES, READ_CONTEXT, entities::query),
                route("DELETE", ENTITIES, PURGE_CONTEXT, purge::purge),
                route("PATCH", ENTITIES, WRITE_CONTEXT, entities::withoutId),
                route("PUT", ENTITIES, WRITE_CONTEXT, entities::withoutId),
                route("GET", ENTITY, READ_CONTEXT, entities::retrieve),
                route("PATCH", ENTITY, WRITE_CONTEXT, entities::merge),
                route("PUT", ENTITY, WRITE_CONTEXT, entities::replace),
                route("DELETE", ENTITY, WRITE_CONTEXT, entities::delete),
                route("POST", ATTRIBUTES, WRITE_CONTEXT, attributes::append),
                route("PATCH", ATTRIBUTES, WRITE_CONTEXT, attributes::update),
                route("PATCH", ATTRIBUTE, WRITE_CONTEXT, attributes::partialUpdate),
                route("PUT", ATTRIBUTE, WRITE_CONTEXT, attributes::replace),
                route("DELETE", ATTRIBUTE, WRITE_CONTEXT, attributes::delete),
                route("POST", BATCH + "/create", WRITE_CONTEXT, batch::create),
                route("POST", BATCH + "/upsert", WRITE_CONTEXT, batch::upsert),
                route("POST", BATCH + "/update", WRITE_CONTEXT, batch::update),
                route("POST", BATCH + "/merge", WRITE_CONTEXT, batch::merge),
                route("POST", BATCH + "/delete", WRITE_CONTEXT, batch::delete),
                route("POST", QueryResource.PATH, READ_CONTEXT, queries::query),
                route("GET", "/ngsi-ld/v1/info/sourceIdentity", READ_CONTEXT, identity::tell),
                route("GET", TYPES, READ_CONTEXT, types::list),
                route("GET", TYPES + "/{+type}", READ_CONTEXT, types::retrieve),
                route("GET", NAMES, READ_CONTEXT, known::list),
                route("GET", NAMES + "/{+name}", READ_CONTEXT, known::retrieve),
                route("POST", CONTEXTS, HOST_CONTEXTS, stored::add),
                route("GET", CONTEXTS, READ_CONTEXT, stored::list),
                forAnyone("GET", CONTEXTS + "/{+id}", stored::serve),
                route("DELETE", CONTEXTS + "/{+id}", HOST_CONTEXTS, stored::delete),
                route("GET", MAPS, READ_CONTEXT, maps::create),
                route("POST", MAPS, READ_CONTEXT, maps::createByPost),
                route("GET", MAPS + "/{id}", READ_CONTEXT, maps::retrieve),
                route("PATCH", MAPS + "/{id}", READ_CONTEXT, maps::update),
                route("DELETE", MAPS + "/{id}", READ_CONTEXT, maps::delete),
                route("GET", "/ngsi-ld/v1/temporal/entityMaps", READ_CONTEXT, maps::createOfPasts),
                route("GET", PASTS, READ_CONTEXT, temporal::query),
                route("POST", TemporalResource.QUERY_PATH, READ_CONTEXT, temporal::queryByPost),
                route("GET", PAST, READ_CONTEXT, temporal::retrieve),
                route("POST", PASTS, WRITE_CONTEXT, past::create).naming(PastEditsResource::named),
                route("DELETE", PAST, WRITE_CONTEXT, past::delete),
                route("POST", PAST_ATTRIBUTES, WRITE_CONTEXT, past::append),
                route("DELETE", PAST_ATTRIBUTE, WRITE_CONTEXT, past::deleteAttribute),
                route("PATCH", PAST_INSTANCE, WRITE_CONTEXT, past::modify),
                route("DELETE", PAST_INSTANCE, WRITE_CONTEXT, past::deleteInstance));
    }
}
