package city.wutong.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.wutong.start.Await;
import city.wutong.start.DataFolder;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real servers, real signals; nothing is waited for but conditions.
class EmbeddedPostgresTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path temp;
    private Path folder = Path.of("");

    @BeforeEach
    void use_a_real_path() throws IOException {
        folder = temp.toRealPath().resolve("data");
    }

    @Test
    void what_is_written_is_there_after_a_restart() throws Exception {
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            execute(postgres, "CREATE TABLE tree (name text)");
            execute(postgres, "INSERT INTO tree VALUES ('梧桐')");
        }
        assertThat(serversOf(folder)).isEmpty();
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres, "SELECT name FROM tree")).isEqualTo("梧桐");
        }
    }

    @Test
    void it_is_durable_private_and_in_utf8() throws Exception {
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(postgres, "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(postgres, "SHOW server_version")).startsWith("18.");
            assertThat(query(postgres, "SELECT upper('ä')")).isEqualTo("Ä");
            Path password = folder.resolve("postgres/password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(postgres.describe() + postgres.url() + postgres)
                    .doesNotContain(Files.readString(password).strip());
        }
    }

    @Test
    void the_pool_lends_connections() throws Exception {
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                Connection connection = postgres.pool().getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void root_runs_it_as_somebody_else() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "this test needs root");
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(postgres.pid()).isPresent();
        }
    }

    @Test
    void root_without_namespaces_hands_the_folder_to_an_unprivileged_user() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "this test needs root");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
        Path home = Files.createDirectories(folder.resolve("postgres"));
        Path binaries = Binaries.unpack(cache());
        RunAs runAs = RunAs.choose(binaries, home, List.of(new RunAs.User("nobody"))).orElseThrow();
        Cluster cluster = Cluster.open(home, binaries, runAs);
        Postmaster postmaster = new Postmaster(cluster);
        ProcessHandle server = postmaster.start(cluster.port());
        try {
            assertThat(Files.getOwner(Path.of("/proc", "" + server.pid())).getName())
                    .isEqualTo("nobody");
            assertThat(Files.getOwner(cluster.data()).getName()).isEqualTo("nobody");
        } finally {
            postmaster.stop();
        }
        assertThat(postmaster.processes()).isEmpty();
    }

    @Test
    void the_server_of_a_killed_wutong_is_adopted() throws Exception {
        OtherWutong other = OtherWutong.start(folder);
        long server = serversOf(folder).getFirst();
        other.kill();
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(postgres.pid()).contains(server);
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
        assertThat(serversOf(folder)).isEmpty();
    }

    @Test
    void a_left_server_that_does_not_let_us_in_is_replaced() throws Exception {
        OtherWutong other = OtherWutong.start(folder);
        long server = serversOf(folder).getFirst();
        other.kill();
        signal("STOP", server);
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(postgres.pid()).isPresent().get().isNotEqualTo(server);
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void an_adopted_server_that_dies_is_started_again_too() throws Exception {
        OtherWutong other = OtherWutong.start(folder);
        other.kill();
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            long server = postgres.pid().orElseThrow();
            signal("KILL", server);
            assertThat(
                            Await.until(
                                    LIMIT,
                                    () ->
                                            answers(postgres)
                                                    && !postgres.pid().equals(Optional.of(server))))
                    .isTrue();
        }
    }

    @Test
    void a_killed_server_is_started_again_with_all_that_was_committed() throws Exception {
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            execute(postgres, "CREATE TABLE kept (id int)");
            execute(postgres, "INSERT INTO kept VALUES (7)");
            for (int time = 0; time < 3; time++) {
                long server = postgres.pid().orElseThrow();
                signal("KILL", server);
                assertThat(Await.until(LIMIT, () -> !isAlive(server) && answers(postgres)))
                        .isTrue();
                assertThat(query(postgres, "SELECT id FROM kept")).isEqualTo("7");
            }
        }
        assertThat(serversOf(folder)).isEmpty();
    }

    @Test
    void while_the_server_is_down_connecting_fails_at_once() throws Exception {
        try (DataFolder data = DataFolder.lock(folder)) {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
            postgres.close();
            long before = System.nanoTime();
            assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_pid_file_that_names_another_program_is_ignored() throws Exception {
        try (DataFolder data = DataFolder.lock(folder)) {
            EmbeddedPostgres.start(data).close();
            Path pidFile = folder.resolve("postgres/cluster/postmaster.pid");
            Files.writeString(pidFile, pidFileText(ProcessHandle.current().pid()));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
                assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_pid_file_of_a_dead_process_is_ignored() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        try (DataFolder data = DataFolder.lock(folder)) {
            EmbeddedPostgres.start(data).close();
            Path pidFile = folder.resolve("postgres/cluster/postmaster.pid");
            Files.writeString(pidFile, pidFileText(dead.pid()));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
                assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void when_the_port_is_taken_another_is_chosen() throws Exception {
        try (DataFolder data = DataFolder.lock(folder);
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedPostgres.start(data).close();
            Files.writeString(folder.resolve("postgres/port"), other.getLocalPort() + "\n");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
                assertThat(postgres.url()).doesNotContain(":" + other.getLocalPort() + "/");
                assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void the_folder_of_another_major_version_is_refused() throws Exception {
        try (DataFolder data = DataFolder.lock(folder)) {
            Path cluster = Files.createDirectories(folder.resolve("postgres/cluster"));
            Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("PostgreSQL 17")
                    .hasMessageContaining("wutong backup")
                    .extracting("exitCode")
                    .isEqualTo(ExitCode.DATABASE);
        }
    }

    @Test
    void a_first_start_cut_short_is_done_again() throws Exception {
        Path unfinished = Files.createDirectories(folder.resolve("postgres/cluster.new/base"));
        Files.writeString(unfinished.resolve("half"), "half");
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void two_processes_may_unpack_the_programs_at_once() throws Exception {
        Path empty = folder.resolve("cache");
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> Binaries.unpack(empty));
            var two = threads.submit(() -> Binaries.unpack(empty));
            assertThat(one.get()).isEqualTo(two.get());
        }
        try (var inside = Files.list(empty)) {
            assertThat(inside).containsExactly(empty.resolve("bin-" + Binaries.VERSION));
        }
    }

    @Test
    void a_schema_is_made_and_brought_up_to_date_once() throws Exception {
        try (DataFolder data = DataFolder.lock(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            Migrations.migrate(postgres, "tenant_a", "classpath:db/probe");
            Migrations.migrate(postgres, "tenant_a", "classpath:db/probe");
            Migrations.migrate(postgres, "tenant_b", "classpath:db/newer");
            assertThat(query(postgres, "SELECT count(*) FROM tenant_a.probe")).isEqualTo("0");
            assertThatThrownBy(() -> Migrations.migrate(postgres, "tenant_b", "classpath:db/probe"))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("tenant_b");
        }
    }

    private static Path cache() {
        return Path.of(System.getProperty(EmbeddedPostgres.CACHE_PROPERTY, "target/postgres"))
                .toAbsolutePath();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static String pidFileText(long pid) {
        return pid + "\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n  5432001         1\nready   \n";
    }

    private static boolean answers(EmbeddedPostgres postgres) {
        try (Connection connection = postgres.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        Program.run(LIMIT, List.of("sh", "-c", "kill -s " + name + " " + pid));
    }

    /// The server first, then its children.
    private static List<Long> serversOf(Path folder) {
        Cluster cluster =
                new Cluster(folder.resolve("postgres"), Path.of("unused"), new RunAs.Ourselves());
        return new Postmaster(cluster)
                .processes().stream().map(ProcessHandle::pid).sorted().toList();
    }
}
