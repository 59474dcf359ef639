package city.wutong.start;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for what nobody announces: a file of another process, a process that is not our child.
public final class Await {

    private static final long STEP_MS = 5;

    private Await() {}

    /// Looks again and again until the condition holds (true) or the limit has passed (false).
    public static boolean until(Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(STEP_MS);
        }
        return true;
    }
}
