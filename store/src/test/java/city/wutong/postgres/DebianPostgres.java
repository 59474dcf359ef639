package city.wutong.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.start.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A PostgreSQL 15 from Debian's packages that a test starts, stops and kills: the database that
/// belongs to somebody else. It keeps its folder and port over stop and start.
public final class DebianPostgres implements AutoCloseable {

    /// Where Debian's package `postgresql-15` puts the programs.
    public static final Path HOME = Path.of("/usr/lib/postgresql/15");

    private static final String USER = "city";
    private static final String PASSWORD = "c!ty+of:trees";
    private static final String PASSWORD_IN_URL = "c%21ty%2Bof%3Atrees";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final RunAs runAs;
    private final int port;

    private DebianPostgres(Path folder, RunAs runAs, int port) {
        this.folder = folder;
        this.runAs = runAs;
        this.port = port;
    }

    /// Whether this machine has it; a test that needs it assumes this.
    public static boolean available() {
        return Files.isExecutable(HOME.resolve("bin/postgres"));
    }

    /// Makes a new cluster in an empty folder and starts it.
    public static DebianPostgres start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        DebianPostgres postgres = new DebianPostgres(real, RunAs.choose(HOME, real), freePort());
        postgres.create();
        postgres.start();
        return postgres;
    }

    /// As the city would write it, with user and password.
    public String url() {
        return "postgresql://" + USER + ":" + PASSWORD_IN_URL + "@127.0.0.1:" + port + "/postgres";
    }

    /// As JDBC writes it, with user and password.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:"
                + port
                + "/postgres?user="
                + USER
                + "&password="
                + PASSWORD_IN_URL;
    }

    /// The password, to look for where it must not be.
    public String password() {
        return PASSWORD;
    }

    /// `host:port/database`, as Wutong shows it.
    public String place() {
        return "127.0.0.1:" + port + "/postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /// Starts it again after [#stop] or [#kill], with its data and on its port.
    public void start() throws IOException, InterruptedException {
        Program.builder(serverCommand())
                .redirectOutput(folder.resolve("postgres.log").toFile())
                .start();
        if (!Await.until(LIMIT, this::answers)) {
            throw new IllegalStateException(
                    "no start: " + Files.readString(folder.resolve("postgres.log"), UTF_8));
        }
    }

    /// Fast shutdown, in order.
    public void stop() throws IOException, InterruptedException {
        signal("INT");
        awaitNobody();
    }

    /// A restart as its administrator would do it.
    public void restart() throws IOException, InterruptedException {
        stop();
        start();
    }

    /// SIGKILL to the server, as by the out-of-memory killer; returns when all of it is gone.
    public void kill() throws IOException, InterruptedException {
        signal("KILL");
        awaitNobody();
        Files.deleteIfExists(pidFile());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(pidFile())) {
            stop();
        }
    }

    private void create() throws IOException, InterruptedException {
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        List<String> initdb =
                List.of(
                        HOME.resolve("bin/initdb").toString(),
                        "--pgdata=" + data(),
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C");
        Program.Outcome outcome = Program.run(LIMIT, runAs.command(initdb));
        if (!outcome.ok()) {
            throw new IllegalStateException(outcome.text());
        }
    }

    private List<String> serverCommand() {
        List<String> postgres =
                List.of(
                        HOME.resolve("bin/postgres").toString(),
                        "-D",
                        data().toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=");
        return Stream.concat(Stream.of("setsid"), runAs.command(postgres).stream()).toList();
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        String pid = Files.readAllLines(pidFile(), UTF_8).getFirst();
        Program.run(LIMIT, List.of("sh", "-c", "kill -s " + name + " " + pid));
    }

    private void awaitNobody() throws InterruptedException {
        if (!Await.until(LIMIT, () -> ProcessHandle.allProcesses().noneMatch(this::worksHere))) {
            throw new IllegalStateException("PostgreSQL in " + data() + " does not end");
        }
    }

    private boolean worksHere(ProcessHandle process) {
        return cwd(process).filter(data()::equals).isPresent();
    }

    private static Optional<Path> cwd(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", "" + process.pid(), "cwd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
