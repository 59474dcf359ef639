package city.wutong.context;

import static city.wutong.context.ContextReason.TOO_MANY_ATTRIBUTES;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.geo.GeoJson;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.Optional;

/// What no operation may do, whatever it is: the last look at a decision.
final class Safeguards {
    /// Attribute instances that one entity may hold.
    static final int MOST_INSTANCES = 2_000;

    private Safeguards() {}

    /// The decision, or its refusal.
    static Decision checked(Optional<Entity> present, Decision decision) {
        return placed(present, withinLimit(present, decision));
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
                : Decider.refuse(
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
            case Change.Created _,
                    Change.Described _,
                    Change.Late _,
                    Change.Edited _,
                    Change.Ended _,
                    Change.Erased _,
                    Change.Blank _ ->
                    0;
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
                    return Decider.refuse(decision.outcome().entityId(), e.refusal());
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
}
