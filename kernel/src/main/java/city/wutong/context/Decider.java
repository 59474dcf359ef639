package city.wutong.context;

import static city.wutong.context.ContextReason.ATTRIBUTE_EXISTS;
import static city.wutong.context.ContextReason.ATTRIBUTE_KIND;
import static city.wutong.context.ContextReason.ATTRIBUTE_PARTIAL;
import static city.wutong.context.ContextReason.ATTRIBUTE_UNKNOWN;
import static city.wutong.context.ContextReason.ENTITY_EXISTS;
import static city.wutong.context.ContextReason.ENTITY_UNKNOWN;
import static city.wutong.context.ContextReason.OWN_ENTITY;
import static city.wutong.entity.LinkedEntities.NONE;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Decides what an operation does to an entity: a pure function of the entity as it is, the
/// operation and the time. It performs nothing; what it returns is journalled and then applied (see
/// [Draft]).
final class Decider {
    /// The cause of changes that are only looked at.
    private static final Cause WOULD_BE = Cause.outside("nobody");

    private final Instant now;

    Decider(Instant now) {
        this.now = now;
    }

    Decision decide(Optional<Entity> present, Operation operation) {
        return switch (operation) {
            case Operation.Where(var query, var meant) ->
                    decide(present.filter(entity -> query.matches(entity, NONE)), meant);
            case Operation.Guarded(var guard, var meant) -> guarded(present, guard, meant);
            case Operation.Create _,
                    Operation.Upsert _,
                    Operation.Read _,
                    Operation.OfPresent _,
                    Operation.OfPast _,
                    Operation.Own _,
                    Operation.Expire _,
                    Operation.Erase _,
                    Operation.Lapse _ ->
                    safe(present, operation);
        };
    }

    /// A condition is asked of the entity as it is seen, the guard of the entity as it is. An
    /// entity that is hidden, or not meant, counts as not there.
    private Decision guarded(Optional<Entity> present, Guard guard, Operation operation) {
        if (operation instanceof Operation.Where(var query, var meant)) {
            var asked =
                    present.filter(entity ->
                            guard.sight()
                                    .of(entity)
                                    .filter(seen -> query.matches(seen, NONE))
                                    .isPresent());
            return guarded(asked, guard, meant);
        }
        var id = operation.entityId();
        var refusal = guard.before(present, operation);
        if (refusal.isPresent()) {
            return refuse(id, refusal.get());
        }
        var decision = decide(present, operation);
        return decision.changes().isEmpty()
                ? decision
                : after(present, id, decision)
                        .flatMap(after -> guard.after(present, after))
                        .map(why -> refuse(id, why))
                        .orElse(decision);
    }

    /// The entity as it would be.
    private Optional<Entity> after(Optional<Entity> present, String id, Decision decision) {
        var draft = present.map(Draft::of).orElseGet(() -> Draft.unborn(0, id, now));
        for (var what : decision.changes()) {
            draft.apply(new Change(0, 0, id, what, now, WOULD_BE));
        }
        return draft.entity();
    }

    private Decision safe(Optional<Entity> present, Operation operation) {
        var own = ownType(present, operation);
        if (own.isPresent()) {
            return refuse(
                    operation.entityId(),
                    Refusal.of(OWN_ENTITY, own.get().term(), own.get().door()));
        }
        return Safeguards.checked(present, Expiry.applied(decided(present, operation), now));
    }

    private Decision decided(Optional<Entity> present, Operation operation) {
        return switch (operation) {
            case Operation.Create(var id, var patch) ->
                    present.isEmpty()
                            ? create(id, patch)
                            : refuse(id, Refusal.of(ENTITY_EXISTS, id));
            case Operation.Upsert(var id, var patch, var replace) ->
                    present.map(entity -> upsert(entity, patch, replace))
                            .orElseGet(() -> create(id, patch));
            case Operation.Read(var id, var patch) ->
                    present.map(entity -> read(entity, patch)).orElseGet(() -> create(id, patch));
            case Operation.OfPresent ofPresent ->
                    present.map(entity -> change(entity, ofPresent))
                            .orElseGet(() -> unknown(operation.entityId()));
            case Operation.OfPast ofPast -> PastEdits.decided(present, ofPast, now);
            case Operation.Own(var id, var ruling) -> own(id, present, ruling);
            case Operation.Expire(var id) -> expire(id, present);
            case Operation.Erase(var id) -> erase(id, present);
            case Operation.Lapse(var id, var since) ->
                    present.filter(entity -> !entity.modifiedAt().isAfter(since))
                            .map(entity -> erase(id, Optional.of(entity)))
                            .orElseGet(() -> nothing(id));
            case Operation.Where(var _, var meant) -> decided(present, meant);
            case Operation.Guarded(var _, var meant) -> decided(present, meant);
        };
    }

