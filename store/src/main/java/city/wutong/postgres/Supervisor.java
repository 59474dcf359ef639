package city.wutong.postgres;

import city.wutong.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches our server and starts it again, on the same port, when it has died while we run. It does
/// not give up; between attempts it waits longer and longer, up to [#LONGEST_WAIT].
final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Postmaster postmaster;
    private final int port;
    private final Thread thread;

    Supervisor(Cluster cluster, Postmaster postmaster, ProcessHandle server, int port) {
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.port = port;
        this.thread = Thread.ofVirtual().name("postgres-supervisor").unstarted(() -> run(server));
    }

    void start() {
        thread.start();
    }

    /// Ends the watch; the server stays as it is.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ProcessHandle first) {
        ProcessHandle server = first;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                awaitEnd(server);
                LOG.warn("PostgreSQL (process {}) has died and is started again", server.pid());
                server = startAgain();
                LOG.info("PostgreSQL runs again (process {})", server.pid());
            }
        } catch (InterruptedException e) {
            LOG.debug("PostgreSQL is no longer watched");
        }
    }

    /// An adopted server is not our child and may end without anybody telling us: so look, too.
    private void awaitEnd(ProcessHandle server) throws InterruptedException {
        while (postmaster.runs(server)) {
            try {
                server.onExit().get(LOOK.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                boundLog();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ProcessHandle startAgain() throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                return postmaster.start(port);
            } catch (StartRefused | IOException | UncheckedIOException e) {
                LOG.warn("PostgreSQL does not start yet: {}", e.getMessage());
                Thread.sleep(wait);
                wait = wait.multipliedBy(2);
                wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            }
        }
    }

    private void boundLog() {
        try {
            cluster.boundLog();
        } catch (IOException e) {
            LOG.warn("PostgreSQL's old log files cannot be deleted: {}", e.getMessage());
        }
    }
}
