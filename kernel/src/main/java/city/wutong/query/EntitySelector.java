package city.wutong.query;

import city.wutong.entity.Entity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Entities by what they are (clause 5.2.33): all of what is given here must fit; what is null or
/// empty asks for nothing.
///
/// @param ids URIs, one of which is the entity's. (In an EntitySelector `id` takes the place of
///   `idPattern`: whoever reads one leaves the pattern out)
public record EntitySelector(
        Set<String> ids, @Nullable TextPattern idPattern, @Nullable TypeSelection types) {
    public EntitySelector {
        ids = Set.copyOf(ids);
    }

    boolean matches(Entity entity) {
        return (ids.isEmpty() || ids.contains(entity.id()))
                && (types == null || types.matches(entity))
                && (idPattern == null || idPattern.isIn(entity.id()));
    }
}
