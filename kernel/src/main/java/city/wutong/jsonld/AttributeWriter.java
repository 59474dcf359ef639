package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Shows the instances of one attribute. What it shows in the normalized and the concise form,
/// [AttributeReader] reads as the same.
final class AttributeWriter {
    private final LdContext context;
    private final Representation representation;
    private final Links links;
    private final boolean isJoining;

    AttributeWriter(LdContext context, Representation representation) {
        this.context = context;
        this.representation = representation;
        this.links = (_, _) -> Optional.empty();
        this.isJoining = false;
    }

    AttributeWriter(LdContext context, Representation representation, Links links) {
        this.context = context;
        this.representation = representation;
        this.links = links;
        this.isJoining = true;
    }

    /// One instance, or an array of several (clause 4.5.5).
    Json instances(List<Attribute> instances) {
        if (instances.size() == 1) {
            return instance(instances.getFirst());
        }
        if (representation.form() == Representation.Form.SIMPLIFIED) {
            return datasets(instances);
        }
        var items = new ArrayList<Json>(instances.size());
        for (var instance : instances) {
            items.add(
                    representation.form() == Representation.Form.CONCISE
                            ? new Json.Obj(concise(instance))
                            : new Json.Obj(normalized(instance)));
        }
        return new Json.Arr(items);
    }

    private Json datasets(List<Attribute> instances) {
        var datasets = new LinkedHashMap<String, Json>();
        for (var instance : instances) {
            var dataset = instance.datasetId();
            datasets.put(dataset == null ? "@none" : dataset, simplified(instance));
        }
        return Json.object(Map.of("dataset", new Json.Obj(datasets)));
    }

    private Json instance(Attribute attribute) {
        return switch (representation.form()) {
            case NORMALIZED -> new Json.Obj(normalized(attribute));
            case CONCISE -> bareOr(concise(attribute));
            case SIMPLIFIED -> simplified(attribute);
        };
    }

    SequencedMap<String, Json> normalized(Attribute attribute) {
        var out = new LinkedHashMap<String, Json>();
        var words = inOneLanguage(attribute);
        if (words == null) {
            out.put("type", Json.of(attribute.kind().term()));
            out.put(attribute.kind().contentMember(), shown(attribute));
            linked(attribute, out);
        } else {
            out.put("type", Json.of(AttributeKind.PROPERTY.term()));
            out.put("value", words.getValue());
            out.put("lang", Json.of(words.getKey()));
        }
        members(attribute, out);
        return out;
    }

    private SequencedMap<String, Json> concise(Attribute attribute) {
        var out = normalized(attribute);
        boolean seemsGeometry =
                attribute.kind() == AttributeKind.PROPERTY
                        && ContentReader.isGeometry(attribute.content());
        if (!seemsGeometry) {
            out.remove("type");
        }
        if (attribute.kind() == AttributeKind.LIST_RELATIONSHIP) {
            out.put(attribute.kind().contentMember(), attribute.content());
        }
        return out;
    }

    /// The value alone when nothing else is said, and it would be read as that value.
    private static Json bareOr(SequencedMap<String, Json> concise) {
        var value = concise.size() == 1 ? concise.get("value") : null;
        return value == null || !isUnmistakable(value) ? new Json.Obj(concise) : value;
    }

    private static boolean isUnmistakable(Json value) {
        return switch (value) {
            case Json.Str _ -> !value.equals(AttributePatch.NULL);
            case Json.Num _ -> true;
            case Json.Literal literal -> literal != Json.Literal.NULL;
            case Json.Arr(var items) -> items.stream().noneMatch(Json.Obj.class::isInstance);
            case Json.Obj(var members) -> ContentReader.isGeometry(value) || isPlain(members);
        };
    }

    private static boolean isPlain(SequencedMap<String, Json> members) {
        for (var key : members.keySet()) {
            if (key.startsWith("@")
                    || key.equals("type")
                    || key.equals("dataset")
                    || AttributeReader.kindOfContent(key) != null) {
                return false;
            }
        }
        return !AttributeReader.saysOfAnAttribute(members);
    }

    /// As the simplified representation has it (clause 4.5.4).
    Json simplified(Attribute attribute) {
        var words = inOneLanguage(attribute);
        if (words != null) {
            return words.getValue();
        }
        return switch (attribute.kind()) {
            case RELATIONSHIP, LIST_RELATIONSHIP ->
                    withLinked(attribute.name(), attribute.content());
            case PROPERTY,
                    GEO_PROPERTY,
                    LANGUAGE_PROPERTY,
                    VOCAB_PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY ->
                    simplified(attribute.kind(), attribute.content());
        };
    }

