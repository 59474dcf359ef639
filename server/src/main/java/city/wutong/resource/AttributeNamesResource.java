package city.wutong.resource;

import city.wutong.context.Census;
import city.wutong.context.ContextReason;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.refusal.Refusal;
import java.util.Set;

/// `/ngsi-ld/v1/attributes` and `…/{name}`: which attributes entities have (ETSI GS CIM 009 V1.9.1
/// clauses 5.7.8 to 5.7.10, 6.27 and 6.28). What it costs is said at [Census].
final class AttributeNamesResource {
    private static final Listing LISTING =
            new Listing(AttributeNamesResource::plain, AttributeNamesResource::detailed);
    private static final Set<String> RETRIEVING = Set.of("local");

    private final Tenancy tenancy;

    AttributeNamesResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer list(Call call) {
        return LISTING.answer(call, tenancy);
    }

    /// AttributeList (clause 5.2.27).
    private static Json plain(Census census, LdContext context) {
        var names = Listing.names(census.typesByAttribute().keySet(), context);
        return Listing.byName("AttributeList", "attributeList", names);
    }

    /// Attribute, one for each, with the types only (clauses 5.2.28 and 5.7.9).
    private static Json detailed(Census census, LdContext context) {
        return Json.array(
                census.typesByAttribute().entrySet().stream()
                        .map(entry ->
                                attribute(entry.getKey(), context)
                                        .withTexts(
                                                "typeNames",
                                                Listing.names(entry.getValue(), context))
                                        .json())
                        .toList());
    }

    /// Attribute, with all that is known of it (clause 5.2.28).
    Answer retrieve(Call call) {
        call.parameters().allow(RETRIEVING);
        var context = call.linkContext();
        var name = context.expand(call.path("name"));
        var found = new Census(tenancy.of(call).context()).attribute(name);
        if (found.isEmpty()) {
            return Answer.refused(
                    Refusal.of(ContextReason.ATTRIBUTE_NAME_UNKNOWN, call.path("name")));
        }
        var told =
                attribute(name, context)
                        .with("attributeCount", found.get().instances())
                        .withTexts("attributeTypes", TypesResource.terms(found.get().kinds()))
                        .withTexts("typeNames", Listing.names(found.get().types(), context));
        return EntitiesResource.ld(200, told.json(), context);
    }

    /// What every mention of an attribute begins with.
    static Tell attribute(String name, LdContext context) {
        return Tell.object()
                .with("id", name)
                .with("type", "Attribute")
                .with("attributeName", context.compact(name));
    }
}
