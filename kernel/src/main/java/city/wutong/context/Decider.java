package city.wutong.context;

import static city.wutong.context.ContextReason.ATTRIBUTE_EXISTS;
import static city.wutong.context.ContextReason.ATTRIBUTE_KIND;
import static city.wutong.context.ContextReason.ATTRIBUTE_PARTIAL;
import static city.wutong.context.ContextReason.ATTRIBUTE_UNKNOWN;
import static city.wutong.context.ContextReason.ENTITY_EXISTS;
import static city.wutong.context.ContextReason.ENTITY_UNKNOWN;
import static city.wutong.context.ContextReason.OWN_ENTITY;
import static city.wutong.context.ContextReason.TOO_MANY_ATTRIBUTES;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.geo.GeoJson;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Decides what an operation does to an entity: a pure function of the entity as it is, the
/// operation and the time. It performs nothing; what it returns is journalled and then applied (see
/// [Draft]).
final class Decider {
    /// Attribute instances that one entity may hold.
    static final int MOST_INSTANCES = 2_000;

    private final Instant now;

    Decider(Instant now) {
        this.now = now;
    }

    Decision decide(Optional<Entity> present, Operation operation) {
        var own = ownType(present, operation);
        if (own.isPresent()) {
            return refuse(
                    operation.entityId(),
                    Refusal.of(OWN_ENTITY, own.get().term(), own.get().door()));
        }
        var decision =
                switch (operation) {
                    case Operation.Create(var id, var patch) ->
                            present.isEmpty()
                                    ? create(id, patch)
                                    : refuse(id, Refusal.of(ENTITY_EXISTS, id));
                    case Operation.Upsert(var id, var patch, var replace) ->
                            present.map(entity -> upsert(entity, patch, replace))
                                    .orElseGet(() -> create(id, patch));
                    case Operation.Read(var id, var patch) ->
                            present.map(entity -> read(entity, patch))
                                    .orElseGet(() -> create(id, patch));
                    case Operation.Append(var id, var patch, var overwrite) ->
                            present.map(entity -> append(entity, patch, overwrite))
                                    .orElseGet(() -> unknown(id));
                    case Operation.Update(var id, var patch) ->
                            present.map(entity -> append(entity, patch, true))
                                    .orElseGet(() -> unknown(id));
                    case Operation.Merge(var id, var patch) ->
                            present.map(entity -> merge(entity, patch))
                                    .orElseGet(() -> unknown(id));
                    case Operation.Replace(var id, var patch) ->
                            present.map(entity -> replace(entity, patch))
                                    .orElseGet(() -> unknown(id));
                    case Operation.PartialUpdate(var id, var patch) ->
                            present.map(entity -> partialUpdate(entity, patch))
                                    .orElseGet(() -> unknown(id));
                    case Operation.ReplaceAttribute(var id, var patch) ->
                            present.map(entity -> replaceAttribute(entity, patch))
                                    .orElseGet(() -> unknown(id));
                    case Operation.DeleteAttribute delete ->
                            present.map(entity -> deleteAttribute(entity, delete))
                                    .orElseGet(() -> unknown(delete.entityId()));
                    case Operation.Delete(var id) ->
                            present.map(_ -> ended(id)).orElseGet(() -> unknown(id));
                    case Operation.Own(var id, var ruling) -> own(id, present, ruling);
                };
        return placed(present, withinLimit(present, decision));
    }

    /// Whether somebody else wants to write what is Wutong's own.
    private static Optional<OwnType> ownType(Optional<Entity> present, Operation operation) {
        var types =
                switch (operation) {
                    case Operation.Own _ -> List.<String>of();
                    case Operation.Create(var _, var patch) -> patch.types();
                    case Operation.Upsert(var _, var patch, var _) -> typesOf(present, patch);
                    case Operation.Read(var _, var patch) -> typesOf(present, patch);
                    case Operation.Append(var _, var patch, var _) -> typesOf(present, patch);
                    case Operation.Update(var _, var patch) -> typesOf(present, patch);
                    case Operation.Merge(var _, var patch) -> typesOf(present, patch);
                    case Operation.Replace(var _, var patch) -> typesOf(present, patch);
                    case Operation.PartialUpdate _,
                            Operation.ReplaceAttribute _,
                            Operation.DeleteAttribute _,
                            Operation.Delete _ ->
                            present.map(Entity::types).orElse(List.of());
                };
        return OwnType.among(types);
    }

    private static List<String> typesOf(Optional<Entity> present, EntityPatch patch) {
        if (present.isEmpty()) {
            return patch.types();
        }
        var types = new ArrayList<>(present.get().types());
        types.addAll(patch.types());
        return types;
    }

    private Decision own(String id, Optional<Entity> present, Ruling ruling) {
        return switch (ruling.decide(present, now)) {
            case Ruling.Ruled.Done done ->
                    present.map(entity -> append(entity, news(entity, done.entity()), true))
                            .orElseGet(() -> create(id, done.entity()))
                            .with(done);
            case Ruling.Ruled.Nothing() ->
                    new Decision(List.of(), new Outcome.Updated(id, List.of(), List.of()));
            case Ruling.Ruled.Refused(var refusal) -> refuse(id, refusal);
        };
    }

