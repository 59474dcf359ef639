package city.wutong.geo;

import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Puntal;

/// A geometry on the unit sphere: its points, lines and edges as short arcs of great circles.
///
/// An arc stands in ten numbers of one array: its two ends, its middle (three each) and half its
/// angle. The middle gives a cheap lower bound, so that most pairs of arcs are passed over without
/// trigonometry. A point is an arc whose ends are one.
final class Arcs {
    /// A straight line in longitude and latitude is followed in steps no longer than this, so long
    /// as that makes no more than [#MOST_STEPS] of them.
    private static final double STEP_DEGREES = 0.1;

    private static final int MOST_STEPS = 50_000;
    private static final int WIDTH = 10;
    private static final int MIDDLE = 6;
    private static final int HALF = 9;

    private final Geometry area;
    private final double step;
    private double[] arcs = new double[WIDTH];
    private int size;

    private Arcs(Geometry geometry) {
        this.area = GeoJson.sound(geometry);
        this.step = Math.max(STEP_DEGREES, 2 * geometry.getLength() / MOST_STEPS);
    }

    static Arcs of(Geometry geometry) {
        var arcs = new Arcs(geometry);
        if (geometry instanceof Puntal) {
            geometry.apply(
                    (CoordinateFilter) place -> arcs.add(place.x, place.y, place.x, place.y));
        } else {
            geometry.apply(
                    (GeometryComponentFilter)
                            part -> {
                                if (part instanceof LineString line) {
                                    arcs.follow(line.getCoordinates());
                                }
                            });
        }
        return arcs;
    }

    /// What it encloses, as a set of points; its arcs are those of the rings as they are drawn.
    Geometry area() {
        return area;
    }

    /// The smallest angle between a point of these and a point of those, in radians.
    double angleTo(Arcs other) {
        double best = Math.PI;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < other.size && best > 0; j++) {
                if (atLeast(i * WIDTH, other, j * WIDTH) < best) {
                    best = Math.min(best, angle(i * WIDTH, other, j * WIDTH));
                }
            }
        }
        return best;
    }

    private void follow(Coordinate[] line) {
        for (int i = 1; i < line.length; i++) {
            follow(line[i - 1], line[i]);
        }
    }

    private void follow(Coordinate from, Coordinate to) {
        double dx = to.x - from.x;
        double dy = to.y - from.y;
        int steps = Math.max(1, (int) Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / step));
        for (int i = 0; i < steps; i++) {
            double begin = (double) i / steps;
            double end = (double) (i + 1) / steps;
            add(from.x + dx * begin, from.y + dy * begin, from.x + dx * end, from.y + dy * end);
        }
    }

    private void add(double fromX, double fromY, double toX, double toY) {
        int at = size++ * WIDTH;
        if (at == arcs.length) {
            arcs = Arrays.copyOf(arcs, arcs.length * 2);
        }
        put(at, fromX, fromY);
        put(at + 3, toX, toY);
        put(at + MIDDLE, (fromX + toX) / 2, (fromY + toY) / 2);
        arcs[at + HALF] =
                Math.max(
                        Sphere.angle(arcs, at, arcs, at + MIDDLE),
                        Sphere.angle(arcs, at + 3, arcs, at + MIDDLE));
    }

    private void put(int at, double longitude, double latitude) {
        double lambda = Math.toRadians(longitude);
        double phi = Math.toRadians(latitude);
        arcs[at] = Math.cos(phi) * Math.cos(lambda);
        arcs[at + 1] = Math.cos(phi) * Math.sin(lambda);
        arcs[at + 2] = Math.sin(phi);
    }

    /// No point of the one arc is nearer to the other than this: a chord is shorter than its arc.
    private double atLeast(int i, Arcs other, int j) {
        return Sphere.chord(arcs, i + MIDDLE, other.arcs, j + MIDDLE)
                - arcs[i + HALF]
                - other.arcs[j + HALF];
    }

    private double angle(int i, Arcs other, int j) {
        if (Sphere.cross(arcs, i, other.arcs, j)) {
            return 0;
        }
        double mine =
                Math.min(
                        Sphere.angleToArc(arcs, i, other.arcs, j),
                        Sphere.angleToArc(arcs, i + 3, other.arcs, j));
        double theirs =
                Math.min(
                        Sphere.angleToArc(other.arcs, j, arcs, i),
                        Sphere.angleToArc(other.arcs, j + 3, arcs, i));
        return Math.min(mine, theirs);
    }
}
