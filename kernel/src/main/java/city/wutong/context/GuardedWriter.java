package city.wutong.context;

import java.util.List;

/// The writer as one caller may use it: whatever they hand in is decided under their guard.
public final class GuardedWriter {
    private final Writer writer;
    private final Guard guard;

    public GuardedWriter(Writer writer, Guard guard) {
        this.writer = writer;
        this.guard = guard;
    }

    /// As [Writer#submit].
    public List<Outcome> submit(Command command) {
        return writer.submit(guard.equals(Guard.NONE) ? command : guarded(command));
    }

    private Command guarded(Command command) {
        var operations =
                command.operations().stream()
                        .<Operation>map(operation -> new Operation.Guarded(guard, operation))
                        .toList();
        return new Command(
                operations, command.cause(), command.once(), command.rows(), command.weight());
    }
}
