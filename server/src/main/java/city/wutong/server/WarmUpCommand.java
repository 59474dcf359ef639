package city.wutong.server;

import city.wutong.config.Config;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `wutong warm-up` (hidden): a short life in a temporary folder, so that the JVM can write down
/// which classes a start and the first requests need (its AOT cache).
final class WarmUpCommand {
    private static final String ENTITY =
            """
            {"id": "urn:ngsi-ld:AirQualityObserved:warm-up", "type": "AirQualityObserved",
             "aqi": {"type": "Property", "value": 87, "observedAt": "2020-04-01T00:00:00Z"},
             "location": {"type": "GeoProperty",
                          "value": {"type": "Point", "coordinates": [120.54, 30.63]}}}
            """;

    private WarmUpCommand() {}

    static CommandSpec spec() {
        Callable<Integer> live =
                () -> {
                    live();
                    return 0;
                };
        var spec = CommandSpec.wrapWithoutInspection(live);
        spec.usageMessage().hidden(true).description("Lives for a moment, for the AOT cache.");
        return spec;
    }

    private static void live() throws IOException, InterruptedException {
        var temporary = Files.createTempDirectory("wutong-warm-up-");
        try {
            var options =
                    Map.of(
                            "data", temporary.resolve("data").toString(),
                            "port", "0",
                            "access", "open");
            var config = RunCommand.config(options, List.of(), Map.of());
            live(config);
            live(config);
        } finally {
            deleteAll(temporary);
        }
    }

    /// The second life begins with what the first has left.
    private static void live(Config config) throws IOException, InterruptedException {
        try (var wutong = Wutong.open(config, Clock.systemUTC(), List.of());
                var client = HttpClient.newHttpClient()) {
            var root = "http://127.0.0.1:" + wutong.port();
            var entities = root + "/ngsi-ld/v1/entities";
            send(client, post(entities, ENTITY));
            send(client, post(root + "/ngsi-ld/v1/entityOperations/upsert", "[" + ENTITY + "]"));
            send(client, get(entities + "/urn:ngsi-ld:AirQualityObserved:warm-up"));
            send(client, get(entities + "?type=AirQualityObserved&q=aqi%3E50&count=true"));
            send(client, get(root + "/health/ready"));
            send(client, get(root + "/metrics"));
        }
    }

    private static HttpRequest post(String uri, String body) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest get(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).build();
    }

    private static void send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        client.send(request, BodyHandlers.discarding());
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
