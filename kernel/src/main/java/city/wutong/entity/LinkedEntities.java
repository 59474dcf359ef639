package city.wutong.entity;

import java.util.Optional;

/// Finds the entities that Relationships lead to, for conditions that ask something of them (ETSI
/// GS CIM 009 V1.9.1 clause 4.9) and for answers that show them (4.5.23).
@FunctionalInterface
public interface LinkedEntities {
    /// Where there is nothing to be led to.
    LinkedEntities NONE = _ -> Optional.empty();

    /// The entity of an id as it is now.
    Optional<Entity> entity(String id);
}
