package city.wutong.resource;

import city.wutong.context.Found;
import city.wutong.context.SeenContext;
import city.wutong.geo.GeoQuery;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.Parameters;
import city.wutong.jsonld.LdContext;
import city.wutong.query.Condition;
import city.wutong.query.EntityQuery;
import city.wutong.query.EntitySelector;
import city.wutong.query.Order;
import city.wutong.query.OrderParser;
import city.wutong.query.Page;
import city.wutong.query.QParser;
import city.wutong.query.QueryReason;
import city.wutong.query.ScopeQuery;
import city.wutong.query.TextPattern;
import city.wutong.query.TypeSelection;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a query for entities from the parameters of a request (ETSI GS CIM 009 V1.9.1 clauses
/// 5.7.2.4 and 6.4.3.2), or from those that stand in the body of a query by POST.
final class EntityQueries {
    /// The parameters that say which entities are meant.
    static final Set<String> SELECTION =
            Set.of(
                    "type",
                    "id",
                    "idPattern",
                    "attrs",
                    "q",
                    "expandValues",
                    "jsonKeys",
                    "csf",
                    "georel",
                    "geometry",
                    "coordinates",
                    "geoproperty",
                    "scopeQ",
                    "local");

    static final Set<String> PARAMETERS =
            Parameters.union(
                    SELECTION,
                    Set.of(
                            "orderBy",
                            "collation",
                            "orderFrom",
                            "orderGeometry",
                            "limit",
                            "offset",
                            "count",
                            "splitEntities"));

    private final Parameters parameters;
    private final LdContext context;

    private EntityQueries(Parameters parameters, LdContext context) {
        this.parameters = parameters;
        this.context = context;
    }

    /// A query, the order and the page of its result.
    record Asked(EntityQuery query, Order order, Page page) {
        Found in(SeenContext now) {
            return now.find(query, order, page);
        }
    }

    static Asked of(Parameters parameters, LdContext context) {
        var queries = new EntityQueries(parameters, context);
        return queries.asked(List.of(queries.selector()));
    }

    /// @param selectors what stands in the place of `id`, `idPattern` and `type`
    static Asked of(Parameters parameters, List<EntitySelector> selectors, LdContext context) {
        return new EntityQueries(parameters, context).asked(selectors);
    }

    /// A query that is not too wide (clauses 5.6.21.4, 5.7.2.4).
    static EntityQuery narrow(Parameters parameters, LdContext context) {
        var queries = new EntityQueries(parameters, context);
        return queries.narrow(List.of(queries.selector()));
    }

    /// The entities of the types that `type` selects, as a write to one entity may have it; empty
    /// when it is not given.
    static Optional<EntityQuery> ofType(Parameters parameters, LdContext context) {
        var queries = new EntityQueries(parameters, context);
        return queries.types()
                .map(types -> new EntitySelector(Set.of(), null, types))
                .map(one -> new EntityQuery(List.of(one), Set.of(), null, null, null));
    }

    private Asked asked(List<EntitySelector> selectors) {
        var page =
                Page.parse(
                        parameters.text("limit").orElse(null),
                        parameters.text("offset").orElse(null),
                        parameters.flag("count"));
        var order = order();
        if (isGlobal() && !order.isOfCreation()) {
            throw Refusal.of(QueryReason.ORDER_NOT_LOCAL).thrown();
        }
        parameters.flag("splitEntities");
        return new Asked(narrow(selectors), order, page);
    }

    private EntityQuery narrow(List<EntitySelector> selectors) {
        var query = query(selectors);
        if (isGlobal() && query.isOfEveryType()) {
            throw Refusal.of(QueryReason.TYPE_EVERY_NOT_LOCAL).thrown();
        }
        if (!parameters.flag("local") && !query.isNarrow()) {
            throw Refusal.of(HttpReason.QUERY_TOO_WIDE).thrown();
        }
        checkUnused();
        return query;
    }

    /// Whether the request says that it is not of the local scope. An ordered result is of that
    /// scope, and so is one of every type: these need not say so, but may not say otherwise
    /// (clauses 4.17 and 5.7.2.4).
    private boolean isGlobal() {
        return parameters.text("local").isPresent() && !parameters.flag("local");
    }

    /// What must be well-formed and changes nothing here: `csf` chooses among context sources, and
    /// members of JSON are never expanded, with `jsonKeys` or without.
    private void checkUnused() {
        parameters.text("csf").ifPresent(text -> QParser.parse(text, context::expand));
        parameters.list("jsonKeys");
    }

    private EntitySelector selector() {
        var ids = new LinkedHashSet<String>();
        parameters.list("id").forEach(id -> ids.add(Call.uri("id", id)));
        return new EntitySelector(
                ids,
                parameters.text("idPattern").map(TextPattern::of).orElse(null),
                types().orElse(null));
    }

    private Optional<TypeSelection> types() {
        return parameters.text("type").map(text -> TypeSelection.parse(text, context::expand));
    }

    private EntityQuery query(List<EntitySelector> selectors) {
        return new EntityQuery(
                selectors,
                Shown.attributes(parameters, context),
                parameters.text("q").map(this::condition).orElse(null),
                GeoQuery.parse(geo(), context::expand).orElse(null),
                parameters.text("scopeQ").map(ScopeQuery::parse).orElse(null));
    }

    private Condition condition(String q) {
        var expanded = Set.copyOf(parameters.list("expandValues"));
        var condition = QParser.parse(q, context::expand, expanded);
        int allowed = new ShownParameters(parameters, context).join().levels();
        if (condition.linkDepth() > allowed) {
            throw Refusal.of(QueryReason.Q_LINKS_TOO_DEEP, condition.linkDepth(), allowed).thrown();
        }
        return condition;
    }

    private GeoQuery.Parameters geo() {
        return new GeoQuery.Parameters(
                parameters.text("georel").orElse(null),
                parameters.text("geometry").orElse(null),
                parameters.text("coordinates").orElse(null),
                parameters.text("geoproperty").orElse(null));
    }

    private Order order() {
        return OrderParser.parse(
                new Order.Parameters(
                        parameters.text("orderBy").orElse(null),
                        parameters.text("collation").orElse(null),
                        parameters.text("orderFrom").orElse(null),
                        parameters.text("orderGeometry").orElse(null)),
                context::expand);
    }
}
