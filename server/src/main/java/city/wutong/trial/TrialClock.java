package city.wutong.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// The office clock of a city under trial: the system's, put forward as the test's time goes on, so
/// that the limits of cases pass with the days of the story. It never goes back.
public final class TrialClock extends Clock {
    private final Clock system;
    private final AtomicReference<Duration> ahead;

    public TrialClock() {
        this(Clock.systemUTC(), new AtomicReference<>(Duration.ZERO));
    }

    private TrialClock(Clock system, AtomicReference<Duration> ahead) {
        this.system = system;
        this.ahead = ahead;
    }

    /// Puts it forward.
    ///
    /// @param by not negative
    void forward(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time goes forward only");
        }
        ahead.accumulateAndGet(by, Duration::plus);
    }

    @Override
    public Instant instant() {
        return system.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new TrialClock(system.withZone(zone), ahead);
    }
}
