package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.minutes;
import static city.wutong.rule.Rules.renamed;
import static city.wutong.rule.Rules.silent;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Town;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that take the place of others while the engine works, or between two starts.
@Timeout(60)
class RuleSwitchTest {
    private static final String ONE = "urn:e:1";
    private static final String TWO = "urn:e:2";
    private static final Rule HIGH = holds("entity.a > 10", 0);
    private static final Rule HIGHER = holds("entity.a > 20", 0);

    private Optional<RuledTown> open = Optional.empty();

    private RuledTown town(Rule... rules) throws Exception {
        var town = new RuledTown(rules);
        open = Optional.of(town);
        return town;
    }

    @AfterEach
    void stop() {
        open.ifPresent(RuledTown::close);
    }

    private static List<String> told(RuledTown town) {
        var told = new ArrayList<String>();
        for (var alert : town.alerts()) {
            told.add(String.join(" ", alert.rule(), alert.source(), alert.status(), alert.from()));
        }
        return told;
    }

    @Test
    void a_rule_that_means_the_same_keeps_what_it_remembers() throws Exception {
        var slow = holds("entity.a > 10", 60);
        var town = town(slow).tick(0).observe(ONE, "a", 11, at(0)).tick(30).follow();
        town.become(slow, renamed(HIGHER, "higher")).follow().tick(60).follow();
        assertThat(told(town)).containsExactly("holds urn:e:1 active " + at(0));
    }

    @Test
    void a_changed_rule_forgets_what_it_waited_for() throws Exception {
        var town = town(holds("entity.a > 10", 60)).tick(0).observe(ONE, "a", 11, at(0)).tick(30);
        town.follow().become(holds("entity.a > 9", 60)).follow().tick(60).follow();
        assertThat(town.alerts()).isEmpty();
        town.tick(90).follow();
        assertThat(told(town)).containsExactly("holds urn:e:1 active " + at(30));
    }

    @Test
    void an_alert_goes_on_when_the_changed_rule_says_the_same() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 30, at(1)).observe(TWO, "a", 15, at(1));
        town.follow().tick(5).become(HIGHER).follow();
        assertThat(told(town))
                .containsExactlyInAnyOrder(
                        "holds urn:e:1 active " + at(1), "holds urn:e:2 cleared " + at(1));
        town.observe(ONE, "a", 19, at(6)).follow();
        assertThat(told(town)).allMatch(alert -> alert.contains("cleared"));
    }

    @Test
    void a_silence_goes_on_when_the_changed_rule_calls_it_one() throws Exception {
        var town = town(silent(60, false)).tick(0).observe(ONE, "a", 1, at(0)).tick(60).follow();
        town.become(silent(50, false)).follow();
        assertThat(told(town)).containsExactly("silent urn:e:1 active " + at(0));
        town.become(silent(90, false)).follow();
        assertThat(told(town)).containsExactly("silent urn:e:1 cleared " + at(0));
    }

    @Test
    void a_rule_put_in_force_sees_what_is_wrong_already() throws Exception {
        var town = town().tick(3).observe(ONE, "a", 11, at(1)).follow();
        town.become(HIGH).follow();
        assertThat(told(town)).containsExactly("holds urn:e:1 active " + at(3));
    }

    @Test
    void a_rule_that_is_switched_off_has_no_active_alert() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1)).follow();
        town.become().follow().observe(TWO, "a", 11, at(2)).follow();
        assertThat(told(town)).containsExactly("holds urn:e:1 cleared " + at(1));
        assertThat(town.engine().reports()).isEmpty();
    }

    @Test
    void what_was_met_is_not_told_again() throws Exception {
        var town = town().tick(0).follow();
        town.observe(ONE, "a", 11, at(1)).observe(ONE, "a", 5, at(2)).become(HIGH).follow();
        assertThat(town.alerts()).isEmpty();
        town.observe(ONE, "a", 12, at(3)).follow();
        assertThat(told(town)).containsExactly("holds urn:e:1 active " + at(3));
    }

    @Test
    void a_folder_that_was_edited_counts_from_the_next_start() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 15, at(1)).follow();
        town.restart(HIGHER);
        town.follow();
        assertThat(told(town)).containsExactly("holds urn:e:1 cleared " + at(1));
    }

    @Test
    void alerts_say_which_version_has_raised_them() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 15, at(1)).follow();
        var alert = town.town().context().entity(town.alerts().getFirst().id()).orElseThrow();
        assertThat(RuledTown.text(alert, AlertEntity.RULE_VERSION)).contains("1");
    }

    /// Wherever in the switch the process is killed, the next start ends it.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_switch_that_a_kill_cut_off_is_done_once(int commits) throws Exception {
        var town = town(HIGH, renamed(HIGH, "gone")).tick(0);
        for (int i = 0; i < 5; i++) {
            town.observe("urn:e:" + i, "a", 12 + 4 * i, at(1));
        }
        town.follow().tick(5).follow();
        town.become(HIGHER, renamed(HIGH, "new"));
        town.town().journal().breakAfter(commits);
        try {
            town.follow();
        } catch (RuntimeException e) {
            assertThat(e).hasRootCauseMessage("killed, as the test wants it");
        }
        town.restart();
        town.follow();
        assertThat(told(town))
                .containsExactlyInAnyOrder(
                        "holds urn:e:0 cleared " + at(1),
                        "holds urn:e:1 cleared " + at(1),
                        "holds urn:e:2 cleared " + at(1),
                        "holds urn:e:3 active " + at(1),
                        "holds urn:e:4 active " + at(1),
                        "gone urn:e:0 cleared " + at(1),
                        "gone urn:e:1 cleared " + at(1),
                        "gone urn:e:2 cleared " + at(1),
                        "gone urn:e:3 cleared " + at(1),
                        "gone urn:e:4 cleared " + at(1),
                        "new urn:e:0 active " + at(5),
                        "new urn:e:1 active " + at(5),
                        "new urn:e:2 active " + at(5),
                        "new urn:e:3 active " + at(5),
                        "new urn:e:4 active " + at(5));
    }

    @Test
    void a_silence_that_is_over_when_it_is_read_was_one() throws Exception {
        var rule = silent(60, false);
        var town = town(rule);
        var begun = RuledTown.OFFICE;
        town.observe(ONE, "a", 1, begun).follow();
        town.clock().goOn(minutes(70));
        town.observe(ONE, "a", 1, begun.plus(minutes(70))).follow();
        assertThat(told(town)).containsExactly("silent urn:e:1 cleared " + begun);
    }

    @Test
    void who_reports_in_time_is_never_silent_however_late_it_is_read() throws Exception {
        var town = town(silent(60, false));
        for (int minute = 0; minute <= 590; minute += 59) {
            town.observe(ONE, "a", 1, RuledTown.OFFICE.plus(minutes(minute)));
            town.clock().goOn(minutes(59));
        }
        town.observe(ONE, Town.property("b", 1, RuledTown.OFFICE.plus(minutes(649)))).follow(1);
        assertThat(town.alerts()).isEmpty();
    }
}
