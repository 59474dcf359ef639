package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.flapping;
import static city.wutong.rule.Rules.fresh;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.silent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Why a rule fires, or does not.
class WhyTest {
    private static final String ONE = "urn:e:1";

    private static Why why(RuledTown town) {
        var number = town.town().context().entity(ONE).orElseThrow().number();
        var rule = town.engine().reports().keySet().iterator().next();
        return town.engine().why(rule, number).orElseThrow();
    }

    private static List<String> words(Why why) {
        return why.reasons().stream().map(reason -> reason.text().en()).toList();
    }

    @Test
    void what_has_to_go_on_for_longer_says_until_when() throws Exception {
        try (var town = new RuledTown(holds("entity.a > 10", 20))) {
            town.tick(0).observe(ONE, "a", 11, at(0)).tick(5).follow();
            var why = why(town);
            assertThat(why.fires()).isFalse();
            assertThat(words(why))
                    .startsWith("The condition holds", "It began at")
                    .contains("It still has to go on for 15m");
            assertThat(why.reasons().get(2).at()).contains(at(20));
        }
    }

    @Test
    void a_missing_value_is_named() throws Exception {
        try (var town = new RuledTown(holds("entity.a > 10 && entity.b > 1", 0))) {
            town.tick(0).observe(ONE, "a", 11, at(0)).follow();
            assertThat(why(town).reasons())
                    .filteredOn(Why.Reason::isMissing)
                    .map(Why.Reason::attribute)
                    .containsExactly(Optional.of("b"));
        }
    }

    @Test
    void what_is_too_old_says_so() throws Exception {
        try (var town = new RuledTown(fresh(holds("entity.a > 10", 0), 10))) {
            town.tick(0).observe(ONE, "a", 9, at(0)).tick(11).follow();
            assertThat(words(why(town)))
                    .contains("What was observed last is too old (it counts for 10m)");
        }
    }

    @Test
    void a_silence_says_how_much_more_of_it_there_must_be() throws Exception {
        try (var town = new RuledTown(silent(30, false))) {
            town.tick(0).observe(ONE, "a", 1, at(0)).tick(12).follow();
            assertThat(words(why(town))).contains("It fires after 18m more of silence");
        }
    }

    @Test
    void an_alert_that_is_kept_because_it_flaps_says_until_when() throws Exception {
        try (var town = new RuledTown(flapping(holds("entity.a > 10", 0), 30))) {
            town.tick(0);
            for (int minute = 0; minute < 2 * Flapping.MOST_TURNS; minute++) {
                town.observe(ONE, "a", minute % 2 == 0 ? 11 : 9, at(minute)).tick(minute).follow();
            }
            var why = why(town);
            assertThat(why.fires()).isTrue();
            assertThat(why.since()).contains(at(0));
            assertThat(words(why))
                    .startsWith(
                            "It has come and gone (5 times), so that the alert stays; it ended last at",
                            "It is cleared if it does not come until");
            assertThat(why.reasons().get(1).at()).contains(at(9 + 30));
        }
    }
}
