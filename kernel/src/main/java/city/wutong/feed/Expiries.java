package city.wutong.feed;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Command;
import city.wutong.context.Context;
import city.wutong.context.Expiry;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Writer;
import city.wutong.entity.Entity;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The follower that lets entities and attributes cease to be when their `expiresAt` has come (ETSI
/// GS CIM 009 V1.9.1 clause 4.22), within half a second when it is not behind.
///
/// It keeps no offset: what is to expire is read from the context at its first step. It remembers
/// one time for each entity of which something expires.
public final class Expiries implements Follower {
    private static final int MOST_AT_ONCE = 1_000;

    private final Context context;
    private final Writer writer;
    private final Clock clock;
    private final Map<String, Instant> times = new HashMap<>();
    private final TreeSet<Due> queue = new TreeSet<>();
    private volatile long offset;
    private boolean isAwake;

    private record Due(Instant at, String entityId) implements Comparable<Due> {
        private static final Comparator<Due> ORDER =
                Comparator.comparing(Due::at).thenComparing(Due::entityId);

        @Override
        public int compareTo(Due other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param clock the office clock
    public Expiries(Context context, Writer writer, Clock clock) {
        this.context = context;
        this.writer = writer;
        this.clock = clock;
        this.offset = context.seq();
    }

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void follow(List<Change> changes) throws JournalAway {
        if (!isAwake) {
            for (int chunk = 0; chunk < context.chunkCount(); chunk++) {
                context.forEachOf(chunk, this::note);
            }
            isAwake = true;
        }
        for (var change : changes) {
            if (times.containsKey(change.entityId()) || brings(change)) {
                look(change.entityId());
            }
            offset = change.seq();
        }
        expire(clock.instant());
    }

    /// Whether it may bring something that expires.
    private static boolean brings(Change change) {
        return switch (change.what()) {
            case Change.Created(var _, var _, var expiresAt) -> expiresAt != null;
            case Change.Described(var _, var _, var expiresAt) -> expiresAt != null;
            case Change.Set(var attribute) -> Expiry.isAwaited(attribute);
            case Change.Late _,
                    Change.Unset _,
                    Change.Ended _,
                    Change.Erased _,
                    Change.Edited _,
                    Change.Blank _ ->
                    false;
        };
    }

    private void look(String entityId) {
        var entity = context.entity(entityId);
        if (entity.isPresent()) {
            note(entity.get());
        } else {
            remember(entityId, Optional.empty());
        }
    }

    private void note(Entity entity) {
        remember(entity.id(), Expiry.next(entity));
    }

    private void remember(String entityId, Optional<Instant> at) {
        var before = at.isPresent() ? times.put(entityId, at.get()) : times.remove(entityId);
        if (before != null) {
            queue.remove(new Due(before, entityId));
        }
        at.ifPresent(time -> queue.add(new Due(time, entityId)));
    }

    private void expire(Instant now) throws JournalAway {
        while (!queue.isEmpty() && !queue.first().at().isAfter(now)) {
            var due = due(now);
            var operations = due.stream().map(id -> (Operation) new Operation.Expire(id)).toList();
            var command =
                    Command.of(
                            operations,
                            Cause.outside(name()),
                            (long) due.size() * Command.OVERHEAD);
            for (var outcome : writer.submitFollowing(command)) {
                if (outcome instanceof Outcome.Refused(var _, var refusal)) {
                    throw new JournalAway(
                            "expiry was refused", new IllegalStateException(refusal.english()));
                }
            }
            due.forEach(this::look);
        }
    }

    private List<String> due(Instant now) {
        var due = new ArrayList<String>();
        for (var next : queue) {
            if (next.at().isAfter(now) || due.size() == MOST_AT_ONCE) {
                break;
            }
            due.add(next.entityId());
        }
        return due;
    }
}
