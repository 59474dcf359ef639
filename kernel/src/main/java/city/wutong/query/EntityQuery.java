package city.wutong.query;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.geo.GeoQuery;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which entities are asked for (clause 5.7.2.4): those that meet everything that is given here.
/// What is null or empty asks for nothing.
///
/// @param ids URIs, one of which is the entity's. (In an EntitySelector, clause 5.2.33, `id` takes
///   the place of `idPattern`: whoever reads one leaves the pattern out)
/// @param attributes expanded names, of one of which the entity has an instance
/// @param geo met by one instance of its GeoProperty at least
public record EntityQuery(
        Set<String> ids,
        @Nullable TextPattern idPattern,
        @Nullable TypeSelection types,
        Set<String> attributes,
        @Nullable Condition condition,
        @Nullable GeoQuery geo,
        @Nullable ScopeQuery scopes) {

    /// Every entity.
    public static final EntityQuery EVERYTHING =
            new EntityQuery(Set.of(), null, null, Set.of(), null, null, null);

    private static final Set<String> SYSTEM_ATTRIBUTES =
            Set.of(
                    "https://uri.etsi.org/ngsi-ld/createdAt",
                    "https://uri.etsi.org/ngsi-ld/modifiedAt",
                    "https://uri.etsi.org/ngsi-ld/deletedAt",
                    "https://uri.etsi.org/ngsi-ld/expiresAt");

    public EntityQuery {
        ids = Set.copyOf(ids);
        attributes = Set.copyOf(attributes);
    }

    /// Whether the entity is asked for; the cheap questions come first.
    public boolean matches(Entity entity) {
        return (ids.isEmpty() || ids.contains(entity.id()))
                && (types == null || types.matches(entity))
                && (idPattern == null || idPattern.isIn(entity.id()))
                && (attributes.isEmpty() || hasAttribute(entity))
                && (scopes == null || scopes.matches(entity))
                && (condition == null || condition.matches(entity))
                && (geo == null || isPlaced(entity, geo));
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

    /// Whether it has a selector of types, a non-system attribute in its list or its condition, or
    /// a geo-query: without any of them, and not limited to the local scope, a query is too wide
    /// and to be refused (clause 5.7.2.4). `type=*` implies the local scope.
    public boolean isNarrow() {
        return types != null
                || geo != null
                || attributes.stream().anyMatch(name -> !SYSTEM_ATTRIBUTES.contains(name))
                || (condition != null && condition.mentionsAttribute());
    }
}
