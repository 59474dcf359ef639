package city.wutong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AreasTest {
    private static final Areas AREAS =
            new Areas(
                    List.of(
                            area("330483008", "330483", "330483004"),
                            area("330400", ""),
                            area("330483001", "330483"),
                            area("grid-7", "330483004"),
                            area("330483", "330400")));

    private static Area area(String code, String parent, String... aliases) {
        return new Area(
                code,
                new Text("区域", code),
                Optional.of(parent).filter(outer -> !outer.isEmpty()),
                Set.of(aliases));
    }

    @Test
    void an_alias_means_the_area_on_both_sides() {
        assertThat(AREAS.of("330483004")).contains(area("330483008", "330483", "330483004"));
        assertThat(AREAS.isWithin("grid-7", "330483008")).isTrue();
        assertThat(AREAS.isWithin("grid-7", "330483004")).isTrue();
        assertThat(AREAS.isWithin("330483004", "330483008")).isTrue();
        assertThat(AREAS.isWithin("grid-7", "330483001")).isFalse();
        assertThat(AREAS.isWithin("330400", "330483")).isFalse();
        assertThat(AREAS.isWithin("nowhere", "330400")).isFalse();
    }

    @Test
    void children_are_told_by_their_codes_whatever_their_parent_is_called() {
        assertThat(AREAS.children(Optional.empty()))
                .extracting(Area::code)
                .containsExactly("330400");
        assertThat(AREAS.children(AREAS.of("330483")))
                .extracting(Area::code)
                .containsExactly("330483001", "330483008");
        assertThat(AREAS.children(AREAS.of("330483008")))
                .extracting(Area::code)
                .containsExactly("grid-7");
    }

    @Test
    void a_tree_that_is_none_is_refused() {
        assertThatThrownBy(() -> new Areas(List.of(area("a", "b"), area("b", "a"))))
                .hasMessageContaining("in itself");
        assertThatThrownBy(() -> new Areas(List.of(area("a", "b"))))
                .hasMessageContaining("unknown b");
        assertThatThrownBy(() -> new Areas(List.of(area("a", ""), area("b", "", "a"))))
                .hasMessageContaining("two areas have the code a");
    }
}
