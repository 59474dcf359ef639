package city.wutong.context;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A queue of commands, bounded by the bytes of all that were let in and not yet answered.
final class Lane {
    private final long limit;
    private final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    private final AtomicLong bytes = new AtomicLong();

    Lane(long limit) {
        this.limit = limit;
    }

    long limit() {
        return limit;
    }

    long bytes() {
        return bytes.get();
    }

    /// Lets a command in, unless the lane is full. An empty lane takes a command of any size.
    boolean enter(Submission submission) {
        long present = bytes.get();
        if (present > 0 && present + submission.weight() > limit) {
            return false;
        }
        bytes.addAndGet(submission.weight());
        waiting.add(submission);
        return true;
    }

    Optional<Submission> next() {
        return Optional.ofNullable(waiting.poll());
    }

    void answered(Submission submission) {
        bytes.addAndGet(-submission.weight());
    }
}
