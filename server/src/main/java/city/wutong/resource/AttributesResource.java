package city.wutong.resource;

import city.wutong.context.Operation;
import city.wutong.entity.Entity;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.jsonld.EntityReader;
import city.wutong.jsonld.Purpose;
import java.util.Set;

/// `/ngsi-ld/v1/entities/{id}/attrs` and `…/attrs/{name}` (ETSI GS CIM 009 V1.9.1 clauses 6.6 and
/// 6.7).
final class AttributesResource {
    private static final Set<String> SELECTION = Set.of("type", "local");
    private static final Set<String> APPENDING = Set.of("type", "local", "options");
    private static final Set<String> DELETION = Set.of("type", "local", "datasetId", "deleteAll");
    private static final String SCOPE = "scope";

    private final Tenancy tenancy;

    AttributesResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer append(Call call) {
        call.parameters().allow(APPENDING);
        boolean overwrite = call.parameters().words("options", Set.of("noOverwrite")).isEmpty();
        return fragment(
                call,
                Purpose.APPEND,
                (id, fragment, _) -> new Operation.Append(id, fragment, overwrite));
    }

    Answer update(Call call) {
        call.parameters().allow(SELECTION);
        return fragment(
                call, Purpose.UPDATE, (id, fragment, _) -> new Operation.Update(id, fragment));
    }

    private Answer fragment(Call call, Purpose purpose, EntitiesResource.Making making) {
        var id = call.uri("id");
        var document = call.document();
        var fragment = new EntityReader(document.context(), purpose).entity(document.json());
        return Commands.run(
                tenancy.of(call),
                call,
                making.of(id, fragment, document.context()),
                document.context());
    }

    Answer partialUpdate(Call call) {
        call.parameters().allow(SELECTION);
        var id = call.uri("id");
        var document = call.document();
        var attribute =
                new EntityReader(document.context(), Purpose.PART)
                        .attribute(call.path("name"), document.json());
        return Commands.run(
                tenancy.of(call),
                call,
                new Operation.PartialUpdate(id, attribute),
                document.context());
    }

    Answer replace(Call call) {
        call.parameters().allow(SELECTION);
        var id = call.uri("id");
        var document = call.document();
        var attribute =
                new EntityReader(document.context(), Purpose.WHOLE)
                        .attribute(call.path("name"), document.json());
        return Commands.run(
                tenancy.of(call),
                call,
                new Operation.ReplaceAttribute(id, attribute),
                document.context());
    }

    Answer delete(Call call) {
        call.parameters().allow(DELETION);
        var id = call.uri("id");
        var context = call.linkContext();
        var name =
                call.path("name").equals(SCOPE)
                        ? Entity.SCOPE
                        : new EntityReader(context, Purpose.WHOLE).name(call.path("name"));
        var dataset =
                call.parameters()
                        .text("datasetId")
                        .filter(given -> !given.equals("@none"))
                        .map(given -> Call.uri("datasetId", given));
        var operation =
                new Operation.DeleteAttribute(
                        id, name, dataset.orElse(null), call.parameters().flag("deleteAll"));
        return Commands.run(tenancy.of(call), call, operation, context);
    }
}
