package city.wutong.context;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A command on its way through the writer, and the answer that its sender waits for.
record Submission(Command command, Lane lane, CompletableFuture<List<Outcome>> answer) {
    long weight() {
        return command.weight() + Command.OVERHEAD;
    }
}
