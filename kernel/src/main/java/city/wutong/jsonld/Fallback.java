package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in an older version of NGSI-LD for what it did not know (clause 4.3.6.8, its three
/// tables).
final class Fallback {
    private static final Json EMPTY = Json.array(List.of());

    private final SpecVersion version;
    private final LdContext context;
    private final boolean hasLanguages;

    Fallback(LdContext context, Representation representation) {
        this.version = representation.version();
        this.context = context;
        this.hasLanguages = representation.languages().isPresent();
    }

    boolean isNeeded() {
        return version.isBefore(SpecVersion.OWN);
    }

    List<String> types(List<String> types) {
        return version.isBefore(1, 3) ? types.subList(0, 1) : types;
    }

    List<String> scopes(List<String> scopes) {
        return version.isBefore(1, 4) ? List.of() : scopes;
    }

    @Nullable Instant expiresAt(@Nullable Instant time) {
        return isNeeded() ? null : time;
    }

    /// The instances of one attribute; before 1.3 the default one alone, or else the first.
    List<Attribute> instances(List<Attribute> instances) {
        if (!isNeeded()) {
            return instances;
        }
        var known = instances.stream().filter(this::hasCounterpart).map(this::attribute).toList();
        if (!version.isBefore(1, 3) || known.isEmpty()) {
            return known;
        }
        var byDefault = instances.stream().filter(one -> one.datasetId() == null).findFirst();
        return byDefault
                .filter(this::hasCounterpart)
                .map(one -> List.of(attribute(one)))
                .orElse(List.of(known.getFirst()));
    }

    /// A list of no relationships is no relationship.
    private boolean hasCounterpart(Attribute attribute) {
        return attribute.kind() != AttributeKind.LIST_RELATIONSHIP
                || kind(attribute.kind()) == AttributeKind.LIST_RELATIONSHIP
                || !attribute.content().equals(EMPTY);
    }

    private Attribute attribute(Attribute attribute) {
        boolean isFirst = version.isBefore(1, 3);
        var kind = kind(attribute.kind());
        return new Attribute(
                attribute.name(),
                isFirst ? null : attribute.datasetId(),
                kind,
                kind == attribute.kind() ? attribute.content() : content(attribute),
                isFirst ? null : attribute.observedAt(),
                attribute.createdAt(),
                attribute.modifiedAt(),
                details(attribute.details()));
    }

    private AttributeKind kind(AttributeKind kind) {
        return switch (kind) {
            case PROPERTY, GEO_PROPERTY, RELATIONSHIP -> kind;
            case LANGUAGE_PROPERTY ->
                    version.isBefore(1, 4) && !hasLanguages ? AttributeKind.PROPERTY : kind;
            case VOCAB_PROPERTY, JSON_PROPERTY, LIST_PROPERTY ->
                    version.isBefore(1, 8) ? AttributeKind.PROPERTY : kind;
            case LIST_RELATIONSHIP -> version.isBefore(1, 8) ? AttributeKind.RELATIONSHIP : kind;
        };
    }

    private Json content(Attribute attribute) {
        return attribute.kind() == AttributeKind.VOCAB_PROPERTY
                ? AttributeWriter.compacted(context, attribute.content())
                : attribute.content();
    }

    private Attribute.Details details(Attribute.Details details) {
        var subs = new ArrayList<Attribute>();
        for (var sub : details.attributes()) {
            boolean isKnown = !sub.name().equals(InstanceDraft.VALUE_TYPE); // since 1.9
            if (isKnown && hasCounterpart(sub)) {
                subs.add(AttributeWriter.isNonReified(sub) ? sub : attribute(sub));
            }
        }
        return Attribute.Details.of(
                version.isBefore(1, 3) ? null : details.unitCode(),
                version.isBefore(1, 8) ? List.of() : details.objectTypes(),
                null,
                subs);
    }
}
