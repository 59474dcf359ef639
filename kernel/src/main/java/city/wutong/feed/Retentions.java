package city.wutong.feed;

import city.wutong.context.Cause;
import city.wutong.context.Change;
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
///
/// It looks once an hour by the office clock, at the entities as they are, and so keeps no offset.
public final class Retentions implements Follower {
    static final Duration EVERY = Duration.ofHours(1);

    private static final int MOST_AT_ONCE = 1_000;

    private final Context context;
    private final Writer writer;
    private final Clock clock;
    private final Map<String, Duration> kept;
    private volatile long offset;
    private Instant nextLook;

    /// @param clock the office clock
    /// @param kept how long entities are kept after their last change, by expanded type
    public Retentions(Context context, Writer writer, Clock clock, Map<String, Duration> kept) {
        this.context = context;
        this.writer = writer;
        this.clock = clock;
        this.kept = Map.copyOf(kept);
        this.offset = context.seq();
        this.nextLook = clock.instant();
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void follow(List<Change> changes) throws JournalAway {
        var now = clock.instant();
        if (!now.isBefore(nextLook)) {
            for (var type : kept.entrySet()) {
                look(type.getKey(), now.minus(type.getValue()));
            }
            nextLook = now.plus(EVERY);
        }
        if (!changes.isEmpty()) {
            offset = changes.getLast().seq();
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
