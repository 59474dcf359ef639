package city.wutong.server;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `wutong key create`: makes an API key in a city that runs, for whoever sets up programs. It asks
/// over HTTP with the admin key of `WUTONG_ADMIN_KEY`, so that what is done is decided and recorded
/// where everything is. It prints the secret and nothing else.
final class KeyCommand {
    private static final String ADMIN_KEY = "WUTONG_ADMIN_KEY";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CREATED = 201;

    private KeyCommand() {}

    static CommandSpec spec() {
        return spec(Optional.ofNullable(System.getenv(ADMIN_KEY)));
    }

    static CommandSpec spec(Optional<String> adminKey) {
        var self = new CommandSpec[1];
        Callable<Integer> usage =
                () -> {
                    self[0].commandLine().usage(self[0].commandLine().getErr());
                    return ExitCode.USAGE.code();
                };
        var spec = CommandSpec.wrapWithoutInspection(usage);
        self[0] = spec;
        spec.usageMessage().description("API keys for programs.");
        spec.addSubcommand("create", create(adminKey));
        return spec;
    }

    private static CommandSpec create(Optional<String> adminKey) {
        var self = new CommandSpec[1];
        Callable<Integer> call = () -> create(self[0].commandLine(), adminKey).code();
        var spec = CommandSpec.wrapWithoutInspection(call);
        self[0] = spec;
        spec.usageMessage()
                .description(
                        "Makes an API key in a city that runs, and prints its secret, which is told"
                                + " once. The city's admin key is taken from the variable "
                                + ADMIN_KEY
                                + ".");
        spec.addOption(option("--city", "URL", "Where it runs.", "http://127.0.0.1:8080"));
        spec.addOption(option("--name", "TEXT", "What people call the program.", ""));
        spec.addOption(option("--role", "ID", "The role that it holds, e.g. integrator.", ""));
        spec.addOption(option("--tenant", "NAME", "For which tenant; * for all.", "default"));
        spec.addOption(option("--area", "CODE", "For which area; * for all.", "*"));
        spec.addOption(option("--until", "TIME", "A UTC time at which it ends.", ""));
        return spec;
    }

    private static OptionSpec option(String name, String label, String about, String fallback) {
        var shown = fallback.isEmpty() ? about : about + " Default: " + fallback + ".";
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(shown)
                .defaultValue(fallback)
                .build();
    }

    private static ExitCode create(CommandLine line, Optional<String> adminKey) {
        var key =
                adminKey.orElseThrow(() ->
                        new StartRefused(
                                ExitCode.USAGE,
                                "The variable " + ADMIN_KEY + " must hold the city's admin key."));
        var wanted = new LinkedHashMap<String, Json>();
        for (var name : new String[] {"name", "role", "tenant", "area", "until"}) {
            var value = value(line, name);
            if (!value.isEmpty()) {
                wanted.put(name, Json.of(value));
            }
        }
        line.getOut().println(secret(value(line, "city"), key, wanted));
        return ExitCode.OK;
    }

    private static String value(CommandLine line, String name) {
        return String.valueOf(line.getCommandSpec().findOption("--" + name).<Object>getValue());
    }

    private static String secret(String city, String key, Map<String, Json> wanted) {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(city).resolve("/api/keys"))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(JsonWriter.text(Json.object(wanted))))
                            .build();
            return secret(client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused(
                    ExitCode.USAGE, "The city at " + city + " cannot be asked: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused(ExitCode.BUG, "It was interrupted.", e);
        }
    }

    private static String secret(HttpResponse<String> answer) {
        var member = answer.statusCode() == CREATED ? "secret" : "detail";
        var text = member(answer.body(), member).orElse("status " + answer.statusCode());
        if (answer.statusCode() != CREATED) {
            throw new StartRefused(ExitCode.USAGE, "The city refused it: " + text);
        }
        return text;
    }

    private static Optional<String> member(String body, String name) {
        try {
            var json =
                    new JsonReader(JsonLimits.DEFAULT).read(body.getBytes(StandardCharsets.UTF_8));
            return json instanceof Json.Obj object
                    ? object.get(name)
                            .flatMap(value ->
                                    value instanceof Json.Str(var text)
                                            ? Optional.of(text)
                                            : Optional.empty())
                    : Optional.empty();
        } catch (JsonMalformed e) {
            return Optional.empty(); // not a city of ours: the status says as much
        }
    }
}
