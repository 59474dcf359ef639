package city.wutong.rule;

import city.wutong.context.Cause;
import city.wutong.context.Command;
import city.wutong.context.Context;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Row;
import city.wutong.context.Writer;
import city.wutong.refusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What rules have to say, until the writer has taken it.
final class Outbox {
    private static final System.Logger LOG = System.getLogger(Outbox.class.getName());
    private static final int MOST_SIGNALS = 500;
    private static final Duration RETRY = Duration.ofMillis(200);

    /// What is committed with what is said.
    interface Memory {
        Memory NONE =
                new Memory() {
                    @Override
                    public List<Row> rows() {
                        return List.of();
                    }

                    @Override
                    public void committed() {}
                };

        List<Row> rows();

        /// The rows are durable.
        void committed();
    }

    private final Writer writer;
    private final Announcements announcements;

    Outbox(Context context, Writer writer) {
        this.announcements = new Announcements(context);
        this.writer = writer;
    }

    /// What is to be said.
    Announcements announcements() {
        return announcements;
    }

    /// Whether it is time to send.
    boolean isFull() {
        return announcements.size() >= MOST_SIGNALS;
    }

    /// Commits what is to be said together with what is remembered. While the writer cannot take
    /// it, the rules wait with it.
    void send(Cause cause, Memory memory) {
        var left = announcements.drain();
        while (!left.isEmpty()) {
            var command =
                    new Command(left, cause, Optional.empty(), memory.rows(), Command.OVERHEAD);
            var outcomes = writer.submitFollowing(command);
            if (outcomes.stream().anyMatch(Outbox::isWritten)) {
                memory.committed();
            }
            left = refused(left, outcomes);
            if (!left.isEmpty()) {
                rest();
            }
        }
    }

    /// Whether it changed something, so that the rows that came with it are there too.
    private static boolean isWritten(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created _ -> true;
            case Outcome.Updated(var _, var updated, var _) -> !updated.isEmpty();
            case Outcome.Deleted _, Outcome.AlreadyApplied _, Outcome.Refused _ -> false;
        };
    }

    /// The operations that are to be tried again: a city that is full may have room later. What can
    /// never be, as an alert at the end of a loop of rules, is let go.
    private static List<Operation> refused(List<Operation> operations, List<Outcome> outcomes) {
        var left = new ArrayList<Operation>();
        for (int i = 0; i < operations.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused(var id, var refusal)) {
                var family = refusal.reason().family();
                if (family == Reason.Family.BUSY || family == Reason.Family.FULL) {
                    left.add(operations.get(i));
                } else {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "{0} was refused: {1}",
                            id,
                            refusal.reason().code());
                }
            }
        }
        return left;
    }

    private static void rest() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a signal waited for the writer", e);
        }
    }
}
