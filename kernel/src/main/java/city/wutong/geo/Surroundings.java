package city.wutong.geo;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/// Boxes of longitude and latitude that hold every place within some distance of a box.
final class Surroundings {
    /// A step of a line bulges by up to 1.3 m out of its box; this is 11 m and more.
    private static final double MARGIN_DEGREES = 1e-4;

    private Surroundings() {}

    /// One box, two where it reaches over the antimeridian, and nothing when it holds a pole or
    /// goes round the Earth.
    static Optional<List<Envelope>> of(Envelope box, double metres) {
        double angle = metres / GreatCircle.EARTH_RADIUS_M;
        double up = Math.toDegrees(angle) + MARGIN_DEGREES;
        double south = box.getMinY() - up;
        double north = box.getMaxY() + up;
        if (south <= -90 || north >= 90) {
            return Optional.empty();
        }
        double highest = Math.toRadians(Math.max(-box.getMinY(), box.getMaxY()));
        double reach = Math.sin(angle) / Math.cos(highest);
        if (reach >= 1) {
            return Optional.empty();
        }
        double aside = Math.toDegrees(Math.asin(reach)) + margin(highest);
        return split(box.getMinX() - aside, box.getMaxX() + aside, south, north);
    }

    private static double margin(double latitude) {
        return MARGIN_DEGREES / Math.cos(latitude);
    }

    private static Optional<List<Envelope>> split(
            double west, double east, double south, double north) {
        if (east - west >= 360) {
            return Optional.empty();
        }
        if (west < -180) {
            return Optional.of(
                    List.of(
                            new Envelope(-180, east, south, north),
                            new Envelope(west + 360, 180, south, north)));
        }
        if (east > 180) {
            return Optional.of(
                    List.of(
                            new Envelope(west, 180, south, north),
                            new Envelope(-180, east - 360, south, north)));
        }
        return Optional.of(List.of(new Envelope(west, east, south, north)));
    }
}
