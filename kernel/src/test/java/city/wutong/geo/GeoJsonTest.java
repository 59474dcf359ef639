package city.wutong.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Point|[120.54,30.63]|POINT (120.54 30.63)",
                "Point|[120.54,30.63,4.5]|POINT (120.54 30.63)",
                "Point|[-180,90]|POINT (-180 90)",
                "MultiPoint|[[0,1],[2,3]]|MULTIPOINT ((0 1), (2 3))",
                "LineString|[[0,1],[2,3]]|LINESTRING (0 1, 2 3)",
                "MultiLineString|[[[0,1],[2,3]]]|MULTILINESTRING ((0 1, 2 3))",
                "Polygon|[[[0,0],[1,0],[1,1],[0,0]]]|POLYGON ((0 0, 1 0, 1 1, 0 0))",
                "MultiPolygon|[[[[0,0],[1,0],[1,1],[0,0]]]]|MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"
            })
    void every_geometry_but_the_collection_is_read(String type, String coordinates, String text) {
        assertThat(GeoJson.parse(Geo.json(type, coordinates)).toText()).isEqualTo(text);
    }

    @Test
    void a_hole_is_read() {
        var polygon =
                Geo.shape(
                        "Polygon",
                        "[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]");

        assertThat(polygon.getArea()).isEqualTo(77);
    }

    @Test
    void a_geometry_encoded_as_a_string_is_read() {
        var encoded = Json.of("{\"type\":\"Point\",\"coordinates\":[1,2]}");

        assertThat(GeoJson.parse(encoded).toText()).isEqualTo("POINT (1 2)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GeometryCollection|[]|COLLECTION",
                "Circle|[0,0]|TYPE_UNKNOWN",
                "point|[0,0]|TYPE_UNKNOWN",
                "Point|[]|COORDINATES_SHAPE",
                "Point|[1]|COORDINATES_SHAPE",
                "Point|[1,2,3,4]|COORDINATES_SHAPE",
                "Point|[1,\"2\"]|COORDINATES_SHAPE",
                "Point|[[1,2]]|COORDINATES_SHAPE",
                "Point|\"1,2\"|COORDINATES_SHAPE",
                "Point|[180.001,0]|LONGITUDE_RANGE",
                "Point|[30.63,120.54]|LATITUDE_RANGE",
                "MultiPoint|[]|COORDINATES_SHAPE",
                "LineString|[[0,0]]|LINE_SHORT",
                "LineString|[0,0]|COORDINATES_SHAPE",
                "Polygon|[]|COORDINATES_SHAPE",
                "Polygon|[[[0,0],[1,0],[0,0]]]|RING_SHORT",
                "Polygon|[[[0,0],[1,0],[1,1],[0,1]]]|RING_OPEN"
            })
    void what_is_wrong_with_a_geometry_is_named(String type, String coordinates, GeoReason reason) {
        var json = Geo.json(type, coordinates);

        assertThat(refused(json)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[[0,0],[1,0],[0,0],[0,0]]]",
                "[[[0,0],[1,1],[1,0],[0,1],[0,0]]]",
                "[[[0,0],[1,0],[1,1],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]"
            })
    void of_rings_rfc_7946_asks_only_that_they_are_closed_and_of_four_positions(String rings) {
        assertThat(Geo.shape("Polygon", rings).getGeometryType()).isEqualTo("Polygon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "\"Point\"", "null", "\"{\""})
    void what_is_no_object_is_refused(String json) {
        assertThat(refused(Geo.json(json))).isEqualTo(GeoReason.NOT_AN_OBJECT);
    }

    @Test
    void a_missing_type_and_missing_coordinates_are_named() {
        assertThat(refused(Geo.json("{\"coordinates\":[0,0]}"))).isEqualTo(GeoReason.TYPE_MISSING);
        assertThat(refused(Geo.json("{\"type\":\"Point\"}")))
                .isEqualTo(GeoReason.COORDINATES_MISSING);
    }

    @Test
    void a_refusal_says_where() {
        var refusal =
                catchThrowableOfType(
                                Refused.class,
                                () -> Geo.shape("Polygon", "[[[0,0],[1,0],[1,95],[0,0]]]"))
                        .refusal();

        assertThat(refusal.english()).startsWith("coordinates[0][2]: latitude 95.0 is outside");
        assertThat(refusal.chinese()).startsWith("coordinates[0][2]：纬度 95.0 超出");
    }

    @Test
    void too_many_positions_are_refused() {
        var position = Json.array(java.util.List.of(Json.of(1), Json.of(2)));
        var many = Json.array(Collections.nCopies(GeoJson.MOST_POSITIONS + 1, position));
        var json =
                Json.object(java.util.Map.of("type", Json.of("MultiPoint"), "coordinates", many));

        assertThat(refused(json)).isEqualTo(GeoReason.TOO_MANY_POSITIONS);
    }

    private static Object refused(Json geometry) {
        return catchThrowableOfType(Refused.class, () -> GeoJson.parse(geometry))
                .refusal()
                .reason();
    }
}
