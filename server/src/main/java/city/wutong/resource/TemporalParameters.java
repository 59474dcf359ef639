package city.wutong.resource;

import city.wutong.entity.Entity;
import city.wutong.history.Aggregation;
import city.wutong.history.HistoryReason;
import city.wutong.history.PastInstance;
import city.wutong.history.TemporalQuery;
import city.wutong.history.TemporalQuery.Range;
import city.wutong.http.HttpReason;
import city.wutong.http.Parameters;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Representation;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// What of the past a request asks for, and how it is shown (ETSI GS CIM 009 V1.9.1 clauses 4.11,
/// 4.5.19, 6.3.12, 6.18.3.2 and 6.19.3.1).
///
/// @param aggregation what is to be aggregated, if anything is
/// @param isOfValues whether only values and their times are shown
record TemporalParameters(
        TemporalQuery query,
        Representation representation,
        Optional<Aggregation> aggregation,
        boolean isOfValues) {
    static final int MOST_LAST = 100_000;
    static final Set<String> TIME =
            Set.of("timerel", "timeAt", "endTimeAt", "timeproperty", "lastN");
    static final Set<String> SHOWN =
            Set.of(
                    "attrs",
                    "pick",
                    "omit",
                    "lang",
                    "datasetId",
                    "local",
                    "options",
                    "format",
                    "aggrMethods",
                    "aggrPeriodDuration");

    private static final String VALUES = "temporalValues";
    private static final String AGGREGATED = "aggregatedValues";
    private static final Set<String> FORMATS = Set.of(VALUES, AGGREGATED, "normalized");
    private static final Set<String> OPTIONS = Set.of(VALUES, AGGREGATED, "normalized", "sysAttrs");

    static TemporalParameters of(Parameters parameters, LdContext context) {
        var options = parameters.words("options", OPTIONS);
        var formats = parameters.words("format", FORMATS);
        if (options.contains(VALUES) && options.contains(AGGREGATED)) {
            throw parameters.refused("options", "temporalValues or aggregatedValues, not both");
        }
        var forms = formats.isEmpty() ? options : formats;
        var shown =
                new ShownParameters(parameters, context)
                        .representationOfPast(options.contains("sysAttrs"));
        return new TemporalParameters(
                query(parameters, context),
                shown,
                forms.contains(AGGREGATED)
                        ? Optional.of(aggregation(parameters))
                        : Optional.empty(),
                forms.contains(VALUES));
    }

    /// Of what must say a time (clause 5.7.4.4).
    static TemporalParameters ofTime(Parameters parameters, LdContext context) {
        var read = of(parameters, context);
        if (read.query().range().isEmpty()) {
            throw Refusal.of(HttpReason.TEMPORAL_QUERY_MISSING).thrown();
        }
        return read;
    }

    private static TemporalQuery query(Parameters parameters, LdContext context) {
        var property = parameters.text("timeproperty");
        var timeProperty =
                TemporalQuery.TimeProperty.ofTerm(property.orElse("observedAt"))
                        .orElseThrow(() ->
                                parameters.refused(
                                        "timeproperty",
                                        "observedAt, createdAt, modifiedAt, deletedAt"));
        var lastN = parameters.number("lastN", 1, MOST_LAST);
        var range = range(parameters);
        return new TemporalQuery(
                timeProperty,
                range,
                List.copyOf(Shown.attributes(parameters, context)),
                lastN.isPresent() ? OptionalInt.of(lastN.getAsInt()) : OptionalInt.empty(),
                range.isPresent() || property.isPresent());
    }

    private static Optional<Range> range(Parameters parameters) {
        var relation = parameters.text("timerel");
        if (relation.isEmpty()) {
            if (parameters.time("timeAt").isPresent()) {
                throw Refusal.of(HttpReason.TEMPORAL_QUERY_MISSING).thrown();
            }
            return Optional.empty();
        }
        var time = time(parameters, "timeAt", relation.get());
        return Optional.of(
                switch (relation.get()) {
                    case "before" -> Range.before(time);
                    case "after" -> Range.after(time);
                    case "between" ->
                            new Range(time, time(parameters, "endTimeAt", relation.get()));
                    default -> throw parameters.refused("timerel", "before, after, between");
                });
    }

    private static Instant time(Parameters parameters, String name, String relation) {
        return parameters
                .time(name)
                .orElseThrow(
                        () -> Refusal.of(HttpReason.TEMPORAL_PARAMETERS, name, relation).thrown());
    }

    private static Aggregation aggregation(Parameters parameters) {
        var known =
                Arrays.stream(Aggregation.Method.values())
                        .map(Aggregation.Method::term)
                        .collect(Collectors.joining(", "));
        var methods = new LinkedHashSet<Aggregation.Method>();
        for (var term : parameters.list("aggrMethods")) {
            methods.add(
                    Aggregation.Method.ofTerm(term)
                            .orElseThrow(() -> parameters.refused("aggrMethods", known)));
        }
        if (methods.isEmpty()) {
            throw Refusal.of(HistoryReason.METHODS_MISSING, known).thrown();
        }
        var period =
                parameters
                        .text("aggrPeriodDuration")
                        .map(text ->
                                Aggregation.Period.read(text)
                                        .orElseThrow(() ->
                                                parameters.refused(
                                                        "aggrPeriodDuration",
                                                        "an ISO 8601 duration such as PT5M, P1D or P1M")))
                        .orElse(Aggregation.Period.WHOLE);
        return new Aggregation(methods, period);
    }

    /// Whether it is shown.
    boolean shows(PastInstance instance) {
        return instance.name().equals(Entity.SCOPE)
                ? representation.selection().showsPastScope()
                : representation.selection().shows(instance.name(), instance.datasetId());
    }

    /// The attributes that the request names.
    Set<String> named() {
        var named = new HashSet<>(representation.selection().attributes());
        named.addAll(representation.selection().picked().members().keySet());
        return named;
    }
}
