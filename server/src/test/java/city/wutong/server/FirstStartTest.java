package city.wutong.server;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.start.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A city that nobody has an account of yet.
class FirstStartTest {
    private static final String ADMIN_KEY = "0123456789abcdef0123456789abcdef";

    @TempDir Path temp;

    private final HttpClient client = HttpClient.newHttpClient();

    private Wutong open(Map<String, String> more) {
        var layers =
                new Layers()
                        .options(more)
                        .options(
                                Map.of(
                                        "data", temp.toString(),
                                        "port", "0",
                                        "password.memory", "8 KiB",
                                        "password.passes", "1",
                                        "admin-key", ADMIN_KEY));
        return Wutong.open(Config.of(layers), Clock.systemUTC(), List.of());
    }

    private static Optional<String> link(Wutong city) {
        var said = new ArrayList<String>();
        city.invite(said::add, "http://127.0.0.1:8080");
        return said.stream()
                .filter(line -> line.contains("/console/set-up#"))
                .map(line -> line.substring(line.indexOf('#') + 1))
                .findFirst();
    }

    private HttpResponse<String> setUp(Wutong city, String token, String name) throws Exception {
        var body =
                """
                {"token": "%s", "name": "%s", "displayName": "x", "password": "correct horse 7 battery"}
                """
                        .formatted(token, name);
        return post(city, "/api/set-up", body);
    }

    private HttpResponse<String> post(Wutong city, String path, String body) throws Exception {
        var address = URI.create("http://127.0.0.1:" + city.port() + path);
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void links_make_the_two_first_administrators_once_each() throws Exception {
        var signIn = Map.<String, String>of();
        try (var city = open(signIn)) {
            var token = link(city).orElseThrow();
            assertThat(setUp(city, "guessed", "mallory").statusCode()).isEqualTo(403);
            var first = setUp(city, token, "security");
            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(first.body()).contains("\"system-admin\"");
            assertThat(setUp(city, token, "again").statusCode()).isEqualTo(403);
        }
        try (var city = open(signIn)) {
            var token = link(city).orElseThrow();
            var second = setUp(city, token, "system");
            assertThat(second.statusCode()).isEqualTo(201);
            assertThat(second.body()).contains("\"next\":null");
            assertThat(link(city)).isEmpty();
            var entered =
                    post(
                            city,
                            "/api/session",
                            "{\"name\": \"system\", \"password\": \"correct horse 7 battery\"}");
            assertThat(entered.body()).contains("second-factor-setup-needed");
        }
    }

    @Test
    void a_key_is_made_from_the_command_line() throws Exception {
        try (var city = open(Map.of())) {
            var address = "http://127.0.0.1:" + city.port();
            var out = new StringWriter();
            var arguments =
                    new String[] {
                        "create", "--city", address, "--name", "gateway", "--role", "integrator"
                    };
            assertThat(execute(out, Optional.of(ADMIN_KEY), arguments))
                    .isEqualTo(ExitCode.OK.code());
            var answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address + "/api/tenants"))
                                    .header("Authorization", "Bearer " + out.toString().strip())
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(execute(out, Optional.of("x".repeat(32)), arguments)).isNotZero();
            assertThat(execute(out, Optional.empty(), arguments)).isNotZero();
        }
    }

    private static int execute(StringWriter out, Optional<String> adminKey, String... arguments) {
        var line = new CommandLine(KeyCommand.spec(adminKey));
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(arguments);
    }

    @Test
    void with_open_access_nobody_is_invited_and_everybody_here_may_do_all() throws Exception {
        try (var city = open(Map.of("access", "open"))) {
            assertThat(link(city)).isEmpty();
            var made =
                    post(city, "/api/accounts", "{\"name\": \"li.na\", \"displayName\": \"李娜\"}");
            assertThat(made.statusCode()).isEqualTo(201);
        }
    }
}
