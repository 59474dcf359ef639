package city.wutong.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.ContextReason;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void the_words_are_filled_in_both_languages() {
        var refusal = Refusal.of(ContextReason.ENTITY_EXISTS, "urn:x:1");
        assertThat(refusal.english()).startsWith("The entity urn:x:1 exists already.");
        assertThat(refusal.chinese()).startsWith("实体 urn:x:1 已存在");
    }

    @Test
    void an_argument_that_looks_like_a_place_is_not_filled_in_again() {
        var refusal = Refusal.of(ContextReason.ATTRIBUTE_UNKNOWN, "urn:{1}", "name", "@none");
        assertThat(refusal.english()).contains("urn:{1}");
    }

    @Test
    void a_field_that_the_words_do_not_name_stands_before_them() {
        var refusal = Refusal.of(ContextReason.ENTITY_EXISTS, "urn:x:1").within("location");
        assertThat(refusal.english()).startsWith("location: The entity urn:x:1 exists");
        assertThat(refusal.chinese()).startsWith("location：实体 urn:x:1");
        assertThat(refusal.reason().code()).isEqualTo(ContextReason.ENTITY_EXISTS.code());
    }

    @Test
    void an_answer_repeats_little_of_what_it_was_sent() {
        var refusal = Refusal.of(ContextReason.ENTITY_UNKNOWN, "x".repeat(10_000));
        assertThat(refusal.english().length()).isLessThan(Refusal.LONGEST_ARGUMENT + 50);
        assertThat(refusal.english()).contains("…");
    }

    @Test
    void half_a_character_is_not_repeated() {
        var refusal =
                Refusal.of(
                        ContextReason.ENTITY_UNKNOWN,
                        "x".repeat(Refusal.LONGEST_ARGUMENT - 1) + "🌳🌳");
        assertThat(
                        refusal.english()
                                .codePoints()
                                .noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .isTrue();
    }

    @Test
    void a_thrown_refusal_bears_its_words_and_no_trace() {
        var refused = Refusal.of(ContextReason.ENTITY_UNKNOWN, "urn:x:1").thrown();
        assertThat(refused).hasMessage("There is no entity urn:x:1.");
        assertThat(refused.getStackTrace()).isEmpty();
        assertThat(refused.refusal().reason().code()).isEqualTo("entity.unknown");
    }

    @Test
    void families_of_the_standard_have_its_problem_types() {
        assertThat(Reason.Family.ALREADY_EXISTS.problemType())
                .isEqualTo("https://uri.etsi.org/ngsi-ld/errors/AlreadyExists");
        assertThat(Reason.Family.BUSY.problemType()).isEqualTo("about:blank");
        assertThat(Reason.Family.BUSY.status()).isEqualTo(503);
        assertThat(Reason.Family.FULL.status()).isEqualTo(507);
    }
}
