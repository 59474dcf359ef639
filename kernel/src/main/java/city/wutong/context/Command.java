package city.wutong.context;

import java.util.List;
import java.util.Optional;

/// What is handed to the writer at once: operations, each decided for itself in this order, their
/// cause, and the rows that are committed with them.
///
/// @param once the name under which it takes effect once
/// @param rows companion rows, written if the operations change anything
/// @param weight the bytes it came in, by which the queue is bounded
public record Command(
        List<Operation> operations, Cause cause, Optional<Once> once, List<Row> rows, long weight) {
    /// What the queue counts for a command beyond the bytes it came in.
    public static final int OVERHEAD = 500;

    public Command {
        operations = List.copyOf(operations);
        rows = List.copyOf(rows);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("nothing to do");
        }
    }

    public static Command of(Operation operation, Cause cause, long weight) {
        return new Command(List.of(operation), cause, Optional.empty(), List.of(), weight);
    }

    public static Command of(List<Operation> operations, Cause cause, long weight) {
        return new Command(operations, cause, Optional.empty(), List.of(), weight);
    }
}
