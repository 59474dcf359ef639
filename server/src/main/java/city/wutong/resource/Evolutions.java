package city.wutong.resource;

import city.wutong.entity.Entity;
import city.wutong.history.Aggregation;
import city.wutong.history.Aggregator;
import city.wutong.history.HistoryReason;
import city.wutong.history.PastInstance;
import city.wutong.history.SeenHistory;
import city.wutong.history.TemporalQuery.Range;
import city.wutong.history.Window;
import city.wutong.http.Answer;
import city.wutong.json.JsonContent;
import city.wutong.jsonld.DateTimes;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.TemporalWriter;
import city.wutong.jsonld.TemporalWriter.Aggregated;
import city.wutong.jsonld.TemporalWriter.Evolution;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Shows how the attributes of some entities were (ETSI GS CIM 009 V1.9.1 clauses 4.5.6 to 4.5.9,
/// 4.5.19 and 6.3.10).
///
/// @param ids in the order in which they are shown
record Evolutions(City city, LdContext context, TemporalParameters asked, List<String> ids) {
    private static final int PARTLY = 206;

    /// What is shown of them.
    ///
    /// @param contents by id, of those that are known and of which something is shown
    /// @param range of the times in an answer that does not hold all there is
    /// @param known whether any of them is known
    /// @param names of all attributes of which something is shown
    record Read(
            Map<String, JsonContent> contents,
            Optional<String> range,
            boolean known,
            Map<String, Set<String>> names) {
        Answer finished(Answer answer) {
            return range.map(value ->
                            new Answer(PARTLY, answer.body(), answer.headers())
                                    .with("Content-Range", value))
                    .orElse(answer);
        }
    }

    Read read() {
        return asked.aggregation().map(this::aggregated).orElseGet(this::instances);
    }

    private Consumer<PastInstance> shown(Consumer<PastInstance> next) {
        return instance -> {
            if (asked.shows(instance)) {
                next.accept(instance);
            }
        };
    }

    private Read instances() {
        var window = new Window(asked.query(), city.history().page());
        var sinks = new LinkedHashMap<String, Consumer<PastInstance>>();
        for (int i = 0; i < ids.size(); i++) {
            sinks.put(ids.get(i), shown(window.of(i)));
        }
        var told = PastQueries.tell(city, sinks);
        var page = window.page();
        var byEntity =
                page.entries().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Window.Entry::entity,
                                        Collectors.mapping(
                                                Window.Entry::instance, Collectors.toList())));
        var contents = new LinkedHashMap<String, JsonContent>();
        var names = new LinkedHashMap<String, Set<String>>();
        for (int i = 0; i < ids.size(); i++) {
            var known = told.get(ids.get(i));
            var instances = byEntity.getOrDefault(i, List.of());
            if (known != null && showsAnything(!instances.isEmpty())) {
                contents.put(ids.get(i), content(ids.get(i), known, instances));
                names.put(
                        ids.get(i),
                        instances.stream()
                                .map(PastInstance::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return new Read(contents, range(page), !told.isEmpty(), names);
    }

    private boolean showsAnything(boolean hasInstance) {
        var selection = asked.representation().selection();
        return hasInstance || selection.shows("id") || selection.shows("type");
    }

    private JsonContent content(String id, SeenHistory.Told known, List<PastInstance> instances) {
        var writer = new TemporalWriter(context, asked.representation());
        var evolution =
                new Evolution(id, List.copyOf(known.types()), series(instances), known.deletedAt());
        return asked.isOfValues() ? writer.values(evolution, timeOf()) : writer.shown(evolution);
    }

    private TemporalWriter.TimeProperty timeOf() {
        return switch (asked.query().timeProperty()) {
            case OBSERVED_AT -> TemporalWriter.TimeProperty.OBSERVED_AT;
            case CREATED_AT -> TemporalWriter.TimeProperty.CREATED_AT;
            case MODIFIED_AT -> TemporalWriter.TimeProperty.MODIFIED_AT;
            case DELETED_AT -> TemporalWriter.TimeProperty.DELETED_AT;
        };
    }

    /// Those of one attribute side by side, dataset by dataset.
    private static List<TemporalWriter.Series> series(List<PastInstance> instances) {
        var byName = new LinkedHashMap<String, Map<String, List<PastInstance>>>();
        for (var instance : instances) {
            var dataset = instance.datasetId();
            byName.computeIfAbsent(instance.name(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(dataset == null ? "" : dataset, _ -> new ArrayList<>())
                    .add(instance);
        }
        var series = new ArrayList<TemporalWriter.Series>();
        byName.forEach((name, datasets) ->
                datasets.forEach((dataset, all) ->
                        series.add(
                                new TemporalWriter.Series(
                                        name,
                                        dataset.isEmpty() ? null : dataset,
                                        all.stream().map(Evolutions::instance).toList()))));
        return series;
    }

    private static TemporalWriter.Instance instance(PastInstance instance) {
        var id = InstanceIds.of(instance.seq());
        return switch (instance) {
            case PastInstance.Value(var _, var attribute) ->
                    new TemporalWriter.Value(id, attribute);
            case PastInstance.Deletion(
                            var _,
                            var _,
                            var _,
                            var kind,
                            var deletedAt,
                            var observedAt) ->
                    new TemporalWriter.Deletion(id, kind, deletedAt, observedAt);
        };
    }

    /// `Content-Range` of an answer that does not hold all there is: backwards with `lastN`, else
    /// forwards.
    private Optional<String> range(Window.Page page) {
        var first = page.first();
        var last = page.last();
        if (!page.isCut() || first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        var range = asked.query().range().orElse(new Range(Instant.MIN, Instant.MAX));
        var lastN = asked.query().lastN();
        boolean backwards = lastN.isPresent();
        var from =
                backwards
                        ? (range.to().isBefore(Instant.MAX) ? range.to() : last.get())
                        : (range.from().isAfter(Instant.MIN) ? range.from() : first.get());
        var to = backwards ? first.get() : last.get();
        return Optional.of(
                "DateTime "
                        + DateTimes.text(from)
                        + "-"
                        + DateTimes.text(to)
                        + "/"
                        + (backwards ? Integer.toString(lastN.getAsInt()) : "*"));
    }

    private Read aggregated(Aggregation aggregation) {
        var origins = origins();
        var aggregators = new LinkedHashMap<String, Aggregator>();
        var sinks = new LinkedHashMap<String, Consumer<PastInstance>>();
        for (var id : ids) {
            var aggregator =
                    new Aggregator(
                            asked.query(), aggregation, origins.getOrDefault(id, Instant.EPOCH));
            aggregators.put(id, aggregator);
            sinks.put(id, shown(aggregator));
        }
        var told = PastQueries.tell(city, sinks);
        var contents = new LinkedHashMap<String, JsonContent>();
        var names = new LinkedHashMap<String, Set<String>>();
        aggregators.forEach((id, aggregator) -> {
            var known = told.get(id);
            if (known != null) {
                var all = shown(aggregator.series(), aggregation);
                var evolution =
                        new Evolution(id, List.copyOf(known.types()), List.of(), known.deletedAt());
                contents.put(
                        id,
                        new TemporalWriter(context, asked.representation())
                                .aggregated(evolution, all));
                names.put(
                        id,
                        all.stream()
                                .map(Aggregated::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return new Read(contents, Optional.empty(), !told.isEmpty(), names);
    }

    /// Where the periods of each entity begin: with the time of the query, and where it has no
    /// beginning with the oldest instance, for which the past is read once more.
    private Map<String, Instant> origins() {
        var from = asked.query().range().map(Range::from).orElse(Instant.MIN);
        var origins = new LinkedHashMap<String, Instant>();
        if (from.isAfter(Instant.MIN)) {
            ids.forEach(id -> origins.put(id, from));
            return origins;
        }
        var sinks = new LinkedHashMap<String, Consumer<PastInstance>>();
        var to = asked.query().range().map(Range::to).orElse(Instant.MAX);
        for (var id : ids) {
            sinks.put(
                    id,
                    shown(instance -> {
                        var time = instance.time(asked.query().timeProperty());
                        if (time != null
                                && time.isBefore(to)
                                && instance instanceof PastInstance.Value) {
                            origins.merge(id, time, (a, b) -> a.isBefore(b) ? a : b);
                        }
                    }));
        }
        PastQueries.tell(city, sinks);
        return origins;
    }

    private List<Aggregated> shown(List<Aggregator.Series> all, Aggregation aggregation) {
        var shown = new ArrayList<Aggregated>();
        for (var series : all) {
            if (!series.results().isEmpty() && !series.name().equals(Entity.SCOPE)) {
                shown.add(shown(series));
            } else if (asked.named().contains(series.name())) {
                var methods =
                        aggregation.methods().stream()
                                .map(Aggregation.Method::term)
                                .collect(Collectors.joining(", "));
                throw Refusal.of(
                                HistoryReason.NOT_AGGREGABLE,
                                context.compact(series.name()),
                                methods)
                        .thrown();
            }
        }
        return shown;
    }

    private static Aggregated shown(Aggregator.Series series) {
        var methods = new LinkedHashMap<String, List<TemporalWriter.Aggregate>>();
        series.results()
                .forEach((method, results) ->
                        methods.put(
                                method.term(),
                                results.stream()
                                        .map(each ->
                                                new TemporalWriter.Aggregate(
                                                        each.value(), each.from(), each.to()))
                                        .toList()));
        return new Aggregated(series.name(), series.datasetId(), series.isRelationship(), methods);
    }
}
