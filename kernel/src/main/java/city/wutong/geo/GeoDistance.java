package city.wutong.geo;

import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// Distances from one place, by which entities are ordered (clause 4.23). What that place needs for
/// it is prepared when it is made.
public final class GeoDistance {
    private static final String POINT = "Point";

    private final Arcs from;

    private GeoDistance(Geometry place) {
        this.from = Arcs.of(place);
    }

    static GeoDistance from(Geometry place) {
        return new GeoDistance(place);
    }

    /// From the place that the parameters `orderGeometry` and `orderFrom` spell.
    ///
    /// @param type of the geometry; a Point when null
    /// @param coordinates a JSON array
    /// @throws Refused when they spell none
    public static GeoDistance parse(@Nullable String type, String coordinates) {
        return new GeoDistance(
                GeoJson.geometry(
                        type == null ? POINT : type,
                        GeoQuery.json(coordinates),
                        GeoQuery.MOST_POSITIONS));
    }

    /// The shortest distance to a GeoJSON geometry, in metres; empty for what is no geometry.
    public OptionalDouble metresTo(Json geometry) {
        try {
            var there = Arcs.of(GeoJson.parse(geometry));
            return OptionalDouble.of(GreatCircle.distance(from, there));
        } catch (Refused e) {
            return OptionalDouble.empty();
        }
    }
}
