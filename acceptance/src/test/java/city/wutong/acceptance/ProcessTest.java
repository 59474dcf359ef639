package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.server.Wutong;
import city.wutong.start.Await;
import city.wutong.start.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wutong run` as a process: how it refuses to start, stops, and comes back.
class ProcessTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int SIGTERM = 143;
    private static final Pattern LISTENS =
            Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir Path temp;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leave_nobody_behind() throws IOException, InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        CityProcess.killPostmaster(data());
    }

    @Test
    void told_to_stop_it_closes_in_order_and_leaves_nothing_running() throws Exception {
        var wutong = run("--data", data().toString(), "--port", "0", "--access", "open");
        try (var client = new Client(port())) {
            assertThat(client.post(Client.ENTITIES, tree(1)).status()).isEqualTo(201);
        }
        long postmaster = CityProcess.postmaster(data());
        wutong.destroy();
        assertThat(wutong.waitFor()).isEqualTo(SIGTERM);
        assertThat(said()).endsWith("Wutong is stopping.\nWutong has stopped.\n");
        assertThat(isAlive(postmaster)).isFalse();
        assertThat(data().resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void after_sigkill_a_second_start_adopts_the_database_and_has_everything() throws Exception {
        var killed = run("--data", data().toString(), "--port", "0", "--access", "open");
        try (var client = new Client(port())) {
            assertThat(client.post(Client.ENTITIES, tree(1)).status()).isEqualTo(201);
        }
        long postmaster = CityProcess.postmaster(data());
        killed.destroyForcibly().waitFor();
        assertThat(isAlive(postmaster)).isTrue();

        run("--data", data().toString(), "--port", "0", "--access", "open");
        try (var client = new Client(port())) {
            assertThat(CityProcess.postmaster(data())).isEqualTo(postmaster);
            assertThat(client.get(Client.ENTITIES + "/urn:ngsi-ld:Tree:1").status()).isEqualTo(200);
            assertThat(client.post(Client.ENTITIES, tree(2)).status()).isEqualTo(201);
        }
    }

    @Test
    void a_folder_in_use_is_one_sentence() throws Exception {
        run("--data", data().toString(), "--port", "0", "--access", "open");
        assertRefused(
                ExitCode.FOLDER_IN_USE,
                "in use by another Wutong",
                "--data",
                data().toString(),
                "--port",
                "0");
    }

    @Test
    void a_port_in_use_is_one_sentence_and_the_database_is_stopped_again() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    ExitCode.PORT_IN_USE,
                    "" + other.getLocalPort(),
                    "--data",
                    data().toString(),
                    "--port",
                    "" + other.getLocalPort());
        }
        assertThat(data().resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void an_unreachable_database_is_one_sentence() throws Exception {
        assertRefused(
                ExitCode.DATABASE,
                "127.0.0.1:1/city",
                "--data",
                data().toString(),
                "--db-url",
                "postgresql://city:s3cret@127.0.0.1:1/city");
    }

    @Test
    void an_unknown_key_is_one_sentence() throws Exception {
        assertRefused(ExitCode.USAGE, "did you mean port?", "--prot=0");
    }

    private void assertRefused(ExitCode code, String words, String... arguments) throws Exception {
        var process = start("refused", arguments);
        assertThat(process.waitFor()).isEqualTo(code.code());
        assertThat(Files.readString(temp.resolve("refused.err")).lines().toList())
                .singleElement()
                .asString()
                .startsWith("wutong: ")
                .contains(words)
                .doesNotContain("s3cret");
        assertThat(Files.readString(temp.resolve("refused.out"))).doesNotContain("listens");
    }

    /// Starts a city and returns when it listens.
    private Process run(String... arguments) throws Exception {
        var process = start("run", arguments);
        assertThat(Await.until(LIMIT, () -> LISTENS.matcher(said()).find() || !process.isAlive()))
                .isTrue();
        assertThat(process.isAlive()).as(() -> said() + read("run.err")).isTrue();
        return process;
    }

    private Process start(String name, String... arguments) throws IOException {
        var command = CityProcess.java("-Xmx256m");
        command.add(Wutong.class.getName());
        command.add("run");
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(temp.resolve(name + ".out").toFile())
                        .redirectError(temp.resolve(name + ".err").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private int port() {
        var matcher = LISTENS.matcher(said());
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private String said() {
        return read("run.out");
    }

    private String read(String name) {
        try {
            return Files.readString(temp.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path data() {
        return temp.resolve("data");
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static String tree(int number) {
        return "{\"id\":\"urn:ngsi-ld:Tree:%d\",\"type\":\"Tree\",\"height\":%d}"
                .formatted(number, number);
    }
}
