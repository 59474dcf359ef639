package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.refusal.Refused;
import com.google.re2j.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "urn:ngsi-ld:Building:.*@urn:ngsi-ld:Building:1@true",
                ".*downtown$@urn:ngsi-ld:Parking:downtown@true",
                ".*downtown$@urn:ngsi-ld:Parking:downtown2@false",
                "Building@urn:ngsi-ld:Building:1@true",
                "^Building@urn:ngsi-ld:Building:1@false",
                "[[:digit:]]{2}@a12@true"
            })
    void a_pattern_is_found_anywhere_unless_anchored(String pattern, String text, boolean found) {
        assertThat(TextPattern.of(pattern).isIn(text)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{2,1}", "(a)\\1", "(?=a)", "*"})
    void what_is_no_regular_expression_is_refused(String pattern) {
        assertThat(reason(pattern)).isEqualTo(QueryReason.PATTERN_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{100}){100}",
                "((a{20}){20}){20}",
                "((a{5,}){900})",
                "([)]a{900}){900}",
                "([[:alpha:])]a{900}){900}",
                "\\Q(\\E(a{900}){900}"
            })
    void a_pattern_that_grows_when_written_out_is_refused(String pattern) {
        assertThat(reason(pattern)).isEqualTo(QueryReason.PATTERN_TOO_COMPLEX);
    }

    @Test
    void the_pattern_of_a_uuid_is_not_too_much() {
        var uuid = "^urn:uuid:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$";

        assertThat(TextPattern.of(uuid).isIn("urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057"))
                .isTrue();
    }

    @Test
    void what_hangs_other_engines_is_answered() {
        assertThat(TextPattern.of("^((a*)*)*$").isIn("a".repeat(50_000) + "b")).isFalse();
        assertThat(TextPattern.of("(x+x+)+y").isIn("x".repeat(50_000))).isFalse();
    }

    /// Reading a pattern must not cost more than its text says.
    @Property(tries = 10_000)
    void no_pattern_that_is_read_is_large(@ForAll("patterns") String pattern) {
        var thrown = catchThrowable(() -> TextPattern.of(pattern));

        if (thrown == null) {
            assertThat(Pattern.compile(pattern).programSize())
                    .isLessThan(8 * TextPattern.MOST_STEPS);
        } else {
            assertThat(thrown).isInstanceOf(Refused.class);
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "(",
                        ")",
                        "[",
                        "]",
                        "^",
                        "{900}",
                        "{30}",
                        "{5,40}",
                        "{3,}",
                        "*",
                        "+",
                        "?",
                        "|",
                        "\\",
                        "\\)",
                        "\\Q",
                        "\\E",
                        "[:alpha:]",
                        "(?:",
                        ".",
                        "\\pL")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static Object reason(String pattern) {
        return catchThrowableOfType(Refused.class, () -> TextPattern.of(pattern))
                .refusal()
                .reason();
    }
}
