package city.wutong.resource;

import city.wutong.context.Command;
import city.wutong.context.ContextReason;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.entity.Entity;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.Parameters;
import city.wutong.jsonld.EntityReader;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Purpose;
import city.wutong.query.EntityQuery;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/// `DELETE /ngsi-ld/v1/entities`: purges the entities that a query asks for, or some of their
/// attributes (ETSI GS CIM 009 V1.9.1 clauses 5.6.21 and 6.4.3.3).
///
/// An entity that has changed so that it is no longer asked for stays as it is. The entities go in
/// steps of [#STEP]: each step is all or nothing, and a purge that is cut off can be sent again.
final class PurgeResource {
    private static final int STEP = 1_000;
    private static final String KEEP = "keep";
    private static final String DROP = "drop";

    /// In the table of 6.4.3.3, though a purge shows nothing.
    private static final String GEOMETRY = "geometryProperty";

    private final Tenancy tenancy;

    PurgeResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer purge(Call call) {
        call.parameters().allow(parameters());
        var context = call.linkContext();
        var query = EntityQueries.narrow(call.parameters(), context);
        var names = names(call, context);
        var city = tenancy.of(call);
        var ids = city.context().all(query).stream().map(Entity::id).toList();
        var outcomes = new ArrayList<Outcome>();
        for (int from = 0; from < ids.size(); from += STEP) {
            var operations =
                    ids.subList(from, Math.min(from + STEP, ids.size())).stream()
                            .map(id -> operation(id, query, names, call))
                            .toList();
            var command = Command.of(operations, call.cause(), (long) STEP * Command.OVERHEAD);
            outcomes.addAll(city.purging().submit(command));
        }
        outcomes.removeIf(PurgeResource::isGone);
        return new BatchAnswer(outcomes).answer(call);
    }

    /// Whether it was no longer there, or no longer asked for.
    private static boolean isGone(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var _, var refusal)
                && refusal.reason() == ContextReason.ENTITY_UNKNOWN;
    }

    private static Set<String> parameters() {
        return Parameters.union(EntityQueries.SELECTION, Set.of(KEEP, DROP, GEOMETRY));
    }

    private static Set<String> names(Call call, LdContext context) {
        var keep = call.parameters().list(KEEP);
        var drop = call.parameters().list(DROP);
        if (!keep.isEmpty() && !drop.isEmpty()) {
            throw Refusal.of(HttpReason.KEEP_AND_DROP).thrown();
        }
        var reader = new EntityReader(context, Purpose.WHOLE);
        var names = new LinkedHashSet<String>();
        keep.forEach(name -> names.add(reader.name(name)));
        drop.forEach(name -> names.add(reader.name(name)));
        return names;
    }

    private static Operation operation(String id, EntityQuery query, Set<String> names, Call call) {
        var change =
                names.isEmpty()
                        ? new Operation.Delete(id)
                        : new Operation.Reduce(id, names, !call.parameters().list(KEEP).isEmpty());
        return new Operation.Where(query, change);
    }
}
