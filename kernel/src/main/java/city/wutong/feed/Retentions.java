package city.wutong.feed;

import city.wutong.context.Cause;
import city.wutong.context.Command;
import city.wutong.context.Context;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The follower that erases, with their past, the entities of types that are to be kept for a time
/// only (PIPL article 19), when nothing has changed them for so long.
public final class Retentions extends Rounds {
    static final Duration EVERY = Duration.ofHours(1);

    private static final int MOST_AT_ONCE = 1_000;

    private final Context context;
    private final Writer writer;
    private final Map<String, Duration> kept;

    /// @param clock the office clock
    /// @param kept how long entities are kept after their last change, by expanded type
    public Retentions(Context context, Writer writer, Clock clock, Map<String, Duration> kept) {
        super("retention", EVERY, clock, context.seq());
        this.context = context;
        this.writer = writer;
        this.kept = Map.copyOf(kept);
    }

    @Override
    protected void goRound(Instant now) throws JournalAway {
        for (var type : kept.entrySet()) {
            look(type.getKey(), now.minus(type.getValue()));
        }
    }

    private void look(String type, Instant since) throws JournalAway {
        var due = new ArrayList<Operation>();
        context.forEachOfType(
                type,
                entity -> {
                    if (!entity.modifiedAt().isAfter(since)) {
                        due.add(new Operation.Lapse(entity.id(), since));
                    }
                });
        for (int from = 0; from < due.size(); from += MOST_AT_ONCE) {
            erase(due.subList(from, Math.min(due.size(), from + MOST_AT_ONCE)));
        }
    }

    private void erase(List<Operation> due) throws JournalAway {
        var command = Command.of(due, Cause.outside(name()), (long) due.size() * Command.OVERHEAD);
        for (var outcome : writer.submitFollowing(command)) {
            if (outcome instanceof Outcome.Refused(var _, var refusal)) {
                throw new JournalAway(
                        "retention was refused", new IllegalStateException(refusal.english()));
            }
        }
    }
}
