package city.wutong.context;

import java.util.concurrent.atomic.AtomicLong;

/// What a writer has done since it started.
public final class WriterMeter {
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong groups = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();

    void committed(int changesOfGroup, int commandsOfGroup) {
        changes.addAndGet(changesOfGroup);
        commands.addAndGet(commandsOfGroup);
        groups.incrementAndGet();
    }

    void dropped() {
        dropped.incrementAndGet();
    }

    void turnedAway() {
        turnedAway.incrementAndGet();
    }

    /// Changes that were committed.
    public long changes() {
        return changes.get();
    }

    /// Commands that were answered after a commit.
    public long commands() {
        return commands.get();
    }

    /// Groups that were committed.
    public long groups() {
        return groups.get();
    }

    /// Groups that the journal did not take.
    public long droppedGroups() {
        return dropped.get();
    }

    /// Commands that were refused because too much was waiting.
    public long turnedAwayCommands() {
        return turnedAway.get();
    }
}
