package city.wutong.access;

import city.wutong.context.OwnType;
import city.wutong.entity.Entity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which entities a permission is for: those of the types and areas of the holdings that open it.
///
/// Of several types of an entity one is enough. An alert or a case is besides only for who may see
/// entities of the types of its subject; when that is gone, for who may see all types.
final class Reach {
    private final Holding[] holdings;
    private final Function<Role, TypeScope> scope;
    private final Whereabouts whereabouts;
    private final boolean isOfSubjects;

    private Reach(
            List<Holding> holdings,
            Function<Role, TypeScope> scope,
            Whereabouts whereabouts,
            boolean isOfSubjects) {
        this.holdings = holdings.toArray(Holding[]::new);
        this.scope = scope;
        this.whereabouts = whereabouts;
        this.isOfSubjects = isOfSubjects;
    }

    /// Of a permission to see.
    static Reach reading(List<Holding> holdings, Whereabouts whereabouts) {
        return new Reach(holdings, Role::reads, whereabouts, false);
    }

    /// Of a permission to change.
    static Reach writing(List<Holding> holdings, Whereabouts whereabouts) {
        return new Reach(holdings, Role::writes, whereabouts, false);
    }

    /// Of a permission on cases and alerts, which follow their subjects: their own type need not be
    /// named.
    static Reach ofSubjects(List<Holding> holdings, Whereabouts whereabouts) {
        return new Reach(holdings, Role::reads, whereabouts, true);
    }

    /// The same for entities that lie elsewhere.
    Reach by(Whereabouts others) {
        return new Reach(List.of(holdings), scope, others, isOfSubjects);
    }

    boolean includes(Entity entity) {
        return best(entity, Sensitivity.OPEN).isPresent();
    }

    /// As [#includes], by the holdings of that role only.
    boolean includes(Entity entity, String role) {
        var asked = new Asked(entity);
        for (var held : holdings) {
            if (held.role().id().equals(role) && asked.isMeant(held)) {
                return true;
            }
        }
        return false;
    }

    /// Whether one of the holdings names this type for where that entity lies.
    boolean includesType(String type, Entity entity) {
        var asked = new Asked(entity);
        for (var held : holdings) {
            if (scope.apply(held.role()).includes(List.of(type)) && asked.isPlaced(held)) {
                return true;
            }
        }
        return false;
    }

    /// Up to which sensitivity the entity is seen as it is: the highest of all holdings that
    /// include it. Empty when none does.
    Optional<Sensitivity> clear(Entity entity) {
        return best(entity, Sensitivity.SENSITIVE);
    }

    /// Looks no further once it has found that much.
    private Optional<Sensitivity> best(Entity entity, Sensitivity enough) {
        var asked = new Asked(entity);
        Optional<Sensitivity> best = Optional.empty();
        for (var held : holdings) {
            var clear = held.role().clear();
            if ((best.isEmpty() || clear.compareTo(best.get()) > 0) && asked.isMeant(held)) {
                best = Optional.of(clear);
                if (clear.compareTo(enough) >= 0) {
                    return best;
                }
            }
        }
        return best;
    }

    /// An entity while the holdings are gone through; where it lies is looked up at most once.
    private final class Asked {
        private final Entity entity;
        private final Optional<OwnType> own;
        private Optional<String> area = Optional.empty();
        private Optional<Entity> subject = Optional.empty();
        private boolean isLocated;
        private boolean hasSubject;

        Asked(Entity entity) {
            this.entity = entity;
            this.own = Whereabouts.own(entity);
        }

        boolean isMeant(Holding held) {
            var types = scope.apply(held.role());
            boolean isOfType =
                    types.every()
                            || (own.isEmpty() ? types.includes(entity.types()) : isAbout(types));
            return isOfType && isPlaced(held);
        }

        private boolean isAbout(TypeScope types) {
            if (!hasSubject) {
                subject = whereabouts.subjectOf(entity);
                hasSubject = true;
            }
            return (isOfSubjects || types.includes(entity.types()))
                    && subject.filter(about -> types.includes(about.types())).isPresent();
        }

        boolean isPlaced(Holding held) {
            if (held.isEverywhere()) {
                return true;
            }
            if (!isLocated) {
                area = whereabouts.areaOf(entity);
                isLocated = true;
            }
            return area.isPresent() && whereabouts.isWithin(area.get(), held.area());
        }
    }
}
