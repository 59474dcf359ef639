package city.wutong.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a run end in order on SIGTERM or Ctrl-C. It is opened first and so closed last: the process
/// waits with its end until then, though not for ever.
final class StopSignal implements AutoCloseable {

    private static final long CLOSE_LIMIT_S = 120;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::holdTheEnd, "stop-signal"));
        return signal;
    }

    /// Returns when the process has been told to stop.
    void await() {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells it from within.
    void stop() {
        told.countDown();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void holdTheEnd() {
        told.countDown();
        try {
            if (!closed.await(CLOSE_LIMIT_S, TimeUnit.SECONDS)) {
                System.err.println("wutong: closing took more than 120 s and is cut short");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
