package city.wutong.area;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.geo.GeoJson;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/// The shapes of areas as GeoJSON has them (RFC 7946): polygons in WGS 84, whose property `code` is
/// the code of an area or an alias of it.
final class AreaShapes {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);
    private static final String CODE = "code";

    private final Areas areas;
    private final Map<String, Geometry> shapes = new HashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    AreaShapes(Areas areas) {
        this.areas = areas;
    }

    /// Adds the shapes of a file.
    ///
    /// @param name of the file, for what is wrong in it
    void add(String name, byte[] content) {
        try {
            var features = features(JSON.read(content));
            if (features.isEmpty()) {
                problems.add(name + ": expected a GeoJSON FeatureCollection with features");
            }
            for (int i = 0; i < features.size(); i++) {
                add(name + " feature " + (i + 1), features.get(i));
            }
        } catch (JsonMalformed e) {
            problems.add(name + " line " + e.line() + ": not JSON, " + e.problem());
        }
    }

    private static List<Json> features(Json json) {
        return json instanceof Json.Obj object
                        && object.get("features").orElse(null) instanceof Json.Arr(var items)
                ? items
                : List.of();
    }

    private void add(String place, Json feature) {
        var code = code(feature);
        if (code.isEmpty()) {
            problems.add(place + ": has no property \"" + CODE + "\" that is a text");
            return;
        }
        var area = areas.of(code.get());
        if (area.isEmpty()) {
            unknown.add(code.get());
            return;
        }
        try {
            var shape =
                    GeoJson.parse(((Json.Obj) feature).get("geometry").orElse(Json.Literal.NULL));
            if (!(shape instanceof Polygonal)) {
                problems.add(place + ": an area is a Polygon or a MultiPolygon");
            } else if (shapes.putIfAbsent(area.get().code(), shape) != null) {
                problems.add(place + ": the area " + area.get().code() + " has a shape already");
            }
        } catch (Refused e) {
            problems.add(place + ": " + e.refusal().english());
        }
    }

    private static Optional<String> code(Json feature) {
        return feature instanceof Json.Obj object
                        && object.get("properties").orElse(null) instanceof Json.Obj properties
                        && properties.get(CODE).orElse(null) instanceof Json.Str(var code)
                ? Optional.of(code)
                : Optional.empty();
    }

    /// The areas with their shapes.
    List<Area> drawn() {
        return areas.all().stream()
                .map(area ->
                        Optional.ofNullable(shapes.get(area.code())).map(area::at).orElse(area))
                .toList();
    }

    /// The codes of shapes that are of no known area.
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    /// What is wrong, a sentence each.
    List<String> problems() {
        return List.copyOf(problems);
    }
}
