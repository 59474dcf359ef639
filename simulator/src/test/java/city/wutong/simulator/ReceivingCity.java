package city.wutong.simulator;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/// The receiving end: an HTTP server that keeps what it is sent, and misbehaves on demand.
final class ReceivingCity implements AutoCloseable {
    private static final String ENTITIES = "/ngsi-ld/v1/entities/";

    private final HttpServer server;
    private final Pace pace;
    private final List<Request> arrived = new ArrayList<>();
    private final List<Request> taken = new ArrayList<>();
    private final Map<String, String> clocks = new TreeMap<>();
    private volatile Function<Request, Mood> mood = _ -> new Mood.Willing();

    /// One request.
    ///
    /// @param at the real time by the pace
    record Request(String method, String path, String tenant, Json body, Instant at) {
        boolean isUpsert() {
            return method.equals("POST")
                    && path.equals("/ngsi-ld/v1/entityOperations/upsert?options=update");
        }

        boolean isClock() {
            return method.equals("PUT") && path.equals("/api/city-clock");
        }

        List<Json.Obj> entities() {
            return ((Json.Arr) body).items().stream().map(Json.Obj.class::cast).toList();
        }

        /// The hour of the readings in it; empty when it has none.
        Optional<Instant> hour() {
            return isUpsert()
                    ? entities().getFirst().members().values().stream()
                            .flatMap(ReceivingCity::observedAt)
                            .findFirst()
                    : Optional.empty();
        }

        String text(String member) {
            return ((Json.Str) ((Json.Obj) body).get(member).orElseThrow()).value();
        }

        Instant time() {
            return Instant.parse(text("time"));
        }
    }

    /// What becomes of a request.
    sealed interface Mood {
        record Willing() implements Mood {}

        record Busy(String retryAfter) implements Mood {}

        record Refusing(int status, String body) implements Mood {}

        /// The connection is cut before an answer.
        ///
        /// @param after whether what was asked has been done
        record Cutting(boolean after) implements Mood {}
    }

    ReceivingCity(Pace pace) {
        this.pace = pace;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void mood(Function<Request, Mood> decide) {
        mood = decide;
    }

    /// All requests, in their order.
    synchronized List<Request> arrived() {
        return List.copyOf(arrived);
    }

    /// The writes that took effect, in their order.
    synchronized List<Request> taken() {
        return List.copyOf(taken);
    }

    List<Request> clockSettings() {
        return taken().stream().filter(Request::isClock).toList();
    }

    /// The requests that brought an hour's readings.
    List<Request> hours() {
        return taken().stream().filter(request -> request.hour().isPresent()).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = request(exchange);
        keep(arrived, request);
        switch (mood.apply(request)) {
            case Mood.Willing _ -> take(exchange, request);
            case Mood.Busy(var retryAfter) -> {
                if (!retryAfter.isEmpty()) {
                    exchange.getResponseHeaders().add("Retry-After", retryAfter);
                }
                answer(exchange, 503, "");
            }
            case Mood.Refusing(var status, var body) -> answer(exchange, status, body);
            case Mood.Cutting(var after) -> {
                if (after) {
                    keep(taken, request);
                }
                exchange.close();
            }
        }
    }

    private void take(HttpExchange exchange, Request request) throws IOException {
        if (request.path().equals("/api/tenants")) {
            answer(exchange, 200, "[\"default\"" + more() + "]");
        } else if (request.path().startsWith(ENTITIES)) {
            var id =
                    URLDecoder.decode(
                            request.path().substring(ENTITIES.length()), StandardCharsets.UTF_8);
            var entity = entity(id);
            answer(exchange, entity.isPresent() ? 200 : 404, entity.orElse(""));
        } else if (request.method().equals("GET")) {
            answer(exchange, 200, clock(request.tenant()));
        } else {
            keep(taken, request);
            if (request.isClock()) {
                shown(request);
            }
            boolean first = taken().size() == 1;
            answer(exchange, first ? 201 : 204, first ? "[]" : "");
        }
    }

    private Optional<String> entity(String id) {
        var members = new TreeMap<String, Json>();
        taken().stream()
                .filter(Request::isUpsert)
                .flatMap(request -> request.entities().stream())
                .filter(entity -> entity.get("id").equals(Optional.of(Json.of(id))))
                .forEach(entity -> members.putAll(entity.members()));
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonWriter.text(Json.object(members)));
    }

    private synchronized String more() {
        var names = new StringBuilder();
        clocks.keySet().stream()
                .filter(name -> !name.isEmpty())
                .forEach(name -> names.append(",\"").append(name).append('"'));
        return names.toString();
    }

    private synchronized String clock(String tenant) {
        return clocks.getOrDefault(
                tenant, "{\"mode\":\"live\",\"time\":\"2026-11-22T02:00:00Z\",\"speed\":1}");
    }

    private synchronized void shown(Request request) {
        clocks.put(request.tenant(), JsonWriter.text(request.body()));
    }

    private synchronized void keep(List<Request> list, Request request) {
        list.add(request);
    }

    private Request request(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readAllBytes();
        var tenant = exchange.getRequestHeaders().getFirst("NGSILD-Tenant");
        try {
            return new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    tenant == null ? "" : tenant,
                    bytes.length == 0
                            ? Json.Literal.NULL
                            : new JsonReader(JsonLimits.DEFAULT).read(bytes),
                    pace.now());
        } catch (JsonMalformed e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Stream<Instant> observedAt(Json attribute) {
        return attribute instanceof Json.Obj members
                        && members.members().get("observedAt") instanceof Json.Str(var at)
                ? Stream.of(Instant.parse(at))
                : Stream.empty();
    }
}
