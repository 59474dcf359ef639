package city.wutong.resource;

import city.wutong.context.Census;
import city.wutong.context.ContextReason;
import city.wutong.entity.AttributeKind;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Set;

/// `/ngsi-ld/v1/types` and `…/{type}`: which types of entities there are, with the attributes that
/// they have (ETSI GS CIM 009 V1.9.1 clauses 5.7.5 to 5.7.7, 6.25 and 6.26). What it costs is said
/// at [Census].
final class TypesResource {
    private static final Listing LISTING =
            new Listing(TypesResource::plain, TypesResource::detailed);
    private static final Set<String> RETRIEVING = Set.of("local");

    private final Tenancy tenancy;

    TypesResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer list(Call call) {
        return LISTING.answer(call, tenancy);
    }

    /// EntityTypeList (clause 5.2.24).
    private static Json plain(Census census, LdContext context) {
        var names = Listing.names(census.types(), context);
        return Listing.byName("EntityTypeList", "typeList", names);
    }

    /// EntityType, one for each (clause 5.2.25).
    private static Json detailed(Census census, LdContext context) {
        return Json.array(
                census.attributesByType().entrySet().stream()
                        .map(entry ->
                                Tell.object()
                                        .with("id", entry.getKey())
                                        .with("type", "EntityType")
                                        .with("typeName", context.compact(entry.getKey()))
                                        .withTexts(
                                                "attributeNames",
                                                Listing.names(entry.getValue(), context))
                                        .json())
                        .toList());
    }

    /// EntityTypeInfo (clause 5.2.26).
    Answer retrieve(Call call) {
        call.parameters().allow(RETRIEVING);
        var context = call.linkContext();
        var type = context.expand(call.path("type"));
        var found = new Census(tenancy.of(call).context()).type(type);
        if (found.isEmpty()) {
            return Answer.refused(Refusal.of(ContextReason.TYPE_UNKNOWN, call.path("type")));
        }
        var attributes =
                found.get().attributes().entrySet().stream()
                        .map(entry -> attribute(entry.getKey(), entry.getValue(), context))
                        .toList();
        var told =
                Tell.object()
                        .with("id", type)
                        .with("type", "EntityTypeInfo")
                        .with("typeName", context.compact(type))
                        .with("entityCount", found.get().entities())
                        .with("attributeDetails", Json.array(attributes));
        return EntitiesResource.ld(200, told.json(), context);
    }

    private static Json attribute(String name, Set<AttributeKind> kinds, LdContext context) {
        return AttributeNamesResource.attribute(name, context)
                .withTexts("attributeTypes", terms(kinds))
                .json();
    }

    static List<String> terms(Set<AttributeKind> kinds) {
        return kinds.stream().sorted().map(AttributeKind::term).toList();
    }
}
