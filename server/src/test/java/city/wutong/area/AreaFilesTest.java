package city.wutong.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class AreaFilesTest {
    private static final String SQUARE =
            """
            {"type": "FeatureCollection", "features": [{"type": "Feature",
             "properties": {"code": "%s"}, "geometry": {"type": "Polygon",
             "coordinates": [[[120, 30], [121, 30], [121, 31], [120, 31], [120, 30]]]}}]}
            """;

    @TempDir Path folder;

    private static Areas zhejiang(List<Path> shapes, List<Path> maps) {
        return new Areas(new AreaFiles(List.of(), shapes, maps).read());
    }

    @Test
    void zhejiang_comes_along_down_to_its_towns() {
        var areas = zhejiang(List.of(), List.of());
        assertThat(areas.all()).hasSize(1_471);
        assertThat(areas.children(Optional.empty()))
                .extracting(Area::code)
                .containsExactly("330000");
        assertThat(areas.children(areas.of("330000"))).hasSize(11);
        assertThat(areas.children(areas.of("330483"))).hasSize(11);
        var wutong = areas.of("330483001").orElseThrow();
        assertThat(wutong.name().zh()).isEqualTo("梧桐街道");
        assertThat(wutong.name().en()).isEqualTo("Wutong");
        assertThat(areas.path(wutong))
                .extracting(Area::code)
                .containsExactly("330483001", "330483", "330400", "330000");
    }

    @Test
    void the_codes_of_the_statistics_bureau_are_aliases() {
        var areas = zhejiang(List.of(), List.of());
        assertThat(areas.of("330483004").orElseThrow().name().zh()).isEqualTo("高桥街道");
        assertThat(areas.of("330483008")).isEqualTo(areas.of("330483004"));
        // in its register this is 蒋村, which the other one calls 330106012: the code alone says 转塘
        assertThat(areas.of("330106011").orElseThrow().name().zh()).isEqualTo("转塘街道");
        assertThat(areas.of("nbs:330106011").orElseThrow().name().zh()).isEqualTo("蒋村街道");
    }

    @Test
    void counties_have_the_shapes_of_the_base_map() {
        var areas = zhejiang(List.of(), List.of(Path.of("../demo/map")));
        assertThat(areas.all()).filteredOn(area -> area.geometry().isPresent()).hasSize(88);
        var wuzhen = new GeometryFactory().createPoint(new Coordinate(120.49, 30.745));
        assertThat(areas.all())
                .filteredOn(
                        area -> area.geometry().filter(shape -> shape.covers(wuzhen)).isPresent())
                .extracting(Area::code)
                .containsExactly("330483");
    }

    @Test
    void a_city_names_its_own_tables_and_shapes() throws IOException {
        var windows = "\uFEFF" + AreaTable.HEADER + "\r\nt1,,一镇,One,1 01\r\n\r\n";
        var towns = Files.writeString(folder.resolve("towns.csv"), windows);
        var lines = AreaTable.HEADER + "\ng1,01,网格,Grid,\n";
        var grids = Files.writeString(folder.resolve("grids.csv"), lines);
        Files.writeString(folder.resolve("one.geojson"), SQUARE.formatted("01"));
        var areas =
                new Areas(new AreaFiles(List.of(grids, towns), List.of(folder), List.of()).read());
        assertThat(areas.isWithin("g1", "t1")).isTrue();
        assertThat(areas.of("t1").orElseThrow().geometry()).isPresent();
        assertThat(areas.of("330483")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code,name | line 1: expected code,parent",
                "HEAD;a,,甲 | line 2: expected 5 fields",
                "HEAD;a,,\"甲\",A, | line 2: expected 5 fields without quotes",
                "HEAD;a,,甲,, | line 2: a lacks a name",
                "HEAD;a b,,甲,A, | line 2: the code \"a b\"",
                "HEAD;a,,甲,A,;b,x,乙,B, | line 3: there is no area x",
                "HEAD;a,b,甲,A,;b,a,乙,B, | line 2: a lies in itself",
                "HEAD;a,,甲,A,;b,,乙,B,a | line 3: a stands in own.csv line 2 already",
                "HEAD;a,,甲,A,?! | line 2: the alias \"?!\"",
            })
    void what_is_wrong_with_a_table_is_told_by_line(String text, String problem)
            throws IOException {
        var lines = text.replace("HEAD", AreaTable.HEADER).replace(';', '\n');
        var file = Files.writeString(folder.resolve("own.csv"), lines);
        assertThatThrownBy(() -> new AreaFiles(List.of(file), List.of(), List.of()).read())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("own.csv " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | expected a GeoJSON FeatureCollection",
                "{ | line 1: not JSON",
                "{'features':[{'properties':{}}]} | feature 1: has no property \"code\"",
                "{'features':[{'properties':{'code':330483}}]} | feature 1: has no property \"code\"",
                "{'features':[{'properties':{'code':'330483'},'geometry':{'type':'Point','coordinates':[1,2]}}]}"
                        + " | feature 1: an area is a Polygon",
                "{'features':[{'properties':{'code':'330483'},'geometry':{'type':'Polygon','coordinates':[[1]]}}]}"
                        + " | feature 1: ",
            })
    void what_is_wrong_with_shapes_is_told_by_feature(String text, String problem)
            throws IOException {
        var file = Files.writeString(folder.resolve("own.geojson"), text.replace('\'', '"'));
        assertThatThrownBy(() -> zhejiang(List.of(file), List.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("own.geojson")
                .hasMessageContaining(problem);
    }
}
