package city.wutong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class AreasTest {
    private static final GeometryFactory PLANE = new GeometryFactory();

    static Area area(String code, String parent, String... aliases) {
        return new Area(
                code,
                new Text(code, code),
                Optional.of(parent).filter(text -> !text.isEmpty()),
                Set.of(aliases));
    }

    static Area shaped(String code, String parent, Envelope box) {
        return new Area(
                code,
                new Text(code, code),
                Optional.of(parent).filter(text -> !text.isEmpty()),
                Set.of(),
                Optional.of(PLANE.toGeometry(box)));
    }

    private static Geometry point(double x, double y) {
        return PLANE.createPoint(new Coordinate(x, y));
    }

    /// A tree: the parent of each is one that stands before it, or none.
    @Provide
    Arbitrary<List<Area>> trees() {
        var parents = Arbitraries.integers().between(-1, 11).list().ofMinSize(1).ofMaxSize(12);
        var boxes =
                Combinators.combine(
                                Arbitraries.integers().between(0, 9),
                                Arbitraries.integers().between(0, 9),
                                Arbitraries.integers().between(1, 6),
                                Arbitraries.integers().between(1, 6))
                        .as((x, y, width, height) -> new Envelope(x, x + width, y, y + height))
                        .injectNull(0.3)
                        .list()
                        .ofSize(12);
        return Combinators.combine(parents, boxes)
                .as((up, land) -> {
                    var areas = new ArrayList<Area>();
                    for (int i = 0; i < up.size(); i++) {
                        var parent = up.get(i) >= 0 && up.get(i) < i ? "a" + up.get(i) : "";
                        areas.add(
                                land.get(i) == null
                                        ? area("a" + i, parent, "alias" + i)
                                        : shaped("a" + i, parent, land.get(i)));
                    }
                    return areas;
                });
    }

    private static boolean isWithin(List<Area> all, String code, String other) {
        for (var at = Optional.of(code); at.isPresent(); ) {
            if (at.get().equals(other)) {
                return true;
            }
            var here = at.get();
            at =
                    all.stream()
                            .filter(area -> area.code().equals(here))
                            .findFirst()
                            .flatMap(Area::parent);
        }
        return false;
    }

    @Property
    void an_area_lies_in_itself_and_in_what_its_parents_lie_in(@ForAll("trees") List<Area> all) {
        var areas = new Areas(all);
        for (var one : all) {
            for (var other : all) {
                assertThat(areas.isWithin(one.code(), other.code()))
                        .isEqualTo(isWithin(all, one.code(), other.code()));
            }
            one.aliases().forEach(alias -> assertThat(areas.isWithin(alias, one.code())).isTrue());
            assertThat(areas.isWithin("unknown", one.code())).isFalse();
            assertThat(areas.isWithin(one.code(), "unknown")).isFalse();
        }
    }

    @Property
    void a_place_lies_in_the_smallest_area_that_covers_it(
            @ForAll("trees") List<Area> all, @ForAll double seed) {
        var areas = new Areas(all);
        double x = Math.abs(seed % 15);
        double y = Math.abs((seed * 7) % 15);
        var place = point(Double.isFinite(x) ? x : 1, Double.isFinite(y) ? y : 1);
        var found = areas.around(place).flatMap(Area::geometry).map(Geometry::getArea);
        var smallest =
                all.stream()
                        .flatMap(area -> area.geometry().stream())
                        .filter(shape -> shape.covers(place))
                        .map(Geometry::getArea)
                        .min(Double::compare);
        assertThat(found).isEqualTo(smallest);
    }

    @Test
    void a_road_through_two_grids_lies_in_their_town() {
        var areas =
                new Areas(
                        List.of(
                                shaped("town", "", new Envelope(0, 10, 0, 10)),
                                shaped("west", "town", new Envelope(0, 5, 0, 10)),
                                shaped("east", "town", new Envelope(5, 10, 0, 10))));
        var road =
                PLANE.createLineString(
                        new Coordinate[] {new Coordinate(4, 1), new Coordinate(6, 1)});
        assertThat(areas.around(road).map(Area::code)).contains("town");
        assertThat(areas.around(point(4, 1)).map(Area::code)).contains("west");
        assertThat(areas.around(point(11, 1))).isEmpty();
    }

    // Codes

    private static Areas tongxiang() {
        return new Areas(
                List.of(
                        area("330483008", "330483", "330483004"),
                        area("330400", ""),
                        area("330483001", "330483"),
                        area("grid-7", "330483004"),
                        area("330483", "330400")));
    }

    @Test
    void an_alias_means_the_area_on_both_sides() {
        var areas = tongxiang();
        assertThat(areas.of("330483004")).contains(area("330483008", "330483", "330483004"));
        assertThat(areas.isWithin("grid-7", "330483008")).isTrue();
        assertThat(areas.isWithin("grid-7", "330483004")).isTrue();
        assertThat(areas.isWithin("330483004", "330483008")).isTrue();
        assertThat(areas.isWithin("grid-7", "330483001")).isFalse();
        assertThat(areas.isWithin("330400", "330483")).isFalse();
        assertThat(areas.isWithin("nowhere", "330400")).isFalse();
    }

    @Test
    void children_are_told_by_their_codes_whatever_their_parent_is_called() {
        var areas = tongxiang();
        assertThat(areas.children(Optional.empty()))
                .extracting(Area::code)
                .containsExactly("330400");
        assertThat(areas.children(areas.of("330483")))
                .extracting(Area::code)
                .containsExactly("330483001", "330483008");
        assertThat(areas.children(areas.of("330483008")))
                .extracting(Area::code)
                .containsExactly("grid-7");
    }

    @Test
    void areas_that_lie_in_each_other_are_refused() {
        assertThatThrownBy(() -> new Areas(List.of(area("a", "b"), area("b", "a"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Areas(List.of(area("a", "gone"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Areas(List.of(area("a", ""), area("b", "", "a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
