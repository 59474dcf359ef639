package city.wutong.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.refusal.Refused;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoQueryTest {
    private static final String SQUARE = "[[[0,0],[10,0],[10,10],[0,10],[0,0]]]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "within|Polygon|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|Point|[5,5]|true",
                "within|Polygon|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|Point|[15,5]|false",
                "contains|Point|[5,5]|Polygon|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|true",
                "contains|Point|[5,5]|Point|[5,5]|true",
                "contains|Polygon|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|Point|[5,5]|false",
                "intersects|LineString|[[-5,5],[5,5]]|Polygon"
                        + "|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|true",
                "intersects|Point|[11,11]|Polygon|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|false",
                "disjoint|Point|[11,11]|Polygon|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|true",
                "disjoint|Point|[1,1]|Polygon|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|false",
                "overlaps|Polygon|[[[5,5],[15,5],[15,15],[5,15],[5,5]]]|Polygon"
                        + "|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|true",
                "overlaps|Polygon|[[[2,2],[3,2],[3,3],[2,2]]]|Polygon"
                        + "|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|false",
                "equals|Point|[13.3986, 52.5547]|Point|[13.3986, 52.5547]|true",
                "equals|Point|[13.3986, 52.5547]|Point|[13.3986, 52.5548]|false",
                "equals|Polygon|[[[10,0],[10,10],[0,10],[0,0],[10,0]]]|Polygon"
                        + "|[[[0,0],[10,0],[10,10],[0,10],[0,0]]]|true",
                "near;maxDistance==15000|Point|[13.38893, 52.534473]|Point|[13.3986,52.5547]|true",
                "near;maxDistance==1000|Point|[13.38893, 52.534473]|Point|[13.3986,52.5547]|false",
                "near;minDistance==1000|Point|[13.38893, 52.534473]|Point|[13.3986,52.5547]|true",
                "near;minDistance==15000|Point|[13.38893,52.534473]|Point|[13.3986,52.5547]|false",
                "near;maxDistance==2000|LineString|[[0,60],[10,60]]|Point|[10,60.009]|true",
                "near;maxDistance==2000|LineString|[[0,61],[10,61]]|Point|[10,60.009]|false",
                "near;maxDistance==20000|Point|[0,85]|LineString|[[0,85.6],[1,85]]|true",
                "near;maxDistance==5000|Point|[0,85]|LineString|[[0,85.6],[1,85]]|false",
                "near;maxDistance==12000|Point|[179.95,0]|Point|[-179.95,0]|true",
                "near;maxDistance==9000|Point|[0,89.96]|Point|[180,89.96]|true"
            })
    void each_relation_holds_where_it_should(
            String georel,
            String geometry,
            String coordinates,
            String type,
            String place,
            boolean holds) {
        var query = Geo.query(georel, geometry, coordinates);

        assertThat(query.matches(Geo.json(type, place))).isEqualTo(holds);
    }

    @Test
    void a_point_in_a_hole_is_not_within() {
        var query =
                Geo.query(
                        "within",
                        "Polygon",
                        "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]");

        assertThat(query.matches(Geo.json("Point", "[5,5]"))).isFalse();
        assertThat(query.matches(Geo.json("Point", "[2,2]"))).isTrue();
    }

    /// An hourglass: two triangles that meet at [1,1].
    private static final String HOURGLASS = "[[[0,0],[2,2],[2,0],[0,2],[0,0]]]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contains|Point|[0.5,1]|true",
                "contains|Point|[1,0.5]|false",
                "intersects|Point|[1,1]|true",
                "disjoint|Point|[1,1.5]|true",
                "within|Polygon|[[[0,0],[2,0],[2,2],[0,2],[0,0]]]|true",
                "equals|Polygon|[[[0,0],[2,2],[2,0],[0,2],[0,0]]]|true",
                "overlaps|Polygon|[[[0,0],[1,0],[1,2],[0,2],[0,0]]]|true",
                "overlaps|Polygon|[[[-1,-1],[3,-1],[3,3],[-1,3],[-1,-1]]]|false",
                "near;maxDistance==1|Point|[0.5,1]|true",
                "near;maxDistance==1000|Point|[1,0.5]|false"
            })
    void an_area_whose_boundary_crosses_itself_is_what_it_encloses(
            String georel, String geometry, String coordinates, boolean holds) {
        assertThat(Geo.query(georel, geometry, coordinates).matches(Geo.json("Polygon", HOURGLASS)))
                .isEqualTo(holds);
    }

    @Test
    void a_reference_may_cross_itself_too() {
        assertThat(Geo.query("within", "Polygon", HOURGLASS).matches(Geo.json("Point", "[0.5,1]")))
                .isTrue();
        assertThat(Geo.query("within", "Polygon", HOURGLASS).matches(Geo.json("Point", "[1,0.5]")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[[0,0],[1,0],[0,0],[0,0]]]",
                "[[[0,0],[0,0],[0,0],[0,0]]]",
                "[[[0,0],[2,2],[2,0],[0,2],[0,0]]]",
                "[[[0,0],[1,0],[1,1],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]",
                "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[0,0],[4,0],[4,4],[0,4],[0,0]]]"
            })
    void every_relation_answers_for_whatever_rings(String rings) {
        for (var relation : GeoRelation.Topological.values()) {
            var query = Geo.query(relation.text(), "Polygon", rings);
            query.matches(Geo.json("Polygon", rings));
            query.matches(Geo.json("Point", "[0,0]"));
            query.matches(Geo.json("LineString", "[[0,0],[3,3]]"));
        }
        assertThat(
                        Geo.query("near;maxDistance==1", "Polygon", rings)
                                .matches(Geo.json("Point", "[0,0]")))
                .isTrue();
    }

    @Test
    void what_is_no_geometry_does_not_match() {
        assertThat(Geo.query("disjoint", "Point", "[0,0]").matches(Geo.json("17"))).isFalse();
    }

    @Test
    void the_geoproperty_is_location_unless_named() {
        var named = new GeoQuery.Parameters("disjoint", "Point", "[0,0]", "observationSpace");

        assertThat(Geo.query("disjoint", "Point", "[0,0]").property())
                .isEqualTo("https://uri.etsi.org/ngsi-ld/location");
        assertThat(GeoQuery.parse(named, name -> "https://e.org/" + name).orElseThrow().property())
                .isEqualTo("https://e.org/observationSpace");
    }

    @Test
    void a_geoproperty_alone_is_no_query() {
        var alone = new GeoQuery.Parameters(null, "", null, "location");

        assertThat(GeoQuery.parse(alone, name -> name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "near",
                "near;",
                "near;maxDistance=5",
                "near;maxDistance==5;minDistance==1",
                "near;maxdistance==5"
            })
    void near_needs_exactly_one_distance(String georel) {
        assertThat(refused(georel, "Point", "[8,40]")).isEqualTo(GeoReason.DISTANCE_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-100", "inf", "1e400", "", "\"5\"", "5 m", "NaN", "0x10"})
    void a_distance_is_a_positive_number(String metres) {
        assertThat(refused("near;maxDistance==" + metres, "Point", "[8,40]"))
                .isEqualTo(GeoReason.DISTANCE_NOT_POSITIVE);
    }

    @Test
    void what_is_wrong_with_the_parameters_is_named() {
        assertThat(refused("touches", "Point", "[8,40]")).isEqualTo(GeoReason.RELATION_UNKNOWN);
        assertThat(refused("within", "Point", "8,40")).isEqualTo(GeoReason.COORDINATES_NOT_JSON);
        assertThat(refused("within", "Point", "")).isEqualTo(GeoReason.PARAMETERS_TOGETHER);
        assertThat(refused("within", "GeometryCollection", "[]")).isEqualTo(GeoReason.COLLECTION);
        assertThat(refused("within", "Polygon", "[[[0,0],[1,0],[0,0]]]"))
                .isEqualTo(GeoReason.RING_SHORT);
    }

    @Test
    void a_relation_writes_what_it_was_read_from() {
        assertThat(Geo.query("near;minDistance==15.5", "Point", "[0,0]").relation().text())
                .isEqualTo("near;minDistance==15.5");
        assertThat(Geo.query("overlaps", "Polygon", SQUARE).relation().text())
                .isEqualTo("overlaps");
    }

    @Test
    void matches_of_disjoint_and_of_min_distance_may_lie_anywhere() {
        assertThat(Geo.query("disjoint", "Point", "[0,0]").envelopes()).isEmpty();
        assertThat(Geo.query("near;minDistance==5", "Point", "[0,0]").envelopes()).isEmpty();
        assertThat(Geo.query("near;maxDistance==5", "Point", "[0,90]").envelopes()).isEmpty();
        assertThat(Geo.query("within", "Polygon", SQUARE).envelopes().orElseThrow()).hasSize(1);
    }

    @Test
    void near_the_antimeridian_there_are_two_boxes() {
        var boxes = Geo.query("near;maxDistance==5000", "Point", "[180,10]").envelopes();

        assertThat(boxes.orElseThrow()).hasSize(2);
    }

    @Property(tries = 2_000)
    void every_match_of_near_lies_in_a_box(
            @ForAll @Scale(6) @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @Scale(6) @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @Scale(6) @DoubleRange(min = 10, max = 3_000_000) double metres,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 6.283185) double bearing,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.95) double part) {
        var query =
                Geo.query(
                        "near;maxDistance==" + metres,
                        "Point",
                        "[" + longitude + "," + latitude + "]");
        var place = destination(longitude, latitude, metres * part, bearing);
        var point = Geo.shape("Point", "[" + place[0] + "," + place[1] + "]");

        query.envelopes()
                .ifPresent(boxes ->
                        assertThat(boxes).anyMatch(box -> box.intersects(point.getCoordinate())));
        assertThat(query.matches(point)).isTrue();
    }

    /// Right to about 0.1 m near the poles, where an arcsine loses half of its digits.
    private static double[] destination(double lon, double lat, double metres, double bearing) {
        double phi = Math.toRadians(lat);
        double angle = metres / GreatCircle.EARTH_RADIUS_M;
        double sine =
                Math.sin(phi) * Math.cos(angle)
                        + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
        double to = Math.asin(Math.clamp(sine, -1, 1));
        double turn =
                Math.atan2(
                        Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
                        Math.cos(angle) - Math.sin(phi) * Math.sin(to));
        double east = (lon + Math.toDegrees(turn) + 540) % 360 - 180;
        return new double[] {Math.clamp(east, -180, 180), Math.toDegrees(to)};
    }

    private static Object refused(String georel, String geometry, String coordinates) {
        return catchThrowableOfType(Refused.class, () -> Geo.query(georel, geometry, coordinates))
                .refusal()
                .reason();
    }
}