    /// What of a patch differs from the entity.
    private static EntityPatch news(Entity entity, EntityPatch patch) {
        var changed = patch.attributes().stream().filter(next -> !isSame(entity, next)).toList();
        return new EntityPatch(
                patch.id(), patch.types(), patch.scopes(), patch.expiresAt(), changed);
    }

    private static boolean isSame(Entity entity, AttributePatch next) {
        if (next.deletes()) {
            return entity.attribute(next.name(), next.datasetId()).isEmpty();
        }
        return entity.attribute(next.name(), next.datasetId())
                .filter(known -> known.kind() == next.kind())
                .filter(known -> known.content().equals(next.content()))
                .filter(known -> Objects.equals(known.observedAt(), next.observedAt()))
                .isPresent();
    }

    private Decision create(String id, EntityPatch patch) {
        var changes = new ArrayList<Change.What>(patch.attributes().size() + 1);
        var scopes = patch.scopes() == null ? List.<String>of() : patch.scopes();
        changes.add(new Change.Created(patch.types(), scopes, patch.expiresAt()));
        for (var attribute : patch.attributes()) {
            if (!attribute.isWhole()) {
                return refuse(id, Refusal.of(ATTRIBUTE_PARTIAL, attribute.name()));
            }
            changes.add(new Change.Set(attribute.instance(now, now)));
        }
        return new Decision(changes, new Outcome.Created(id));
    }

    private Decision upsert(Entity entity, EntityPatch patch, boolean replace) {
        return replace ? replace(entity, patch) : append(entity, patch, true);
    }

    private Decision replace(Entity entity, EntityPatch patch) {
        var update = new Update(entity);
        var types = patch.types().isEmpty() ? entity.types() : patch.types();
        var scopes = patch.scopes() == null ? List.<String>of() : patch.scopes();
        if (!types.equals(entity.types())
                || !scopes.equals(entity.scopes())
                || !Objects.equals(patch.expiresAt(), entity.expiresAt())) {
            update.changes.add(new Change.Described(types, scopes, patch.expiresAt()));
        }
        for (var present : entity.attributes()) {
            if (!speaksOf(patch, present)) {
                update.changes.add(new Change.Unset(present.name(), present.datasetId()));
            }
        }
        patch.attributes().forEach(update::set);
        return update.decision();
    }

    private static boolean speaksOf(EntityPatch patch, Attribute present) {
        for (var next : patch.attributes()) {
            if (present.is(next.name(), next.datasetId())) {
                return true;
            }
        }
        return false;
    }

    private Decision append(Entity entity, EntityPatch patch, boolean overwrite) {
        var update = new Update(entity);
        update.describe(patch);
        for (var attribute : patch.attributes()) {
            if (attribute.deletes()) {
                update.unset(attribute);
            } else if (overwrite
                    || entity.attribute(attribute.name(), attribute.datasetId()).isEmpty()) {
                update.set(attribute);
            } else {
                update.leave(attribute, Refusal.of(ATTRIBUTE_EXISTS, attribute.name()));
            }
        }
        return update.decision();
    }

    private Decision read(Entity entity, EntityPatch patch) {
        var update = new Update(entity);
        for (var attribute : patch.attributes()) {
            var present = entity.attribute(attribute.name(), attribute.datasetId());
            if (present.filter(known -> isOlder(attribute, known)).isPresent()) {
                update.late(attribute);
            } else {
                update.set(attribute);
            }
        }
        return update.decision();
    }

    private static boolean isOlder(AttributePatch reading, Attribute known) {
        return reading.observedAt() != null
                && known.observedAt() != null
                && reading.observedAt().isBefore(known.observedAt());
    }

    private Decision merge(Entity entity, EntityPatch patch) {
        var update = new Update(entity);
        update.describe(patch);
        for (var attribute : patch.attributes()) {
            var present = entity.attribute(attribute.name(), attribute.datasetId());
            if (attribute.deletes()) {
                present.ifPresent(_ -> update.unset(attribute));
                continue;
            }
            var next =
                    present.isPresent()
                            ? Merge.merged(present.get(), attribute, now)
                            : Merge.created(attribute, now);
            if (next.isEmpty()) {
                return refuse(entity.id(), Refusal.of(ATTRIBUTE_PARTIAL, attribute.name()));
            }
            update.set(next.get());
        }
        return update.decision();
    }

    private Decision partialUpdate(Entity entity, AttributePatch patch) {
        var found = entity.attribute(patch.name(), patch.datasetId());
        if (found.isEmpty()) {
            return refuse(entity.id(), unknownAttribute(entity, patch));
        }
        var present = found.get();
        var update = new Update(entity);
        if (patch.deletes()) {
            update.unset(patch);
            return update.decision();
        }
        if (patch.kind() != null && patch.kind() != present.kind()) {
            return refuse(
                    entity.id(),
                    Refusal.of(
                            ATTRIBUTE_KIND,
                            patch.name(),
                            present.kind().term(),
                            patch.kind().term()));
        }
        var next = Merge.updated(present, patch, now);
        if (next.isEmpty()) {
            return refuse(entity.id(), Refusal.of(ATTRIBUTE_PARTIAL, patch.name()));
        }
        update.set(next.get());
        return update.decision();
    }

