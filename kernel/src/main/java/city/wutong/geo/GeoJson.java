package city.wutong.geo;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.GeometryFixer;

/// Reads GeoJSON geometries (RFC 7946) as NGSI-LD allows them: clause 4.7.1, all but
/// GeometryCollection, longitude before latitude in WGS 84.
public final class GeoJson {
    /// The most positions that one geometry may have.
    public static final int MOST_POSITIONS = 100_000;

    static final String TYPES =
            "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon";

    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    private GeoJson() {}

    /// The geometry.
    ///
    /// @param geometry an object, or the same encoded as a string (clause 4.7.2)
    /// @throws Refused when it is none, with what is wrong and where
    public static Geometry parse(Json geometry) {
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

    /// The geometry as a set of points. RFC 7946 asks of an area's rings only that they are closed
    /// and of four positions at least; where they cross, touch along a line, enclose nothing or lie
    /// outside one another, this is the area that they enclose, by the rule that makes a hole of
    /// what is enclosed twice. Others are answered as they are.
    static Geometry sound(Geometry shape) {
        if (!(shape instanceof Polygonal) || shape.isValid()) {
            return shape;
        }
        var fixer = new GeometryFixer(shape);
        fixer.setKeepCollapsed(true);
        return fixer.getResult();
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
