package city.wutong.resource;

import city.wutong.context.ContextReason;
import city.wutong.context.Journal.JournalAway;
import city.wutong.history.History;
import city.wutong.history.TemporalQuery;
import city.wutong.history.TemporalQuery.Range;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.Parameters;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.TemporalWriter;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// `/ngsi-ld/v1/temporal/entities/{id}` (ETSI GS CIM 009 V1.9.1 clauses 5.7.3 and 6.19): how an
/// entity's attributes were.
final class TemporalResource {
    private static final int MOST_LAST = 100_000;
    static final Set<String> PARAMETERS =
            Set.of(
                    "attrs",
                    "timerel",
                    "timeAt",
                    "endTimeAt",
                    "timeproperty",
                    "lastN",
                    "local",
                    "options");
    private static final String VALUES = "temporalValues";

    private final Tenancy tenancy;

    TemporalResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer retrieve(Call call) {
        call.parameters().allow(PARAMETERS);
        var id = call.uri("id");
        var context = call.linkContext();
        var query = query(call.parameters(), context);
        var options = call.parameters().words("options", Set.of(VALUES, "sysAttrs"));
        var city = tenancy.of(call);
        var series = series(city, id, query);
        if (series.isEmpty()) {
            return Answer.refused(Refusal.of(ContextReason.ENTITY_UNKNOWN, id));
        }
        var shown =
                options.contains("sysAttrs")
                        ? Representation.NORMALIZED.withSysAttrs()
                        : Representation.NORMALIZED;
        var writer = new TemporalWriter(context, shown);
        var evolution = evolution(series.get());
        var json =
                options.contains(VALUES)
                        ? writer.values(evolution, timeOf(query.timeProperty()))
                        : writer.shown(evolution);
        var masked = masked(city, series.get(), context);
        var answer = EntitiesResource.ld(200, json, context);
        return masked.isEmpty() ? answer : answer.with(MaskedNames.HEADER, masked);
    }

    /// Of what is there no more, what would be masked of any entity is said to be masked.
    private static String masked(City city, History.Series series, LdContext context) {
        var now = city.context();
        return series.instances().keySet().stream()
                .filter(name -> now.isMasked(series.entityId(), name))
                .map(context::compact)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static Optional<History.Series> series(City city, String id, TemporalQuery query) {
        try {
            return city.history().of(id, query);
        } catch (JournalAway e) {
            throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
        }
    }

    static TemporalQuery query(Parameters parameters, LdContext context) {
        var property = parameters.text("timeproperty").orElse("observedAt");
        var timeProperty =
                TemporalQuery.TimeProperty.ofTerm(property)
                        .orElseThrow(() ->
                                parameters.refused(
                                        "timeproperty", "observedAt, createdAt, modifiedAt"));
        var lastN = parameters.number("lastN", 1, MOST_LAST);
        return new TemporalQuery(
                timeProperty,
                range(parameters),
                List.copyOf(Shown.attributes(parameters, context)),
                lastN.isPresent() ? OptionalInt.of(lastN.getAsInt()) : OptionalInt.empty());
    }

    private static Optional<Range> range(Parameters parameters) {
        var relation = parameters.text("timerel");
        if (relation.isEmpty()) {
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

    private static TemporalWriter.Evolution evolution(History.Series series) {
        var shown = new ArrayList<TemporalWriter.Series>();
        series.instances()
                .forEach((name, instances) ->
                        byDataset(instances)
                                .forEach((dataset, values) ->
                                        shown.add(
                                                new TemporalWriter.Series(
                                                        name,
                                                        dataset.isEmpty() ? null : dataset,
                                                        values))));
        return new TemporalWriter.Evolution(series.entityId(), List.copyOf(series.types()), shown);
    }

    private static Map<String, List<TemporalWriter.Instance>> byDataset(
            List<History.Instance> instances) {
        var sorted = new LinkedHashMap<String, List<TemporalWriter.Instance>>();
        for (var instance : instances) {
            var dataset = instance.attribute().datasetId();
            sorted.computeIfAbsent(dataset == null ? "" : dataset, _ -> new ArrayList<>())
                    .add(
                            new TemporalWriter.Value(
                                    "urn:ngsi-ld:Instance:" + instance.seq(),
                                    instance.attribute()));
        }
        return sorted;
    }

    private static TemporalWriter.TimeProperty timeOf(TemporalQuery.TimeProperty property) {
        return switch (property) {
            case OBSERVED_AT -> TemporalWriter.TimeProperty.OBSERVED_AT;
            case CREATED_AT -> TemporalWriter.TimeProperty.CREATED_AT;
            case MODIFIED_AT -> TemporalWriter.TimeProperty.MODIFIED_AT;
        };
    }
}
