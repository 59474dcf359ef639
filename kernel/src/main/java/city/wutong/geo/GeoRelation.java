package city.wutong.geo;

import java.util.Locale;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;

/// How an entity's geometry must lie to the reference geometry of a geo-query: clause 4.10.
///
/// `near` is measured on the sphere ([GreatCircle]); the topological relations are those of OGC
/// Simple Features on longitude and latitude as plane coordinates, as RFC 7946 draws its lines.
public sealed interface GeoRelation {

    /// `near;maxDistance==metres`.
    record Near(double maxDistance) implements GeoRelation {
        public Near {
            checkDistance(maxDistance);
        }

        @Override
        public Predicate<Geometry> to(Geometry reference) {
            var metres = GreatCircle.distanceFrom(reference);
            return target -> metres.applyAsDouble(target) <= maxDistance;
        }

        @Override
        public String text() {
            return "near;maxDistance==" + maxDistance;
        }
    }

    /// `near;minDistance==metres`: farther than that.
    record Beyond(double minDistance) implements GeoRelation {
        public Beyond {
            checkDistance(minDistance);
        }

        @Override
        public Predicate<Geometry> to(Geometry reference) {
            var metres = GreatCircle.distanceFrom(reference);
            return target -> metres.applyAsDouble(target) > minDistance;
        }

        @Override
        public String text() {
            return "near;minDistance==" + minDistance;
        }
    }

    /// The relations of sets of points; the entity's geometry is the subject of each.
    enum Topological implements GeoRelation {
        WITHIN,
        CONTAINS,
        INTERSECTS,
        OVERLAPS,
        DISJOINT,
        EQUALS;

        @Override
        public Predicate<Geometry> to(Geometry reference) {
            var area = GeoJson.sound(reference);
            return target -> holds(GeoJson.sound(target), area);
        }

        private boolean holds(Geometry target, Geometry reference) {
            var predicate =
                    switch (this) {
                        case WITHIN -> RelatePredicate.within();
                        case CONTAINS -> RelatePredicate.contains();
                        case INTERSECTS -> RelatePredicate.intersects();
                        case OVERLAPS -> RelatePredicate.overlaps();
                        case DISJOINT -> RelatePredicate.disjoint();
                        case EQUALS -> RelatePredicate.equalsTopo();
                    };
            return RelateNG.relate(target, reference, predicate);
        }

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A test for geometries that stand in this relation to the reference.
    Predicate<Geometry> to(Geometry reference);

    /// The value of the parameter `georel`.
    String text();

    private static void checkDistance(double metres) {
        if (!(metres > 0) || Double.isInfinite(metres)) {
            throw new IllegalArgumentException("a distance is more than 0 and finite");
        }
    }
}
