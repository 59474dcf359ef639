package city.wutong.query;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What somebody sees of entities. Whatever is asked is asked of entities as they are seen, so that
/// no question tells of what is hidden.
public interface Sight {
    /// Sees everything as it is.
    Sight EVERYTHING =
            new Sight() {
                @Override
                public Optional<Entity> of(Entity entity) {
                    return Optional.of(entity);
                }

                @Override
                public Optional<Attribute> attribute(Entity entity, Attribute attribute) {
                    return Optional.of(attribute);
                }

                @Override
                public boolean isClear(Entity entity, String attribute) {
                    return true;
                }

                @Override
                public boolean isClear(String attribute) {
                    return true;
                }
            };

    /// The entity as it is seen: the same object when all of it is seen as it is, else one whose
    /// attributes are masked or missing; empty when it is hidden.
    Optional<Entity> of(Entity entity);

    /// An instance of an attribute that this entity has, or had once, as it is seen; empty when it
    /// is hidden.
    Optional<Attribute> attribute(Entity entity, Attribute attribute);

    /// Of what is seen of an entity, the attributes whose values are masked: the way to each, by
    /// expanded names from the outer attribute to the inner one.
    ///
    /// @param entity as it is
    /// @param seen as it is seen
    default Set<List<String>> masked(Entity entity, Entity seen) {
        return Set.of();
    }

    /// What was seen while an entity was as it is told here: alerts and cases are seen where that
    /// lies which they are about.
    default Sight given(Entity other) {
        return this;
    }

    /// Whether an attribute of this entity is seen as it is, if the entity has it.
    ///
    /// @param attribute expanded name
    boolean isClear(Entity entity, String attribute);

    /// Whether that attribute is seen as it is of every entity that is seen: an index of its values
    /// then tells nothing that the entities do not.
    ///
    /// @param attribute expanded name
    boolean isClear(String attribute);
}
