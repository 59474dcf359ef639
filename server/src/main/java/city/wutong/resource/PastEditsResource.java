package city.wutong.resource;

import city.wutong.context.Change;
import city.wutong.context.Command;
import city.wutong.context.ContextReason;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Operation.KnownPast;
import city.wutong.context.Outcome;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.history.HistoryReason;
import city.wutong.history.PastInstance;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Paths;
import city.wutong.json.Json;
import city.wutong.jsonld.EntityReader;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Purpose;
import city.wutong.jsonld.TemporalForm;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The edits of the past under `/ngsi-ld/v1/temporal/entities` (ETSI GS CIM 009 V1.9.1 clauses
/// 5.6.11 to 5.6.16 and 6.18 to 6.22). The present stays as it is, and need not be there.
final class PastEditsResource {
    private static final Set<String> LOCAL = Set.of("local");
    private static final Set<String> DELETION = Set.of("local", "datasetId", "deleteAll");

    private final Tenancy tenancy;

    PastEditsResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /// Where what a request is to make will be, as its audit entry says.
    static Optional<String> named(Call call) {
        var id = call.text("id").or(() -> call.text("@id"));
        return Optional.of(
                id.map(text -> TemporalResource.PATH + "/" + Paths.encoded(text)).orElse(""));
    }

    Answer create(Call call) {
        call.parameters().allow(LOCAL);
        var document = call.document();
        var entity =
                new EntityReader(document.context(), Purpose.TEMPORAL)
                        .entity(TemporalForm.normalized(document.json()));
        var id = EntitiesResource.idOf(entity);
        var city = tenancy.ofCreation(call);
        var known = known(city, id);
        if (known.isEmpty() && isThere(city, id)) {
            return Answer.refused(Refusal.of(ContextReason.ENTITY_EXISTS, id));
        }
        return run(city, call, new Operation.Remember(id, known.orElse(KnownPast.NONE), entity));
    }

    Answer append(Call call) {
        call.parameters().allow(LOCAL);
        var id = call.uri("id");
        var document = call.document();
        var fragment =
                new EntityReader(document.context(), Purpose.TEMPORAL_PART)
                        .entity(TemporalForm.normalized(document.json()));
        var city = tenancy.of(call);
        return known(city, id)
                .map(known -> run(city, call, new Operation.Remember(id, known, fragment)))
                .orElseGet(() -> unknown(id));
    }

    Answer delete(Call call) {
        call.parameters().allow(LOCAL);
        var id = call.uri("id");
        var city = tenancy.of(call);
        return search(city, id, _ -> false)
                .known()
                .map(known -> strike(city, call, id, known, new Change.Forgotten()))
                .orElseGet(() -> unknown(id));
    }

    Answer deleteAttribute(Call call) {
        call.parameters().allow(DELETION);
        var id = call.uri("id");
        var context = call.linkContext();
        var name = name(call, context);
        boolean all = call.parameters().flag("deleteAll");
        var dataset =
                call.parameters()
                        .text("datasetId")
                        .filter(given -> !given.equals("@none"))
                        .map(given -> Call.uri("datasetId", given))
                        .orElse(null);
        var city = tenancy.of(call);
        var found =
                search(
                        city,
                        id,
                        instance ->
                                instance.name().equals(name)
                                        && (all || Objects.equals(dataset, instance.datasetId())));
        if (found.known().isEmpty()) {
            return unknown(id);
        }
        if (!found.hasInstance()) {
            return Answer.refused(
                    Refusal.of(
                            HistoryReason.ATTRIBUTE_UNKNOWN,
                            id,
                            context.compact(name),
                            dataset == null ? "@none" : dataset));
        }
        var edit = new Change.Cleared(name, all ? null : dataset, all);
        return strike(city, call, id, found.known().get(), edit);
    }

    Answer modify(Call call) {
        call.parameters().allow(LOCAL);
        var id = call.uri("id");
        var instance = call.uri("instance");
        var document = call.document();
        var context = document.context();
        var name = name(call, context);
        var patch = instanceOf(call.path("name"), name, document.json(), context);
        var city = tenancy.of(call);
        var found = instance(city, id, name, instance);
        return found.refusal()
                .map(Answer::refused)
                .orElseGet(() ->
                        run(
                                city,
                                call,
                                new Operation.Amend(id, found.known(), found.seq(), patch)));
    }

    /// The one instance that a body holds: as it is, or in an array of one, under the attribute's
    /// name or without it.
    private static AttributePatch instanceOf(
            String key, String name, Json body, LdContext context) {
        var bare =
                body instanceof Json.Obj object && object.get(key).isPresent()
                        ? object.get(key).orElse(body)
                        : body;
        var document = Json.object(Map.of(key, TemporalForm.normalized(bare)));
        var read = new EntityReader(context, Purpose.TEMPORAL_PART).entity(document).attributes();
        if (read.size() != 1 || !read.getFirst().name().equals(name)) {
            throw Refusal.of(HistoryReason.ONE_INSTANCE, key).thrown();
        }
        return read.getFirst();
    }

    Answer deleteInstance(Call call) {
        call.parameters().allow(LOCAL);
        var id = call.uri("id");
        var instance = call.uri("instance");
        var name = name(call, call.linkContext());
        var city = tenancy.of(call);
        var found = instance(city, id, name, instance);
        return found.refusal()
                .map(Answer::refused)
                .orElseGet(() ->
                        strike(
                                city,
                                call,
                                id,
                                found.known(),
                                new Change.Removed(found.seq(), name)));
    }

    private static String name(Call call, LdContext context) {
        var key = call.path("name");
        return key.equals("scope")
                ? Entity.SCOPE
                : new EntityReader(context, Purpose.TEMPORAL_PART).name(key);
    }

    /// The instance that a request names, or why there is none such.
    private record Named(KnownPast known, long seq, Optional<Refusal> refusal) {
        static Named refused(Refusal refusal) {
            return new Named(KnownPast.NONE, 0, Optional.of(refusal));
        }
    }

    private static Named instance(City city, String id, String name, String instance) {
        var seq = InstanceIds.read(instance);
        var hasAttribute = new AtomicBoolean();
        var found =
                search(
                        city,
                        id,
                        each -> {
                            boolean isOfName = each.name().equals(name);
                            hasAttribute.compareAndSet(false, isOfName);
                            return isOfName && seq.isPresent() && each.seq() == seq.getAsLong();
                        });
        if (found.known().isEmpty()) {
            return Named.refused(Refusal.of(ContextReason.ENTITY_UNKNOWN, id));
        }
        return found.hasInstance()
                ? new Named(found.known().get(), seq.orElse(0), Optional.empty())
                : Named.refused(Refusal.of(HistoryReason.INSTANCE_UNKNOWN, id, name, instance));
    }

    private record Sought(Optional<KnownPast> known, boolean hasInstance) {}

    /// Looks through the past of an entity, as its caller sees it.
    private static Sought search(City city, String id, Predicate<PastInstance> wanted) {
        var found = new AtomicBoolean();
        var sinks = new LinkedHashMap<String, Consumer<PastInstance>>();
        sinks.put(id, instance -> found.compareAndSet(false, wanted.test(instance)));
        var told = PastQueries.tell(city, sinks).get(id);
        return new Sought(
                Optional.ofNullable(told)
                        .map(known -> new KnownPast(known.number(), List.copyOf(known.types()))),
                found.get());
    }

    /// What the caller knows of an entity; who is there has a past.
    private static Optional<KnownPast> known(City city, String id) {
        return city.context()
                .entity(id)
                .map(entity -> new KnownPast(entity.number(), entity.types()))
                .or(() -> search(city, id, _ -> false).known());
    }

    /// Whether there is such an entity, or was, that the caller does not see.
    private static boolean isThere(City city, String id) {
        try {
            return city.context().isHidden(id) || city.wholePast(id).isPresent();
        } catch (JournalAway e) {
            throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
        }
    }

    private static Answer unknown(String id) {
        return Answer.refused(Refusal.of(ContextReason.ENTITY_UNKNOWN, id));
    }

    private static Answer strike(
            City city, Call call, String id, KnownPast known, Change.Edit edit) {
        return run(city, call, new Operation.Strike(id, known, edit));
    }

    private static Answer run(City city, Call call, Operation operation) {
        var command = Command.of(operation, call.cause(), call.weight());
        return switch (city.writer().submit(command).getFirst()) {
            case Outcome.Created(var id) ->
                    Answer.of(201)
                            .with("Location", TemporalResource.PATH + "/" + Paths.encoded(id));
            case Outcome.Updated _, Outcome.Deleted _, Outcome.AlreadyApplied _ -> Answer.of(204);
            case Outcome.Refused(var _, var refusal) -> Answer.refused(refusal);
        };
    }
}
