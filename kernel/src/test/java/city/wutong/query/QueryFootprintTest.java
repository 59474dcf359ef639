package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.geo.GeoQuery;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryFootprintTest {
    private static final String LONG = "x".repeat(5_000);
    private static final long NONE = QueryFootprint.of(EntityQuery.EVERYTHING);

    private static long of(
            @Nullable Condition condition, @Nullable GeoQuery geo, @Nullable ScopeQuery scopes) {
        return QueryFootprint.of(new EntityQuery(List.of(), Set.of(), condition, geo, scopes))
                - NONE;
    }

    private static long ofQ(String q) {
        return of(QParser.parse(q, name -> "https://e.org/" + name), null, null);
    }

    @Test
    void a_long_condition_takes_more_wherever_it_is_long() {
        assertThat(ofQ("a")).isBetween(1L, 1_000L);
        assertThat(ofQ("a==\"" + LONG + "\"")).isGreaterThan(5_000);
        assertThat(ofQ("a;(b|c==\"" + LONG + "\")")).isGreaterThan(5_000);
        assertThat(ofQ("a{b}==\"" + LONG + "\"")).isGreaterThan(5_000);
    }

    @Test
    void a_pattern_takes_what_its_repetitions_are_written_out_to() {
        assertThat(ofQ("a~=\"[^x]{0,900}\"")).isGreaterThan(10 * ofQ("a~=\"[^x]{0,9}\""));
    }

    @Test
    void attributes_scopes_and_positions_count() {
        var attributes =
                new EntityQuery(List.of(), Set.of("https://e.org/" + LONG), null, null, null);
        assertThat(QueryFootprint.of(attributes) - NONE).isGreaterThan(5_000);
        assertThat(of(null, null, ScopeQuery.parse("/" + "a".repeat(200) + ",/b")))
                .isGreaterThan(200);
        var line = "[" + "[120,30],".repeat(999) + "[121,31]]";
        var geo =
                GeoQuery.parse(
                        new GeoQuery.Parameters("within", "LineString", line, null), name -> name);
        assertThat(of(null, geo.orElseThrow(), null)).isGreaterThan(100_000);
    }
}
