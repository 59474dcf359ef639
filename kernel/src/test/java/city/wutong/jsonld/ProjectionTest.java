package city.wutong.jsonld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.refusal.Refused;
import java.util.LinkedHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clause 4.21.
class ProjectionTest {
    private static Projection parsed(String text) {
        return Projection.parse("pick", text, Documents.CITY::expand);
    }

    @Test
    void names_stand_side_by_side_or_in_braces() {
        var projection = parsed("id,name|ex:by{type,speed|ex:by{id}},scope");
        assertThat(projection.members())
                .containsOnlyKeys("id", name("name"), "scope", name("ex:by"));
        var linked = projection.linkedBy(name("ex:by"));
        assertThat(linked.members()).containsOnlyKeys("type", name("speed"), name("ex:by"));
        assertThat(projection.depth()).isEqualTo(2);
        assertThat(parsed("id").depth()).isZero();
        assertThat(projection.linkedBy("id").isNone()).isTrue();
    }

    private static String name(String term) {
        return Documents.CITY.expand(term);
    }

    @Test
    void a_member_named_twice_means_both() {
        assertThat(parsed("a{id},a{type}")).isEqualTo(parsed("a{id,type}"));
        assertThat(parsed("a{id},a")).isEqualTo(parsed("a"));
        assertThat(parsed("a{b{id}},a{b{type}}")).isEqualTo(parsed("a{b{id|type}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "id,",
                "id,,name",
                "id;name",
                "a{",
                "a{id",
                "a{}",
                "a{{id}}",
                "a{,id}",
                "{id}",
                "a}",
                "a{id}}",
                "a{id}b",
                "a b",
                "1a",
                "a.b",
                "@id",
                "a{b{c{d{e{f{g{h{i{j{k{l}}}}}}}}}}}"
            })
    void what_is_none_is_refused_with_its_place(String text) {
        assertThatThrownBy(() -> parsed(text))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().english()).startsWith("pick"));
    }

    @Test
    void a_very_long_one_is_not_read() {
        assertThatThrownBy(() -> parsed("a".repeat(Projection.LONGEST + 1)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void what_is_picked_and_omitted_is_found() {
        assertThat(parsed("id,name").alsoOmittedBy(parsed("name"))).contains(name("name"));
        assertThat(parsed("a{name}").alsoOmittedBy(parsed("a"))).contains(name("a"));
        assertThat(parsed("a{id|name}").alsoOmittedBy(parsed("a{name}"))).contains(name("name"));
        assertThat(parsed("id,a").alsoOmittedBy(parsed("a{name}"))).isEmpty();
        assertThat(parsed("id").alsoOmittedBy(Projection.NONE)).isEmpty();
    }

    @Provide
    Arbitrary<Projection> projection() {
        return projection(3);
    }

    private static Arbitrary<Projection> projection(int levels) {
        var names = Arbitraries.of("id", "type", "scope", name("name"), name("speed"));
        var linked = levels == 0 ? Arbitraries.just(Projection.NONE) : projection(levels - 1);
        return Arbitraries.maps(names, linked)
                .ofMinSize(levels == 3 ? 1 : 0)
                .ofMaxSize(3)
                .map(members -> new Projection(new LinkedHashMap<>(members)));
    }

    @Property
    void what_is_written_down_is_read_again(@ForAll("projection") Projection projection) {
        assertThat(parsed(written(projection))).isEqualTo(projection);
    }

    private static String written(Projection projection) {
        var text = new StringBuilder();
        projection
                .members()
                .forEach((name, linked) -> {
                    text.append(text.isEmpty() ? "" : "|").append(Documents.CITY.compact(name));
                    text.append(linked.isNone() ? "" : "{" + written(linked) + "}");
                });
        return text.toString();
    }

    @Property
    void any_text_is_read_or_refused(@ForAll String text) {
        try {
            assertThat(parsed(text).isNone()).isFalse();
        } catch (Refused e) {
            assertThat(e.refusal().chinese()).isNotBlank();
        }
    }
}
