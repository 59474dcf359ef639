package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.minutes;
import static city.wutong.rule.Rules.renamed;
import static city.wutong.rule.Rules.silent;
import static city.wutong.rule.Rules.stuck;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.clock.CityTime.Mode;
import city.wutong.context.MemoryJournal;
import city.wutong.context.Operation;
import city.wutong.context.OwnPatch;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.context.Town;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuleEngineTest {
    private static final String ONE = "urn:e:1";
    private static final String TWO = "urn:e:2";
    private static final Rule HIGH = holds("entity.a > 10", 0);

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

    private static RuledTown.Alert alert(Rule rule, int start, String status, String to) {
        return new RuledTown.Alert(
                AlertEntity.id(rule.id(), ONE, at(start)),
                rule.id(),
                ONE,
                status,
                at(start).toString(),
                to);
    }

    private static RuledTown.Alert active(Rule rule, int start) {
        return alert(rule, start, AlertEntity.ACTIVE, "");
    }

    private static RuledTown.Alert cleared(Rule rule, int start, int end) {
        return alert(rule, start, AlertEntity.CLEARED, at(end).toString());
    }

    // Raised and cleared

    @Test
    void an_alert_is_raised_once_and_cleared_and_the_next_episode_is_another() throws Exception {
        var town = town(HIGH).tick(0);
        town.observe(ONE, "a", 11, at(1)).observe(ONE, "a", 12, at(2)).follow();
        assertThat(town.alerts()).containsExactly(active(HIGH, 1));
        town.observe(ONE, "a", 9, at(3)).follow();
        assertThat(town.alerts()).containsExactly(cleared(HIGH, 1, 3));
        town.observe(ONE, "a", 11, at(4)).follow();
        assertThat(town.alerts()).containsExactly(cleared(HIGH, 1, 3), active(HIGH, 4));
    }

    @Test
    void an_alert_says_what_is_wrong_where_and_since_when() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1)).follow();
        var alert = town.town().context().entity(town.alerts().getFirst().id()).orElseThrow();
        assertThat(alert.types()).containsExactly(OwnType.ALERT.iri());
        assertThat(RuledTown.text(alert, "severity")).isEqualTo("high");
        assertThat(RuledTown.text(alert, "category")).isEqualTo("environment");
        assertThat(RuledTown.text(alert, "subCategory")).isEqualTo("airPollution");
        assertThat(RuledTown.text(alert, "caseType")).isEqualTo("test/case");
        assertThat(RuledTown.text(alert, "acknowledged")).isEqualTo("FALSE");
        assertThat(RuledTown.text(alert, "description")).contains("11 超标", "11 is too much");
        assertThat(RuledTown.text(alert, "dateIssued")).isEqualTo(at(1).toString());
    }

    @Test
    void an_alert_says_which_attributes_are_in_doubt() throws Exception {
        var doubts = Rules.doubting(HIGH, "a", "b");
        var town = town(doubts).tick(0).observe(ONE, "a", 11, at(1)).follow();
        assertThat(doubted(town)).isEqualTo(names("a", "b"));
        town.become(Rules.doubting(HIGH, "a")).follow();
        assertThat(doubted(town)).as("by the rule's new text").isEqualTo(names("a"));
        town.become(HIGH).follow();
        assertThat(doubted(town)).isEmpty();
    }

    private static String doubted(RuledTown town) {
        var id = active(HIGH, 1).id();
        var alert = town.town().context().entity(id).orElseThrow();
        return RuledTown.text(alert, AlertEntity.DOUBTS);
    }

    private static String names(String... names) {
        var compact = Arrays.stream(names).map(Town::name).map(LdContext.CORE::compact);
        return Json.array(compact.map(Json::of).toList()).toString();
    }

    @Test
    void an_alert_bears_the_change_it_follows_from() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1));
        long seq = town.town().feed().seq();
        town.follow();
        var cause = town.town().journal().changes().getLast().cause();
        assertThat(cause.actor()).isEqualTo(RuleEngine.NAME);
        assertThat(cause.seq()).isEqualTo(seq);
        assertThat(cause.depth()).isEqualTo(1);
    }

    @Test
    void each_rule_has_its_own_alert() throws Exception {
        var higher = renamed(holds("entity.a > 20", 0), "higher");
        var town = town(HIGH, higher).tick(0).observe(ONE, "a", 21, at(1)).follow();
        assertThat(town.alerts()).containsExactlyInAnyOrder(active(HIGH, 1), active(higher, 1));
        town.observe(ONE, "a", 15, at(2)).follow();
        assertThat(town.alerts()).containsExactlyInAnyOrder(active(HIGH, 1), cleared(higher, 1, 2));
        assertThat(town.engine().report("holds").orElseThrow().watched()).isEqualTo(1);
        assertThat(town.engine().report("higher").orElseThrow().active()).isZero();
    }

    @Test
    void the_ticks_of_a_replay_wake_who_waits() throws Exception {
        var rule = holds("entity.a > 10", 60);
        var town = town(rule).tick(0).observe(ONE, "a", 11, at(0)).tick(59).follow();
        assertThat(town.alerts()).isEmpty();
        town.tick(60).follow();
        assertThat(town.alerts()).containsExactly(active(rule, 0));
    }

    @Test
    void a_deleted_entity_has_no_active_alert() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1)).follow();
        town.tick(5).town().apply(new Operation.Delete(ONE));
        town.follow();
        assertThat(town.alerts()).containsExactly(cleared(HIGH, 1, 5));
        assertThat(town.engine().report("holds").orElseThrow().watched()).isZero();
    }

    @Test
    void an_entity_that_is_deleted_and_made_anew_is_another() throws Exception {
        var rule = holds("entity.a > 10", 60);
        var town = town(rule).tick(0).observe(ONE, "a", 11, at(0)).follow();
        town.town().apply(new Operation.Delete(ONE));
        town.observe(ONE, "a", 11, at(30)).tick(60).follow();
        assertThat(town.alerts()).isEmpty();
        town.tick(90).follow();
        assertThat(town.alerts()).containsExactly(active(rule, 30));
    }

    @Test
    void an_entity_that_loses_the_type_is_watched_no_more() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1)).tick(2).follow();
        var other = Town.patch(List.of(Town.name("Other")), Town.property("a", 11, at(2)));
        town.town().apply(new Operation.Replace(ONE, other));
        town.follow();
        assertThat(town.alerts()).containsExactly(cleared(HIGH, 1, 2));
        town.observe("urn:e:3", "a", 1, at(3)).town().apply(Town.set(ONE, "a", 50));
        town.follow();
        assertThat(town.alerts()).hasSize(1);
    }

    @Test
    void an_entity_that_gains_the_type_brings_what_it_has() throws Exception {
        var both = renamed(holds("entity.a > 10 && entity.b > 10", 0), "both");
        var town = town(both).tick(0);
        var other = Town.patch(List.of(Town.name("Other")), Town.property("a", 11, at(1)));
        town.town().apply(new Operation.Create(ONE, other));
        town.follow().observe(ONE, "b", 11, at(2)).follow();
        assertThat(town.alerts()).containsExactly(active(both, 2));
    }

    @Test
    void a_type_that_is_added_in_the_same_command_counts() throws Exception {
        var town = town(HIGH).tick(0);
        var bare = Town.patch(List.of(Town.name("Other")));
        var typed = Town.patch(List.of(Town.TYPE), Town.property("a", 11, at(1)));
        town.town().apply(new Operation.Create(ONE, bare), new Operation.Append(ONE, typed, true));
        town.follow();
        assertThat(town.alerts()).containsExactly(active(HIGH, 1));
    }

    @Test
    void a_condition_that_comes_and_goes_at_one_time_is_one_episode() throws Exception {
        var town = town(HIGH).tick(1);
        town.observe(ONE, "a", 11, at(1)).follow();
        town.observe(ONE, "a", 9, at(1)).follow();
        assertThat(town.alerts()).containsExactly(cleared(HIGH, 1, 1));
        town.observe(ONE, "a", 11, at(1)).follow();
        assertThat(town.alerts()).containsExactly(active(HIGH, 1));
        town.observe(ONE, "a", 9, at(2)).follow();
        assertThat(town.alerts()).containsExactly(cleared(HIGH, 1, 2));
    }

    @Test
    void what_came_late_raises_nothing() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 5, at(10));
        var late = Town.patch(List.of(Town.TYPE), Town.property("a", 50, at(5)));
        town.town().apply(new Operation.Read(ONE, late));
        town.follow();
        assertThat(town.alerts()).isEmpty();
    }

    @Test
    void the_silence_of_one_is_found_while_the_other_reports() throws Exception {
        var rule = silent(60, true);
        var town = town(rule).tick(0).observe(ONE, "a", 1, at(0));
        for (int minute = 0; minute <= 60; minute += 10) {
            town.observe(TWO, "a", 1, at(minute)).tick(minute);
        }
        town.follow();
        assertThat(town.alerts()).containsExactly(active(rule, 0));
        town.observe(ONE, "a", 1, at(62)).follow();
        assertThat(town.alerts()).containsExactly(cleared(rule, 0, 62));
    }

    // How changes are read

    @Test
    void readings_of_one_command_are_told_one_by_one() throws Exception {
        var rule = stuck(60, "a");
        var town = town(HIGH, rule).tick(0);
        var readings =
                List.of(
                        reading(7, 0),
                        reading(7, 30),
                        reading(7, 60),
                        reading(11, 61),
                        reading(1, 62));
        town.town().apply(readings);
        town.follow();
        assertThat(town.alerts())
                .containsExactlyInAnyOrder(cleared(rule, 0, 61), cleared(HIGH, 61, 62));
    }

    private static Operation reading(long value, int minute) {
        var patch = Town.patch(List.of(Town.TYPE), Town.property("a", value, at(minute)));
        return new Operation.Read(ONE, patch);
    }

    @Test
    void a_command_is_told_whole_however_it_is_read() throws Exception {
        var rule = holds("entity.a > 10 && entity.b > 10", 0);
        var town = town(rule).tick(0);
        town.observe(ONE, Town.property("a", 11, at(1)), Town.property("b", 0, at(1)));
        town.observe(ONE, Town.property("b", 11, at(2)), Town.property("a", 0, at(2)));
        town.follow(1);
        assertThat(town.alerts()).isEmpty();
        assertThat(town.engine().offset()).isEqualTo(town.town().feed().seq());
    }

    // Life

    @Test
    void in_life_the_office_clock_is_the_citys() throws Exception {
        var rule = silent(60, false);
        var town = town(rule);
        var now = RuledTown.OFFICE;
        town.observe(ONE, "a", 1, now).follow();
        town.clock().goOn(minutes(59));
        town.follow();
        assertThat(town.alerts()).isEmpty();
        town.clock().goOn(minutes(1));
        town.follow();
        assertThat(town.alerts())
                .extracting(RuledTown.Alert::status, RuledTown.Alert::from)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("active", now.toString()));
    }

    @Test
    void nobody_is_called_silent_for_what_the_rules_have_not_read() throws Exception {
        var town = town(silent(60, false));
        for (int minute = 0; minute <= 300; minute += 30) {
            town.observe(ONE, "a", 1, RuledTown.OFFICE.plus(minutes(minute)));
            town.clock().goOn(minutes(30));
        }
        // far behind, a few changes at a time
        town.follow(2);
        assertThat(town.alerts()).isEmpty();
    }

    @Test
    void in_life_what_holds_long_enough_is_found_by_the_clock() throws Exception {
        var town = town(holds("entity.a > 10", 60));
        town.observe(ONE, "a", 11, RuledTown.OFFICE).follow();
        town.clock().goOn(Duration.ofHours(1));
        town.follow();
        assertThat(town.alerts()).hasSize(1);
    }

    @Test
    void a_paused_city_calls_nobody_silent() throws Exception {
        var town = town(silent(60, false)).tick(0).observe(ONE, "a", 1, at(0)).follow();
        town.city(Mode.PAUSED, at(30)).follow();
        town.clock().goOn(Duration.ofDays(3));
        town.follow();
        assertThat(town.alerts()).isEmpty();
    }

    // Starts

    @Test
    void a_start_goes_on_where_the_rules_were() throws Exception {
        var rule = holds("entity.a > 10", 60);
        var town = town(rule).tick(0).observe(ONE, "a", 11, at(0)).follow();
        town.restart();
        town.follow().tick(60).follow();
        assertThat(town.alerts()).containsExactly(active(rule, 0));
        town.restart();
        town.follow().observe(ONE, "a", 1, at(70)).follow();
        assertThat(town.alerts()).containsExactly(cleared(rule, 0, 70));
    }

    @Test
    void what_was_not_read_before_the_first_kill_is_read_after_it() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1));
        town.restart();
        town.follow();
        assertThat(town.alerts()).containsExactly(active(HIGH, 1));
    }

    @Test
    void the_alerts_of_a_rule_that_is_no_more_are_over() throws Exception {
        var other = renamed(holds("entity.a > 20", 0), "other");
        var town = town(HIGH, other).tick(0).observe(ONE, "a", 21, at(1)).tick(7).follow();
        town.restart(other);
        town.follow();
        assertThat(town.alerts()).containsExactlyInAnyOrder(cleared(HIGH, 1, 7), active(other, 1));
        town.restart(HIGH, other);
        town.follow();
        assertThat(town.alerts()).hasSize(3).contains(active(HIGH, 7), active(other, 1));
    }

    @Test
    void a_new_rule_watches_what_was_there() throws Exception {
        var both = renamed(holds("entity.a > 10 && entity.b > 10", 0), "both");
        var quiet = silent(60, false);
        var town = town().tick(0);
        town.observe(ONE, Town.property("a", 11, at(5)), Town.property("b", 1, at(3))).follow();
        town.restart(both, quiet);
        town.follow().observe(ONE, "b", 11, at(10)).follow();
        assertThat(town.alerts()).containsExactly(active(both, 10));
        town.tick(70).follow();
        assertThat(town.alerts()).containsExactly(active(both, 10), active(quiet, 10));
    }

    @Test
    void a_new_rule_knows_when_an_old_entity_was_last_heard() throws Exception {
        var quiet = silent(60, false);
        var town = town().tick(0).observe(ONE, "a", 1, at(5)).tick(64).follow();
        town.restart(quiet);
        town.follow();
        assertThat(town.alerts()).isEmpty();
        town.tick(65).follow();
        assertThat(town.alerts()).containsExactly(active(quiet, 5));
    }

    @Test
    void a_start_raises_nothing_again() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1)).follow();
        long seq = town.town().feed().seq();
        town.restart();
        town.follow();
        assertThat(town.town().feed().seq()).isEqualTo(seq);
    }

    // What people did with an alert

    private static OwnPatch own() {
        return OwnPatch.of(OwnType.ALERT);
    }

    private static Operation byHand(String alert, OwnPatch patch) {
        return new Operation.Own(alert, (_, _) -> new Ruling.Ruled.Done(patch.patch()));
    }

    @Test
    void what_was_cleared_by_hand_stays_cleared_until_it_begins_anew() throws Exception {
        var rule = Rules.flapping(HIGH, 30);
        var town = town(rule).tick(0).observe(ONE, "a", 11, at(1)).follow();
        var alert = town.alerts().getFirst().id();
        var cleared =
                own().property("status", AlertEntity.CLEARED)
                        .property("clearedBy", "mei")
                        .property("validTo", at(2));
        town.town().apply(byHand(alert, cleared));
        town.observe(ONE, "a", 12, at(3)).follow();
        town.restart();
        town.follow().observe(ONE, "a", 13, at(4)).follow();
        assertThat(town.alerts()).containsExactly(cleared(rule, 1, 2));
        town.observe(ONE, "a", 1, at(5)).observe(ONE, "a", 11, at(6)).follow();
        assertThat(town.alerts()).containsExactly(active(rule, 1));
        var entity = town.town().context().entity(alert).orElseThrow();
        assertThat(RuledTown.text(entity, "clearedBy")).isEmpty();
    }

    @Test
    void the_next_alert_of_the_same_is_muted_while_the_last_one_would_be() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1)).follow();
        var until = RuledTown.OFFICE.plus(minutes(60));
        var mute = own().property("mutedUntil", until).property("mutedBy", "mei");
        town.town().apply(byHand(town.alerts().getFirst().id(), mute));
        town.observe(ONE, "a", 1, at(2)).observe(ONE, "a", 11, at(3)).follow();
        town.observe(TWO, "a", 11, at(3)).follow();
        assertThat(muted(town)).containsExactly(until.toString(), until.toString(), "");
        town.clock().goOn(minutes(60));
        town.observe(ONE, "a", 1, at(4)).observe(ONE, "a", 11, at(5)).follow();
        assertThat(muted(town)).containsExactly(until.toString(), until.toString(), "", "");
    }

    private static List<String> muted(RuledTown town) {
        return town.alerts().stream()
                .map(alert -> town.town().context().entity(alert.id()).orElseThrow())
                .map(entity -> RuledTown.text(entity, "mutedUntil"))
                .toList();
    }

    // When the writer cannot take it

    @Test
    void a_signal_waits_for_a_journal_that_is_away() throws Exception {
        var town = town(HIGH).tick(0).observe(ONE, "a", 11, at(1));
        var changes = town.read(100);
        town.town().journal().become(MemoryJournal.Mood.LOSES_AT_COMMIT);
        long dropped = town.town().writer().meter().droppedGroups();
        var follower = Thread.ofVirtual().start(() -> follow(town, changes));
        while (town.town().writer().meter().droppedGroups() < dropped + 2) {
            Thread.onSpinWait();
        }
        assertThat(town.alerts()).isEmpty();
        town.town().journal().become(MemoryJournal.Mood.WELL);
        follower.join();
        assertThat(town.alerts()).containsExactly(active(HIGH, 1));
    }

    private static void follow(RuledTown town, List<city.wutong.context.Change> changes) {
        try {
            town.engine().follow(changes);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_loop_of_rules_ends() throws Exception {
        var looping =
                new Rule(
                        "loop",
                        HIGH.name(),
                        OwnType.ALERT.iri(),
                        java.util.Map.of("status", LdContext.CORE.expand("status")),
                        new Rule.Condition.Holds(
                                Rules.expression("entity.status == 'active'"), Duration.ZERO),
                        Optional.empty(),
                        Optional.empty(),
                        HIGH.notice(),
                        Optional.empty(),
                        "");
        var town = town(HIGH, looping).tick(0).observe(ONE, "a", 11, at(1)).follow();
        assertThat(town.alerts()).hasSize(8);
        town.observe(TWO, "b", 1, at(2)).follow();
        assertThat(town.engine().offset()).isEqualTo(town.town().feed().seq());
    }

    @Test
    void the_memory_is_saved_now_and_then() throws Exception {
        var town = town(holds("entity.a > 10", 60)).tick(0).observe(ONE, "a", 11, at(1));
        town.follow();
        int before = town.town().journal().rows().size();
        town.clock().goOn(Duration.ofSeconds(5));
        town.follow();
        assertThat(town.town().journal().rows().size()).isGreaterThan(before);
        int saved = town.town().journal().rows().size();
        town.clock().goOn(Duration.ofSeconds(60));
        town.follow();
        assertThat(town.town().journal().rows()).hasSize(saved);
    }
}
