package city.wutong.context;

import city.wutong.entity.Attribute;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change (变更): one committed modification of one attribute instance, or of an entity's life,
/// with its place in its tenant's order. The journal is the list of them; the present evolves from
/// them, in life and in recovery alike.
///
/// @param seq from 1, without gaps
/// @param entity the number of the entity (see [city.wutong.entity.Entity])
/// @param entityId the entity's URI
/// @param at the office clock when it was decided: the `modifiedAt` of what it touches
public record Change(long seq, long entity, String entityId, What what, Instant at, Cause cause) {

    /// What a change did.
    public sealed interface What {}

    /// The entity came to be.
    public record Created(List<String> types, List<String> scopes, @Nullable Instant expiresAt)
            implements What {}

    /// The entity's types, scopes or expiry were set to these.
    public record Described(List<String> types, List<String> scopes, @Nullable Instant expiresAt)
            implements What {}

    /// The attribute instance came to be or was replaced.
    public record Set(Attribute attribute) implements What {}

    /// An observation older than what the context holds: it belongs to history only.
    public record Late(Attribute attribute) implements What {}

    /// The attribute instance was removed.
    public record Unset(String name, @Nullable String datasetId) implements What {}

    /// The entity was deleted, with all its attributes.
    public record Ended() implements What {}

    /// The entity was erased with its whole past (PIPL article 47): of every earlier change of an
    /// entity with this id only its place in the order is left.
    public record Erased() implements What {}

    /// All that is left of a change that was erased: its place in the order.
    public record Blank() implements What {}

    /// The past was edited (clauses 5.6.11 to 5.6.16); the present stays as it is.
    public record Edited(Edit edit) implements What {}

    /// An edit of the past of an entity, which need not be there now.
    public sealed interface Edit {}

    /// The past of an entity that is not there came to be, or went on: it has these types.
    ///
    /// @param begins whether the number of the entity is a new one
    public record Typed(List<String> types, boolean begins) implements Edit {
        public Typed {
            types = List.copyOf(types);
        }
    }

    /// An instance was added. The NGSI-LD Null as its content says that the attribute was deleted.
    public record Recorded(Attribute attribute) implements Edit {}

    /// The instance that a change made was replaced; it keeps its `createdAt`.
    public record Amended(long instance, Attribute attribute) implements Edit {}

    /// The instance that a change made was removed.
    ///
    /// @param attribute expanded name
    public record Removed(long instance, String attribute) implements Edit {}

    /// All instances of an attribute so far were removed.
    ///
    /// @param datasetId those of this dataset only; null for the default instances
    /// @param all those of every dataset
    public record Cleared(String attribute, @Nullable String datasetId, boolean all)
            implements Edit {}

    /// Everything so far was removed.
    public record Forgotten() implements Edit {}

    /// What a change means for the present. The codes are stored.
    public enum Kind {
        APPLIED(1),
        HISTORY_ONLY(2),
        DELETED(3),
        TEMPORAL_EDIT(4),
        PURGED(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    public Kind kind() {
        return switch (what) {
            case Created _, Described _, Set _ -> Kind.APPLIED;
            case Late _ -> Kind.HISTORY_ONLY;
            case Unset _, Ended _ -> Kind.DELETED;
            case Edited _ -> Kind.TEMPORAL_EDIT;
            case Erased _, Blank _ -> Kind.PURGED;
        };
    }

    /// The expanded name of the attribute it touched; null when it touched the entity's life.
    public @Nullable String attributeName() {
        return switch (what) {
            case Set(var attribute) -> attribute.name();
            case Late(var attribute) -> attribute.name();
            case Unset(var name, var _) -> name;
            case Edited(var edit) -> attributeName(edit);
            case Created _, Described _, Ended _, Erased _, Blank _ -> null;
        };
    }

    private static @Nullable String attributeName(Edit edit) {
        return switch (edit) {
            case Recorded(var attribute) -> attribute.name();
            case Amended(var _, var attribute) -> attribute.name();
            case Removed(var _, var attribute) -> attribute;
            case Cleared(var attribute, var _, var _) -> attribute;
            case Typed _, Forgotten _ -> null;
        };
    }
}
