package city.wutong.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The real time by which a replay goes, and how it waits.
interface Pace {
    Instant now();

    void sleep(Duration time) throws InterruptedException;

    /// Goes by a clock, and sleeps as long as it says.
    static Pace of(Clock clock) {
        return new Pace() {
            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public void sleep(Duration time) throws InterruptedException {
                Thread.sleep(time);
            }
        };
    }
}
