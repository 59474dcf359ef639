package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Shows the evolution of an entity (clauses 4.5.6 to 4.5.9): each attribute an array of its
/// instances in time, or, as temporal values, pairs of a value and its time.
public final class TemporalWriter {
    /// The evolution of an entity.
    ///
    /// @param types expanded
    /// @param series those of one attribute side by side
    public record Evolution(String id, List<String> types, List<Series> series) {}

    /// The instances of one attribute and dataset, in the order in which they are shown.
    ///
    /// @param name expanded
    public record Series(String name, @Nullable String datasetId, List<Instance> instances) {}

    /// One instance in time.
    public sealed interface Instance {
        /// URI.
        String instanceId();

        AttributeKind kind();
    }

    /// What the attribute was.
    public record Value(String instanceId, Attribute attribute) implements Instance {
        @Override
        public AttributeKind kind() {
            return attribute.kind();
        }
    }

    /// That it was deleted.
    public record Deletion(String instanceId, AttributeKind kind, Instant deletedAt)
            implements Instance {}

    /// The time that stands beside a value (clause 4.11).
    public enum TimeProperty {
        OBSERVED_AT,
        CREATED_AT,
        MODIFIED_AT,
        DELETED_AT
    }

    private final LdContext context;
    private final AttributeWriter attributes;

    public TemporalWriter(LdContext context, Representation representation) {
        this.context = context;
        this.attributes = new AttributeWriter(context, representation);
    }

    /// The normalized temporal representation: an array for every attribute.
    public Json.Obj write(Evolution entity) {
        var out = head(entity);
        for (var series : entity.series()) {
            var items = new ArrayList<Json>();
            if (out.get(context.compact(series.name())) instanceof Json.Arr(var before)) {
                items.addAll(before);
            }
            for (var instance : series.instances()) {
                items.add(normalized(series, instance));
            }
            out.put(context.compact(series.name()), new Json.Arr(items));
        }
        return new Json.Obj(out);
    }

    private Json normalized(Series series, Instance instance) {
        return switch (instance) {
            case Value(var id, var attribute) -> {
                var out = attributes.normalized(attribute);
                out.put("instanceId", Json.of(id));
                yield new Json.Obj(out);
            }
            case Deletion(var id, var kind, var deletedAt) -> {
                var out = new LinkedHashMap<String, Json>();
                out.put("type", Json.of(kind.term()));
                out.put(kind.contentMember(), nullOf(kind));
                putDataset(out, series);
                out.put("instanceId", Json.of(id));
                out.put("deletedAt", EntityWriter.time(deletedAt));
                yield new Json.Obj(out);
            }
        };
    }

    /// The NGSI-LD Null as the content of a kind (clause 4.5.0).
    static Json nullOf(AttributeKind kind) {
        return switch (kind) {
            case PROPERTY, GEO_PROPERTY, RELATIONSHIP, VOCAB_PROPERTY, JSON_PROPERTY ->
                    AttributePatch.NULL;
            case LANGUAGE_PROPERTY -> Json.object(Map.of("@none", AttributePatch.NULL));
            case LIST_PROPERTY, LIST_RELATIONSHIP -> Json.array(List.of(AttributePatch.NULL));
        };
    }

    /// The simplified temporal representation (`temporalValues`): for every attribute and dataset
    /// the pairs of value and time. An instance that lacks the time is left out.
    public Json.Obj writeValues(Evolution entity, TimeProperty time) {
        var out = head(entity);
        for (var series : entity.series()) {
            if (series.instances().isEmpty()) {
                continue;
            }
            var term = context.compact(series.name());
            var values = values(series, time);
            out.put(term, joined(out.get(term), values));
        }
        return new Json.Obj(out);
    }

    private static Json joined(@Nullable Json before, Json next) {
        return switch (before) {
            case null -> next;
            case Json.Arr(var items) -> {
                var all = new ArrayList<>(items);
                all.add(next);
                yield new Json.Arr(all);
            }
            case Json.Obj _, Json.Str _, Json.Num _, Json.Literal _ ->
                    Json.array(List.of(before, next));
        };
    }

    private Json values(Series series, TimeProperty time) {
        var kind = series.instances().getLast().kind();
        var pairs = new ArrayList<Json>(series.instances().size());
        for (var instance : series.instances()) {
            var at = at(instance, time);
            if (at != null) {
                pairs.add(Json.array(List.of(value(instance), EntityWriter.time(at))));
            }
        }
        var out = new LinkedHashMap<String, Json>();
        out.put("type", Json.of(kind.term()));
        putDataset(out, series);
        out.put(kind.contentMember() + "s", new Json.Arr(pairs));
        return new Json.Obj(out);
    }

    private Json value(Instance instance) {
        return switch (instance) {
            case Value(var _, var attribute) -> attributes.simplified(attribute);
            case Deletion(var _, var kind, var _) -> attributes.simplified(kind, nullOf(kind));
        };
    }

    private static @Nullable Instant at(Instance instance, TimeProperty time) {
        return switch (instance) {
            case Deletion(var _, var _, var deletedAt) -> deletedAt;
            case Value(var _, var attribute) ->
                    switch (time) {
                        case OBSERVED_AT -> attribute.observedAt();
                        case CREATED_AT -> attribute.createdAt();
                        case MODIFIED_AT -> attribute.modifiedAt();
                        case DELETED_AT -> null;
                    };
        };
    }

    private static void putDataset(Map<String, Json> out, Series series) {
        var dataset = series.datasetId();
        if (dataset != null) {
            out.put("datasetId", Json.of(dataset));
        }
    }

    private SequencedMap<String, Json> head(Evolution entity) {
        var out = new LinkedHashMap<String, Json>();
        out.put("id", Json.of(entity.id()));
        out.put("type", EntityWriter.terms(context, entity.types()));
        return out;
    }
}
