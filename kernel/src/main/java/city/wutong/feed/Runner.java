package city.wutong.feed;

import java.time.Duration;

/// Runs a follower in a thread of its own. When the follower fails it goes on from its offset after
/// a pause that grows; its lag and its failures can be seen.
public final class Runner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Runner.class.getName());
    private static final int MOST_CHANGES = 10_000;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Feed feed;
    private final Follower follower;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean failing;

    private Runner(Feed feed, Follower follower) {
        this.feed = feed;
        this.follower = follower;
        this.thread = Thread.ofVirtual().name("follower-" + follower.name()).unstarted(this::run);
    }

    public static Runner start(Feed feed, Follower follower) {
        var runner = new Runner(feed, follower);
        runner.thread.start();
        return runner;
    }

    public String name() {
        return follower.name();
    }

    /// How many changes it is behind.
    public long lag() {
        return Math.max(0, feed.seq() - follower.offset());
    }

    /// Whether its last try failed.
    public boolean isFailing() {
        return failing;
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var pause = SHORTEST_PAUSE;
        while (!stopping) {
            try {
                followOn();
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (stopping) {
                    return;
                }
                failing = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        () -> "follower %s stands at %d".formatted(name(), follower.offset()),
                        e);
                if (!rest(pause)) {
                    return;
                }
                pause = longer(pause);
                continue;
            }
            pause = SHORTEST_PAUSE;
        }
    }

    /// Follows from the offset until something fails or it is to stop.
    private void followOn() throws Exception {
        long after = follower.offset();
        while (!stopping) {
            feed.await(after, IDLE);
            var changes = feed.read(after, MOST_CHANGES);
            follower.follow(changes);
            failing = false;
            if (!changes.isEmpty()) {
                after = changes.getLast().seq();
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static boolean rest(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
