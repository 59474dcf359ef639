package city.wutong.query;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.geo.GeoQuery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which entities are asked for (clause 5.7.2.4): those that meet everything that is given here.
/// What is null or empty asks for nothing.
///
/// @param selectors one of which the entity meets
/// @param attributes expanded names, of one of which the entity has an instance
/// @param geo met by one instance of its GeoProperty at least
public record EntityQuery(
        List<EntitySelector> selectors,
        Set<String> attributes,
        @Nullable Condition condition,
        @Nullable GeoQuery geo,
        @Nullable ScopeQuery scopes) {

    /// Every entity.
    public static final EntityQuery EVERYTHING =
            new EntityQuery(List.of(), Set.of(), null, null, null);

    private static final Set<String> SYSTEM_ATTRIBUTES =
            Set.of(
                    "https://uri.etsi.org/ngsi-ld/createdAt",
                    "https://uri.etsi.org/ngsi-ld/modifiedAt",
                    "https://uri.etsi.org/ngsi-ld/deletedAt",
                    "https://uri.etsi.org/ngsi-ld/expiresAt");

    public EntityQuery {
        selectors = List.copyOf(selectors);
        attributes = Set.copyOf(attributes);
    }

    /// A query with one selector.
    public EntityQuery(
            Set<String> ids,
            @Nullable TextPattern idPattern,
            @Nullable TypeSelection types,
            Set<String> attributes,
            @Nullable Condition condition,
            @Nullable GeoQuery geo,
            @Nullable ScopeQuery scopes) {
        this(
                List.of(new EntitySelector(ids, idPattern, types)),
                attributes,
                condition,
                geo,
                scopes);
    }

    /// Whether the entity is asked for; the cheap questions come first.
    ///
    /// @param linked finds the entities that the condition asks something of as well
    public boolean matches(Entity entity, LinkedEntities linked) {
        return selects(entity) && meets(entity, linked);
    }

    /// Whether an entity that is [selected][#selects] meets the rest of what is asked.
    public boolean meets(Entity entity, LinkedEntities linked) {
        return (attributes.isEmpty() || hasAttribute(entity))
                && (scopes == null || scopes.matches(entity))
                && (condition == null || condition.matches(entity, linked))
                && (geo == null || isPlaced(entity, geo));
    }

    /// Whether one of the selectors means the entity: the part of the question that looks at no
    /// attribute, and so may be asked before it is known how the entity is seen.
    public boolean selects(Entity entity) {
        for (int i = 0; i < selectors.size(); i++) {
            if (selectors.get(i).matches(entity)) {
                return true;
            }
        }
        return selectors.isEmpty();
    }

    private boolean hasAttribute(Entity entity) {
        var held = entity.attributes();
        for (int i = 0; i < held.size(); i++) {
            if (attributes.contains(held.get(i).name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlaced(Entity entity, GeoQuery geo) {
        var held = entity.attributes();
        for (int i = 0; i < held.size(); i++) {
            if (isPlace(held.get(i), geo.property()) && geo.matches(held.get(i).content())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlace(Attribute attribute, String name) {
        return attribute.kind() == AttributeKind.GEO_PROPERTY && attribute.name().equals(name);
    }

    /// Ids of which every match has one; empty when it may have any.
    public Optional<SequencedSet<String>> mentionedIds() {
        var ids = new LinkedHashSet<String>();
        for (var selector : selectors) {
            if (selector.ids().isEmpty()) {
                return Optional.empty();
            }
            ids.addAll(selector.ids());
        }
        return selectors.isEmpty() ? Optional.empty() : Optional.of(ids);
    }

    /// Types of which every match has one at least; empty when it may have any.
    public Optional<SequencedSet<String>> mentionedTypes() {
        var mentioned = new LinkedHashSet<String>();
        for (var selector : selectors) {
            var types =
                    Optional.ofNullable(selector.types()).flatMap(TypeSelection::mentionedTypes);
            if (types.isEmpty()) {
                return Optional.empty();
            }
            mentioned.addAll(types.get());
        }
        return selectors.isEmpty() ? Optional.empty() : Optional.of(mentioned);
    }

    /// Whether a selector asks for every type (`*`), which is answered from the local scope only
    /// (clause 4.17).
    public boolean isOfEveryType() {
        return selectors.stream().anyMatch(s -> s.types() instanceof TypeSelection.Every);
    }

    /// Whether it has a selector of types, a non-system attribute in its list or its condition, or
    /// a geo-query: without any of them, and not limited to the local scope, a query is too wide
    /// and to be refused (clause 5.7.2.4). `type=*` implies the local scope.
    public boolean isNarrow() {
        boolean hasTypes =
                !selectors.isEmpty() && selectors.stream().allMatch(s -> s.types() != null);
        return hasTypes
                || geo != null
                || attributes.stream().anyMatch(name -> !SYSTEM_ATTRIBUTES.contains(name))
                || (condition != null && condition.mentionsAttribute());
    }
}
