package city.wutong.trial;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// One tenant of the city under trial, through its public interface.
final class CityClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);
    private static final String JSON_TYPE = "application/json";

    private final HttpClient http;
    private final URI root;
    private final String tenant;

    CityClient(HttpClient http, URI root, String tenant) {
        this.http = http;
        this.root = root;
        this.tenant = tenant;
    }

    /// What came back.
    record Reply(String request, int status, byte[] body) {
        boolean isGood() {
            return status < 300;
        }

        Json json() throws TrialStopped {
            try {
                return body.length == 0 ? Json.Literal.NULL : JSON.read(body);
            } catch (JsonMalformed e) {
                throw new TrialStopped(request + " answered no JSON: " + e.problem());
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    String tenant() {
        return tenant;
    }

    Reply get(String path) throws TrialStopped {
        return send("GET", path, Optional.empty(), JSON_TYPE);
    }

    Reply post(String path, Json body) throws TrialStopped {
        return send("POST", path, Optional.of(JsonWriter.bytes(body)), JSON_TYPE);
    }

    Reply post(String path, byte[] body, String type) throws TrialStopped {
        return send("POST", path, Optional.of(body), type);
    }

    Reply put(String path, Json body) throws TrialStopped {
        return send("PUT", path, Optional.of(JsonWriter.bytes(body)), JSON_TYPE);
    }

    /// The answer, which must be good.
    static Reply good(Reply reply) throws TrialStopped {
        if (!reply.isGood()) {
            throw new TrialStopped(
                    reply.request() + " was answered " + reply.status() + ": " + reply.text());
        }
        return reply;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply send(String method, String path, Optional<byte[]> body, String type)
            throws TrialStopped {
        var request =
                HttpRequest.newBuilder(root.resolve(path))
                        .timeout(PATIENCE)
                        .header("NGSILD-Tenant", tenant)
                        .header("Accept", "*/*")
                        .method(
                                method,
                                body.map(BodyPublishers::ofByteArray)
                                        .orElseGet(BodyPublishers::noBody));
        if (body.isPresent()) {
            request.header("Content-Type", type);
        }
        var line = method + " " + path;
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(line, response.statusCode(), response.body());
        } catch (IOException e) {
            throw new TrialStopped(line + " was not answered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialStopped("the test was interrupted");
        }
    }
}
