package city.wutong.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.start.Await;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The server process of one cluster: found, started, stopped.
///
/// It is started in a session of its own, so that Ctrl-C reaches us and not it, and it outlives us
/// when we are killed. Whether a process belongs to this cluster is read from `/proc`: PostgreSQL's
/// processes work in their data directory. The caller holds the data folder's lock, so nobody else
/// starts or stops one here meanwhile.
///
/// A new server can start only when all processes of the one before are gone, because they hold its
/// shared memory: [#start] waits for that, and then for `ready` in `postmaster.pid`.
final class Postmaster {

    private static final Duration READY_LIMIT = Duration.ofMinutes(10);
    private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration QUIT_LIMIT = Duration.ofSeconds(5);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(5);
    private static final int STATUS_LINE = 7;
    private static final int PORT_LINE = 3;

    private final Cluster cluster;

    Postmaster(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The running server of this cluster.
    Optional<ProcessHandle> running() {
        return pid().flatMap(ProcessHandle::of).filter(this::runs);
    }

    /// The port of the running server, by its own account.
    Optional<Integer> port() {
        return line(PORT_LINE).map(Integer::valueOf);
    }

    /// Waits until a running server takes connections; false when it ends or is being stopped.
    boolean awaitReady() throws InterruptedException {
        Await.until(READY_LIMIT, () -> isReady() || isStopping() || running().isEmpty());
        return isReady() && running().isPresent();
    }

    /// Starts the server, where none of this cluster runs, and returns when it takes connections.
    ProcessHandle start(int port) throws IOException, InterruptedException {
        awaitNobody(QUIT_LIMIT);
        Files.deleteIfExists(cluster.pidFile());
        cluster.writeSettings(port);
        cluster.boundLog();
        Process process =
                Program.builder(command()).redirectOutput(cluster.startLog().toFile()).start();
        awaitReady(process);
        if (!process.isAlive() || !isReady()) {
            throw notStarted(process);
        }
        return process.toHandle();
    }

    /// Who is interrupted here leaves no server behind that nobody knows of.
    private void awaitReady(Process process) throws InterruptedException {
        try {
            Await.until(READY_LIMIT, () -> isReady() || !process.isAlive());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// Fast shutdown: open transactions are rolled back, everything is written, then it ends.
    void stop() throws IOException, InterruptedException {
        Optional<ProcessHandle> server = running();
        if (server.isPresent()) {
            signal("INT", server.get());
            Await.until(FAST_STOP_LIMIT, () -> !runs(server.get()));
        }
        kill();
    }

    /// Ends every process of this cluster that still runs; what was committed is safe.
    void kill() throws IOException, InterruptedException {
        Optional<ProcessHandle> server = running();
        if (server.isPresent()) {
            signal("QUIT", server.get());
        }
        awaitNobody(QUIT_LIMIT);
    }

    /// All processes of this cluster, the server's children too.
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::runs).toList();
    }

    /// Whether the process is one of this cluster's and does something: one that has ended and that
    /// its parent (in some containers the first process) has not yet collected does not.
    boolean runs(ProcessHandle process) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            return Files.readSymbolicLink(proc.resolve("cwd")).equals(cluster.data())
                    && Files.readString(proc.resolve("comm"), UTF_8).strip().equals("postgres");
        } catch (IOException e) {
            return false; // it has ended meanwhile, or it is another user's
        }
    }

    private void awaitNobody(Duration patience) throws InterruptedException {
        if (Await.until(patience, () -> processes().isEmpty())) {
            return;
        }
        processes().forEach(ProcessHandle::destroyForcibly);
        if (!Await.until(KILL_LIMIT, () -> processes().isEmpty())) {
            throw new StartRefused(
                    ExitCode.DATABASE,
                    "A PostgreSQL process of "
                            + cluster.data()
                            + " cannot be ended: end it by hand, then start again.");
        }
    }

    private List<String> command() {
        List<String> postgres =
                List.of(
                        cluster.binaries().resolve("bin/postgres").toString(),
                        "-D",
                        cluster.data().toString());
        return Stream.concat(Stream.of("setsid"), cluster.runAs().command(postgres).stream())
                .toList();
    }

    private boolean isReady() {
        return status().equals("ready");
    }

    private boolean isStopping() {
        return status().equals("stopping");
    }

    private String status() {
        return line(STATUS_LINE).orElse("");
    }

    private Optional<Long> pid() {
        return line(0).filter(l -> l.chars().allMatch(Character::isDigit)).map(Long::valueOf);
    }

    private Optional<String> line(int number) {
        try {
            return Files.readAllLines(cluster.pidFile(), UTF_8).stream()
                    .skip(number)
                    .findFirst()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, ProcessHandle process)
            throws IOException, InterruptedException {
        Program.run(SIGNAL_LIMIT, List.of("sh", "-c", "kill -s " + name + " " + process.pid()));
    }

    /// Its log collector writes the reason down after the server itself has ended: it is awaited
    /// too.
    private StartRefused notStarted(Process process) throws IOException, InterruptedException {
        process.destroy();
        awaitNobody(QUIT_LIMIT);
        String reason =
                Stream.concat(
                                Files.readAllLines(cluster.startLog(), UTF_8).stream(),
                                cluster.logOf(process.pid()).stream())
                        .filter(l -> l.contains("FATAL:") || l.contains("could not"))
                        .map(l -> l.substring(l.indexOf(": ") + 1).strip())
                        .findFirst()
                        .orElse("the log in " + cluster.startLog().getParent() + " says why");
        return new StartRefused(
                ExitCode.DATABASE,
                "PostgreSQL in " + cluster.data() + " does not start: " + reason);
    }
}
