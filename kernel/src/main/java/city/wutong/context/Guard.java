package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.query.Sight;
import city.wutong.refusal.Refusal;
import java.util.Optional;

/// What somebody may change. It is asked in the writer, of the entity as it is there and as it
/// would be, so that nothing can change between the question and the deed.
public interface Guard {
    /// Keeps nobody from anything.
    Guard NONE =
            new Guard() {
                @Override
                public Sight sight() {
                    return Sight.EVERYTHING;
                }

                @Override
                public Optional<Refusal> before(Optional<Entity> present, Operation operation) {
                    return Optional.empty();
                }

                @Override
                public Optional<Refusal> after(Optional<Entity> present, Entity after) {
                    return Optional.empty();
                }
            };

    /// What they see: a condition on the entity is asked of that.
    Sight sight();

    /// Why that may not be done to the entity as it is; empty when it may.
    ///
    /// @param operation without conditions and guards
    Optional<Refusal> before(Optional<Entity> present, Operation operation);

    /// Why the entity may not become so; empty when it may.
    Optional<Refusal> after(Optional<Entity> present, Entity after);
}
