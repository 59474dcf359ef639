package city.wutong.cases;

import static city.wutong.cases.Cases.act;
import static city.wutong.cases.Cases.open;
import static city.wutong.cases.Cases.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import city.wutong.cases.CaseDecider.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaseDeciderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String ID = "urn:ngsi-ld:Case:1";

    private static final CaseDecider DECIDER = new CaseDecider(NOW, "2026-000007");
    private static final Case OPENED = lived();
    private static final Case RECEIVED = lived(act("receive"));
    private static final Case DONE = lived(act("receive"), act("finish", "ok", "a"));

    private static Case lived(CaseCommand... commands) {
        var theCase = Optional.<Case>empty();
        for (var command : Stream.concat(Stream.of(open()), Stream.of(commands)).toList()) {
            var verdict = (Verdict.Happens) DECIDER.decide(ID, theCase, command);
            int number = theCase.map(each -> each.events().size()).orElse(0) + 1;
            var event = new CaseEvent(number, NOW, "mei", Optional.empty(), verdict.what());
            theCase =
                    Optional.of(
                            verdict.what() instanceof CaseEvent.Opened opened
                                    ? Case.opened(ID, event, opened)
                                    : theCase.orElseThrow().after(event));
        }
        return theCase.orElseThrow();
    }

    static List<Arguments> refusals() {
        var longest = "字".repeat(CaseDecider.LONGEST_NOTE);
        return List.of(
                arguments(Optional.empty(), act("receive"), CaseReason.CASE_UNKNOWN),
                arguments(
                        Optional.empty(), new CaseCommand.Join("urn:a:1"), CaseReason.CASE_UNKNOWN),
                arguments(Optional.empty(), new CaseCommand.Comment("hm"), CaseReason.CASE_UNKNOWN),
                arguments(Optional.of(OPENED), act("dance"), CaseReason.ACTION_UNKNOWN),
                arguments(Optional.of(OPENED), act("finish", "ok", "a"), CaseReason.NOT_NOW),
                arguments(Optional.of(DONE), act("receive"), CaseReason.NOT_NOW),
                arguments(Optional.of(RECEIVED), seen(act("finish"), 1), CaseReason.MOVED_ON),
                arguments(Optional.of(RECEIVED), seen(act("receive"), 1), CaseReason.MOVED_ON),
                arguments(Optional.of(DONE), new CaseCommand.Join("urn:a:1"), CaseReason.CLOSED),
                arguments(Optional.of(RECEIVED), act("finish", "", "a"), CaseReason.NOTE_MISSING),
                arguments(Optional.of(RECEIVED), act("finish", " ", "a"), CaseReason.NOTE_MISSING),
                arguments(
                        Optional.of(RECEIVED),
                        act("finish", longest + "字", "a"),
                        CaseReason.NOTE_TOO_MUCH),
                arguments(Optional.of(OPENED), act("receive", "x"), CaseReason.NOTE_TOO_MUCH),
                arguments(Optional.of(RECEIVED), act("finish", "ok"), CaseReason.EVIDENCE_COUNT),
                arguments(
                        Optional.of(RECEIVED),
                        act("finish", "ok", "a", "b", "c"),
                        CaseReason.EVIDENCE_COUNT),
                arguments(Optional.of(OPENED), act("receive", "", "a"), CaseReason.EVIDENCE_COUNT),
                arguments(
                        Optional.of(OPENED), new CaseCommand.Comment(" "), CaseReason.NOTE_MISSING),
                arguments(
                        Optional.of(OPENED),
                        new CaseCommand.Comment(longest + "字"),
                        CaseReason.NOTE_TOO_MUCH));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_cannot_be_is_refused(Optional<Case> present, CaseCommand command, CaseReason reason) {
        assertThat(DECIDER.decide(ID, present, command))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }

    @Test
    void a_case_is_opened_with_its_number_and_its_limit() {
        assertThat(DECIDER.decide(ID, Optional.empty(), open()))
                .isEqualTo(
                        new Verdict.Happens(
                                new CaseEvent.Opened(
                                        "test/case",
                                        3,
                                        "2026-000007",
                                        open().title(),
                                        Cases.SUBJECT,
                                        Optional.empty(),
                                        Optional.empty(),
                                        "opened",
                                        NOW.plus(Duration.ofHours(24)))));
        assertThat(DECIDER.decide(ID, Optional.of(OPENED), open()))
                .isEqualTo(new Verdict.Nothing());
    }

    @Test
    void an_action_moves_a_case_from_state_to_state() {
        var longest = "字".repeat(CaseDecider.LONGEST_NOTE);
        assertThat(DECIDER.decide(ID, Optional.of(OPENED), seen(act("receive"), 1)))
                .isEqualTo(
                        new Verdict.Happens(
                                new CaseEvent.Moved(
                                        "receive", "opened", "received", true, "", List.of())));
        assertThat(DECIDER.decide(ID, Optional.of(RECEIVED), act("finish", longest, "a", "b")))
                .isEqualTo(
                        new Verdict.Happens(
                                new CaseEvent.Moved(
                                        "finish",
                                        "received",
                                        "done",
                                        false,
                                        longest,
                                        List.of("a", "b"))));
        assertThat(DECIDER.decide(ID, Optional.of(DONE), act("reopen")))
                .isEqualTo(
                        new Verdict.Happens(
                                new CaseEvent.Moved(
                                        "reopen", "done", "received", true, "", List.of())));
    }

    @Test
    void an_alert_joins_once_and_only_an_open_case() {
        var join = new CaseCommand.Join("urn:a:1");
        assertThat(DECIDER.decide(ID, Optional.of(OPENED), join))
                .isEqualTo(new Verdict.Happens(new CaseEvent.Joined("urn:a:1")));
        assertThat(DECIDER.decide(ID, Optional.of(lived(join)), join))
                .isEqualTo(new Verdict.Nothing());
        assertThat(DECIDER.decide(ID, Optional.of(lived(join, act("drop"))), join))
                .isEqualTo(new Verdict.Nothing());
    }

    @Test
    void anybody_may_say_something_about_a_case_in_any_state() {
        for (var theCase : List.of(OPENED, RECEIVED, DONE)) {
            assertThat(DECIDER.decide(ID, Optional.of(theCase), new CaseCommand.Comment("hm")))
                    .isEqualTo(new Verdict.Happens(new CaseEvent.Commented("hm")));
        }
    }

    @Test
    void one_piece_of_evidence_is_not_two() {
        assertThat(DECIDER.decide(ID, Optional.of(RECEIVED), act("finish", "ok", "a", "a", "a")))
                .isEqualTo(
                        new Verdict.Happens(
                                new CaseEvent.Moved(
                                        "finish", "received", "done", false, "ok", List.of("a"))));
    }
}
