package city.wutong.http;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.server.Wutong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A city that runs in this JVM with a database of its own, shared by all tests that ask for it:
/// each uses ids and types of its own.
public final class TestCity implements AutoCloseable {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Wutong wutong;

    private TestCity(Wutong wutong) {
        this.wutong = wutong;
    }

    /// What came back.
    public record Reply(int status, String body, HttpResponse<String> response) {
        public Json json() {
            try {
                return JSON.read(body.getBytes(StandardCharsets.UTF_8));
            } catch (JsonMalformed e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private static TestCity open() {
        return open(Map.of());
    }

    /// A city of its own, which the test closes.
    ///
    /// @param more options besides the usual ones
    public static TestCity open(Map<String, String> more) {
        try {
            var data = Files.createTempDirectory("wutong-test-");
            var options = new HashMap<>(more);
            options.put("data", data.toString());
            options.put("port", "0");
            options.put("tenants", "fire");
            options.put("http.max-body-bytes", "1 MiB");
            var config = Config.of(new Layers().options(options));
            return new TestCity(Wutong.open(config, Clock.systemUTC(), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives the city to whatever test class asks for it in its constructor.
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestCity.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(TestCity.class))
                    .computeIfAbsent(TestCity.class, _ -> open(), TestCity.class);
        }
    }

    @Override
    public void close() {
        wutong.close();
        client.close();
    }

    /// Where it listens.
    public int port() {
        return wutong.port();
    }

    /// Sends bytes as they are.
    public Reply upload(String path, byte[] content, String... headers) {
        return send("POST", path, BodyPublishers.ofByteArray(content), headers);
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, Optional.empty(), headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, Optional.of(body), headers);
    }

    public Reply patch(String path, String body, String... headers) {
        return send("PATCH", path, Optional.of(body), headers);
    }

    public Reply put(String path, String body, String... headers) {
        return send("PUT", path, Optional.of(body), headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, Optional.empty(), headers);
    }

    /// @param headers name and value by turns; a body is `application/json` unless they say
    ///   otherwise
    private Reply send(String method, String path, Optional<String> body, String... headers) {
        var publisher = body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
        if (body.isEmpty() || List.of(headers).contains("Content-Type")) {
            return send(method, path, publisher, headers);
        }
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        return send(method, path, publisher, all.toArray(String[]::new));
    }

    private Reply send(String method, String path, BodyPublisher body, String... headers) {
        var uri = URI.create("http://127.0.0.1:" + wutong.port() + path.replace(" ", "%20"));
        var request = HttpRequest.newBuilder(uri).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
