package city.wutong.resource;

import city.wutong.http.Call;
import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.Join;
import city.wutong.query.EntitySelector;
import city.wutong.query.TextPattern;
import city.wutong.query.TypeSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The body of a query by POST: the data type Query (ETSI GS CIM 009 V1.9.1 clauses 5.2.23, 5.2.33,
/// 5.2.13 and 5.2.43).
///
/// Its members say what the parameters of a query by GET say, in JSON. So they are checked here for
/// their JSON, and handed on as those parameters: an array as a list with commas.
///
/// @param selectors what `entities` holds; empty when there is none
/// @param parameters those of the body and those of the request
record QueryBody(List<EntitySelector> selectors, Parameters parameters) {
    private static final String TYPE = "Query";
    private static final String STRING = "a string";
    private static final String STRINGS = "an array of strings, not empty";
    private static final String COORDINATES = "an array of coordinates (RFC 7946)";

    private static final List<String> TEXTS =
            List.of(
                    "q",
                    "scopeQ",
                    "csf",
                    "lang",
                    "join",
                    "expandValues",
                    "jsonKeys",
                    "entityMapLifetime");
    private static final List<String> LISTS =
            List.of("attrs", "pick", "omit", "containedBy", "datasetId");
    private static final List<String> FLAGS = List.of("entityMap", "splitEntities");
    private static final Set<String> MEMBERS = members();

    private static final List<String> TEMPORAL_TEXTS =
            List.of("timerel", "timeAt", "endTimeAt", "timeproperty", "aggrPeriodDuration");
    private static final Set<String> AGGR = Set.of("aggrMethods", "aggrPeriodDuration");
    private static final Set<String> TEMPORAL =
            Parameters.union(
                    AGGR, Set.of("timerel", "timeAt", "endTimeAt", "timeproperty", "lastN"));

    private static final Set<String> SELECTOR = Set.of("type", "id", "idPattern");
    private static final Set<String> GEO =
            Set.of("georel", "geometry", "coordinates", "geoproperty");
    private static final Set<String> ORDERING =
            Set.of("orderBy", "collation", "coordinates", "geometry");

    QueryBody {
        selectors = List.copyOf(selectors);
    }

    private static Set<String> members() {
        var all = new LinkedHashSet<>(List.of("type", "entities", "geoQ", "joinLevel", "ordering"));
        all.addAll(TEXTS);
        all.addAll(LISTS);
        all.addAll(FLAGS);
        return Set.copyOf(all);
    }

    /// @param url the parameters of the request, which are none of those that the body has
    /// @throws city.wutong.refusal.Refused when it is no Query; `temporalQ` and `aggrParams` belong
    ///   to queries for the temporal evolution
    static QueryBody read(Call.Document document, Parameters url) {
        return read(document, url, MEMBERS);
    }

    /// A query for the past, which has `temporalQ` and `aggrParams` besides (5.2.21, 5.2.44).
    ///
    /// @param url the parameters of the request, which are none of those that the body has
    static QueryBody ofPast(Call.Document document, Parameters url) {
        return read(document, url, Parameters.union(MEMBERS, Set.of("temporalQ", "aggrParams")));
    }

    private static QueryBody read(Call.Document document, Parameters url, Set<String> allowed) {
        var fields = Fields.of("body", document.json(), allowed);
        var type = fields.text("type", TYPE);
        if (!type.equals(TYPE)) {
            throw Fields.wrong("type", Json.of(type), TYPE);
        }
        var reading = new Reading(new HashMap<>());
        for (var name : url.names()) {
            reading.put(name, url.text(name).orElse(""));
        }
        reading.plain(fields);
        fields.json("geoQ").ifPresent(reading::geo);
        fields.json("ordering").ifPresent(reading::ordering);
        fields.json("temporalQ").ifPresent(json -> reading.temporal("temporalQ", json, TEMPORAL));
        fields.json("aggrParams").ifPresent(json -> reading.temporal("aggrParams", json, AGGR));
        return new QueryBody(
                selectors(fields, document.context()::expand), new Parameters(reading.values()));
    }

    private static List<EntitySelector> selectors(Fields fields, UnaryOperator<String> expand) {
        var json = fields.json("entities");
        if (json.isEmpty()) {
            return List.of();
        }
        if (!(json.get() instanceof Json.Arr(var items)) || items.isEmpty()) {
            throw Fields.wrong("entities", json.get(), "an array of EntitySelectors, not empty");
        }
        return items.stream().map(item -> selector(item, expand)).toList();
    }

    /// `id` takes the place of `idPattern` (clause 5.2.33); a pattern that is none is refused
    /// still.
    private static EntitySelector selector(Json json, UnaryOperator<String> expand) {
        var fields = Fields.of("entities", json, SELECTOR);
        var types = TypeSelection.parse(fields.text("type", "a selection of types, or *"), expand);
        var pattern = fields.optionalText("idPattern", STRING).map(TextPattern::of);
        var ids = new LinkedHashSet<String>();
        fields.json("id").ifPresent(id -> ids.addAll(ids(id)));
        return new EntitySelector(ids, ids.isEmpty() ? pattern.orElse(null) : null, types);
    }

    private static List<String> ids(Json json) {
        var items = json instanceof Json.Arr(var several) ? several : List.of(json);
        var ids = new ArrayList<String>();
        for (var item : items) {
            if (!(item instanceof Json.Str(var id))) {
                throw Fields.wrong("id", item, "a URI, or an array of URIs");
            }
            ids.add(Call.uri("id", id));
        }
        if (ids.isEmpty()) {
            throw Fields.wrong("id", json, "a URI, or an array of URIs, not empty");
        }
        return ids;
    }

    /// What is gathered of a body.
    private record Reading(Map<String, List<String>> values) {
        void put(String name, String value) {
            values.put(name, List.of(value));
        }

        void plain(Fields fields) {
            for (var name : TEXTS) {
                fields.optionalText(name, STRING).ifPresent(text -> put(name, text));
            }
            for (var name : LISTS) {
                fields.json(name).ifPresent(json -> put(name, list(name, json)));
            }
            for (var name : FLAGS) {
                fields.json(name).ifPresent(json -> put(name, flag(name, json)));
            }
            fields.number("joinLevel", 1, Join.MOST_LEVELS)
                    .ifPresent(level -> put("joinLevel", Integer.toString(level)));
        }

        void geo(Json json) {
            var fields = Fields.of("geoQ", json, GEO);
            put("georel", fields.text("georel", STRING));
            put("geometry", fields.text("geometry", STRING));
            fields.optionalText("geoproperty", STRING).ifPresent(name -> put("geoproperty", name));
            var coordinates = fields.json("coordinates").orElse(Json.Literal.NULL);
            put(
                    "coordinates",
                    coordinates instanceof Json.Str(var text)
                            ? text
                            : array("coordinates", coordinates));
        }

        void ordering(Json json) {
            var fields = Fields.of("ordering", json, ORDERING);
            var orderBy = fields.json("orderBy").orElse(Json.Literal.NULL);
            put("orderBy", list("orderBy", orderBy));
            fields.optionalText("collation", STRING).ifPresent(tag -> put("collation", tag));
            fields.optionalText("geometry", STRING).ifPresent(it -> put("orderGeometry", it));
            fields.json("coordinates")
                    .ifPresent(place -> put("orderFrom", array("coordinates", place)));
        }

        void temporal(String where, Json json, Set<String> allowed) {
            var fields = Fields.of(where, json, allowed);
            for (var name : TEMPORAL_TEXTS) {
                fields.optionalText(name, STRING).ifPresent(text -> put(name, text));
            }
            fields.number("lastN", 1, TemporalParameters.MOST_LAST)
                    .ifPresent(last -> put("lastN", Integer.toString(last)));
            fields.json("aggrMethods")
                    .ifPresent(methods ->
                            put(
                                    "aggrMethods",
                                    methods instanceof Json.Str(var text)
                                            ? text
                                            : list("aggrMethods", methods)));
        }

        private static String array(String name, Json json) {
            if (json instanceof Json.Arr) {
                return JsonWriter.text(json);
            }
            throw Fields.wrong(name, json, COORDINATES);
        }

        private static String flag(String name, Json json) {
            if (json instanceof Json.Literal && json != Json.Literal.NULL) {
                return JsonWriter.text(json);
            }
            throw Fields.wrong(name, json, "true, false");
        }

        /// Commas within an item divide it no further, but for the braces of a projection.
        private static String list(String name, Json json) {
            if (!(json instanceof Json.Arr(var items)) || items.isEmpty()) {
                throw Fields.wrong(name, json, STRINGS);
            }
            var texts = new ArrayList<String>();
            for (var item : items) {
                if (!(item instanceof Json.Str(var text))
                        || (text.contains(",") && !text.contains("{"))) {
                    throw Fields.wrong(name, item, STRING + " without a comma");
                }
                texts.add(text);
            }
            return String.join(",", texts);
        }
    }
}
