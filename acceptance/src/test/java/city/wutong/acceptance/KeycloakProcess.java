package city.wutong.acceptance;

import city.wutong.start.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Keycloak as its makers distribute it, from Maven Central, unpacked by the build: in its
/// development mode, with a database in memory and the realm `city`.
final class KeycloakProcess implements AutoCloseable {
    private static final Path UNPACKED = Path.of("target/keycloak").toAbsolutePath();
    private static final String REALM = "realm-city.json";

    /// Its first start builds it anew, which takes twice as long as the start.
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Process process;
    private final int port;

    private KeycloakProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it and returns when it answers.
    static KeycloakProcess start() throws IOException, InterruptedException {
        var home = home();
        var realms = Files.createDirectories(home.resolve("data/import"));
        try (var realm = KeycloakProcess.class.getResourceAsStream(REALM)) {
            if (realm == null) {
                throw new AssertionError("no " + REALM);
            }
            Files.copy(realm, realms.resolve(REALM), StandardCopyOption.REPLACE_EXISTING);
        }
        int port = freePort();
        var keycloak = new KeycloakProcess(launch(home, port), port);
        boolean answers =
                Await.until(PATIENCE, () -> !keycloak.process.isAlive() || keycloak.answers());
        if (!answers || !keycloak.process.isAlive()) {
            keycloak.close();
            throw new AssertionError("no start: " + Files.readString(log()));
        }
        return keycloak;
    }

    private static Path home() throws IOException {
        try (var folders = Files.list(UNPACKED)) {
            return folders.filter(folder -> Files.exists(folder.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no Keycloak in " + UNPACKED));
        }
    }

    private static Path log() {
        return UNPACKED.resolve("keycloak.log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(Path home, int port) throws IOException {
        var builder =
                new ProcessBuilder(
                        List.of(
                                "bash",
                                home.resolve("bin/kc.sh").toString(),
                                "start-dev",
                                "--import-realm",
                                "--db=dev-mem",
                                "--cache=local",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port));
        var environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("KC_RUN_IN_CONTAINER", "true"); // the script becomes the process
        environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            var known = URI.create(issuer() + "/.well-known/openid-configuration");
            var request = HttpRequest.newBuilder(known).timeout(Duration.ofSeconds(10)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /// The issuer of the realm `city`.
    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/city";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
