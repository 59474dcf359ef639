package city.wutong.geo;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.geom.Geometry;

/// Short words for the tests of this package.
final class Geo {
    private Geo() {}

    static Json json(String text) {
        try {
            return new JsonReader(JsonLimits.DEFAULT).read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Json json(String type, String coordinates) {
        return json("{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}");
    }

    static Geometry shape(String type, String coordinates) {
        return GeoJson.parse(json(type, coordinates));
    }

    static GeoQuery query(String georel, String type, String coordinates) {
        return GeoQuery.parse(
                        new GeoQuery.Parameters(georel, type, coordinates, null), name -> name)
                .orElseThrow();
    }
}
