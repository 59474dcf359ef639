package city.wutong.geo;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/// Reads GeoJSON geometries (RFC 7946) as NGSI-LD allows them: clause 4.7.1, all but
/// GeometryCollection, longitude before latitude in WGS 84.
public final class GeoJson {
    /// The most positions that one geometry may have.
    public static final int MOST_POSITIONS = 100_000;

    static final String TYPES =
            "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon";

    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    private GeoJson() {}

    /// The geometry, checked in full.
    ///
    /// @param geometry an object, or the same encoded as a string (clause 4.7.2)
    /// @throws Refused when it is none, with what is wrong and where
    public static Geometry parse(Json geometry) {
        var shape = read(geometry);
        checkRings(shape);
        return shape;
    }

    /// The geometry, without looking for rings that cross: for what [#parse] has seen before.
    static Geometry read(Json geometry) {
        var object = object(geometry);
        var type = object.get("type").orElseThrow(() -> refused(GeoReason.TYPE_MISSING, TYPES));
        if (!(type instanceof Json.Str(var name))) {
            throw refused(GeoReason.TYPE_UNKNOWN, Coordinates.kind(type), TYPES);
        }
        var coordinates =
                object.get("coordinates").orElseThrow(() -> refused(GeoReason.COORDINATES_MISSING));
        return geometry(name, coordinates, MOST_POSITIONS);
    }

    static Geometry geometry(String type, Json coordinates, int mostPositions) {
        var reader = new Coordinates(mostPositions);
        return switch (type) {
            case "Point" -> reader.point(coordinates);
            case "MultiPoint" -> reader.multiPoint(coordinates);
            case "LineString" -> reader.line(coordinates, Coordinates.ROOT);
            case "MultiLineString" -> reader.multiLine(coordinates);
            case "Polygon" -> reader.polygon(coordinates, Coordinates.ROOT);
            case "MultiPolygon" -> reader.multiPolygon(coordinates);
            case "GeometryCollection" -> throw refused(GeoReason.COLLECTION, TYPES);
            default -> throw refused(GeoReason.TYPE_UNKNOWN, type, TYPES);
        };
    }

    /// Refuses areas whose rings cross, touch along a line or lie outside one another.
    static void checkRings(Geometry shape) {
        if (!(shape instanceof Polygonal)) {
            return;
        }
        var error = new IsValidOp(shape).getValidationError();
        if (error != null) {
            throw refused(reason(error), where(error.getCoordinate()));
        }
    }

    private static GeoReason reason(TopologyValidationError error) {
        return switch (error.getErrorType()) {
            case TopologyValidationError.SELF_INTERSECTION,
                    TopologyValidationError.RING_SELF_INTERSECTION ->
                    GeoReason.SELF_CROSSING;
            case TopologyValidationError.HOLE_OUTSIDE_SHELL -> GeoReason.HOLE_OUTSIDE;
            case TopologyValidationError.TOO_FEW_POINTS -> GeoReason.RING_FLAT;
            default -> GeoReason.RINGS_OVERLAP;
        };
    }

    private static String where(Coordinate place) {
        return "[" + place.x + ", " + place.y + "]";
    }

    private static Json.Obj object(Json geometry) {
        if (geometry instanceof Json.Obj object) {
            return object;
        }
        if (geometry instanceof Json.Str(var text) && decoded(text) instanceof Json.Obj object) {
            return object;
        }
        throw refused(GeoReason.NOT_AN_OBJECT, Coordinates.kind(geometry));
    }

    private static Json decoded(String text) {
        try {
            return READER.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            return Json.Literal.NULL;
        }
    }

    static Refused refused(GeoReason reason, Object... arguments) {
        return Refusal.of(reason, arguments).thrown();
    }
}
