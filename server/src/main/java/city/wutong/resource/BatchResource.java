package city.wutong.resource;

import city.wutong.context.Command;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.entity.EntityPatch;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.jsonld.EntityReader;
import city.wutong.jsonld.Purpose;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// `/ngsi-ld/v1/entityOperations/{create,upsert,update,merge,delete}` (ETSI GS CIM 009 V1.9.1
/// clauses 6.14 to 6.17 and 6.31). Each entity of a batch succeeds or fails for itself; all that
/// succeed are durable when the answer comes.
final class BatchResource {
    /// Entities in one batch.
    static final int MOST_ENTITIES = 10_000;

    private static final Set<String> OPTIONS = Set.of("local", "options");
    private static final Set<String> LOCAL = Set.of("local");

    private final Tenancy tenancy;

    BatchResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer create(Call call) {
        call.parameters().allow(LOCAL);
        var seen = new HashSet<String>();
        var batch = new Batch();
        for (var item : items(call)) {
            batch.add(
                    item,
                    () -> {
                        var entity = read(call, item, Purpose.WHOLE);
                        var id = EntitiesResource.idOf(entity);
                        if (!seen.add(id)) {
                            throw Refusal.of(HttpReason.TWICE_IN_BATCH, id).thrown();
                        }
                        return new Operation.Create(id, entity);
                    });
        }
        return batch.run(tenancy.ofCreation(call), call);
    }

    Answer upsert(Call call) {
        call.parameters().allow(OPTIONS);
        boolean replace =
                !call.parameters().words("options", Set.of("replace", "update")).contains("update");
        return entities(
                call,
                tenancy.ofCreation(call),
                Purpose.WHOLE,
                entity -> new Operation.Upsert(EntitiesResource.idOf(entity), entity, replace));
    }

    Answer update(Call call) {
        call.parameters().allow(OPTIONS);
        boolean overwrite = call.parameters().words("options", Set.of("noOverwrite")).isEmpty();
        return entities(
                call,
                tenancy.of(call),
                Purpose.UPDATE,
                fragment -> new Operation.Append(idIn(fragment), fragment, overwrite));
    }

    Answer merge(Call call) {
        call.parameters().allow(LOCAL);
        return entities(
                call,
                tenancy.of(call),
                Purpose.MERGE,
                fragment -> new Operation.Merge(idIn(fragment), fragment));
    }

    Answer delete(Call call) {
        call.parameters().allow(LOCAL);
        var batch = new Batch();
        for (var item : items(call)) {
            batch.add(
                    item,
                    () -> {
                        var id = item instanceof Json.Str(var text) ? text : "";
                        return new Operation.Delete(Call.uri("an item", id));
                    });
        }
        return batch.run(tenancy.of(call), call);
    }

    private Answer entities(
            Call call, City city, Purpose purpose, Function<EntityPatch, Operation> making) {
        var batch = new Batch();
        for (var item : items(call)) {
            batch.add(item, () -> making.apply(read(call, item, purpose)));
        }
        return batch.run(city, call);
    }

    private static EntityPatch read(Call call, Json item, Purpose purpose) {
        var document = call.contexts().ofBody(item, call.isLd(), call.header("link"));
        return new EntityReader(document.context(), purpose).entity(document.json());
    }

    private static String idIn(EntityPatch fragment) {
        return Call.uri("id", fragment.id() == null ? "" : fragment.id());
    }

    /// What is wrong here is wrong for the whole batch (clauses 5.6.7.4, 6.3.5).
    private static List<Json> items(Call call) {
        if (!(call.json() instanceof Json.Arr(var items))
                || items.isEmpty()
                || items.size() > MOST_ENTITIES) {
            throw Refusal.of(HttpReason.NOT_AN_ARRAY, MOST_ENTITIES).thrown();
        }
        int empty = items.indexOf(Json.Literal.NULL);
        if (empty >= 0) {
            throw Refusal.of(HttpReason.EMPTY_ITEM, empty + 1).thrown();
        }
        if (call.isLd()) {
            call.contexts().refuseLink(call.header("link"));
        }
        return items;
    }

    /// A batch while it is read, and what became of its parts.
    private static final class Batch {
        private final List<Operation> operations = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();

        void add(Json item, Supplier<Operation> reading) {
            try {
                operations.add(reading.get());
            } catch (Refused e) {
                outcomes.add(new Outcome.Refused(idOf(item), e.refusal()));
            }
        }

        Answer run(City city, Call call) {
            if (!operations.isEmpty()) {
                outcomes.addAll(
                        city.writer().submit(Command.of(operations, call.cause(), call.weight())));
            }
            return new BatchAnswer(outcomes).answer(call);
        }

        private static String idOf(Json item) {
            return switch (item) {
                case Json.Str(var text) -> text;
                case Json.Obj(var members) when members.get("id") instanceof Json.Str(var id) -> id;
                case Json.Obj _, Json.Arr _, Json.Num _, Json.Literal _ -> "";
            };
        }
    }
}
