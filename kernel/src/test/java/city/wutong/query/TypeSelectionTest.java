package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.refusal.Refused;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeSelectionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "*@Home@true",
                "Home@Home@true",
                "Home@House@false",
                "Home|House@House@true",
                "Home,House@House@true",
                "(Home;Vehicle)@Home@false",
                "(Home;Vehicle)@Home,Vehicle,Boat@true",
                "(Home;Vehicle)|Motorhome@Motorhome@true",
                "(Home;Vehicle),Motorhome@Vehicle@false",
                "Motorhome,(Home;Vehicle)@Vehicle,Home@true",
                "停车场@停车场@true"
            })
    void entities_are_selected_by_their_types(String selection, String types, boolean matches) {
        var entity = Sample.entity(List.of(types.split(",")), List.of());

        assertThat(TypeSelection.parse(selection, Sample::expand).matches(entity))
                .isEqualTo(matches);
    }

    @Test
    void a_planner_learns_which_types_to_look_at() {
        assertThat(TypeSelection.parse("*", Sample::expand).mentionedTypes()).isEmpty();
        assertThat(TypeSelection.parse("(A;B),C", name -> name).mentionedTypes())
                .hasValueSatisfying(types -> assertThat(types).containsExactly("A", "B", "C"));
    }

    @Test
    void a_uri_is_a_type() {
        assertThat(TypeSelection.parse("https://example.org/a#B,ex:C", name -> name))
                .isEqualTo(
                        new TypeSelection.Any(
                                List.of(
                                        new TypeSelection.All(List.of("https://example.org/a#B")),
                                        new TypeSelection.All(List.of("ex:C")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "''@TYPE_EXPECTED@1",
                "A,@TYPE_EXPECTED@3",
                "A,,B@TYPE_EXPECTED@3",
                "()@TYPE_EXPECTED@2",
                "A;B@TYPE_TRAILING@2",
                "(A;B@TYPE_TRAILING@5",
                "(A|B)@TYPE_TRAILING@3",
                "((A;B))@TYPE_EXPECTED@2",
                "A B@TYPE_TRAILING@3",
                "*,A@TYPE_MALFORMED@1",
                "1A@TYPE_MALFORMED@1",
                "A-B@TYPE_MALFORMED@1",
                "http://a/<b>@TYPE_MALFORMED@1"
            })
    void what_is_wrong_and_where_is_said(String selection, QueryReason reason, int column) {
        var refusal =
                catchThrowableOfType(
                                Refused.class, () -> TypeSelection.parse(selection, Sample::expand))
                        .refusal();

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.english()).startsWith("type, column " + column + ":");
    }

    @Property(tries = 5_000)
    void any_text_is_read_or_refused(@ForAll("signs") String text) {
        var thrown = catchThrowable(() -> TypeSelection.parse(text, Sample::expand));

        assertThat(thrown == null || thrown instanceof Refused).isTrue();
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("AB:/();|,* ").ofMaxLength(12));
    }
}
