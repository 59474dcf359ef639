package city.wutong.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Real time that passes only while somebody sleeps, and then at once.
final class HandPace implements Pace {
    private final List<Duration> slept = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now = now.plus(time);
        slept.add(time);
    }

    synchronized List<Duration> slept() {
        return List.copyOf(slept);
    }
}
