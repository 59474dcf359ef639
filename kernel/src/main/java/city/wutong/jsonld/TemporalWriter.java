package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            case Deletion(var id, var kind, var deletedAt) -> {
                Members.type(kind, out);
                Members.contentName(kind, out);
                out.value(nullOf(kind));
                Members.text(Members.DATASET_ID, series.datasetId(), out);
                Members.text(Members.INSTANCE_ID, id, out);
                Members.time(Members.DELETED_AT, deletedAt, out);
            }
        }
        out.endObject();
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
            case Deletion(var _, var kind, var _) -> attributes.simplified(kind, nullOf(kind), out);
        }
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

    private void head(Evolution entity, JsonSink out) {
        out.startObject();
        Members.text(Members.ID, entity.id(), out);
        out.name(Members.TYPE);
        Members.terms(context, entity.types(), out);
    }
}
