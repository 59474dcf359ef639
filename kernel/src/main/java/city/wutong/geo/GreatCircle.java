package city.wutong.geo;

import java.util.function.ToDoubleFunction;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;

/// Distances in metres on a sphere with the Earth's mean radius.
///
/// The error against the WGS 84 ellipsoid is at most 0.56 % (largest along meridians near the poles
/// and near the equator; about 0.1 to 0.3 % in China). Lines and edges are drawn as GeoJSON draws
/// them, straight in longitude and latitude, in steps of at most 0.1° that are great circles each:
/// these keep within 1.3 m of them. Longitude 180 and -180 are one meridian, and at a pole every
/// longitude is one place. The distance to an area is 0 inside of it.
public final class GreatCircle {
    /// The mean radius of the Earth (IUGG).
    public static final double EARTH_RADIUS_M = 6_371_008.8;

    private GreatCircle() {}

    /// The distance between two points given in degrees.
    public static double distance(
            double longitude1, double latitude1, double longitude2, double latitude2) {
        double phi1 = Math.toRadians(latitude1);
        double phi2 = Math.toRadians(latitude2);
        double halfLat = Math.sin((phi2 - phi1) / 2);
        double halfLon = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
        double h = halfLat * halfLat + Math.cos(phi1) * Math.cos(phi2) * halfLon * halfLon;
        return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    /// The shortest distance between two geometries.
    public static double distance(Geometry one, Geometry other) {
        return distance(Arcs.of(one), Arcs.of(other));
    }

    /// The shortest distance from a geometry to others; between points without more ado.
    static ToDoubleFunction<Geometry> distanceFrom(Geometry reference) {
        var arcs = Arcs.of(reference);
        if (!(reference instanceof Point from)) {
            return other -> distance(arcs, Arcs.of(other));
        }
        return other ->
                other instanceof Point to
                        ? distance(from.getX(), from.getY(), to.getX(), to.getY())
                        : distance(arcs, Arcs.of(other));
    }

    static double distance(Arcs one, Arcs other) {
        if (inside(one.area(), other.area())) {
            return 0;
        }
        return one.angleTo(other) * EARTH_RADIUS_M;
    }

    private static boolean inside(Geometry one, Geometry other) {
        return (one instanceof Polygonal || other instanceof Polygonal)
                && RelateNG.relate(one, other, RelatePredicate.intersects());
    }
}
