package city.wutong.rule;

import static city.wutong.rule.Probe.clear;
import static city.wutong.rule.Probe.raise;
import static city.wutong.rule.Rules.clearing;
import static city.wutong.rule.Rules.fresh;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.silent;
import static city.wutong.rule.Rules.stuck;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OperatorTest {
    @Nested
    class Holding {
        private final Probe atOnce = new Probe(holds("entity.a > 10", 0));
        private final Probe twoHours = new Probe(holds("entity.a > 10", 120));

        @Test
        void without_a_duration_it_raises_at_once() {
            atOnce.observes(3, "a", 10);
            assertThat(atOnce.signals()).isEmpty();
            atOnce.observes(5, "a", 11);
            assertThat(atOnce.signals()).containsExactly(raise(5, 5));
            assertThat(atOnce.wake()).isEmpty();
        }

        @Test
        void it_raises_when_the_duration_is_exactly_reached() {
            twoHours.observes(0, "a", 11);
            assertThat(twoHours.wake()).contains(Rules.at(120));
            twoHours.clock(119);
            assertThat(twoHours.signals()).isEmpty();
            twoHours.clock(120);
            assertThat(twoHours.signals()).containsExactly(raise(0, 120));
        }

        @Test
        void an_observation_may_reach_the_duration_before_the_clock_does() {
            twoHours.observes(0, "a", 11).observes(120, "a", 12);
            assertThat(twoHours.signals()).containsExactly(raise(0, 120));
        }

        @Test
        void it_is_woken_too_early_and_goes_on_waiting() {
            twoHours.observes(0, "a", 11).woken(60);
            assertThat(twoHours.signals()).isEmpty();
            assertThat(twoHours.wake()).contains(Rules.at(120));
        }

        @Test
        void an_interruption_begins_anew() {
            twoHours.observes(0, "a", 11)
                    .observes(60, "a", 10)
                    .observes(61, "a", 11)
                    .clock(120)
                    .clock(180);
            assertThat(twoHours.signals()).isEmpty();
            twoHours.clock(181);
            assertThat(twoHours.signals()).containsExactly(raise(61, 181));
        }

        @Test
        void what_becomes_unknown_interrupts() {
            twoHours.observes(0, "a", 11).loses(60, "a");
            assertThat(twoHours.wake()).isEmpty();
            twoHours.observes(90, "a", 11).clock(120);
            assertThat(twoHours.signals()).isEmpty();
            twoHours.clock(210);
            assertThat(twoHours.signals()).containsExactly(raise(90, 210));
        }

        @Test
        void more_of_the_same_changes_nothing() {
            atOnce.observes(0, "a", 11).observes(1, "a", 12).observes(2, "a", 13).woken(4);
            assertThat(atOnce.signals()).containsExactly(raise(0, 0));
        }

        @Test
        void without_a_clear_expression_no_ends_it_and_unknown_does_not() {
            atOnce.observes(0, "a", 11).loses(1, "a");
            assertThat(atOnce.isRaised()).isTrue();
            atOnce.observes(2, "a", 10);
            assertThat(atOnce.signals()).containsExactly(raise(0, 0), clear(0, 2));
        }

        @Test
        void with_a_clear_expression_only_that_ends_it() {
            var probe = new Probe(clearing(holds("entity.a > 10", 0), "entity.a < 5"));
            probe.observes(0, "a", 11).observes(1, "a", 5).loses(2, "a");
            assertThat(probe.isRaised()).isTrue();
            probe.observes(3, "a", 4);
            assertThat(probe.signals()).containsExactly(raise(0, 0), clear(0, 3));
            probe.observes(4, "a", 11);
            assertThat(probe.signals()).endsWith(raise(4, 4));
        }

        @Test
        void the_facts_may_come_one_by_one() {
            var probe = new Probe(holds("entity.a > 10 && entity.b > 10", 0));
            probe.observes(0, "a", 11);
            assertThat(probe.signals()).isEmpty();
            probe.observes(1, "b", 11);
            assertThat(probe.signals()).containsExactly(raise(1, 1));
        }

        @Test
        void what_is_fresh_until_the_end_counts() {
            var probe = new Probe(fresh(holds("entity.a > 10", 120), 120));
            probe.observes(0, "a", 11).clock(500);
            assertThat(probe.signals()).containsExactly(raise(0, 500));
        }

        @Test
        void what_is_stale_before_the_end_does_not() {
            var probe = new Probe(fresh(holds("entity.a > 10", 120), 119));
            probe.observes(0, "a", 11).clock(120);
            assertThat(probe.signals()).isEmpty();
            assertThat(probe.wake()).isEmpty();
            probe.observes(130, "a", 11).observes(200, "a", 11).clock(249);
            assertThat(probe.signals()).isEmpty();
            probe.clock(250);
            assertThat(probe.signals()).containsExactly(raise(130, 250));
        }

        @Test
        void a_gap_in_which_nothing_was_fresh_interrupts() {
            var probe = new Probe(fresh(holds("entity.a > 10", 120), 30));
            probe.observes(0, "a", 11).observes(31, "a", 11);
            for (int minute = 61; minute < 151; minute += 30) {
                probe.observes(minute, "a", 11);
            }
            assertThat(probe.signals()).isEmpty();
            probe.observes(151, "a", 11);
            assertThat(probe.signals()).containsExactly(raise(31, 151));
        }

        @Test
        void a_gap_counts_also_when_the_observation_comes_before_the_clock() {
            var probe = new Probe(fresh(holds("entity.a > 10", 120), 30));
            probe.observes(0, "a", 11).observes(500, "a", 11);
            assertThat(probe.signals()).isEmpty();
            assertThat(probe.wake()).contains(Rules.at(620));
        }

        @Test
        void the_end_of_the_entity_ends_it() {
            atOnce.observes(0, "a", 11).ends(7);
            assertThat(atOnce.signals()).containsExactly(raise(0, 0), clear(0, 7));
            twoHours.observes(0, "a", 11).ends(7);
            assertThat(twoHours.signals()).isEmpty();
        }
    }

    @Nested
    class Silence {
        private final Probe alone = new Probe(silent(60, false));
        private final Probe among = new Probe(silent(60, true));

        @Test
        void it_raises_when_the_limit_is_exactly_reached() {
            alone.observes(5, "a", 1);
            assertThat(alone.wake()).contains(Rules.at(65));
            alone.clock(64);
            assertThat(alone.signals()).isEmpty();
            alone.clock(65);
            assertThat(alone.signals()).containsExactly(raise(5, 65));
        }

        @Test
        void each_observation_puts_it_off() {
            for (int minute = 0; minute <= 590; minute += 59) {
                alone.clock(minute).observes(minute, "a", 1);
            }
            assertThat(alone.signals()).isEmpty();
        }

        @Test
        void a_change_without_a_time_of_observation_is_no_sign_of_life() {
            alone.observes(0, "a", 1).changes(30, "b", 2);
            assertThat(alone.wake()).contains(Rules.at(60));
            alone.clock(60);
            assertThat(alone.signals()).containsExactly(raise(0, 60));
        }

        @Test
        void the_next_observation_ends_it_and_another_silence_is_another_episode() {
            alone.observes(0, "a", 1).clock(60).observes(70, "a", 1).clock(130);
            assertThat(alone.signals()).containsExactly(raise(0, 60), clear(0, 70), raise(70, 130));
        }

        @Test
        void an_observation_older_than_the_last_does_not_end_it() {
            alone.observes(30, "a", 1).clock(90).observes(10, "b", 1);
            assertThat(alone.signals()).containsExactly(raise(30, 90));
            alone.clock(200);
            assertThat(alone.signals()).containsExactly(raise(30, 90));
        }

        @Test
        void one_that_never_reported_is_silent_since_it_came_to_be() {
            alone.changes(0, "b", 1).clock(59);
            assertThat(alone.signals()).isEmpty();
            alone.clock(61);
            assertThat(alone.signals()).containsExactly(raise(0, 61));
        }

        @Test
        void one_that_never_reported_is_silent_only_while_others_report() {
            among.changes(0, "b", 1).clock(61);
            assertThat(among.signals()).isEmpty();
            among.others(62).clock(70);
            // the source had been out as long: it is given the limit again
            assertThat(among.signals()).isEmpty();
            for (int minute = 70; minute <= 130; minute += 10) {
                among.others(minute).clock(minute);
            }
            assertThat(among.signals()).containsExactly(raise(62, 130));
        }

        @Test
        void while_others_report_it_raises_at_the_limit() {
            among.observes(0, "a", 1);
            for (int minute = 10; minute < 60; minute += 10) {
                among.others(minute).clock(minute);
            }
            assertThat(among.signals()).isEmpty();
            among.others(60).clock(60);
            assertThat(among.signals()).containsExactly(raise(0, 60));
        }

        @Test
        void an_outage_of_the_whole_source_is_blamed_on_nobody() {
            among.observes(0, "a", 1).clock(600);
            assertThat(among.signals()).isEmpty();
            assertThat(among.wake()).isPresent();
        }

        @Test
        void after_an_outage_longer_than_the_limit_everybody_has_the_limit_again() {
            among.observes(0, "a", 1).others(10).clock(69).clock(100).others(100).clock(101);
            assertThat(among.signals()).isEmpty();
            among.others(159).clock(159);
            assertThat(among.signals()).isEmpty();
            among.others(160).clock(164);
            assertThat(among.signals()).containsExactly(raise(100, 164));
        }

        @Test
        void after_an_outage_shorter_than_the_limit_the_silence_counts_from_the_last_word() {
            among.observes(0, "a", 1).others(10).clock(60);
            assertThat(among.signals()).isEmpty();
            among.others(65).clock(65);
            assertThat(among.signals()).containsExactly(raise(0, 65));
        }

        @Test
        void the_first_that_is_heard_after_an_outage_is_not_silent() {
            among.observes(0, "a", 1).clock(200).observes(200, "a", 1).clock(201);
            assertThat(among.signals()).isEmpty();
            among.clock(260);
            assertThat(among.signals()).isEmpty();
        }

        @Test
        void an_episode_outlasts_an_outage() {
            among.observes(0, "a", 1).others(30).others(60).clock(60);
            among.clock(500).others(500).clock(501);
            assertThat(among.signals()).containsExactly(raise(0, 60));
            among.observes(510, "a", 1);
            assertThat(among.signals()).endsWith(clear(0, 510));
        }

        @Test
        void the_end_of_the_entity_ends_it() {
            alone.observes(0, "a", 1).clock(60).ends(61);
            assertThat(alone.signals()).containsExactly(raise(0, 60), clear(0, 61));
        }
    }

    @Nested
    class Standing {
        private final Probe one = new Probe(stuck(60, "a"));
        private final Probe two = new Probe(stuck(60, "a", "b"));

        @Test
        void it_raises_when_the_limit_is_exactly_reached() {
            one.observes(0, "a", 7).observes(59, "a", 7);
            assertThat(one.signals()).isEmpty();
            one.observes(60, "a", 7).observes(61, "a", 7);
            assertThat(one.signals()).containsExactly(raise(0, 60));
        }

        @Test
        void the_first_value_begins_it() {
            one.changes(0, "c", 1).observes(50, "a", 7).observes(109, "a", 7);
            assertThat(one.signals()).isEmpty();
            one.observes(110, "a", 7);
            assertThat(one.signals()).containsExactly(raise(50, 110));
        }

        @Test
        void another_value_ends_it_and_begins_anew() {
            one.observes(0, "a", 7).observes(60, "a", 7).observes(70, "a", 8);
            assertThat(one.signals()).containsExactly(raise(0, 60), clear(0, 70));
            one.observes(130, "a", 8);
            assertThat(one.signals()).endsWith(raise(70, 130));
        }

        @Test
        void the_clock_alone_does_not_call_it_stuck() {
            one.observes(0, "a", 7).clock(500).woken(500);
            assertThat(one.signals()).isEmpty();
        }

        @Test
        void one_attribute_that_moves_is_enough() {
            two.observes(0, "a", 1, "b", 1)
                    .observes(30, "a", 1, "b", 2)
                    .observes(89, "a", 1, "b", 2);
            assertThat(two.signals()).isEmpty();
            two.observes(90, "a", 1, "b", 2);
            assertThat(two.signals()).containsExactly(raise(30, 90));
            two.observes(100, "a", 2, "b", 2);
            assertThat(two.signals()).endsWith(clear(30, 100));
        }

        @Test
        void those_that_say_only_a_part_count_with_that_part() {
            two.observes(0, "a", 1, "b", 1).observes(30, "a", 1).observes(60, "b", 1);
            assertThat(two.signals()).containsExactly(raise(0, 60));
            two.observes(70, "b", 2);
            assertThat(two.signals()).endsWith(clear(0, 70));
        }

        @Test
        void what_speaks_of_other_attributes_does_not_count() {
            one.observes(0, "a", 7).observes(60, "c", 1);
            assertThat(one.signals()).isEmpty();
        }

        @Test
        void what_does_not_say_when_it_was_observed_does_not_count() {
            one.observes(0, "a", 7).changes(60, "a", 7);
            assertThat(one.signals()).isEmpty();
        }

        @Test
        void the_same_number_written_otherwise_is_the_same_value() {
            one.observes(0, "a", 7)
                    .tell(
                            60,
                            true,
                            java.util.Map.of(
                                    "a", java.util.Optional.of(city.wutong.json.Json.of(7.0))));
            assertThat(one.signals()).containsExactly(raise(0, 60));
        }

        @Test
        void a_value_that_is_lost_and_comes_again_begins_anew() {
            one.observes(0, "a", 7).loses(30, "a").observes(60, "a", 7);
            assertThat(one.signals()).isEmpty();
            one.observes(120, "a", 7);
            assertThat(one.signals()).containsExactly(raise(60, 120));
        }

        @Test
        void the_end_of_the_entity_ends_it() {
            one.observes(0, "a", 7).observes(60, "a", 7).ends(61);
            assertThat(one.signals()).containsExactly(raise(0, 60), clear(0, 61));
        }
    }
}
