package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What another part decides, in the writer, about an entity of its own: a command on a case, an
/// alert that is raised (DESIGN §4.1).
@FunctionalInterface
public interface Ruling {
    /// Decides, and changes nothing: its own state changes when what it decided is
    /// [accepted][Ruled.Done#accepted].
    ///
    /// @param present the entity as it is, with what the group has decided already
    /// @param now the office clock
    Ruled decide(Optional<Entity> present, Instant now);

    /// What was decided.
    sealed interface Ruled {
        /// The entity comes to be, or changes where it differs from this. When it differs nowhere,
        /// nothing is written and nothing accepted.
        ///
        /// @param rows written in the same transaction
        /// @param accepted called by the writer when this is part of the group; what it does is
        ///   seen by later decisions of the group, and by readers only after [Ledger#committed]
        record Done(EntityPatch entity, List<Row> rows, Runnable accepted) implements Ruled {
            public Done {
                rows = List.copyOf(rows);
            }

            public Done(EntityPatch entity) {
                this(entity, List.of(), () -> {});
            }
        }

        /// The entity begins anew as this, and its past is erased with all that it was: in one
        /// group, so that it is never seen missing.
        ///
        /// @param rows as with [Done]
        /// @param accepted as with [Done]
        record Afresh(EntityPatch entity, List<Row> rows, Runnable accepted) implements Ruled {
            public Afresh {
                rows = List.copyOf(rows);
            }
        }

        /// It is so already.
        record Nothing() implements Ruled {}

        record Refused(Refusal refusal) implements Ruled {}
    }
}
