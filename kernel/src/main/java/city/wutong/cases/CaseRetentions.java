package city.wutong.cases;

import city.wutong.context.Cause;
import city.wutong.context.Command;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Writer;
import city.wutong.feed.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The follower that erases what cases tell of people when they have been closed for long enough
/// (PIPL articles 19 and 47): words, places, evidence and alerts. That there was a case, its steps,
/// its clocks and who acted are kept, so that indices count it for ever. A case that is opened
/// again meanwhile is left.
public final class CaseRetentions extends Rounds {
    static final Duration EVERY = Duration.ofHours(1);

    private static final int MOST_AT_ONCE = 1_000;

    private final CaseBook book;
    private final Writer writer;
    private final Kept kept;
    private final Supplier<String> pseudonyms;

    /// How long after their closing cases keep what they tell of people.
    ///
    /// @param byType by the id of the case type
    /// @param others of all other types; empty: for ever
    public record Kept(Map<String, Duration> byType, Optional<Duration> others) {
        public Kept {
            byType = Map.copyOf(byType);
        }

        Optional<Duration> of(Case theCase) {
            return Optional.ofNullable(byType.get(theCase.typeId())).or(() -> others);
        }
    }

    /// @param offset of the last change there is
    /// @param clock the office clock
    /// @param pseudonyms makes a URI that leads nowhere, another one each time
    public CaseRetentions(
            CaseBook book,
            Writer writer,
            long offset,
            Clock clock,
            Kept kept,
            Supplier<String> pseudonyms) {
        super("case-retention", EVERY, clock, offset);
        this.book = book;
        this.writer = writer;
        this.kept = kept;
        this.pseudonyms = pseudonyms;
    }

    @Override
    protected void goRound(Instant now) throws JournalAway {
        var due = new ArrayList<Operation>();
        for (var theCase : book.all()) {
            var time = kept.of(theCase).map(now::minus);
            if (time.filter(theCase::isClosedBy).isPresent() && !theCase.isErased()) {
                theCase.alerts().forEach(alert -> due.add(new Operation.Erase(alert)));
                due.add(erasing(theCase, time));
            }
            if (due.size() >= MOST_AT_ONCE) {
                erase(due);
                due.clear();
            }
        }
        if (!due.isEmpty()) {
            erase(due);
        }
    }

    private Operation erasing(Case theCase, Optional<Instant> closedBy) {
        var command = new CaseCommand.Erase(pseudonyms.get(), closedBy);
        return book.operation(theCase.id(), command, name(), Optional.empty());
    }

    private void erase(List<Operation> due) throws JournalAway {
        var command = Command.of(due, Cause.outside(name()), (long) due.size() * Command.OVERHEAD);
        for (var outcome : writer.submitFollowing(command)) {
            if (outcome instanceof Outcome.Refused(var _, var refusal)) {
                throw new JournalAway(
                        "the retention of cases was refused",
                        new IllegalStateException(refusal.english()));
            }
        }
    }
}
