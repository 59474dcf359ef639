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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "/Madrid@/Madrid@true",
                "/Madrid@Madrid@true",
                "Madrid@/Madrid@true",
                "/Madrid@/Madrid/Gardens@false",
                "/Madrid/Gardens@/Madrid@false",
                "/Madrid/#@/Madrid@true",
                "/Madrid/#@/Madrid/Gardens/ParqueNorte@true",
                "/Madrid/#@/Madrids@false",
                "/Mad/#@/Madrid@false",
                "/+@/Madrid@true",
                "/+@/Madrid/Gardens@false",
                "/Madrid/+/ParqueNorte@/Madrid/Gardens/ParqueNorte@true",
                "/Madrid/+/ParqueNorte@/Madrid/ParqueNorte@false",
                "/+/+/#@/A/B/C@true",
                "/+/+/#@/A@false",
                "/#@/Anything@true",
                "/#@''@false",
                "/A;/B@/A,/B@true",
                "/A;/B@/A@false",
                "(/A;/B)|C@/C@true",
                "(/A;/B),C@/A@false",
                "/A|/B@/B@true",
                "/浙江/+@/浙江/嘉兴@true"
            })
    void entities_are_selected_by_their_scopes(String query, String scopes, boolean matches) {
        List<String> held = scopes.isEmpty() ? List.of() : List.of(scopes.split(","));
        var entity = Sample.entity(List.of("Thing"), held);

        assertThat(ScopeQuery.parse(query).matches(entity)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "''@SCOPE_EXPECTED@1",
                "/@SCOPE_EXPECTED@2",
                "/A/@SCOPE_EXPECTED@4",
                "/1A@SCOPE_EXPECTED@2",
                "/A,@SCOPE_EXPECTED@4",
                "/A/#/B@SCOPE_TRAILING@5",
                "(/A;/B@SCOPE_TRAILING@7",
                "/A-B@SCOPE_TRAILING@3"
            })
    void what_is_wrong_and_where_is_said(String query, QueryReason reason, int column) {
        var refusal = catchThrowableOfType(Refused.class, () -> ScopeQuery.parse(query)).refusal();

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.english()).startsWith("scopeQ, column " + column + ":");
    }

    @Property(tries = 5_000)
    void any_text_is_read_or_refused(@ForAll("signs") String text) {
        var thrown = catchThrowable(() -> ScopeQuery.parse(text));

        assertThat(thrown == null || thrown instanceof Refused).isTrue();
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("AB/#+();|, ").ofMaxLength(12));
    }
}
