package city.wutong.query;

import city.wutong.entity.Entity;
import java.util.Optional;

/// Finds the entities that Relationships lead to, for conditions that ask something of them (clause
/// 4.9, linked entities).
@FunctionalInterface
public interface LinkedEntities {
    /// Where there is nothing to be led to.
    LinkedEntities NONE = _ -> Optional.empty();

    /// The entity of an id as it is now.
    Optional<Entity> entity(String id);
}
