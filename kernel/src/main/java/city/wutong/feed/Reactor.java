package city.wutong.feed;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Command;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Once;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Writer;
import java.util.List;
import java.util.Optional;

/// Turns a [Reaction] into a follower whose every command takes effect once: the command bears the
/// name of the change it follows from, and the writer applies a name once. So the offset may be
/// saved now and then; what is said again after a crash changes nothing.
public final class Reactor implements Follower {
    /// Changes after which the offset is saved.
    private static final int SAVE_EVERY = 1_000;

    private final Reaction reaction;
    private final Writer writer;
    private final Offsets offsets;
    private volatile long offset;
    private long saved;

    public Reactor(Reaction reaction, Writer writer, Offsets offsets) throws JournalAway {
        this.reaction = reaction;
        this.writer = writer;
        this.offsets = offsets;
        this.offset = offsets.load(reaction.name());
        this.saved = offset;
    }

    @Override
    public String name() {
        return reaction.name();
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void follow(List<Change> changes) throws JournalAway {
        for (var change : changes) {
            react(change);
            offset = change.seq();
        }
        if (offset - saved >= SAVE_EVERY || (changes.isEmpty() && offset > saved)) {
            offsets.save(name(), offset);
            saved = offset;
        }
    }

    private void react(Change change) throws JournalAway {
        boolean settled = false;
        while (!settled) {
            var operations = reaction.react(change);
            if (operations.isEmpty()) {
                return;
            }
            var outcomes = writer.submitFollowing(command(change, operations));
            if (outcomes.stream().anyMatch(Outcome::isBusy)) {
                throw new JournalAway("the writer is busy", new IllegalStateException(name()));
            }
            settled = reaction.settled(change, outcomes);
        }
    }

    private Command command(Change change, List<Operation> operations) {
        return new Command(
                operations,
                Cause.following(change, name()),
                Optional.of(new Once(name(), change.seq(), 0)),
                List.of(),
                Command.OVERHEAD);
    }
}
