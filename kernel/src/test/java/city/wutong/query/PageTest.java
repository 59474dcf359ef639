package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void the_first_page_is_what_is_answered_unasked() {
        assertThat(Page.parse(null, null, false)).isEqualTo(Page.FIRST);
        assertThat(Page.parse("5", "10", true)).isEqualTo(new Page(5, 10, true));
    }

    @Test
    void no_entities_can_be_asked_for_only_with_their_number() {
        assertThat(Page.parse("0", null, true).limit()).isZero();
        assertThat(reason("0", null)).isEqualTo(QueryReason.LIMIT_ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.5", "ten", "99999999999999999999", " 1"})
    void limit_and_offset_are_whole_numbers(String text) {
        assertThat(reason(text, null)).isEqualTo(QueryReason.LIMIT_MALFORMED);
        assertThat(reason(null, text)).isEqualTo(QueryReason.OFFSET_MALFORMED);
    }

    @Test
    void too_large_a_page_is_refused() {
        assertThat(Page.parse("1000", null, false).limit()).isEqualTo(Page.LARGEST_LIMIT);
        assertThat(reason("1001", null)).isEqualTo(QueryReason.LIMIT_TOO_LARGE);
        assertThat(reason(null, "1000000001")).isEqualTo(QueryReason.OFFSET_MALFORMED);
    }

    private static Object reason(
            @org.jspecify.annotations.Nullable String limit,
            @org.jspecify.annotations.Nullable String offset) {
        return catchThrowableOfType(Refused.class, () -> Page.parse(limit, offset, false))
                .refusal()
                .reason();
    }
}
