package city.wutong.resource;

import city.wutong.context.ContextReason;
import city.wutong.context.Found;
import city.wutong.history.HistoryReason;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Parameters;
import city.wutong.json.JsonContent;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.ShownReason;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `/ngsi-ld/v1/temporal/entities`, `…/{id}` and `/ngsi-ld/v1/temporal/entityOperations/query`
/// (ETSI GS CIM 009 V1.9.1 clauses 5.7.3, 5.7.4, 6.18.3.2, 6.19.3.1 and 6.24): how entities'
/// attributes were.
final class TemporalResource {
    static final String PATH = "/ngsi-ld/v1/temporal/entities";
    static final String QUERY_PATH = "/ngsi-ld/v1/temporal/entityOperations/query";

    private static final Set<String> PARAMETERS =
            Parameters.union(
                    Parameters.union(TemporalParameters.TIME, TemporalParameters.SHOWN),
                    EntityMapping.PARAMETERS);
    private static final Set<String> QUERY_PARAMETERS =
            Parameters.union(
                    PARAMETERS,
                    Parameters.union(
                            EntityQueries.SELECTION,
                            Set.of(
                                    "limit",
                                    "offset",
                                    "count",
                                    "orderBy",
                                    "collation",
                                    "splitEntities")));
    private static final Set<String> POST_PARAMETERS =
            Parameters.union(
                    EntityMapping.PARAMETERS,
                    Set.of("limit", "offset", "count", "local", "options", "format"));

    private final Tenancy tenancy;

    TemporalResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer retrieve(Call call) {
        call.parameters().allow(PARAMETERS);
        var id = call.uri("id");
        var context = call.linkContext();
        var asked = TemporalParameters.of(call.parameters(), context);
        call.parameters().flag("local");
        var city = tenancy.of(call);
        var read = new Evolutions(city, context, asked, List.of(id)).read();
        if (!read.known()) {
            return Answer.refused(Refusal.of(ContextReason.ENTITY_UNKNOWN, id));
        }
        var content = read.contents().get(id);
        boolean isAskedForMore = !asked.representation().selection().attributes().isEmpty();
        if (content == null
                || (isAskedForMore && read.names().getOrDefault(id, Set.of()).isEmpty())) {
            return Answer.refused(Refusal.of(ShownReason.NOTHING_LEFT, id));
        }
        var answer = read.finished(EntitiesResource.ld(200, content, context));
        return EntityMapping.of(call, city, id).located(masked(answer, city, read, context));
    }

    /// Of what is there no more, what would be masked of any entity is said to be masked.
    private static Answer masked(
            Answer answer, City city, Evolutions.Read read, LdContext context) {
        var now = city.context();
        var masked = new TreeSet<String>();
        read.names()
                .forEach((id, names) ->
                        names.stream()
                                .filter(name -> now.isMasked(id, name))
                                .map(context::compact)
                                .forEach(masked::add));
        return masked.isEmpty()
                ? answer
                : answer.with(MaskedNames.HEADER, String.join(", ", masked));
    }

    Answer query(Call call) {
        call.parameters().allow(QUERY_PARAMETERS);
        var context = call.linkContext();
        var asked = EntityQueries.of(call.parameters(), context);
        return queried(call, call.parameters(), context, asked);
    }

    Answer queryByPost(Call call) {
        call.parameters().allow(POST_PARAMETERS);
        var document = call.document();
        var context = document.context();
        var body = QueryBody.ofPast(document, call.parameters());
        var parameters = withFormat(body.parameters());
        var asked = EntityQueries.of(parameters, body.selectors(), context);
        return queried(call, parameters, context, asked);
    }

    /// A body that says what to aggregate asks for what was aggregated.
    private static Parameters withFormat(Parameters given) {
        if (given.text("format").isPresent()
                || given.text("options").isPresent()
                || given.text("aggrMethods").isEmpty()) {
            return given;
        }
        var all = new HashMap<String, List<String>>();
        given.names().forEach(name -> all.put(name, List.of(given.text(name).orElse(""))));
        all.put("format", List.of("aggregatedValues"));
        return new Parameters(all);
    }

    private Answer queried(
            Call call, Parameters parameters, LdContext context, EntityQueries.Asked asked) {
        var temporal = TemporalParameters.ofTime(parameters, context);
        checkOrder(parameters);
        var city = tenancy.of(call);
        var mapping = EntityMapping.named(city, call);
        var matching = PastQueries.matching(city, asked.query(), temporal.query());
        mapping.map().ifPresent(map -> matching.retainAll(Set.copyOf(map.entities())));
        sort(matching, parameters);
        var page = asked.page();
        int from = Math.min(page.offset(), matching.size());
        int to = Math.min(from + page.limit(), matching.size());
        var read = new Evolutions(city, context, temporal, matching.subList(from, to)).read();
        var answer =
                read.finished(EntitiesResource.ld(200, JsonContent.array(values(read)), context));
        var found = new Found(List.of(), matching.size(), to < matching.size());
        var path = call.method().equals("POST") ? QUERY_PATH : PATH;
        var paged = new Pages(path, call).paged(answer, page, found);
        var made = mapping.orMade(call, parameters, asked.query(), matching);
        return made.queried(masked(paged, city, read, context));
    }

    private static List<JsonContent> values(Evolutions.Read read) {
        Collection<JsonContent> contents = read.contents().values();
        return new ArrayList<>(contents);
    }

    /// Only ids order the past (clause 5.7.4.4).
    private static void checkOrder(Parameters parameters) {
        for (var key : parameters.list("orderBy")) {
            var member = key.contains(";") ? key.substring(0, key.indexOf(';')) : key;
            if (!member.equals("id")) {
                throw Refusal.of(HistoryReason.ORDER, member).thrown();
            }
        }
    }

    private static void sort(List<String> ids, Parameters parameters) {
        var keys = parameters.list("orderBy");
        if (!keys.isEmpty()) {
            ids.sort(
                    keys.getFirst().endsWith(";desc")
                            ? Comparator.<String>naturalOrder().reversed()
                            : Comparator.<String>naturalOrder());
        }
    }
}
