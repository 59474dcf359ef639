package city.wutong.access;

import city.wutong.context.ContextReason;
import city.wutong.context.Guard;
import city.wutong.context.Operation;
import city.wutong.context.OwnType;
import city.wutong.context.PastEdits;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.query.Sight;
import city.wutong.refusal.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What the holder of roles may change.
///
/// # Theory
///
/// What they do not see is not there for them. (That an id is taken cannot be kept from who wants
/// to create an entity with it.) What they see they may change where a role lets them, before and
/// after: nobody moves an entity out of or into an area, or gives or takes it a type, that they
/// hold no role for. Nobody replaces what they do not see as it is, because what was hidden would
/// be gone; and whether a hidden attribute is there is not told by whether it can be changed.
///
/// @param writing for what they hold a role that lets them change entities
/// @param acknowledging for what they hold a role that lets them acknowledge alerts
/// @param setsClock whether they may set the city clock
record RightsGuard(Sight sight, Reach writing, Reach acknowledging, boolean setsClock)
        implements Guard {
    @Override
    public Optional<Refusal> before(Optional<Entity> present, Operation operation) {
        if (operation instanceof Operation.OfPast ofPast) {
            return ofPast(present, ofPast);
        }
        if (present.isEmpty()) {
            return operation instanceof Operation.Erase(var id)
                    ? refused(id) // of what is gone nobody knows where it was
                    : Optional.empty();
        }
        var entity = present.get();
        return switch (operation) {
            case Operation.Create _ -> Optional.empty(); // what is there is in the way
            case Operation.Own _ -> ofOwn(entity);
            case Operation.Expire(var id) -> refused(id); // only time asks for it
            case Operation.Lapse(var id, var _) -> refused(id);
            case Operation.Erase _ ->
                    hidden(entity, ContextReason.ENTITY_UNKNOWN).or(() -> notWritable(entity));
            case Operation.Where _, Operation.Guarded _, Operation.OfPast _ ->
                    Optional.empty(); // asked of what is in it
            case Operation.Upsert(var id, var patch, var replace) ->
                    hidden(entity, ContextReason.ENTITY_EXISTS)
                            .or(() -> notWritable(entity))
                            .or(() ->
                                    replace
                                            ? notWhole(entity)
                                            : notClear(entity, names(patch.attributes())));
            case Operation.Read(var id, var patch) ->
                    hidden(entity, ContextReason.ENTITY_EXISTS)
                            .or(() -> notWritable(entity))
                            .or(() -> notClear(entity, names(patch.attributes())));
            case Operation.OfPresent change ->
                    hidden(entity, ContextReason.ENTITY_UNKNOWN)
                            .or(() -> notWritable(entity))
                            .or(() -> unclear(entity, change));
        };
    }

    /// Of an entity that is there, its past is changed by who may change it; of one that is not, by
    /// who might make it what the past says it was.
    private Optional<Refusal> ofPast(Optional<Entity> present, Operation.OfPast operation) {
        var names = PastEdits.names(operation);
        if (present.isEmpty()) {
            var then = PastEdits.asEntity(operation);
            return writing.includes(then)
                            && then.types().stream()
                                    .allMatch(type -> writing.includesType(type, then))
                    ? names.stream()
                            .filter(name -> !sight.isClear(then, name))
                            .findFirst()
                            .map(name -> Refusal.of(AccessReason.ATTRIBUTE_NOT_CLEAR, name))
                    : refused(operation.entityId());
        }
        var entity = present.get();
        return hidden(entity, ContextReason.ENTITY_UNKNOWN)
                .or(() -> notWritable(entity))
                .or(() ->
                        names.isEmpty() && operation instanceof Operation.Strike
                                ? notWhole(entity)
                                : notClear(entity, names));
    }

    private Optional<Refusal> hidden(Entity entity, ContextReason reason) {
        return sight.of(entity).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(reason, entity.id()));
    }

    private Optional<Refusal> notWritable(Entity entity) {
        return writing.includes(entity) ? Optional.empty() : refused(entity.id());
    }

    private static Optional<Refusal> refused(String id) {
        return Optional.of(Refusal.of(AccessReason.NOT_WRITABLE, id));
    }

    private Optional<Refusal> unclear(Entity entity, Operation.OfPresent operation) {
        return switch (operation) {
            case Operation.Append(var _, var patch, var _) ->
                    notClear(entity, names(patch.attributes()));
            case Operation.Update(var _, var patch) -> notClear(entity, names(patch.attributes()));
            case Operation.Merge(var _, var patch, var _) ->
                    notClear(entity, names(patch.attributes()));
            case Operation.Replace _ -> notWhole(entity);
            case Operation.PartialUpdate(var _, var patch) ->
                    notClear(entity, List.of(patch.name()));
            case Operation.ReplaceAttribute(var _, var patch) ->
                    notClear(entity, List.of(patch.name()));
            case Operation.DeleteAttribute(var _, var name, var _, var _) ->
                    notClear(entity, List.of(name));
            case Operation.Reduce(var _, var names, var keeps) ->
                    keeps ? notWhole(entity) : notClear(entity, names);
            case Operation.Delete _ -> Optional.empty();
        };
    }

    private static List<String> names(List<AttributePatch> patches) {
        return patches.stream().map(AttributePatch::name).toList();
    }

    private Optional<Refusal> notWhole(Entity entity) {
        return sight.of(entity).filter(seen -> seen.equals(entity)).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(AccessReason.NOT_CLEAR, entity.id()));
    }

    private Optional<Refusal> notClear(Entity entity, Collection<String> names) {
        return names.stream()
                .filter(name -> !isClear(entity, name))
                .findFirst()
                .map(name -> Refusal.of(AccessReason.ATTRIBUTE_NOT_CLEAR, name));
    }

    /// Whether it is seen as it is, with all that is in it.
    private boolean isClear(Entity entity, String name) {
        return sight.isClear(entity, name)
                && entity.instances(name).stream()
                        .allMatch(instance ->
                                sight.attribute(entity, instance)
                                        .filter(seen -> seen.equals(instance))
                                        .isPresent());
    }

    /// Who acts on a case is checked where that is decided.
    private Optional<Refusal> ofOwn(Entity entity) {
        if (!entity.hasType(OwnType.ALERT.iri())) {
            return Optional.empty();
        }
        return hidden(entity, ContextReason.ENTITY_UNKNOWN)
                .or(() -> acknowledging.includes(entity) ? Optional.empty() : refused(entity.id()));
    }

    @Override
    public Optional<Refusal> after(Optional<Entity> present, Entity after) {
        for (var own : OwnType.values()) {
            if (after.hasType(own.iri())) {
                return own == OwnType.CITY_CLOCK && !setsClock
                        ? notMovable(after)
                        : Optional.empty(); // checked before, or in the ruling
            }
        }
        var before = present.map(Entity::types).orElse(List.of());
        boolean isAllowed =
                writing.includes(after)
                        && after.types().stream()
                                .filter(type -> !before.contains(type))
                                .allMatch(type -> writing.includesType(type, after))
                        && before.stream()
                                .filter(type -> !after.hasType(type))
                                .allMatch(type ->
                                        present.filter(was -> writing.includesType(type, was))
                                                .isPresent());
        return isAllowed ? Optional.empty() : notMovable(after);
    }

    private static Optional<Refusal> notMovable(Entity after) {
        return Optional.of(Refusal.of(AccessReason.NOT_MOVABLE, after.id()));
    }
}
