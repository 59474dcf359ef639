package city.wutong.trial;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.scenario.file.Place;
import city.wutong.trial.Trial.Expected;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static SequencedMap<String, String> features(String... words) {
        var features = new LinkedHashMap<String, String>();
        for (int i = 0; i < words.length; i += 2) {
            features.put(words[i], words[i + 1]);
        }
        return features;
    }

    private static Expected expected(String... words) {
        return new Expected(Place.of("t.yaml"), features(words));
    }

    @Test
    void what_is_not_asked_for_does_not_matter() {
        var found = features("rule", "r", "of", "a", "severity", "low");
        assertThat(
                        Comparison.lists(
                                "alerts",
                                List.of(expected("rule", "r", "of", "a")),
                                List.of(found)))
                .isEmpty();
    }

    @Test
    void what_is_missing_differs_by_itself_when_nothing_is_like_it() {
        var differences =
                Comparison.lists("alerts", List.of(expected("rule", "r", "of", "a")), List.of());
        assertThat(differences)
                .containsExactly(new Verdict.Difference("alerts", "rule r, of a", "none"));
    }

    @Test
    void what_is_missing_stands_beside_what_is_there_instead() {
        var differences =
                Comparison.lists(
                        "cases",
                        List.of(expected("case", "c", "of", "a", "state", "closed")),
                        List.of(
                                features("case", "c", "of", "b", "state", "closed"),
                                features("case", "c", "of", "a", "state", "opened")));
        assertThat(differences)
                .extracting(Verdict.Difference::found)
                .containsExactly("case c, of a, state opened", "case c, of b, state closed");
    }

    @Test
    void one_more_than_expected_is_a_difference() {
        var found = features("rule", "r", "of", "a");
        assertThat(
                        Comparison.lists(
                                "alerts", List.of(expected("rule", "r")), List.of(found, found)))
                .singleElement()
                .extracting(Verdict.Difference::expected)
                .isEqualTo("none");
    }

    @Test
    void nothing_due_is_not_zero() {
        assertThat(Comparison.number("i", Optional.empty(), Optional.of(BigDecimal.ZERO)))
                .hasSize(1);
        assertThat(Comparison.number("i", Optional.of(BigDecimal.ZERO), Optional.empty()))
                .hasSize(1);
        assertThat(Comparison.number("i", Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void numbers_are_the_same_however_they_are_written() {
        assertThat(
                        Comparison.number(
                                "i",
                                Optional.of(new BigDecimal("100")),
                                Optional.of(new BigDecimal("100.00"))))
                .isEmpty();
    }
}