    private Decision replaceAttribute(Entity entity, AttributePatch patch) {
        if (entity.attribute(patch.name(), patch.datasetId()).isEmpty()) {
            return refuse(entity.id(), unknownAttribute(entity, patch));
        }
        if (!patch.isWhole()) {
            return refuse(entity.id(), Refusal.of(ATTRIBUTE_PARTIAL, patch.name()));
        }
        var update = new Update(entity);
        update.set(patch);
        return update.decision();
    }

    private Decision deleteAttribute(Entity entity, Operation.DeleteAttribute delete) {
        var doomed =
                delete.all()
                        ? entity.instances(delete.name())
                        : entity.attribute(delete.name(), delete.datasetId()).stream().toList();
        var update = new Update(entity);
        doomed.forEach(instance ->
                update.unset(AttributePatch.deletion(instance.name(), instance.datasetId())));
        return doomed.isEmpty()
                ? refuse(
                        entity.id(),
                        unknownAttribute(
                                entity, AttributePatch.deletion(delete.name(), delete.datasetId())))
                : update.decision();
    }

    private static Decision ended(String id) {
        return new Decision(List.of(new Change.Ended()), new Outcome.Deleted(id));
    }

    private static Decision unknown(String id) {
        return refuse(id, Refusal.of(ENTITY_UNKNOWN, id));
    }

    private static Refusal unknownAttribute(Entity entity, AttributePatch patch) {
        var dataset = patch.datasetId() == null ? "@none" : patch.datasetId();
        return Refusal.of(ATTRIBUTE_UNKNOWN, entity.id(), patch.name(), dataset);
    }

    private static Decision refuse(String id, Refusal refusal) {
        return Decision.refused(new Outcome.Refused(id, refusal));
    }

    private static Decision withinLimit(Optional<Entity> present, Decision decision) {
        int before = present.map(entity -> entity.attributes().size()).orElse(0);
        if (before + decision.changes().size() <= MOST_INSTANCES) {
            return decision;
        }
        int after = before;
        for (var what : decision.changes()) {
            after += growth(present, what);
        }
        return after <= MOST_INSTANCES
                ? decision
                : refuse(
                        decision.outcome().entityId(),
                        Refusal.of(
                                TOO_MANY_ATTRIBUTES,
                                decision.outcome().entityId(),
                                MOST_INSTANCES));
    }

    private static int growth(Optional<Entity> present, Change.What what) {
        return switch (what) {
            case Change.Set(var next) ->
                    present.flatMap(entity -> entity.attribute(next.name(), next.datasetId()))
                                    .isPresent()
                            ? 0
                            : 1;
            case Change.Unset _ -> -1;
            case Change.Created _, Change.Described _, Change.Late _, Change.Ended _ -> 0;
        };
    }

    /// Nothing comes in as a geometry that is none: the index of places could not take it.
    private static Decision placed(Optional<Entity> present, Decision decision) {
        for (var what : decision.changes()) {
            if (what instanceof Change.Set(var next)
                    && next.kind() == AttributeKind.GEO_PROPERTY
                    && !isThere(present, next)) {
                try {
                    GeoJson.parse(next.content());
                } catch (Refused e) {
                    return refuse(decision.outcome().entityId(), e.refusal());
                }
            }
        }
        return decision;
    }

    private static boolean isThere(Optional<Entity> present, Attribute next) {
        return present.flatMap(entity -> entity.attribute(next.name(), next.datasetId()))
                .filter(known -> known.kind() == next.kind())
                .filter(known -> known.content().equals(next.content()))
                .isPresent();
    }

    /// The changes of an existing entity while they are gathered.
    private final class Update {
        private final Entity entity;
        private final List<Change.What> changes = new ArrayList<>();
        private final List<String> updated = new ArrayList<>();
        private final List<Outcome.NotUpdated> notUpdated = new ArrayList<>();

        Update(Entity entity) {
            this.entity = entity;
        }

        /// Types only grow; scopes and expiry are set when the fragment speaks of them.
        void describe(EntityPatch patch) {
            var types = new LinkedHashSet<>(entity.types());
            boolean grown = types.addAll(patch.types());
            if (grown || patch.scopes() != null || patch.expiresAt() != null) {
                changes.add(
                        new Change.Described(
                                List.copyOf(types),
                                patch.scopes() == null ? entity.scopes() : patch.scopes(),
                                patch.expiresAtOr(entity.expiresAt())));
            }
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
                leave(patch, unknownAttribute(entity, patch));
                return;
            }
            changes.add(new Change.Unset(patch.name(), patch.datasetId()));
            updated.add(patch.name());
        }

        void leave(AttributePatch patch, Refusal refusal) {
            notUpdated.add(new Outcome.NotUpdated(patch.name(), refusal));
        }

        Decision decision() {
            return new Decision(changes, new Outcome.Updated(entity.id(), updated, notUpdated));
        }
    }
}
