package city.wutong.alert;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.alert.AlertTimeline.Moment;
import city.wutong.alert.AlertTimeline.What;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.OwnPatch;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.context.Town;
import city.wutong.json.Json;
import city.wutong.rule.AlertEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What people do with an alert, and what its timeline tells of that.
@Timeout(30)
class AlertDeciderTest {
    private static final String ID = "urn:a:1";
    private static final Instant CITY = Instant.parse("2020-04-02T12:00:00Z");

    private final Town town = new Town(List.of());

    @BeforeEach
    void raise() {
        var patch =
                OwnPatch.of(OwnType.ALERT)
                        .property("status", "active")
                        .property("acknowledged", false)
                        .patch();
        town.apply(new Operation.Own(ID, (_, _) -> new Ruling.Ruled.Done(patch)));
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private Outcome does(String actor, AlertDeed deed) {
        return town.apply(new Operation.Own(ID, new AlertDecider(ID, actor).ruling(deed)))
                .getFirst();
    }

    private OwnRead alert() {
        return OwnRead.of(town.context().entity(ID).orElseThrow());
    }

    private static void assertRefused(Outcome outcome, AlertReason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }

    private List<What> told() {
        return AlertTimeline.of(town.journal().changes()).stream().map(Moment::what).toList();
    }

    @Test
    void an_acknowledgement_keeps_who_was_first_and_can_be_taken_back() {
        does("mei", new AlertDeed.Acknowledge(Optional.of("seen")));
        does("li", new AlertDeed.Acknowledge(Optional.empty()));
        assertThat(alert().text("acknowledgedBy")).hasValue("mei");
        assertThat(alert().text("acknowledgeNote")).hasValue("seen");
        assertRefused(
                does("li", new AlertDeed.Acknowledge(Optional.of("me too"))),
                AlertReason.ACKNOWLEDGED);
        does("li", new AlertDeed.Unacknowledge());
        assertThat(alert().flag("acknowledged")).hasValue(false);
        assertThat(alert().text("acknowledgedBy")).isEmpty();
        assertThat(told())
                .containsExactly(What.RAISED, What.ACKNOWLEDGED, What.ACKNOWLEDGEMENT_TAKEN_BACK);
    }

    @Test
    void what_is_cleared_by_hand_says_by_whom_and_why() {
        does("mei", new AlertDeed.Clear("being cleaned", CITY));
        assertThat(alert().text("status")).hasValue(AlertEntity.CLEARED);
        assertThat(alert().text("clearedBy")).hasValue("mei");
        assertThat(alert().time("validTo")).hasValue(CITY);
        var last = AlertTimeline.of(town.journal().changes()).getLast();
        assertThat(last.what()).isEqualTo(What.CLEARED);
        assertThat(last.detail()).isEqualTo(Json.of("being cleaned"));
        assertThat(last.by()).isEqualTo("test"); // who handed it in
        long seq = town.feed().seq();
        does("li", new AlertDeed.Clear("again", CITY));
        assertThat(town.feed().seq()).isEqualTo(seq);
    }

    @Test
    void texts_are_bounded() {
        var tooLong = "字".repeat(AlertDecider.LONGEST_TEXT + 1);
        assertRefused(does("mei", new AlertDeed.Comment(tooLong)), AlertReason.TEXT_LENGTH);
        assertRefused(does("mei", new AlertDeed.Comment(" ")), AlertReason.TEXT_LENGTH);
        assertRefused(does("mei", new AlertDeed.Clear("", CITY)), AlertReason.TEXT_LENGTH);
        assertRefused(
                does("mei", new AlertDeed.Acknowledge(Optional.of(""))), AlertReason.TEXT_LENGTH);
        assertThat(told()).containsExactly(What.RAISED);
    }

    @Test
    void comments_are_kept_in_their_order_up_to_a_number() {
        for (int i = 1; i <= AlertDecider.MOST_COMMENTS; i++) {
            does("mei", new AlertDeed.Comment("number " + i));
        }
        assertRefused(does("mei", new AlertDeed.Comment("more")), AlertReason.COMMENTS_FULL);
        var entity = town.context().entity(ID).orElseThrow();
        assertThat(AlertDecider.comments(entity)).hasSize(AlertDecider.MOST_COMMENTS);
        var last = AlertTimeline.of(town.journal().changes()).getLast();
        assertThat(last.what()).isEqualTo(What.COMMENTED);
        assertThat(last.detail()).isEqualTo(Json.of("number 100"));
    }

    @Test
    void it_is_muted_for_a_time_that_comes_and_not_for_ever() {
        var now = town.journal().changes().getLast().at();
        assertRefused(does("mei", new AlertDeed.Mute(now)), AlertReason.MUTE_TIME);
        var tooLate = now.plus(AlertDecider.LONGEST_MUTE).plus(Duration.ofDays(1));
        assertRefused(does("mei", new AlertDeed.Mute(tooLate)), AlertReason.MUTE_TIME);
        var until = now.plus(Duration.ofHours(2));
        does("mei", new AlertDeed.Mute(until));
        assertThat(alert().time("mutedUntil")).hasValue(until);
        assertThat(alert().text("mutedBy")).hasValue("mei");
        does("li", new AlertDeed.Unmute());
        assertThat(alert().text("mutedBy")).isEmpty();
        assertThat(told()).containsExactly(What.RAISED, What.MUTED, What.UNMUTED);
    }

    @Test
    void it_is_given_to_somebody_and_marked_and_all_of_it_can_be_taken_back() {
        does("mei", new AlertDeed.Assign("person:li"));
        does("li", new AlertDeed.MarkFalse());
        assertThat(alert().text("assignedTo")).hasValue("person:li");
        assertThat(alert().flag("falseAlarm")).hasValue(true);
        assertThat(alert().text("falseAlarmBy")).hasValue("li");
        does("li", new AlertDeed.UnmarkFalse());
        does("mei", new AlertDeed.Release());
        assertThat(alert().attribute("falseAlarm")).isEmpty();
        assertThat(alert().attribute("assignedTo")).isEmpty();
        assertThat(told())
                .containsExactly(
                        What.RAISED,
                        What.ASSIGNED,
                        What.MARKED_FALSE,
                        What.UNMARKED_FALSE,
                        What.RELEASED);
    }

    @Test
    void what_is_no_alert_is_not_there() {
        town.apply(Town.create("urn:e:1"));
        var ruling = new AlertDecider("urn:e:1", "mei").ruling(new AlertDeed.MarkFalse());
        assertThat(town.apply(new Operation.Own("urn:e:1", ruling)).getFirst())
                .isInstanceOf(Outcome.Refused.class);
    }
}
