package city.wutong.resource;

import city.wutong.geo.GeoQuery;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.Parameters;
import city.wutong.jsonld.LdContext;
import city.wutong.query.EntityQuery;
import city.wutong.query.Page;
import city.wutong.query.QParser;
import city.wutong.query.ScopeQuery;
import city.wutong.query.TextPattern;
import city.wutong.query.TypeSelection;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Reads a query for entities from the parameters of a request (ETSI GS CIM 009 V1.9.1 clause
/// 6.4.3.2).
final class EntityQueries {
    /// The parameters that say which entities are meant.
    static final Set<String> SELECTION =
            Set.of(
                    "type",
                    "id",
                    "idPattern",
                    "attrs",
                    "q",
                    "georel",
                    "geometry",
                    "coordinates",
                    "geoproperty",
                    "scopeQ",
                    "local");

    static final Set<String> PARAMETERS = union(SELECTION, Set.of("limit", "offset", "count"));

    private EntityQueries() {}

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return Set.copyOf(all);
    }

    /// A query and the page of its result.
    record Asked(EntityQuery query, Page page) {}

    static Asked of(Parameters parameters, LdContext context) {
        var page =
                Page.parse(
                        parameters.text("limit").orElse(null),
                        parameters.text("offset").orElse(null),
                        parameters.flag("count"));
        return new Asked(narrow(parameters, context), page);
    }

    /// A query that is not too wide (clauses 5.6.21.4, 5.7.2.4).
    static EntityQuery narrow(Parameters parameters, LdContext context) {
        var query = query(parameters, context);
        if (!query.isNarrow() && !parameters.flag("local")) {
            throw Refusal.of(HttpReason.QUERY_TOO_WIDE).thrown();
        }
        return query;
    }

    /// The entities of the types that `type` selects, as a write to one entity may have it; empty
    /// when it is not given.
    static Optional<EntityQuery> ofType(Parameters parameters, LdContext context) {
        return parameters
                .text("type")
                .map(text -> TypeSelection.parse(text, context::expand))
                .map(types -> new EntityQuery(Set.of(), null, types, Set.of(), null, null, null));
    }

    private static EntityQuery query(Parameters parameters, LdContext context) {
        var ids = new LinkedHashSet<String>();
        parameters.list("id").forEach(id -> ids.add(Call.uri("id", id)));
        return new EntityQuery(
                ids,
                parameters.text("idPattern").map(TextPattern::of).orElse(null),
                parameters
                        .text("type")
                        .map(text -> TypeSelection.parse(text, context::expand))
                        .orElse(null),
                Shown.attributes(parameters, context),
                parameters.text("q").map(text -> QParser.parse(text, context::expand)).orElse(null),
                GeoQuery.parse(geo(parameters), context::expand).orElse(null),
                parameters.text("scopeQ").map(ScopeQuery::parse).orElse(null));
    }

    private static GeoQuery.Parameters geo(Parameters parameters) {
        return new GeoQuery.Parameters(
                parameters.text("georel").orElse(null),
                parameters.text("geometry").orElse(null),
                parameters.text("coordinates").orElse(null),
                parameters.text("geoproperty").orElse(null));
    }
}
