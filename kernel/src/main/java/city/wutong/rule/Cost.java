package city.wutong.rule;

import java.util.concurrent.atomic.AtomicLong;

/// What one rule has cost since it was put to work: counted by the engine's thread, read by others.
final class Cost {
    private final long begun;
    private final AtomicLong evaluations = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private long windowBegun;
    private long windowNanos;
    private int windowEvaluations;
    private int windowSlow;

    /// @param begun by the clock that evaluations are measured with
    Cost(long begun) {
        this.begun = begun;
        this.windowBegun = begun;
    }

    void add(long took, boolean isSlow) {
        evaluations.incrementAndGet();
        nanos.addAndGet(took);
        windowNanos += took;
        windowEvaluations++;
        windowSlow += isSlow ? 1 : 0;
    }

    long evaluations() {
        return evaluations.get();
    }

    long nanos() {
        return nanos.get();
    }

    /// The part of all time since it was put to work, 0 to 1.
    double share(long now) {
        return now <= begun ? 0 : Math.min(1, (double) nanos() / (now - begun));
    }

    int slowInWindow() {
        return windowSlow;
    }

    long windowLength(long now) {
        return now - windowBegun;
    }

    /// The part of the window that it took.
    double windowShare(long now) {
        return (double) windowNanos / Math.max(1, windowLength(now));
    }

    long windowMean() {
        return windowNanos / Math.max(1, windowEvaluations);
    }

    void beginWindow(long now) {
        windowBegun = now;
        windowNanos = 0;
        windowEvaluations = 0;
        windowSlow = 0;
    }
}
