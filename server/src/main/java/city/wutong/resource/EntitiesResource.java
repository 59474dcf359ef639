package city.wutong.resource;

import city.wutong.context.ContextReason;
import city.wutong.context.MergeTerms;
import city.wutong.context.Operation;
import city.wutong.context.SeenContext;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.Parameters;
import city.wutong.http.Paths;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.jsonld.EntityReader;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Names;
import city.wutong.jsonld.Purpose;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/ngsi-ld/v1/entities` and `/ngsi-ld/v1/entities/{id}` (ETSI GS CIM 009 V1.9.1 clauses 6.4 and
/// 6.5).
final class EntitiesResource {
    private static final Set<String> QUERY_PARAMETERS =
            Parameters.union(
                    Parameters.union(EntityQueries.PARAMETERS, Shown.PARAMETERS),
                    EntityMapping.PARAMETERS);
    private static final Set<String> LOCAL = Set.of("local");
    private static final Set<String> MERGE_PARAMETERS =
            Set.of("type", "local", "format", "options", "lang", "observedAt");
    private static final Set<String> SIMPLIFIED = Set.of("simplified", "keyValues");
    private static final Set<String> SELECTION = Set.of("type", "local");
    private static final Set<String> RETRIEVE_PARAMETERS =
            Parameters.union(
                    Parameters.union(SELECTION, Shown.PARAMETERS), EntityMapping.PARAMETERS);

    private final Tenancy tenancy;

    EntitiesResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer create(Call call) {
        call.parameters().allow(LOCAL);
        var document = call.document();
        var entity = read(document, Purpose.WHOLE);
        var id = idOf(entity);
        return Commands.run(
                tenancy.ofCreation(call),
                call,
                new Operation.Create(id, entity),
                document.context());
    }

    /// Where what a request is to make will be, as its audit entry says.
    static Optional<String> named(Call call) {
        var id = call.text("id").or(() -> call.text("@id"));
        return Optional.of(
                id.map(text -> "/ngsi-ld/v1/entities/" + Paths.encoded(text)).orElse(""));
    }

    Answer retrieve(Call call) {
        call.parameters().allow(RETRIEVE_PARAMETERS);
        var id = call.uri("id");
        var context = call.linkContext();
        var shown = Shown.of(call, call.parameters(), context);
        call.parameters().flag("local");
        var meant = EntityQueries.ofType(call.parameters(), context);
        var city = tenancy.of(call);
        var now = city.context();
        return now.entity(id)
                .filter(entity -> meant.isEmpty() || meant.get().matches(entity, now::entity))
                .map(entity -> EntityMapping.of(call, city, id).located(one(entity, now, shown)))
                .orElseGet(() -> Answer.refused(Refusal.of(ContextReason.ENTITY_UNKNOWN, id)));
    }

    private static Answer one(Entity entity, SeenContext now, Shown shown) {
        var masked = new MaskedNames(now, new AnswerSize(now::entity));
        var answer = shown.one(entity, masked);
        if (answer.body() instanceof Answer.Problem) {
            return answer;
        }
        masked.note(List.of(entity), shown.representation().selection());
        return masked.marked(answer, shown.context());
    }

    Answer query(Call call) {
        call.parameters().allow(QUERY_PARAMETERS);
        return QueryRequest.byGet(call).answer(tenancy.of(call), "/ngsi-ld/v1/entities");
    }

    Answer merge(Call call) {
        call.parameters().allow(MERGE_PARAMETERS);
        return write(
                call,
                Purpose.MERGE,
                (id, fragment, context) ->
                        new Operation.Merge(id, fragment, mergeTerms(call.parameters(), context)));
    }

    Answer replace(Call call) {
        call.parameters().allow(SELECTION);
        return write(call, Purpose.WHOLE, (id, entity, _) -> new Operation.Replace(id, entity));
    }

    Answer delete(Call call) {
        call.parameters().allow(SELECTION);
        var operation = new Operation.Delete(call.uri("id"));
        return Commands.run(tenancy.of(call), call, operation, call.linkContext());
    }

    /// A change of one entity that does not say of which (clauses 5.6.17.4, 5.6.18.4).
    Answer withoutId(Call call) {
        return Answer.refused(Refusal.of(HttpReason.ID_MISSING, call.method()));
    }

    /// Makes an operation of the entity that the path names and what the body says of it, by an
    /// `@context`.
    @FunctionalInterface
    interface Making {
        Operation of(String id, EntityPatch entity, LdContext context);
    }

    /// What a merge says of all attributes at once (clause 6.5.3.4).
    private static MergeTerms mergeTerms(Parameters parameters, LdContext context) {
        var forms = new LinkedHashSet<>(parameters.words("format", SIMPLIFIED));
        forms.addAll(parameters.words("options", SIMPLIFIED));
        return new MergeTerms(
                !forms.isEmpty(),
                parameters.text("lang").map(tag -> language(parameters, tag)).orElse(null),
                parameters.time("observedAt").orElse(null),
                context::expand);
    }

    private static String language(Parameters parameters, String tag) {
        if (!Names.isLanguageTag(tag)) {
            throw parameters.refused("lang", "one language tag of BCP 47, such as zh or en-GB");
        }
        return tag;
    }

    private Answer write(Call call, Purpose purpose, Making making) {
        var id = call.uri("id");
        var document = call.document();
        var json = document.json();
        if (purpose == Purpose.WHOLE
                && json instanceof Json.Obj(var members)
                && !members.containsKey("id")) {
            var whole = new LinkedHashMap<>(members);
            whole.put("id", Json.of(id));
            json = Json.object(whole);
        }
        var entity = read(new Call.Document(json, document.context()), purpose);
        if (entity.id() != null && !entity.id().equals(id)) {
            throw Refusal.of(HttpReason.ID_DIFFERS, id, entity.id()).thrown();
        }
        return Commands.run(
                tenancy.of(call),
                call,
                making.of(id, entity, document.context()),
                document.context());
    }

    private static EntityPatch read(Call.Document document, Purpose purpose) {
        return new EntityReader(document.context(), purpose).entity(document.json());
    }

    static String idOf(EntityPatch entity) {
        if (entity.id() == null) {
            throw new IllegalStateException("a whole entity has an id");
        }
        return entity.id();
    }

    static Answer ld(int status, JsonContent content, LdContext context) {
        return Answer.of(status, new Answer.Ld(content, context));
    }
}
