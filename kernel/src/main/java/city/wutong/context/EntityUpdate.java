package city.wutong.context;

import static city.wutong.context.ContextReason.ATTRIBUTE_PARTIAL;
import static city.wutong.context.ContextReason.SCOPE_MISSING;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The changes of an existing entity while they are gathered: what is updated and what is not.
final class EntityUpdate {
    private final Entity entity;
    private final Instant now;
    private final List<Change.What> changes = new ArrayList<>();
    private final List<String> updated = new ArrayList<>();
    private final List<Outcome.NotUpdated> notUpdated = new ArrayList<>();

    EntityUpdate(Entity entity, Instant now) {
        this.entity = entity;
        this.now = now;
    }

    /// What a fragment's scopes do to those of the entity (clauses 5.6.2.4, 5.6.3.4).
    enum Scopes {
        /// They take their place.
        REPLACE,
        /// They come beside them.
        ADD,
        /// They take their place, if there are any.
        REPLACE_PRESENT
    }

    /// Types only grow; scopes and expiry are set when the fragment speaks of them.
    void describe(EntityPatch patch, Scopes how) {
        var types = new LinkedHashSet<>(entity.types());
        boolean grown = types.addAll(patch.types());
        var scopes = scopes(patch, how);
        if (grown || !scopes.equals(entity.scopes()) || patch.expiresAt() != null) {
            changes.add(
                    new Change.Described(
                            List.copyOf(types), scopes, patch.expiresAtOr(entity.expiresAt())));
        }
    }

    private List<String> scopes(EntityPatch patch, Scopes how) {
        var said = patch.scopes();
        if (said == null) {
            return entity.scopes();
        }
        return switch (how) {
            case REPLACE -> said;
            case ADD -> {
                var all = new LinkedHashSet<>(entity.scopes());
                all.addAll(said);
                yield List.copyOf(all);
            }
            case REPLACE_PRESENT -> {
                if (entity.scopes().isEmpty() && !said.isEmpty()) {
                    notUpdated.add(
                            new Outcome.NotUpdated(
                                    Entity.SCOPE, Refusal.of(SCOPE_MISSING, entity.id())));
                    yield entity.scopes();
                }
                yield said;
            }
        };
    }

    /// Takes all scopes away.
    void unscope() {
        changes.add(new Change.Described(entity.types(), List.of(), entity.expiresAt()));
        updated.add(Entity.SCOPE);
    }

    /// The entity becomes what the patch says of its types, scopes and expiry.
    void become(List<String> types, List<String> scopes, @Nullable Instant expiresAt) {
        changes.add(new Change.Described(types, scopes, expiresAt));
    }

    void set(AttributePatch patch) {
        if (!patch.isWhole()) {
            leave(patch, Refusal.of(ATTRIBUTE_PARTIAL, patch.name()));
            return;
        }
        var createdAt =
                entity.attribute(patch.name(), patch.datasetId())
                        .map(Attribute::createdAt)
                        .orElse(now);
        set(patch.instance(createdAt, now));
    }

    void set(Attribute attribute) {
        changes.add(new Change.Set(attribute));
        updated.add(attribute.name());
    }

    void late(AttributePatch patch) {
        if (!patch.isWhole()) {
            leave(patch, Refusal.of(ATTRIBUTE_PARTIAL, patch.name()));
            return;
        }
        changes.add(new Change.Late(patch.instance(now, now)));
    }

    void unset(AttributePatch patch) {
        if (entity.attribute(patch.name(), patch.datasetId()).isEmpty()) {
            leave(patch, Decider.unknownAttribute(entity, patch));
            return;
        }
        changes.add(new Change.Unset(patch.name(), patch.datasetId()));
        updated.add(patch.name());
    }

    /// Removes an instance that is there.
    void unset(Attribute present) {
        drop(present);
        updated.add(present.name());
    }

    /// Removes an instance that is there, and does not tell of it.
    void drop(Attribute present) {
        changes.add(new Change.Unset(present.name(), present.datasetId()));
    }

    void leave(AttributePatch patch, Refusal refusal) {
        notUpdated.add(new Outcome.NotUpdated(patch.name(), refusal));
    }

    Decision decision() {
        return new Decision(changes, new Outcome.Updated(entity.id(), updated, notUpdated));
    }
}
