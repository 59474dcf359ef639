package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Entity;
import city.wutong.geo.GeoQuery;
import city.wutong.query.EntityQuery;
import city.wutong.query.Page;
import city.wutong.query.TypeSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class SearchTest {
    @Provide
    Arbitrary<List<Operation>> histories() {
        return Generated.operations().list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<EntityQuery> queries() {
        var ids = Arbitraries.integers().between(0, 7).map(Generated::entityId).set().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.just(Set.<String>of()), ids),
                        Arbitraries.of("A", "B", "A,B", "A|C", "(A;B),C", "*").injectNull(0.3),
                        geoQueries().injectNull(0.3))
                .as((some, types, geo) ->
                        new EntityQuery(some, null, types(types), Set.of(), null, geo, null));
    }

    private static @Nullable TypeSelection types(@Nullable String text) {
        return text == null ? null : TypeSelection.parse(text, Town::name);
    }

    private static Arbitrary<GeoQuery> geoQueries() {
        return Combinators.combine(
                        Arbitraries.of(
                                "near;maxDistance==3000",
                                "near;minDistance==3000",
                                "within",
                                "intersects",
                                "disjoint"),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(0.02, 0.2, 5.0))
                .as(SearchTest::geo);
    }

    private static GeoQuery geo(String georel, int i, int j, double size) {
        double x = 120.5 + i / 200.0;
        double y = 30.6 + j / 200.0;
        var place =
                georel.startsWith("near")
                        ? "[" + x + "," + y + "]"
                        : "[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]"
                                .formatted(
                                        x, y, x + size, y, x + size, y + size, x, y + size, x, y);
        var kind = georel.startsWith("near") ? "Point" : "Polygon";
        return GeoQuery.parse(new GeoQuery.Parameters(georel, kind, place, null), Town::name)
                .orElseThrow();
    }

    @Property(tries = 300)
    void the_indexes_find_what_looking_at_everything_finds(
            @ForAll("histories") List<Operation> history, @ForAll("queries") EntityQuery query) {
        try (var town = new Town()) {
            town.apply(history);
            var found = town.context().find(query, new Page(1_000, 0, true));
            var naive =
                    town.entities().stream()
                            .filter(entity -> query.matches(entity, town.context()::entity))
                            .toList();
            assertThat(found.entities()).isEqualTo(naive);
            assertThat(found.count()).isEqualTo(naive.size());
            assertThat(found.isMore()).isFalse();
        }
    }

    @Property(tries = 100)
    void the_pages_together_are_everything(
            @ForAll("histories") List<Operation> history, @ForAll("queries") EntityQuery query) {
        try (var town = new Town()) {
            town.apply(history);
            var all = town.context().find(query, new Page(1_000, 0, false)).entities();
            var paged = new java.util.ArrayList<Entity>();
            Found found;
            do {
                found = town.context().find(query, new Page(2, paged.size(), false));
                paged.addAll(found.entities());
            } while (found.isMore());
            assertThat(paged).isEqualTo(all);
        }
    }

    @Property(tries = 50)
    void what_is_counted_is_the_same_on_every_page(
            @ForAll("histories") List<Operation> history, @ForAll("queries") EntityQuery query) {
        try (var town = new Town()) {
            town.apply(history);
            long count = town.context().find(query, new Page(0, 0, true)).count();
            for (int offset = 0; offset < 4; offset++) {
                var found = town.context().find(query, new Page(1, offset, true));
                assertThat(found.count()).isEqualTo(count);
                assertThat(found.isMore()).isEqualTo(count > offset + 1);
            }
        }
    }

    @Property(tries = 100)
    void the_index_of_types_knows_every_type_in_use(@ForAll("histories") List<Operation> history) {
        try (var town = new Town()) {
            town.apply(history);
            var used = new HashSet<String>();
            town.entities().forEach(entity -> used.addAll(entity.types()));
            assertThat(town.context().seen().types()).isEqualTo(used);
        }
    }

    @Test
    void a_bus_that_crossed_the_city_stands_in_no_cell_that_it_left() {
        try (var town = new Town()) {
            town.apply(
                    new Operation.Create(
                            "urn:bus",
                            Town.patch(List.of(Town.TYPE), Generated.location(120.5, 30.6, 0))));
            for (int i = 1; i <= 300; i++) {
                var there = Generated.location(120.5 + i / 100.0, 30.6, 0);
                town.apply(new Operation.Update("urn:bus", Town.patch(List.of(), there)));
            }
            var passed = List.of(new Envelope(120.49, 123.45, 30.59, 30.61));
            assertThat(size(town.context().byPlace().candidates(passed, 4_096))).isZero();
            var where = List.of(new Envelope(123.46, 123.54, 30.59, 30.61));
            assertThat(size(town.context().byPlace().candidates(where, 4_096))).isEqualTo(1);
        }
    }

    private static long size(Optional<List<Numbers.View>> views) {
        return views.orElseThrow().stream().mapToLong(Numbers.View::size).sum();
    }
}
