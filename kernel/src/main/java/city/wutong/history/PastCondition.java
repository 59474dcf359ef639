package city.wutong.history;

import static city.wutong.entity.LinkedEntities.NONE;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.query.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A condition asked of an entity's past (clause 5.7.4.4): each of its terms is met by some
/// instance in the time of the query. The instances come one by one, and none is kept.
final class PastCondition {
    private static final List<String> ANY_TYPE = List.of("urn:any");

    private final @Nullable Condition condition;
    private final Map<Condition, Boolean> met = new HashMap<>();

    PastCondition(@Nullable Condition condition) {
        this.condition = condition;
        if (condition != null) {
            gather(condition);
        }
    }

    private void gather(Condition part) {
        switch (part) {
            case Condition.And(var parts) -> parts.forEach(this::gather);
            case Condition.Or(var parts) -> parts.forEach(this::gather);
            case Condition.Absent _, Condition.Linked _, Condition.Term _ -> met.put(part, false);
        }
    }

    void take(Attribute attribute) {
        if (met.isEmpty()) {
            return;
        }
        var then =
                new Entity(
                        0,
                        "urn:any",
                        ANY_TYPE,
                        List.of(),
                        List.of(attribute),
                        attribute.createdAt(),
                        attribute.modifiedAt(),
                        null,
                        0);
        met.replaceAll((term, before) -> before || isMet(term, then));
    }

    /// Of what must be absent it is noted whether it was there.
    private static boolean isMet(Condition term, Entity then) {
        return term instanceof Condition.Absent
                ? !term.matches(then, NONE)
                : term.matches(then, NONE);
    }

    boolean holds() {
        return condition == null || holds(condition);
    }

    private boolean holds(Condition part) {
        return switch (part) {
            case Condition.And(var parts) -> parts.stream().allMatch(this::holds);
            case Condition.Or(var parts) -> parts.stream().anyMatch(this::holds);
            case Condition.Absent _ -> !met.getOrDefault(part, false);
            case Condition.Linked _, Condition.Term _ -> met.getOrDefault(part, false);
        };
    }
}
