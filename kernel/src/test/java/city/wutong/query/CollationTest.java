package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.refusal.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollationTest {
    private static List<String> sorted(Collation collation, String... texts) {
        return List.of(texts).stream().sorted(collation).toList();
    }

    @Test
    void the_root_order_puts_accents_beside_their_letter_and_small_before_capital() {
        assertThat(sorted(Collation.root(), "b", "á", "A", "a", "Z"))
                .containsExactly("a", "A", "á", "b", "Z");
        assertThat(sorted(Collation.of("und-x-icu"), "b", "á", "A")).containsExactly("A", "á", "b");
    }

    @Test
    void a_tag_names_an_order() {
        assertThat(sorted(Collation.of("zh-u-co-pinyin"), "乌镇", "濮院", "石门", "龙翔"))
                .containsExactly("龙翔", "濮院", "石门", "乌镇");
        assertThat(sorted(Collation.of("zh-u-co-stroke"), "乌镇", "一", "石门"))
                .containsExactly("一", "乌镇", "石门");
        assertThat(sorted(Collation.of("de-u-co-phonebk"), "Afz", "Ähre", "Adz"))
                .containsExactly("Adz", "Ähre", "Afz");
        assertThat(Collation.of("und-u-ks-level1").compare("Á", "a")).isZero();
        assertThat(Collation.of("und-u-kn-true").compare("2", "10")).isNegative();
        assertThat(Collation.root().compare("2", "10")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "!!nope", "not a tag", "de-u-co-nosuch", "und-u-ks-level9", "a_b_"})
    void what_names_no_order_is_refused(String tag) {
        assertThat(catchThrowableOfType(Refused.class, () -> Collation.of(tag)).refusal().reason())
                .isEqualTo(QueryReason.COLLATION_UNKNOWN);
    }
}
