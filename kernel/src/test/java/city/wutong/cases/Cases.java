package city.wutong.cases;

import city.wutong.cases.CaseType.Evidence;
import city.wutong.cases.CaseType.Note;
import city.wutong.cases.CaseType.State;
import city.wutong.cases.CaseType.Transition;
import city.wutong.context.Outcome;
import city.wutong.context.Row;
import city.wutong.refusal.Reason;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A case type and commands on its cases, for tests.
final class Cases {
    static final String SUBJECT = "urn:e:1";

    /// opened → received → done (closed) → and back.
    static final CaseType TYPE =
            new CaseType(
                    "test/case",
                    3,
                    new Text("案件", "Case"),
                    List.of(state("opened", true), state("received", true), state("done", false)),
                    List.of(
                            transition("receive", "opened", "received", Note.NONE, Evidence.NONE),
                            transition(
                                    "finish",
                                    "received",
                                    "done",
                                    Note.REQUIRED,
                                    new Evidence(1, 2)),
                            transition("drop", "opened", "done", Note.OPTIONAL, Evidence.NONE),
                            transition("reopen", "done", "received", Note.OPTIONAL, Evidence.NONE)),
                    new CaseType.Limit(Duration.ofHours(24)));

    private Cases() {}

    private static State state(String id, boolean open) {
        return new State(id, new Text(id, id), open);
    }

    private static Transition transition(
            String action, String from, String to, Note note, Evidence evidence) {
        return new Transition(action, new Text(action, action), Set.of(from), to, note, evidence);
    }

    static CaseCommand.Open open() {
        return open(SUBJECT);
    }

    static CaseCommand.Open open(String subject) {
        return new CaseCommand.Open(
                TYPE, new Text("题目", "Title"), subject, Optional.empty(), Optional.empty());
    }

    static CaseCommand.Act act(String action) {
        return act(action, "");
    }

    static CaseCommand.Act act(String action, String note, String... evidence) {
        return new CaseCommand.Act(TYPE, action, note, List.of(evidence), OptionalInt.empty());
    }

    static CaseCommand.Act seen(CaseCommand.Act act, int events) {
        return new CaseCommand.Act(
                act.type(), act.action(), act.note(), act.evidence(), OptionalInt.of(events));
    }

    static Reason reason(Outcome outcome) {
        if (outcome instanceof Outcome.Refused(var _, var refusal)) {
            return refusal.reason();
        }
        throw new AssertionError("not refused: " + outcome);
    }

    /// The event that a row of the log tells.
    static CaseEvent event(Row row) {
        var key = (String) row.values().get(4);
        return new CaseEvent(
                (int) row.values().get(1),
                (Instant) row.values().get(2),
                (String) row.values().get(3),
                key.isEmpty() ? Optional.empty() : Optional.of(key),
                CaseScript.read((String) row.values().get(5), (String) row.values().get(6)));
    }
}
