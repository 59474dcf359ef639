package city.wutong.jsonld;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Counts how often a stored `@context` is found. It counts in memory only: a row for each request
/// that names a context would cost more than the number is worth.
public final class UsageMeter {
    private final LongAdder hits = new LongAdder();
    private volatile Instant last = Instant.EPOCH;

    public void count(Instant now) {
        hits.increment();
        last = now;
    }

    /// When it was found last; the epoch when never.
    public Instant last() {
        return last;
    }

    /// The count so far, empty when it was never found.
    public Optional<StoredContext.Usage> usage() {
        long sum = hits.sum();
        return sum == 0 ? Optional.empty() : Optional.of(new StoredContext.Usage(sum, last));
    }
}
