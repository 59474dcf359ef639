package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonSink;
import java.util.ArrayList;
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
    void instances(List<Attribute> instances, JsonSink out) {
        if (instances.size() == 1) {
            instance(instances.getFirst(), out);
        } else if (representation.form() == Representation.Form.SIMPLIFIED) {
            datasets(instances, out);
        } else {
            out.startArray();
            for (var instance : instances) {
                object(instance, out);
            }
            out.endArray();
        }
    }

    private void datasets(List<Attribute> instances, JsonSink out) {
        out.startObject();
        out.name(Members.DATASET);
        out.startObject();
        for (var instance : instances) {
            var dataset = instance.datasetId();
            out.name(dataset == null ? "@none" : dataset);
            simplified(instance, out);
        }
        out.endObject();
        out.endObject();
    }

    private void instance(Attribute attribute, JsonSink out) {
        switch (representation.form()) {
            case NORMALIZED -> object(attribute, out);
            case CONCISE -> {
                if (isBare(attribute)) {
                    out.value(attribute.content());
                } else {
                    object(attribute, out);
                }
            }
            case SIMPLIFIED -> simplified(attribute, out);
        }
    }

    private void object(Attribute attribute, JsonSink out) {
        out.startObject();
        members(attribute, out);
        out.endObject();
    }

    /// The members of the object that an attribute is in the normalized or the concise form.
    void members(Attribute attribute, JsonSink out) {
        var words = inOneLanguage(attribute);
        if (words == null) {
            if (!isConcise() || seemsGeometry(attribute)) {
                Members.type(attribute.kind(), out);
            }
            Members.contentName(attribute.kind(), out);
            content(attribute, out);
            linked(attribute, out);
        } else {
            if (!isConcise()) {
                Members.type(AttributeKind.PROPERTY, out);
            }
            out.name(Members.VALUE);
            out.value(words.getValue());
            Members.text(Members.LANG, words.getKey(), out);
        }
        details(attribute, out);
    }

    private boolean isConcise() {
        return representation.form() == Representation.Form.CONCISE;
    }

    private static boolean seemsGeometry(Attribute attribute) {
        return attribute.kind() == AttributeKind.PROPERTY
                && ContentReader.isGeometry(attribute.content());
    }

    /// Whether it is the value alone in the concise form: nothing else is said, and it would be
    /// read as that value.
    private boolean isBare(Attribute attribute) {
        return switch (attribute.kind()) {
            case PROPERTY, GEO_PROPERTY ->
                    !hasDetails(attribute)
                            && !seemsGeometry(attribute)
                            && isUnmistakable(attribute.content());
            case RELATIONSHIP,
                    LANGUAGE_PROPERTY,
                    VOCAB_PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY,
                    LIST_RELATIONSHIP ->
                    false;
        };
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
    void simplified(Attribute attribute, JsonSink out) {
        var words = inOneLanguage(attribute);
        if (words != null) {
            out.value(words.getValue());
            return;
        }
        switch (attribute.kind()) {
            case RELATIONSHIP, LIST_RELATIONSHIP ->
                    withLinked(attribute.name(), attribute.content(), out);
            case PROPERTY,
                    GEO_PROPERTY,
                    LANGUAGE_PROPERTY,
                    VOCAB_PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY ->
                    simplified(attribute.kind(), attribute.content(), out);
        }
    }

    void simplified(AttributeKind kind, Json content, JsonSink out) {
        switch (kind) {
            case PROPERTY, GEO_PROPERTY, RELATIONSHIP, LIST_PROPERTY, LIST_RELATIONSHIP ->
                    out.value(content);
            case VOCAB_PROPERTY -> within(kind, compacted(context, content), out);
            case LANGUAGE_PROPERTY, JSON_PROPERTY -> within(kind, content, out);
        }
    }

    private static void within(AttributeKind kind, Json content, JsonSink out) {
        out.startObject();
        Members.contentName(kind, out);
        out.value(content);
        out.endObject();
    }

    /// The targets, each as the entity that it is where that is shown.
    private void withLinked(String relationship, Json target, JsonSink out) {
        switch (target) {
            case Json.Str(var id) ->
                    links.shown(relationship, id)
                            .ifPresentOrElse(entity -> entity.writeTo(out), () -> out.text(id));
            case Json.Arr(var items) -> {
                out.startArray();
                items.forEach(item -> withLinked(relationship, item, out));
                out.endArray();
            }
            case Json.Obj _, Json.Num _, Json.Literal _ -> out.value(target);
        }
    }

    /// The entities that a relationship links to, where they are shown in it: one, or a list in the
    /// order of the targets.
    private void linked(Attribute attribute, JsonSink out) {
        if (!isJoining) {
            return;
        }
        var entities = new ArrayList<JsonContent>();
        for (var id : LinkedWriter.targets(attribute)) {
            links.shown(attribute.name(), id).ifPresent(entities::add);
        }
        if (entities.isEmpty()) {
            return;
        }
        boolean isList = attribute.kind() == AttributeKind.LIST_RELATIONSHIP;
        out.name(isList ? Members.ENTITY_LIST : Members.ENTITY);
        if (!isList && attribute.content() instanceof Json.Str) {
            entities.getFirst().writeTo(out);
        } else {
            JsonContent.array(entities).writeTo(out);
        }
    }

    /// The content as the normalized or the concise form has it.
    private void content(Attribute attribute, JsonSink out) {
        switch (attribute.kind()) {
            case VOCAB_PROPERTY -> out.value(compacted(context, attribute.content()));
            case LIST_RELATIONSHIP -> {
                if (isConcise()) {
                    out.value(attribute.content());
                } else {
                    listed(attribute.content(), out);
                }
            }
            case PROPERTY,
                    GEO_PROPERTY,
                    RELATIONSHIP,
                    LANGUAGE_PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY ->
                    out.value(attribute.content());
        }
    }

    /// The terms for the IRIs that a VocabProperty has.
    static Json compacted(LdContext context, Json vocab) {
        return switch (vocab) {
            case Json.Str(var iri) -> Json.of(context.compact(iri));
            case Json.Arr(var items) ->
                    Json.array(items.stream().map(item -> compacted(context, item)).toList());
            case Json.Obj _, Json.Num _, Json.Literal _ -> vocab;
        };
    }

    private static void listed(Json objects, JsonSink out) {
        if (!(objects instanceof Json.Arr(var items))) {
            out.value(objects);
            return;
        }
        out.startArray();
        for (var item : items) {
            out.startObject();
            out.name(Members.OBJECT);
            out.value(item);
            out.endObject();
        }
        out.endArray();
    }

    private Map.@Nullable Entry<String, Json> inOneLanguage(Attribute attribute) {
        return attribute.kind() == AttributeKind.LANGUAGE_PROPERTY
                        && representation.languages().isPresent()
                        && attribute.content() instanceof Json.Obj(var map)
                ? representation.languages().get().choose(map).orElse(null)
                : null;
    }

    /// What is said of the content: everything but `type` and the content itself.
    private void details(Attribute attribute, JsonSink out) {
        var details = attribute.details();
        if (!details.objectTypes().isEmpty()) {
            out.name(Members.OBJECT_TYPE);
            Members.terms(context, details.objectTypes(), out);
        }
        Members.text(Members.UNIT_CODE, details.unitCode(), out);
        Members.time(Members.OBSERVED_AT, attribute.observedAt(), out);
        Members.text(Members.DATASET_ID, attribute.datasetId(), out);
        if (representation.sysAttrs()) {
            Members.time(Members.CREATED_AT, attribute.createdAt(), out);
            Members.time(Members.MODIFIED_AT, attribute.modifiedAt(), out);
            Members.time(Members.EXPIRES_AT, details.expiresAt(), out);
        }
        if (!details.attributes().isEmpty()) {
            subs(details.attributes(), out);
        }
    }

    /// Whether [#details] says anything.
    private boolean hasDetails(Attribute attribute) {
        var details = attribute.details();
        return representation.sysAttrs()
                || attribute.observedAt() != null
                || attribute.datasetId() != null
                || details.unitCode() != null
                || !details.objectTypes().isEmpty()
                || !details.attributes().isEmpty();
    }

    /// Links of an attribute are not followed.
    private void subs(List<Attribute> subs, JsonSink out) {
        var writer = isJoining ? new AttributeWriter(context, representation) : this;
        for (int from = 0; from < subs.size(); ) {
            int to = EntityWriter.endOf(subs, from);
            var first = subs.get(from);
            out.name(context.term(first.name()));
            if (isNonReified(first)) {
                content(first, out);
            } else {
                writer.instances(subs.subList(from, to), out);
            }
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