    private Decision change(Entity entity, Operation.OfPresent operation) {
        return switch (operation) {
            case Operation.Append(var _, var patch, var overwrite) ->
                    append(entity, patch, overwrite);
            case Operation.Update(var _, var patch) ->
                    appended(entity, patch, true, EntityUpdate.Scopes.REPLACE_PRESENT);
            case Operation.Merge(var _, var patch, var terms) -> merge(entity, patch, terms);
            case Operation.Replace(var _, var patch) -> replace(entity, patch);
            case Operation.PartialUpdate(var _, var patch) -> partialUpdate(entity, patch);
            case Operation.ReplaceAttribute(var _, var patch) -> replaceAttribute(entity, patch);
            case Operation.DeleteAttribute delete -> deleteAttribute(entity, delete);
            case Operation.Reduce reduce -> reduce(entity, reduce);
            case Operation.Delete(var id) -> ended(id);
        };
    }

    /// Whether somebody else wants to write what is Wutong's own.
    private static Optional<OwnType> ownType(Optional<Entity> present, Operation operation) {
        var types =
                switch (operation) {
                    case Operation.Own _,
                            Operation.Expire _,
                            Operation.Lapse _,
                            Operation.Where _,
                            Operation.Guarded _ ->
                            List.<String>of();
                    // Alerts stand on nothing else; of cases and the clock there is a log.
                    case Operation.Erase _ ->
                            present.filter(entity -> !entity.hasType(OwnType.ALERT.iri()))
                                    .map(Entity::types)
                                    .orElse(List.of());
                    case Operation.Create(var _, var patch) -> patch.types();
                    case Operation.OfPast ofPast -> PastEdits.types(present, ofPast);
                    case Operation.Upsert(var _, var patch, var _) -> typesOf(present, patch);
                    case Operation.Read(var _, var patch) -> typesOf(present, patch);
                    case Operation.Append(var _, var patch, var _) -> typesOf(present, patch);
                    case Operation.Update(var _, var patch) -> typesOf(present, patch);
                    case Operation.Merge(var _, var patch, var _) -> typesOf(present, patch);
                    case Operation.Replace(var _, var patch) -> typesOf(present, patch);
                    case Operation.PartialUpdate _,
                            Operation.ReplaceAttribute _,
                            Operation.DeleteAttribute _,
                            Operation.Reduce _,
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
            case Ruling.Ruled.Afresh afresh ->
                    create(id, afresh.entity()).after(new Change.Erased(), afresh);
            case Ruling.Ruled.Nothing() -> nothing(id);
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
        var update = new EntityUpdate(entity, now);
        var types = patch.types().isEmpty() ? entity.types() : patch.types();
        var scopes = patch.scopes() == null ? List.<String>of() : patch.scopes();
        if (!types.equals(entity.types())
                || !scopes.equals(entity.scopes())
                || !Objects.equals(patch.expiresAt(), entity.expiresAt())) {
            update.become(types, scopes, patch.expiresAt());
        }
        for (var present : entity.attributes()) {
            if (!speaksOf(patch, present)) {
                update.drop(present);
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
        return appended(
                entity,
                patch,
                overwrite,
                overwrite ? EntityUpdate.Scopes.REPLACE : EntityUpdate.Scopes.ADD);
    }

    private Decision appended(
            Entity entity, EntityPatch patch, boolean overwrite, EntityUpdate.Scopes scopes) {
        var update = new EntityUpdate(entity, now);
        update.describe(patch, scopes);
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
        var update = new EntityUpdate(entity, now);
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

    private Decision merge(Entity entity, EntityPatch patch, MergeTerms terms) {
        var update = new EntityUpdate(entity, now);
        update.describe(patch, EntityUpdate.Scopes.REPLACE);
        for (var attribute : patch.attributes()) {
            var present = entity.attribute(attribute.name(), attribute.datasetId());
            if (attribute.deletes()) {
                present.ifPresent(_ -> update.unset(attribute));
                continue;
            }
            var fitted =
                    present.isPresent()
                            ? terms.fitted(present.get(), attribute)
                            : Optional.of(attribute);
            if (fitted.isEmpty()) {
                return refuse(entity.id(), otherKind(present.orElseThrow(), attribute));
            }
            var next =
                    present.isPresent()
                            ? Merge.merged(present.get(), fitted.get(), now)
                            : Merge.created(attribute, now);
            if (next.isEmpty()) {
                return refuse(entity.id(), Refusal.of(ATTRIBUTE_PARTIAL, attribute.name()));
            }
            update.set(next.get());
        }
        return update.decision();
    }

    private static Refusal otherKind(Attribute present, AttributePatch patch) {
        var asked = patch.kind() == null ? present.kind() : patch.kind();
        return Refusal.of(ATTRIBUTE_KIND, patch.name(), present.kind().term(), asked.term());
    }

    private Decision partialUpdate(Entity entity, AttributePatch patch) {
        var found = entity.attribute(patch.name(), patch.datasetId());
        if (found.isEmpty()) {
            return refuse(entity.id(), unknownAttribute(entity, patch));
        }
        var present = found.get();
        var update = new EntityUpdate(entity, now);
        if (patch.deletes()) {
            update.unset(patch);
            return update.decision();
        }
        if (patch.kind() != null && patch.kind() != present.kind()) {
            return refuse(entity.id(), otherKind(present, patch));
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
        var update = new EntityUpdate(entity, now);
        update.set(patch);
        return update.decision();
    }

    private Decision deleteAttribute(Entity entity, Operation.DeleteAttribute delete) {
        var update = new EntityUpdate(entity, now);
        if (delete.name().equals(Entity.SCOPE) && !entity.scopes().isEmpty()) {
            update.unscope();
            return update.decision();
        }
        var doomed =
                delete.all()
                        ? entity.instances(delete.name())
                        : entity.attribute(delete.name(), delete.datasetId()).stream().toList();
        doomed.forEach(update::unset);
        return doomed.isEmpty()
                ? refuse(
                        entity.id(),
                        unknownAttribute(
                                entity, AttributePatch.deletion(delete.name(), delete.datasetId())))
                : update.decision();
    }

    private Decision reduce(Entity entity, Operation.Reduce reduce) {
        var update = new EntityUpdate(entity, now);
        for (var attribute : entity.attributes()) {
            if (reduce.names().contains(attribute.name()) != reduce.keeps()) {
                update.unset(attribute);
            }
        }
        return update.decision();
    }

    private Decision expire(String id, Optional<Entity> present) {
        var due = present.map(entity -> Expiry.due(entity, now)).orElse(List.of());
        return new Decision(due, new Outcome.Updated(id, List.of(), List.of()));
    }

    /// One that is there no more comes to be for a moment, so that its end has a number.
    private static Decision erase(String id, Optional<Entity> present) {
        var changes = new ArrayList<Change.What>();
        if (present.isEmpty()) {
            changes.add(new Change.Created(List.of(), List.of(), null));
        }
        changes.add(new Change.Erased());
        return new Decision(changes, new Outcome.Deleted(id));
    }

    private static Decision nothing(String id) {
        return new Decision(List.of(), new Outcome.Updated(id, List.of(), List.of()));
    }

    private static Decision ended(String id) {
        return new Decision(List.of(new Change.Ended()), new Outcome.Deleted(id));
    }

    private static Decision unknown(String id) {
        return refuse(id, Refusal.of(ENTITY_UNKNOWN, id));
    }

    static Refusal unknownAttribute(Entity entity, AttributePatch patch) {
        var dataset = patch.datasetId() == null ? "@none" : patch.datasetId();
        return Refusal.of(ATTRIBUTE_UNKNOWN, entity.id(), patch.name(), dataset);
    }

    static Decision refuse(String id, Refusal refusal) {
        return Decision.refused(new Outcome.Refused(id, refusal));
    }
}
