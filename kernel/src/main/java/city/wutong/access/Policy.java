package city.wutong.access;

import static city.wutong.access.Permission.ACKNOWLEDGE_ALERTS;
import static city.wutong.access.Permission.LIFT_MASKS;
import static city.wutong.access.Permission.OPEN_CASES;
import static city.wutong.access.Permission.READ_CASES;
import static city.wutong.access.Permission.READ_CONTEXT;
import static city.wutong.access.Permission.READ_INDICES;
import static city.wutong.access.Permission.SET_CITY_CLOCK;
import static city.wutong.access.Permission.WORK_ON_CASES;
import static java.util.stream.Collectors.toUnmodifiableSet;

import city.wutong.cases.CaseRights;
import city.wutong.context.Guard;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.query.Sight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The one policy: what rights mean for the entities of a tenant. Whoever holds no role for
/// something may not; there is no other rule.
///
/// @param areas as they are now
public record Policy(Marks marks, Supplier<Areas> areas) {
    /// A policy without marks and areas.
    public static final Policy PLAIN = new Policy(Marks.NONE, () -> Areas.NONE);

    /// What they see.
    ///
    /// @param lifted whether they have stated a purpose for which masks are lifted, where a role of
    ///   theirs lets them
    /// @param entities as they are
    public Sight sight(Rights rights, boolean lifted, LinkedEntities entities) {
        if (rights.isFull()) {
            return Sight.EVERYTHING;
        }
        var whereabouts = whereabouts(entities);
        var holdings = rights.by(READ_CONTEXT);
        return new RightsSight(
                whereabouts,
                Reach.reading(holdings, whereabouts),
                Reach.reading(lifted ? rights.by(LIFT_MASKS) : List.of(), whereabouts),
                holdings.stream()
                        .map(held -> held.role().clear())
                        .min(Sensitivity::compareTo)
                        .orElse(Sensitivity.OPEN));
    }

    /// What they may change by that permission.
    ///
    /// @param sight what they see
    /// @param entities as they are
    public Guard guard(Rights rights, Permission permission, Sight sight, LinkedEntities entities) {
        if (rights.isFull()) {
            return Guard.NONE;
        }
        var whereabouts = whereabouts(entities);
        return new RightsGuard(
                sight,
                Reach.writing(rights.by(permission), whereabouts),
                Reach.ofSubjects(rights.by(ACKNOWLEDGE_ALERTS), whereabouts),
                rights.allow(SET_CITY_CLOCK));
    }

    /// What they may see and do of cases.
    ///
    /// @param entities as they are
    public CaseRights cases(Rights rights, LinkedEntities entities) {
        if (rights.isFull()) {
            return CaseRights.FULL;
        }
        var whereabouts = whereabouts(entities);
        return new RightsOverCases(
                whereabouts,
                Reach.ofSubjects(rights.by(READ_CASES), whereabouts),
                Reach.ofSubjects(rights.by(WORK_ON_CASES), whereabouts),
                Reach.ofSubjects(rights.by(OPEN_CASES), whereabouts));
    }

    /// Whether they may see every row behind an index: indices count all entities of all areas.
    public boolean showsAllRows(Rights rights) {
        return rights.by(READ_INDICES).stream()
                .anyMatch(held ->
                        held.isEverywhere()
                                && held.role().reads().every()
                                && held.role().clear() == Sensitivity.SENSITIVE);
    }

    /// What those see who count by SQL: everything, but what is personal is masked or left out.
    ///
    /// @param entities as they are
    public Sight analysts(LinkedEntities entities) {
        var whereabouts = whereabouts(entities);
        var held = new Holding(BuiltInRoles.LEADER, Holding.EVERY, Holding.EVERY, Optional.empty());
        return new RightsSight(
                whereabouts,
                Reach.reading(List.of(held), whereabouts),
                Reach.reading(List.of(), whereabouts),
                BuiltInRoles.LEADER.clear());
    }

    /// The codes of the area that something lies in and of all that this one lies in; empty of what
    /// lies in none.
    ///
    /// @param entities as they are
    public Set<String> areasOf(Entity entity, LinkedEntities entities) {
        var known = areas.get();
        return whereabouts(entities)
                .areaOf(entity)
                .flatMap(known::of)
                .map(area -> known.path(area).stream().map(Area::code).collect(toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private Whereabouts whereabouts(LinkedEntities entities) {
        return new Whereabouts(marks, areas.get(), entities);
    }
}
