package city.wutong.geo;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import java.util.List;
import java.util.function.IntFunction;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;

/// Reads the `coordinates` of one geometry and counts its positions on the way.
final class Coordinates {
    static final String ROOT = "coordinates";

    private static final int LINE_POSITIONS = 2;
    private static final int RING_POSITIONS = 4;
    private static final int WGS_84 = 4326;
    private static final GeometryFactory SHAPES = new GeometryFactory(new PrecisionModel(), WGS_84);

    /// The index of a position that stands in no array.
    private static final int ALONE = -1;

    private final int most;
    private int count;

    Coordinates(int most) {
        this.most = most;
    }

    Point point(Json json) {
        return SHAPES.createPoint(position(json, ROOT, ALONE));
    }

    MultiPoint multiPoint(Json json) {
        return SHAPES.createMultiPointFromCoords(positions(json, ROOT));
    }

    LineString line(Json json, String where) {
        var positions = positions(json, where);
        if (positions.length < LINE_POSITIONS) {
            throw GeoJson.refused(GeoReason.LINE_SHORT, where, LINE_POSITIONS, positions.length);
        }
        return SHAPES.createLineString(positions);
    }

    MultiLineString multiLine(Json json) {
        var lines = items(json, ROOT, "an array of lines");
        return SHAPES.createMultiLineString(each(lines, ROOT, this::line, LineString[]::new));
    }

    Polygon polygon(Json json, String where) {
        var rings =
                each(items(json, where, "an array of rings"), where, this::ring, LinearRing[]::new);
        var holes = new LinearRing[rings.length - 1];
        System.arraycopy(rings, 1, holes, 0, holes.length);
        return SHAPES.createPolygon(rings[0], holes);
    }

    MultiPolygon multiPolygon(Json json) {
        var polygons = items(json, ROOT, "an array of polygons");
        return SHAPES.createMultiPolygon(each(polygons, ROOT, this::polygon, Polygon[]::new));
    }

    private LinearRing ring(Json json, String where) {
        var positions = positions(json, where);
        if (positions.length < RING_POSITIONS) {
            throw GeoJson.refused(GeoReason.RING_SHORT, where, RING_POSITIONS, positions.length);
        }
        if (!positions[0].equals2D(positions[positions.length - 1])) {
            throw GeoJson.refused(GeoReason.RING_OPEN, where);
        }
        return SHAPES.createLinearRing(positions);
    }

    private Coordinate[] positions(Json json, String where) {
        var items = items(json, where, "an array of positions");
        if (items.size() > most - count) {
            throw GeoJson.refused(GeoReason.TOO_MANY_POSITIONS, most);
        }
        var read = new Coordinate[items.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = position(items.get(i), where, i);
        }
        return read;
    }

    private Coordinate position(Json json, String where, int index) {
        count++;
        if (!(json instanceof Json.Arr(var numbers)) || numbers.size() < 2 || numbers.size() > 3) {
            throw shape(at(where, index), "[longitude, latitude] or with an altitude", json);
        }
        double longitude = number(numbers.get(0), where, index);
        double latitude = number(numbers.get(1), where, index);
        if (!(Math.abs(longitude) <= 180)) {
            throw GeoJson.refused(GeoReason.LONGITUDE_RANGE, at(where, index), longitude);
        }
        if (!(Math.abs(latitude) <= 90)) {
            throw GeoJson.refused(GeoReason.LATITUDE_RANGE, at(where, index), latitude);
        }
        return numbers.size() == 2
                ? new Coordinate(longitude, latitude)
                : new Coordinate(longitude, latitude, number(numbers.get(2), where, index));
    }

    private static double number(Json json, String where, int index) {
        if (json instanceof Json.Num number && Double.isFinite(number.asDouble())) {
            return number.asDouble();
        }
        throw shape(at(where, index), "an array of numbers", json);
    }

    /// Made for a refusal only: a geometry of many positions is read without making their names.
    private static String at(String where, int index) {
        return index == ALONE ? where : where + "[" + index + "]";
    }

    private static List<Json> items(Json json, String where, String expected) {
        if (json instanceof Json.Arr(var items) && !items.isEmpty()) {
            return items;
        }
        throw shape(where, expected, json);
    }

    private interface Reading<T> {
        T read(Json json, String where);
    }

    private static <T> T[] each(
            List<Json> items, String where, Reading<T> reading, IntFunction<T[]> array) {
        var read = array.apply(items.size());
        for (int i = 0; i < read.length; i++) {
            read[i] = reading.read(items.get(i), where + "[" + i + "]");
        }
        return read;
    }

    private static RuntimeException shape(String where, String expected, Json found) {
        return GeoJson.refused(GeoReason.COORDINATES_SHAPE, where, expected, kind(found));
    }

    /// The value as a refusal shows it: itself when short, else what kind of thing it is.
    static String kind(Json json) {
        return switch (json) {
            case Json.Arr(var items) when items.isEmpty() -> "[]";
            case Json.Arr(var items) -> "[…] (" + items.size() + ")";
            case Json.Obj _ -> "{…}";
            case Json.Str _, Json.Num _, Json.Literal _ -> JsonWriter.text(json);
        };
    }
}
