package city.wutong.resource;

import city.wutong.context.Census;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A list of what a city knows, its types or its attributes: by name, or with `details` (ETSI GS
/// CIM 009 V1.9.1 clauses 5.7.5, 5.7.6, 5.7.8 and 5.7.9).
record Listing(Telling plain, Telling detailed) {
    private static final Set<String> PARAMETERS = Set.of("details", "local");

    /// What is told of all there are.
    @FunctionalInterface
    interface Telling {
        Json of(Census census, LdContext context);
    }

    Answer answer(Call call, Tenancy tenancy) {
        call.parameters().allow(PARAMETERS);
        var telling = call.parameters().flag("details") ? detailed : plain;
        var context = call.linkContext();
        var census = new Census(tenancy.of(call).context());
        return EntitiesResource.ld(200, telling.of(census, context), context);
    }

    /// EntityTypeList or AttributeList (clauses 5.2.24 and 5.2.27).
    ///
    /// @param type which of them
    /// @param member the one that holds the names
    static Json byName(String type, String member, List<String> names) {
        return Tell.object()
                .with("id", "urn:ngsi-ld:" + type + ":" + UUID.randomUUID())
                .with("type", type)
                .withTexts(member, names)
                .json();
    }

    /// As a user of that context calls them, in alphabetical order.
    static List<String> names(Collection<String> expanded, LdContext context) {
        return expanded.stream().map(context::compact).sorted().toList();
    }
}
