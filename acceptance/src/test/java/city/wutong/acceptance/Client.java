package city.wutong.acceptance;

import city.wutong.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Somebody who talks to a city over HTTP.
final class Client implements AutoCloseable {
    static final String ENTITIES = "/ngsi-ld/v1/entities";
    static final String BATCH = "/ngsi-ld/v1/entityOperations/";
    static final String TEMPORAL = "/ngsi-ld/v1/temporal/entities/";

    /// A commit in doubt is answered only when the database is there again.
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final int PAGE = 1_000;

    private final URI base;
    private final HttpClient http;
    private final String authorization;
    private volatile boolean closed;

    /// Of an open city.
    Client(int port) {
        this(port, "");
    }

    /// @param authorization what the header of that name says; empty: there is none
    Client(int port, String authorization) {
        this.authorization = authorization;
        base = URI.create("http://127.0.0.1:" + port);
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
    }

    /// What was answered.
    record Reply(int status, java.net.http.HttpHeaders headers, String body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        Json json() {
            return Documents.parse(body);
        }

        /// The text of a member of the object that was answered; empty when there is none.
        String text(String member) {
            return json() instanceof Json.Obj(var members)
                            && members.get(member) instanceof Json.Str(var text)
                    ? text
                    : "";
        }
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    int port() {
        return base.getPort();
    }

    Reply get(String path, String... headers) {
        return sure("GET", path, "", headers);
    }

    Reply post(String path, String json, String... headers) {
        return sure("POST", path, json, headers);
    }

    Reply patch(String path, String json, String... headers) {
        return sure("PATCH", path, json, headers);
    }

    Reply delete(String path, String... headers) {
        return sure("DELETE", path, "", headers);
    }

    private Reply sure(String method, String path, String body, String... headers) {
        try {
            return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Asks, and fails when the connection does; a [ConnectException] says that nothing was sent.
    ///
    /// @param headers names and values by turns; a body is `application/json` unless they say
    ///   otherwise
    Reply send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        if (closed) {
            throw new ConnectException("closed");
        }
        var request = HttpRequest.newBuilder(uri(path)).timeout(LIMIT);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        boolean isTyped = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            isTyped |= headers[i].equalsIgnoreCase("Content-Type");
        }
        if (body.length > 0 && !isTyped) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body.length == 0
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body));
        var answer =
                http.send(
                        request.build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(answer.statusCode(), answer.headers(), answer.body());
    }

    /// All entities of a type, page by page.
    List<Json.Obj> all(String type, String options) {
        var found = new ArrayList<Json.Obj>();
        while (true) {
            var reply =
                    get(
                            ENTITIES
                                    + "?type=%s&limit=%d&offset=%d%s"
                                            .formatted(type, PAGE, found.size(), options));
            if (reply.status() != 200) {
                throw new AssertionError(reply.toString());
            }
            var page = (Json.Arr) reply.json();
            page.items().forEach(item -> found.add((Json.Obj) item));
            if (page.items().size() < PAGE) {
                return found;
            }
        }
    }

    /// A measure of `/metrics` for the default tenant; the first whose line starts so.
    double measure(String name) {
        var start = name.endsWith("}") ? name : name + "{tenant=\"default\"}";
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(start + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not measured: " + name));
    }

    long seq() {
        return (long) measure("wutong_seq");
    }

    /// How many changes a follower is behind.
    long lag(String follower) {
        return (long)
                measure("wutong_follower_lag{follower=\"" + follower + "\",tenant=\"default\"}");
    }

    /// What is under way fails, and nobody is asked any more. Said before the client is shut: who
    /// asks a shut one again and again without a pause keeps the processor from the thread that
    /// shuts it (virtual threads have no time slices).
    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