    /// The targets, each as the entity that it is where that is shown.
    private Json withLinked(String relationship, Json target) {
        if (!isJoining) {
            return target;
        }
        return switch (target) {
            case Json.Str(var id) ->
                    links.shown(relationship, id).<Json>map(entity -> entity).orElse(target);
            case Json.Arr(var items) ->
                    Json.array(items.stream().map(item -> withLinked(relationship, item)).toList());
            case Json.Obj _, Json.Num _, Json.Literal _ -> target;
        };
    }

    /// The entities that a relationship links to, where they are shown in it: one, or a list in the
    /// order of the targets.
    private void linked(Attribute attribute, Map<String, Json> out) {
        if (!isJoining) {
            return;
        }
        var entities = new ArrayList<Json>();
        for (var id : LinkedWriter.targets(attribute)) {
            links.shown(attribute.name(), id).ifPresent(entities::add);
        }
        if (entities.isEmpty()) {
            return;
        }
        if (attribute.kind() == AttributeKind.LIST_RELATIONSHIP) {
            out.put("entityList", new Json.Arr(entities));
        } else {
            boolean isOne = attribute.content() instanceof Json.Str;
            out.put("entity", isOne ? entities.getFirst() : new Json.Arr(entities));
        }
    }

    Json simplified(AttributeKind kind, Json content) {
        return switch (kind) {
            case PROPERTY, GEO_PROPERTY, RELATIONSHIP, LIST_PROPERTY, LIST_RELATIONSHIP -> content;
            case VOCAB_PROPERTY -> Json.object(Map.of("vocab", compacted(content)));
            case LANGUAGE_PROPERTY, JSON_PROPERTY ->
                    Json.object(Map.of(kind.contentMember(), content));
        };
    }

    /// The content as the normalized form has it.
    private Json shown(Attribute attribute) {
        return switch (attribute.kind()) {
            case VOCAB_PROPERTY -> compacted(attribute.content());
            case LIST_RELATIONSHIP -> listed(attribute.content());
            case PROPERTY,
                    GEO_PROPERTY,
                    RELATIONSHIP,
                    LANGUAGE_PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY ->
                    attribute.content();
        };
    }

    private Json compacted(Json vocab) {
        return switch (vocab) {
            case Json.Str(var iri) -> Json.of(context.compact(iri));
            case Json.Arr(var items) -> Json.array(items.stream().map(this::compacted).toList());
            case Json.Obj _, Json.Num _, Json.Literal _ -> vocab;
        };
    }

    private static Json listed(Json objects) {
        return objects instanceof Json.Arr(var items)
                ? Json.array(
                        items.stream().map(item -> Json.object(Map.of("object", item))).toList())
                : objects;
    }

    private Map.@Nullable Entry<String, Json> inOneLanguage(Attribute attribute) {
        return representation.languages().isPresent()
                        && attribute.kind() == AttributeKind.LANGUAGE_PROPERTY
                        && attribute.content() instanceof Json.Obj(var map)
                ? representation.languages().get().choose(map).orElse(null)
                : null;
    }

    /// What is said of the content: everything but `type` and the content itself.
    private void members(Attribute attribute, Map<String, Json> out) {
        var details = attribute.details();
        if (!details.objectTypes().isEmpty()) {
            out.put("objectType", EntityWriter.terms(context, details.objectTypes()));
        }
        if (details.unitCode() != null) {
            out.put("unitCode", Json.of(details.unitCode()));
        }
        EntityWriter.putTime(out, "observedAt", attribute.observedAt());
        var dataset = attribute.datasetId();
        if (dataset != null) {
            out.put("datasetId", Json.of(dataset));
        }
        if (representation.sysAttrs()) {
            out.put("createdAt", EntityWriter.time(attribute.createdAt()));
            out.put("modifiedAt", EntityWriter.time(attribute.modifiedAt()));
            EntityWriter.putTime(out, "expiresAt", details.expiresAt());
        }
        if (!details.attributes().isEmpty()) {
            subs(details.attributes(), out);
        }
    }

    private void subs(List<Attribute> subs, Map<String, Json> out) {
        var writer = isJoining ? new AttributeWriter(context, representation) : this;
        for (int from = 0; from < subs.size(); ) {
            int to = EntityWriter.endOf(subs, from);
            var first = subs.get(from);
            out.put(
                    context.compact(first.name()),
                    isNonReified(first) ? shown(first) : writer.instances(subs.subList(from, to)));
            from = to;
        }
    }

    static boolean isNonReified(Attribute attribute) {
        var name = attribute.name();
        return name.equals(InstanceDraft.VALUE_TYPE)
                || name.equals(InstanceDraft.SEALED_ID)
                || name.equals(InstanceDraft.SEALED_TYPE);
    }
}
