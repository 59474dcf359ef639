package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonSink;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Shows the evolution of an entity (clauses 4.5.6 to 4.5.9): each attribute an array of its
/// instances in time, or, as temporal values, pairs of a value and its time.
public final class TemporalWriter {
    /// The evolution of an entity.
    ///
    /// @param types expanded
    /// @param series those of one attribute side by side
    /// @param deletedAt when the entity was deleted, if it is not there any more; shown as a system
    ///   attribute
    public record Evolution(
            String id, List<String> types, List<Series> series, @Nullable Instant deletedAt) {
        public Evolution(String id, List<String> types, List<Series> series) {
            this(id, types, series, null);
        }
    }

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
    ///
    /// @param observedAt when somebody says that it was, if they do
    public record Deletion(
            String instanceId, AttributeKind kind, Instant deletedAt, @Nullable Instant observedAt)
            implements Instance {
        public Deletion(String instanceId, AttributeKind kind, Instant deletedAt) {
            this(instanceId, kind, deletedAt, null);
        }
    }

    /// The time that stands beside a value (clause 4.11).
    public enum TimeProperty {
        OBSERVED_AT,
        CREATED_AT,
        MODIFIED_AT,
        DELETED_AT
    }

    private final LdContext context;
    private final Representation representation;
    private final AttributeWriter attributes;

    public TemporalWriter(LdContext context, Representation representation) {
        this.context = context;
        this.representation = representation;
        this.attributes = new AttributeWriter(context, representation);
    }

    /// The normalized temporal representation: an array for every attribute.
    public JsonContent shown(Evolution entity) {
        return out -> {
            head(entity, out);
            var all = entity.series();
            for (int from = 0; from < all.size(); ) {
                int to = endOf(all, from);
                out.name(context.term(all.get(from).name()));
                out.startArray();
                for (var series : all.subList(from, to)) {
                    series.instances().forEach(instance -> normalized(series, instance, out));
                }
                out.endArray();
                from = to;
            }
            out.endObject();
        };
    }

    /// Where the series of the attribute at `from` end: they stand side by side.
    private static int endOf(List<Series> all, int from) {
        int to = from + 1;
        while (to < all.size() && all.get(to).name().equals(all.get(from).name())) {
            to++;
        }
        return to;
    }

    private void normalized(Series series, Instance instance, JsonSink out) {
        out.startObject();
        switch (instance) {
            case Value(var id, var attribute) -> {
                attributes.members(attribute, out);
                Members.text(Members.INSTANCE_ID, id, out);
            }
            case Deletion(var id, var kind, var deletedAt, var observedAt) -> {
                Members.type(kind, out);
                Members.contentName(kind, out);
                out.value(AttributePatch.nullOf(kind));
                Members.time(Members.OBSERVED_AT, observedAt, out);
                Members.text(Members.DATASET_ID, series.datasetId(), out);
                Members.text(Members.INSTANCE_ID, id, out);
                Members.time(Members.DELETED_AT, deletedAt, out);
            }
        }
        out.endObject();
    }

    /// The simplified temporal representation (`temporalValues`): for every attribute and dataset
    /// the pairs of value and time. An instance that lacks the time is left out.
    public JsonContent values(Evolution entity, TimeProperty time) {
        return out -> {
            head(entity, out);
            var all = entity.series().stream().filter(one -> !one.instances().isEmpty()).toList();
            for (int from = 0; from < all.size(); ) {
                int to = endOf(all, from);
                out.name(context.term(all.get(from).name()));
                var values =
                        all.subList(from, to).stream().map(series -> values(series, time)).toList();
                (values.size() == 1 ? values.getFirst() : JsonContent.array(values)).writeTo(out);
                from = to;
            }
            out.endObject();
        };
    }

    private JsonContent values(Series series, TimeProperty time) {
        return out -> {
            var kind = series.instances().getLast().kind();
            out.startObject();
            Members.type(kind, out);
            Members.text(Members.DATASET_ID, series.datasetId(), out);
            out.name(kind.contentMember() + "s");
            out.startArray();
            for (var instance : series.instances()) {
                var at = at(instance, time);
                if (at != null) {
                    out.startArray();
                    value(instance, out);
                    out.text(DateTimes.text(at));
                    out.endArray();
                }
            }
            out.endArray();
            out.endObject();
        };
    }

    private void value(Instance instance, JsonSink out) {
        switch (instance) {
            case Value(var _, var attribute) -> attributes.simplified(attribute, out);
            case Deletion(var _, var kind, var _, var _) ->
                    attributes.simplified(kind, AttributePatch.nullOf(kind), out);
        }
    }

    private static @Nullable Instant at(Instance instance, TimeProperty time) {
        return switch (instance) {
            case Deletion(var _, var _, var deletedAt, var observedAt) ->
                    time == TimeProperty.OBSERVED_AT && observedAt != null ? observedAt : deletedAt;
            case Value(var _, var attribute) ->
                    switch (time) {
                        case OBSERVED_AT -> attribute.observedAt();
                        case CREATED_AT -> attribute.createdAt();
                        case MODIFIED_AT -> attribute.modifiedAt();
                        case DELETED_AT -> null;
                    };
        };
    }

    /// What was aggregated of one attribute and dataset.
    ///
    /// @param name expanded
    /// @param methods by its name what each came to, period by period
    public record Aggregated(
            String name,
            @Nullable String datasetId,
            boolean isRelationship,
            SequencedMap<String, List<Aggregate>> methods) {}

    /// What a method came to in a period.
    public record Aggregate(Json value, Instant from, Instant to) {}

    /// The aggregated temporal representation (clause 4.5.19): for every attribute and dataset, by
    /// method, triples of a value and the ends of its period.
    ///
    /// @param entity without its series
    /// @param all those of one attribute side by side
    public JsonContent aggregated(Evolution entity, List<Aggregated> all) {
        return out -> {
            head(entity, out);
            for (int from = 0; from < all.size(); ) {
                int to = from + 1;
                while (to < all.size() && all.get(to).name().equals(all.get(from).name())) {
                    to++;
                }
                out.name(context.term(all.get(from).name()));
                var shown = all.subList(from, to).stream().map(this::aggregated).toList();
                (shown.size() == 1 ? shown.getFirst() : JsonContent.array(shown)).writeTo(out);
                from = to;
            }
            out.endObject();
        };
    }

    private JsonContent aggregated(Aggregated one) {
        return out -> {
            out.startObject();
            Members.type(
                    one.isRelationship() ? AttributeKind.RELATIONSHIP : AttributeKind.PROPERTY,
                    out);
            Members.text(Members.DATASET_ID, one.datasetId(), out);
            one.methods()
                    .forEach((method, values) -> {
                        out.name(method);
                        out.startArray();
                        for (var value : values) {
                            out.startArray();
                            out.value(value.value());
                            out.text(DateTimes.text(value.from()));
                            out.text(DateTimes.text(value.to()));
                            out.endArray();
                        }
                        out.endArray();
                    });
            out.endObject();
        };
    }

    private void head(Evolution entity, JsonSink out) {
        out.startObject();
        if (representation.selection().shows("id")) {
            Members.text(Members.ID, entity.id(), out);
        }
        if (representation.selection().shows("type")) {
            out.name(Members.TYPE);
            Members.terms(context, entity.types(), out);
        }
        if (representation.sysAttrs()) {
            Members.time(Members.DELETED_AT, entity.deletedAt(), out);
        }
    }
}
