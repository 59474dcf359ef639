package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Wutong as a user starts it: a process of its own, with its own PostgreSQL and default
/// settings.
final class CityProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Process process;
    private final Path folder;
    private final int port;
    private final double startSeconds;

    private CityProcess(Process process, Path folder, int port, double startSeconds) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.startSeconds = startSeconds;
    }

    /// Starts it on that data folder and waits until it is ready.
    static CityProcess start(Path folder, List<String> javaOptions)
            throws IOException, InterruptedException {
        return start(folder, javaOptions, Map.of());
    }

    /// The same with variables of its environment.
    static CityProcess start(Path folder, List<String> javaOptions, Map<String, String> variables)
            throws IOException, InterruptedException {
        return start(Bench.LAUNCHER, folder, javaOptions, variables);
    }

    /// The same of another build.
    ///
    /// @param launcher e.g. `/elsewhere/wutong`
    static CityProcess start(
            String launcher, Path folder, List<String> javaOptions, Map<String, String> variables)
            throws IOException, InterruptedException {
        int port = freePort();
        var command = new ArrayList<>(List.of(launcher.split(" ")));
        command.addAll(
                List.of(
                        "run",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        "" + port,
                        "--access",
                        "open"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().putAll(variables);
        builder.environment()
                .merge("WUTONG_JAVA_OPTS", String.join(" ", javaOptions), CityProcess::joined);
        long start = System.nanoTime();
        var process = builder.start();
        awaitReady(process, port, start);
        return new CityProcess(process, folder, port, (System.nanoTime() - start) / 1e9);
    }

    private static String joined(String one, String other) {
        return one + " " + other;
    }

    static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void awaitReady(Process process, int port, long start)
            throws IOException, InterruptedException {
        while (!isReady(port)) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException("the server did not become ready");
            }
            Thread.sleep(STEP);
        }
    }

    private static boolean isReady(int port) {
        try (var line = new Line(port)) {
            return line.send("GET", "/health/ready", new byte[0]).status() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /// From the start of the process until it was ready.
    double startSeconds() {
        return startSeconds;
    }

    Path folder() {
        return folder;
    }

    /// The first line of the postmaster's file is its process id.
    long postmaster() throws IOException {
        var file = folder.resolve("data/postgres/cluster/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }

    Connection connect() throws SQLException, IOException {
        var home = folder.resolve("data/postgres");
        int databasePort = Integer.parseInt(Files.readString(home.resolve("port")).strip());
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
                "wutong",
                Files.readString(home.resolve("password")).strip());
    }

    /// The sum of a measure of `/metrics` over all lines that hold the words.
    double measure(String name, String... words) throws IOException {
        try (var line = new Line(port)) {
            return line.send("GET", "/metrics", new byte[0])
                    .text()
                    .lines()
                    .filter(each -> each.startsWith(name + "{") || each.startsWith(name + " "))
                    .filter(each -> List.of(words).stream().allMatch(each::contains))
                    .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' '))))
                    .sum();
        }
    }

    double lag(String follower) throws IOException {
        return measure("wutong_follower_lag", "follower=\"" + follower + "\"");
    }

    /// Waits until a follower is no more than that far behind.
    void awaitLag(String follower, double atMost, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (lag(follower) > atMost && System.nanoTime() < end) {
            Thread.sleep(POLL);
        }
    }

    /// Live heap in bytes: what is left after full collections.
    double liveHeap() throws IOException, InterruptedException {
        Jdk.run("jcmd", Long.toString(pid()), "GC.run");
        Jdk.run("jcmd", Long.toString(pid()), "GC.run");
        return measure("jvm_memory_used_bytes", "area=\"heap\"");
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// What it has printed.
    String log() throws IOException {
        return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
    }
}
