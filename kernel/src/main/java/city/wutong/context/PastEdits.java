package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.AttributePatch.Member;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides edits of the past (ETSI GS CIM 009 V1.9.1 clauses 5.6.11 to 5.6.16). Whether there is
/// such a past, such an attribute and such an instance is known before: it stands in the history,
/// which the writer never reads.
public final class PastEdits {
    private PastEdits() {}

    static Decision decided(Optional<Entity> present, Operation.OfPast operation, Instant now) {
        return switch (operation) {
            case Operation.Remember more -> remember(present, more, now);
            case Operation.Amend(var id, var _, var instance, var patch) ->
                    instance(patch, now)
                            .map(attribute ->
                                    edited(id, List.of(new Change.Amended(instance, attribute))))
                            .orElseGet(() -> partial(id, patch));
            case Operation.Strike(var id, var _, var edit) -> edited(id, List.of(edit));
        };
    }

    private static Decision remember(
            Optional<Entity> present, Operation.Remember operation, Instant now) {
        var id = operation.entityId();
        var known = operation.known();
        var edits = new ArrayList<Change.Edit>();
        var types = new LinkedHashSet<>(present.map(Entity::types).orElse(known.types()));
        boolean begins = present.isEmpty() && known.number() == 0;
        if (types.addAll(operation.entity().types()) || begins) {
            edits.add(new Change.Typed(List.copyOf(types), begins));
        }
        var scopes = operation.entity().scopes();
        if (scopes != null && !scopes.isEmpty()) {
            edits.add(new Change.Recorded(scope(scopes, now)));
        }
        for (var patch : operation.entity().attributes()) {
            var attribute = instance(patch, now);
            if (attribute.isEmpty()) {
                return partial(id, patch);
            }
            edits.add(new Change.Recorded(attribute.get()));
        }
        var decision = edited(id, edits);
        return known.number() == 0 && present.isEmpty()
                ? new Decision(decision.changes(), new Outcome.Created(id))
                : decision;
    }

    /// A scope of which nobody says since when it holds, holds as long as the entity is known.
    private static Attribute scope(List<String> scopes, Instant now) {
        return new AttributePatch(
                        Entity.SCOPE,
                        null,
                        AttributeKind.PROPERTY,
                        Json.array(scopes.stream().map(Json::of).toList()),
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of())
                .instance(now, now);
    }

    /// What a patch says, whole; NGSI-LD Null as its content is kept as that.
    private static Optional<Attribute> instance(AttributePatch patch, Instant now) {
        var kind = patch.kind();
        if (kind != null && patch.removed().equals(Set.of(Member.CONTENT))) {
            return Optional.of(
                    new AttributePatch(
                                    patch.name(),
                                    patch.datasetId(),
                                    kind,
                                    AttributePatch.nullOf(kind),
                                    patch.observedAt(),
                                    patch.unitCode(),
                                    patch.objectTypes(),
                                    patch.expiresAt(),
                                    Set.of(),
                                    patch.attributes())
                            .instance(now, now));
        }
        return patch.isWhole() ? Optional.of(patch.instance(now, now)) : Optional.empty();
    }

    private static Decision edited(String id, List<? extends Change.Edit> edits) {
        var changes = edits.stream().<Change.What>map(Change.Edited::new).toList();
        return new Decision(changes, new Outcome.Updated(id, List.of(), List.of()));
    }

    private static Decision partial(String id, AttributePatch patch) {
        return Decider.refuse(id, Refusal.of(ContextReason.ATTRIBUTE_PARTIAL, patch.name()));
    }

    /// All types that the entity is said to have, or to have had.
    public static List<String> types(Optional<Entity> present, Operation.OfPast operation) {
        var types = new LinkedHashSet<>(present.map(Entity::types).orElse(List.of()));
        types.addAll(operation.known().types());
        if (operation instanceof Operation.Remember(var _, var _, var entity)) {
            types.addAll(entity.types());
        }
        return List.copyOf(types);
    }

    /// The expanded names of the attributes whose past it touches; none when it touches all.
    public static Set<String> names(Operation.OfPast operation) {
        return switch (operation) {
            case Operation.Remember(var _, var _, var entity) -> {
                var names = new LinkedHashSet<String>();
                entity.attributes().forEach(each -> names.add(each.name()));
                names.remove(Entity.SCOPE);
                yield names;
            }
            case Operation.Amend(var _, var _, var _, var attribute) -> Set.of(attribute.name());
            case Operation.Strike(var _, var _, var edit) ->
                    switch (edit) {
                        case Change.Removed(var _, var attribute) -> Set.of(attribute);
                        case Change.Cleared(var attribute, var _, var _) -> Set.of(attribute);
                        case Change.Recorded _,
                                Change.Amended _,
                                Change.Typed _,
                                Change.Forgotten _ ->
                                Set.of();
                    };
        };
    }

    /// An entity that is not there as an edit of its past says it was, by which is decided who may.
    public static Entity asEntity(Operation.OfPast operation) {
        var instances = new ArrayList<Attribute>();
        if (operation instanceof Operation.Remember(var _, var _, var entity)) {
            entity.attributes()
                    .forEach(each -> instance(each, Instant.EPOCH).ifPresent(instances::add));
        }
        return new Entity(
                0,
                operation.entityId(),
                types(Optional.empty(), operation),
                List.of(),
                instances,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                0);
    }
}
