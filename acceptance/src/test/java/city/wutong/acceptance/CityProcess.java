package city.wutong.acceptance;

import java.io.BufferedReader;
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

/// A city in a process of its own, that can be killed.
final class CityProcess implements AutoCloseable {
    static final String PORT = "listens on ";

    private static final String CACHE = "wutong.postgres.cache";

    private final Process process;
    private final Path data;
    private final Client client;
    private final Duration startTime;

    private CityProcess(Process process, Path data, Client client, Duration startTime) {
        this.process = process;
        this.data = data;
        this.client = client;
        this.startTime = startTime;
    }

    /// Starts it and returns when it listens.
    ///
    /// @param heap of the process, as `-Xmx` has it
    /// @param keys `key=value`, as on the command line
    static CityProcess start(Path data, String heap, List<String> keys) throws IOException {
        long begin = System.nanoTime();
        var command = java("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError");
        command.add(CrashCity.class.getName());
        command.add(data.toString());
        command.addAll(keys);
        var process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
                        .start();
        var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(PORT)) {
                var client = new Client(Integer.parseInt(line.substring(PORT.length())));
                var time = Duration.ofNanos(System.nanoTime() - begin);
                return new CityProcess(process, data, client, time);
            }
        }
        process.destroyForcibly();
        throw new AssertionError("no start: " + Files.readString(log(data)));
    }

    /// `java` with this process's class path, to be followed by a main class.
    static List<String> java(String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-XX:+UseCompactObjectHeaders");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Xshare:auto");
        command.add("--enable-native-access=ALL-UNNAMED");
        var cache = System.getProperty(CACHE);
        if (cache != null) {
            command.add("-D" + CACHE + "=" + cache);
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    Client client() {
        return client;
    }

    /// From the start of the process until it listened.
    Duration startTime() {
        return startTime;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL: it can tidy nothing, and its database stays.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        client.close();
    }

    /// The process id of the database's postmaster.
    static long postmaster(Path data) throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                        .getFirst()
                        .strip());
    }

    /// SIGKILL to the postmaster, if there is one.
    static void killPostmaster(Path data) throws IOException {
        if (Files.exists(data.resolve("postgres/cluster/postmaster.pid"))) {
            ProcessHandle.of(postmaster(data)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /// SIGKILL to the server process of the writer's session: PostgreSQL throws everybody out and
    /// recovers.
    void killBackend() throws IOException, SQLException {
        try (var connection = connect(data);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select pid from pg_stat_activity where application_name like 'wutong writer%'")) {
            while (rows.next()) {
                ProcessHandle.of(rows.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /// A session with the database of a data folder.
    static Connection connect(Path data) throws IOException, SQLException {
        var home = data.resolve("postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + Files.readString(home.resolve("port")).strip()
                        + "/postgres",
                "wutong",
                Files.readString(home.resolve("password")).strip());
    }

    /// Lets it close in order.
    @Override
    public void close() throws InterruptedException, IOException {
        client.close();
        process.getOutputStream().close();
        process.waitFor();
    }
}
