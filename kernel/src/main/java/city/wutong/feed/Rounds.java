package city.wutong.feed;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A follower that goes round every so often by the office clock, looks at things as they are, and
/// so keeps no offset. It goes round first when it has started.
public abstract class Rounds implements Follower {
    private final String name;
    private final Duration every;
    private final Clock clock;
    private volatile long offset;
    private Instant next;

    /// @param every how long between two rounds
    /// @param clock the office clock
    /// @param offset of the last change there is
    protected Rounds(String name, Duration every, Clock clock, long offset) {
        this.name = name;
        this.every = every;
        this.clock = clock;
        this.offset = offset;
        this.next = clock.instant();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final long offset() {
        return offset;
    }

    @Override
    public final void follow(List<Change> changes) throws JournalAway {
        var now = clock.instant();
        if (!now.isBefore(next)) {
            goRound(now);
            next = now.plus(every);
        }
        if (!changes.isEmpty()) {
            offset = changes.getLast().seq();
        }
    }

    /// Does what is to be done now. What fails is done again at once.
    protected abstract void goRound(Instant now) throws JournalAway;
}
