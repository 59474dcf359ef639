package city.wutong.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreatCircleTest {
    /// One degree of a great circle.
    private static final double DEGREE = Math.PI / 180 * GreatCircle.EARTH_RADIUS_M;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 0, 1",
        "0, 0, 0, 1, 1",
        "0, 0, 180, 0, 180",
        "0, 90, 0, -90, 180",
        "179.5, 0, -179.5, 0, 1",
        "180, 31, -180, 31, 0",
        "0, 89, 180, 89, 2",
        "-77, 90, 100, 90, 0",
        "0, 60, 90, 60, 41.40962"
    })
    void points_are_apart_along_the_great_circle(
            double lon1, double lat1, double lon2, double lat2, double degrees) {
        assertThat(GreatCircle.distance(lon1, lat1, lon2, lat2))
                .isCloseTo(degrees * DEGREE, within(1.0));
    }

    /// The ellipsoid's distances by Karney's algorithm (GeographicLib), in metres.
    @ParameterizedTest
    @CsvSource({
        "116.3913, 39.9075, 121.4737, 31.2304, 1068000",
        "-0.1278, 51.5074, 2.3522, 48.8566, 343900",
        "-73.7781, 40.6413, 0.4543, 51.4700, 5585000"
    })
    void the_error_against_the_ellipsoid_is_small(
            double lon1, double lat1, double lon2, double lat2, double metres) {
        assertThat(GreatCircle.distance(lon1, lat1, lon2, lat2) / metres)
                .isCloseTo(1, within(0.0056));
    }

    @Test
    void a_line_is_as_near_as_its_nearest_place() {
        var line = Geo.shape("LineString", "[[0,60],[10,60]]");

        assertThat(distance(line, "[10,60.009]")).isCloseTo(0.009 * DEGREE, within(0.1));
        assertThat(distance(line, "[5,60.5]")).isCloseTo(0.5 * DEGREE, within(1.5));
        assertThat(distance(line, "[5,60]")).isLessThan(1.5);
    }

    @Test
    void the_nearest_place_is_found_in_metres_not_in_degrees() {
        var line = Geo.shape("LineString", "[[0,85.6],[1,85]]");

        assertThat(distance(line, "[0,85]")).isBetween(9_000.0, 9_700.0);
    }

    @Test
    void the_inside_of_an_area_is_at_no_distance_and_its_hole_is() {
        var area =
                Geo.shape(
                        "Polygon",
                        "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]");

        assertThat(distance(area, "[2,2]")).isZero();
        assertThat(distance(area, "[5,5]")).isCloseTo(0.996 * DEGREE, within(500.0));
        assertThat(distance(area, "[5,-1]")).isCloseTo(DEGREE, within(1.5));
    }

    @Test
    void an_area_east_of_the_antimeridian_is_near_a_point_west_of_it() {
        var area = Geo.shape("Polygon", "[[[-180,0],[-179,0],[-179,1],[-180,1],[-180,0]]]");

        assertThat(distance(area, "[179.9,0]")).isCloseTo(0.1 * DEGREE, within(1.0));
    }

    @Test
    void lines_that_cross_touch() {
        var one = Geo.shape("LineString", "[[-1,0],[1,0]]");
        var other = Geo.shape("LineString", "[[0,-1],[0,1]]");
        var away = Geo.shape("LineString", "[[0.5,1],[0.5,0.25]]");

        assertThat(GreatCircle.distance(one, other)).isLessThan(1e-6);
        assertThat(GreatCircle.distance(one, away)).isCloseTo(0.25 * DEGREE, within(0.1));
    }

    @Property(tries = 500)
    void distances_of_shapes_agree_with_those_of_points(
            @ForAll @Scale(6) @DoubleRange(min = -180, max = 180) double lon1,
            @ForAll @Scale(6) @DoubleRange(min = -90, max = 90) double lat1,
            @ForAll @Scale(6) @DoubleRange(min = -180, max = 180) double lon2,
            @ForAll @Scale(6) @DoubleRange(min = -90, max = 90) double lat2) {
        var one = Geo.shape("Point", "[" + lon1 + "," + lat1 + "]");
        var other = Geo.shape("Point", "[" + lon2 + "," + lat2 + "]");

        assertThat(GreatCircle.distance(one, other))
                .isCloseTo(GreatCircle.distance(lon1, lat1, lon2, lat2), within(0.5));
    }

    /// The lower bound by which arcs are passed over must not change the answer.
    @Property(tries = 300)
    void a_line_is_as_near_as_the_nearest_of_its_many_places(
            @ForAll @Scale(6) @DoubleRange(min = -5, max = 5) double lon1,
            @ForAll @Scale(6) @DoubleRange(min = -80, max = 80) double lat1,
            @ForAll @Scale(6) @DoubleRange(min = -5, max = 5) double lon2,
            @ForAll @Scale(6) @DoubleRange(min = -5, max = 5) double rise,
            @ForAll @Scale(6) @DoubleRange(min = -10, max = 10) double lon,
            @ForAll @Scale(6) @DoubleRange(min = -85, max = 85) double lat) {
        double lat2 = lat1 + rise;
        var line =
                Geo.shape(
                        "LineString", "[[" + lon1 + "," + lat1 + "],[" + lon2 + "," + lat2 + "]]");
        double nearest = Double.MAX_VALUE;
        int places = 4_000;
        for (int i = 0; i <= places; i++) {
            double part = (double) i / places;
            nearest =
                    Math.min(
                            nearest,
                            GreatCircle.distance(
                                    lon1 + (lon2 - lon1) * part, lat1 + rise * part, lon, lat));
        }

        assertThat(distance(line, "[" + lon + "," + lat + "]")).isCloseTo(nearest, within(200.0));
    }

    private static double distance(org.locationtech.jts.geom.Geometry shape, String point) {
        return GreatCircle.distance(shape, Geo.shape("Point", point));
    }
}
