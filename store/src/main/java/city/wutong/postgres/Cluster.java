package city.wutong.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The files of our own PostgreSQL, in the folder `postgres` of the data folder:
///
/// | name | what |
/// |---|---|
/// | `cluster/` | the database itself (PGDATA); there only when `initdb` has ended well |
/// | `password`, `port` | how to reach it; the password is random and readable by its owner only |
/// | `log/` | the server's log, a few files of limited size |
///
/// The user is `wutong`, the database `postgres`.
record Cluster(Path home, Path binaries, RunAs runAs) {

    static final String USER = "wutong";
    static final String DATABASE = "postgres";

    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
    private static final int PASSWORD_BYTES = 24;

    /// Takes the cluster of this home, and makes it on the first start.
    static Cluster open(Path home, Path binaries, RunAs runAs)
            throws IOException, InterruptedException {
        Cluster cluster = new Cluster(home, binaries, runAs);
        if (!Files.exists(cluster.data())) {
            cluster.create();
        }
        cluster.refuseOtherMajor();
        return cluster;
    }

    Path data() {
        return home.resolve("cluster");
    }

    Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    Path startLog() {
        return log().resolve("start.log");
    }

    String password() throws IOException {
        return Files.readString(passwordFile(), UTF_8).strip();
    }

    Address address(int port) throws IOException {
        return Address.of("127.0.0.1", port, DATABASE, USER, password());
    }

    /// The port of the last start, or a free one when there was none.
    int port() throws IOException {
        return Files.exists(portFile())
                ? Integer.parseInt(Files.readString(portFile(), UTF_8).strip())
                : otherPort();
    }

    /// A free port, kept from now on.
    int otherPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            replace(portFile(), socket.getLocalPort() + "\n");
            return socket.getLocalPort();
        }
    }

    void writeSettings(int port) throws IOException {
        replace(
                data().resolve("postgresql.conf"),
                Settings.forThisMachine().text(port, log().toAbsolutePath()));
    }

    /// Throws away the oldest log files, so that the log stays within its bound.
    void boundLog() throws IOException {
        List<Path> files = logFiles();
        for (Path file : files.subList(Math.min(Settings.LOG_FILES, files.size()), files.size())) {
            Files.deleteIfExists(file);
        }
    }

    /// What one process has written into the newest log file.
    List<String> logOf(long pid) throws IOException {
        List<Path> files = logFiles();
        return files.isEmpty()
                ? List.of()
                : Files.readAllLines(files.getFirst(), UTF_8).stream()
                        .filter(line -> line.contains("[" + pid + "]"))
                        .toList();
    }

    private List<Path> logFiles() throws IOException {
        try (Stream<Path> files = Files.list(log())) {
            return files.filter(f -> f.getFileName().toString().startsWith("postgres-"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private void create() throws IOException, InterruptedException {
        Path unfinished = home.resolve("cluster.new");
        Binaries.deleteAll(unfinished);
        Files.createDirectories(log());
        keepNewPassword();
        ourOwn(log());
        ourOwn(passwordFile());
        Program.Outcome outcome = Program.run(INITDB_LIMIT, runAs.command(initdb(unfinished)));
        if (!outcome.ok()) {
            throw new StartRefused(
                    ExitCode.DATABASE,
                    "PostgreSQL could not make its files in "
                            + home
                            + " ("
                            + outcome.reason()
                            + "): mend that, or name a database with --db-url.");
        }
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> initdb(Path into) {
        return List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + into,
                "--username=" + USER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions");
    }

    private void keepNewPassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                passwordFile(), HexFormat.of().formatHex(random) + "\n", StandardOpenOption.WRITE);
    }

    private void refuseOtherMajor() throws IOException {
        Path file = data().resolve("PG_VERSION");
        String major = Files.exists(file) ? Files.readString(file, UTF_8).strip() : "none";
        if (!major.equals(String.valueOf(Binaries.MAJOR))) {
            throw new StartRefused(
                    ExitCode.DATABASE,
                    "The database in "
                            + data()
                            + " was written by PostgreSQL "
                            + major
                            + " and this Wutong brings "
                            + Binaries.MAJOR
                            + ": back it up with the Wutong that wrote it (wutong backup) and"
                            + " restore that into a new data folder (wutong restore).");
        }
    }

    private void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, text, UTF_8);
        ourOwn(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What root writes here belongs to whoever owns the home.
    private void ourOwn(Path file) throws IOException {
        if (!Files.getOwner(file).equals(Files.getOwner(home))) {
            Files.setOwner(file, Files.getOwner(home));
        }
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private Path portFile() {
        return home.resolve("port");
    }

    private Path log() {
        return home.resolve("log");
    }
}
