package city.wutong.cases;

import city.wutong.cases.CaseEvent.Joined;
import city.wutong.cases.CaseEvent.Moved;
import city.wutong.cases.CaseEvent.Opened;
import city.wutong.cases.CaseType.Note;
import city.wutong.cases.CaseType.Transition;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides what a command makes of a case: a pure function of the case as it is, the command and
/// the time. What it returns is logged, and the case evolves from it, in life and in recovery
/// alike.
final class CaseDecider {
    /// Characters of a note.
    static final int LONGEST_NOTE = 4_000;

    private final Instant now;
    private final String nextNumber;

    /// @param now the office clock
    /// @param nextNumber for people, should a case be opened
    CaseDecider(Instant now, String nextNumber) {
        this.now = now;
        this.nextNumber = nextNumber;
    }

    /// What was decided.
    sealed interface Verdict {
        record Happens(CaseEvent.What what) implements Verdict {}

        /// It has happened already.
        record Nothing() implements Verdict {}

        record Refused(Refusal refusal) implements Verdict {}
    }

    Verdict decide(String id, Optional<Case> present, CaseCommand command) {
        if (command instanceof CaseCommand.Open open) {
            return present.isPresent() ? new Verdict.Nothing() : happens(open(open));
        }
        if (present.isEmpty()) {
            return refuse(Refusal.of(CaseReason.CASE_UNKNOWN, id));
        }
        var theCase = present.get();
        return switch (command) {
            case CaseCommand.Open _ -> new Verdict.Nothing();
            case CaseCommand.Join(var alert) -> join(theCase, alert);
            case CaseCommand.Act act -> act(theCase, act);
            case CaseCommand.Comment(var note) -> comment(note);
            case CaseCommand.Erase erase -> erase(theCase, erase);
        };
    }

    private static Verdict erase(Case theCase, CaseCommand.Erase erase) {
        boolean isDue = erase.closedBy().isEmpty() || theCase.isClosedBy(erase.closedBy().get());
        return isDue && !theCase.isErased()
                ? happens(new CaseEvent.Erased(erase.pseudonym()))
                : new Verdict.Nothing();
    }

    private Opened open(CaseCommand.Open open) {
        var type = open.type();
        return new Opened(
                type.id(),
                type.version(),
                nextNumber,
                open.title(),
                open.subject(),
                open.place(),
                open.alert(),
                type.start().id(),
                now.plus(type.limit().atMost()));
    }

    private static Verdict join(Case theCase, String alert) {
        if (theCase.alerts().contains(alert)) {
            return new Verdict.Nothing();
        }
        return theCase.open()
                ? happens(new Joined(alert))
                : refuse(Refusal.of(CaseReason.CLOSED, theCase.number()));
    }

    private static Verdict act(Case theCase, CaseCommand.Act act) {
        if (act.seen().isPresent() && act.seen().getAsInt() < theCase.events().size()) {
            return refuse(movedOn(theCase, act.seen().getAsInt()));
        }
        var transition =
                act.type().from(theCase.state()).stream()
                        .filter(each -> each.action().equals(act.action()))
                        .findFirst();
        if (transition.isEmpty()) {
            return refuse(impossible(theCase, act));
        }
        return lacking(transition.get(), act)
                .map(CaseDecider::refuse)
                .orElseGet(() -> happens(moved(theCase, transition.get(), act)));
    }

    private static Moved moved(Case theCase, Transition transition, CaseCommand.Act act) {
        boolean open = act.type().state(transition.to()).map(CaseType.State::open).orElseThrow();
        return new Moved(
                transition.action(),
                theCase.state(),
                transition.to(),
                open,
                act.note(),
                act.evidence());
    }

    private static Refusal movedOn(Case theCase, int seen) {
        var last = theCase.events().getLast();
        var what = last.what() instanceof Moved moved ? moved.action() : "—";
        return Refusal.of(CaseReason.MOVED_ON, theCase.events().size(), seen, what, last.actor());
    }

    private static Refusal impossible(Case theCase, CaseCommand.Act act) {
        boolean known =
                act.type().transitions().stream()
                        .anyMatch(each -> each.action().equals(act.action()));
        if (!known) {
            var all =
                    act.type().transitions().stream()
                            .map(Transition::action)
                            .distinct()
                            .collect(Collectors.joining(", "));
            return Refusal.of(CaseReason.ACTION_UNKNOWN, act.action(), all);
        }
        var possible =
                act.type().from(theCase.state()).stream()
                        .map(Transition::action)
                        .collect(Collectors.joining(", "));
        return Refusal.of(
                CaseReason.NOT_NOW,
                act.action(),
                theCase.state(),
                possible.isEmpty() ? "—" : possible);
    }

    private static Optional<Refusal> lacking(Transition transition, CaseCommand.Act act) {
        int length = act.note().length();
        if (transition.note() == Note.REQUIRED && act.note().isBlank()) {
            return Optional.of(
                    Refusal.of(CaseReason.NOTE_MISSING, transition.action(), LONGEST_NOTE));
        }
        int longest = transition.note() == Note.NONE ? 0 : LONGEST_NOTE;
        if (length > longest) {
            return Optional.of(
                    Refusal.of(CaseReason.NOTE_TOO_MUCH, transition.action(), length, longest));
        }
        var evidence = transition.evidence();
        int pieces = act.evidence().size();
        if (pieces < evidence.least() || pieces > evidence.most()) {
            return Optional.of(
                    Refusal.of(
                            CaseReason.EVIDENCE_COUNT,
                            transition.action(),
                            evidence.least(),
                            evidence.most(),
                            pieces));
        }
        return Optional.empty();
    }

    private static Verdict comment(String note) {
        if (note.isBlank()) {
            return refuse(Refusal.of(CaseReason.NOTE_MISSING, "comment", LONGEST_NOTE));
        }
        return note.length() > LONGEST_NOTE
                ? refuse(
                        Refusal.of(
                                CaseReason.NOTE_TOO_MUCH, "comment", note.length(), LONGEST_NOTE))
                : happens(new CaseEvent.Commented(note));
    }

    private static Verdict happens(CaseEvent.What what) {
        return new Verdict.Happens(what);
    }

    private static Verdict refuse(Refusal refusal) {
        return new Verdict.Refused(refusal);
    }
}
