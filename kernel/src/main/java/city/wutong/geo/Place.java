package city.wutong.geo;

import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/// A place from which other things are looked at: whether they lie in it, and how far away they
/// are. What that needs is prepared when it is made. WGS 84; safe for many threads.
public final class Place {
    private final PreparedGeometry shape;
    private final GeoDistance distance;

    private Place(Geometry geometry) {
        this.shape = PreparedGeometryFactory.prepare(GeoJson.sound(geometry));
        this.distance = GeoDistance.from(geometry);
    }

    public static Place of(Geometry geometry) {
        return new Place(geometry);
    }

    /// Whether a GeoJSON geometry lies in it, its edge included; empty for what is no geometry.
    public Optional<Boolean> holds(Json geometry) {
        try {
            return Optional.of(shape.covers(GeoJson.parse(geometry)));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    /// The shortest distance to a GeoJSON geometry in metres, 0 inside; empty for what is none.
    public OptionalDouble metresTo(Json geometry) {
        return distance.metresTo(geometry);
    }
}
