package city.wutong.simulator;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.simulator.CityTime.Mode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tenant of Wutong, seen from outside: the part of its HTTP API that a replay needs.
///
/// A request that meets 503, or no server, is sent again until it is done, for as long as that
/// takes. An upsert whose answer was lost may have been done, and doing it again would leave each
/// reading twice in the history: the last entity of the batch is looked up first. To set the clock
/// again to the same time changes nothing.
final class CityApi implements AutoCloseable {
    static final String STANDARD_TENANT = "default";

    /// Entities in one request.
    static final int MOST_IN_BATCH = 1_000;

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration LAST_WORD_WITHIN = Duration.ofSeconds(2);
    private static final long MOST_ANSWERED = 4L << 20;
    private static final String UPSERT = "/ngsi-ld/v1/entityOperations/upsert?options=update";
    private static final String CLOCK = "/api/city-clock";

    private final CityDoor server;
    private final String tenant;
    private final Pace pace;
    private final HttpClient http;
    private volatile @Nullable Problem trouble;

    CityApi(CityDoor server, String tenant, Pace pace) {
        this.server = server;
        this.tenant = tenant;
        this.pace = pace;
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_WITHIN);
        server.trusted().ifPresent(client::sslContext);
        this.http = client.build();
    }

    String tenant() {
        return tenant;
    }

    /// What the request under way is waiting for, null when it is not.
    @Nullable Problem trouble() {
        return trouble;
    }

    /// Creates the entities or changes what they name, in batches.
    void upsert(List<Json.Obj> entities) throws InterruptedException, ServerRefused {
        for (int from = 0; from < entities.size(); from += MOST_IN_BATCH) {
            var batch = entities.subList(from, Math.min(from + MOST_IN_BATCH, entities.size()));
            send("POST", UPSERT, Optional.of(Json.array(batch)), () -> has(batch));
        }
    }

    /// Whether what a batch says was measured is there already, to judge by its last entity.
    boolean has(List<Json.Obj> batch) throws InterruptedException {
        if (batch.isEmpty() || !(batch.getLast().members().get("id") instanceof Json.Str(var id))) {
            return false;
        }
        try {
            var path = "/ngsi-ld/v1/entities/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
            return json(send("GET", path, Optional.empty(), () -> false)) instanceof Json.Obj there
                    && hasMeasured(batch.getLast(), there);
        } catch (ServerRefused _) {
            return false;
        }
    }

    private static boolean hasMeasured(Json.Obj sent, Json.Obj there) {
        var times =
                sent.members().entrySet().stream()
                        .filter(attribute -> observedAt(attribute.getValue()).isPresent())
                        .toList();
        return !times.isEmpty()
                && times.stream()
                        .allMatch(attribute ->
                                there.get(attribute.getKey())
                                        .flatMap(CityApi::observedAt)
                                        .equals(observedAt(attribute.getValue())));
    }

    private static Optional<Json> observedAt(Json attribute) {
        return attribute instanceof Json.Obj members ? members.get("observedAt") : Optional.empty();
    }

    void setClock(CityTime time) throws InterruptedException, ServerRefused {
        send("PUT", CLOCK, Optional.of(json(time)), () -> false);
    }

    /// As [#setClock], tried once and for a short while: the sender is on its way out.
    void setClockIfPossible(CityTime time) {
        var request = request("PUT", CLOCK, Optional.of(json(time))).timeout(LAST_WORD_WITHIN);
        try {
            http.send(request.build(), BodyHandlers.discarding());
        } catch (IOException _) {
            // nobody is there to be told
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    CityTime clock() throws InterruptedException, ServerRefused {
        var answer = json(send("GET", CLOCK, Optional.empty(), () -> false));
        if (answer instanceof Json.Obj clock
                && clock.members().get("mode") instanceof Json.Str(var word)
                && clock.members().get("time") instanceof Json.Str(var time)
                && clock.members().get("speed") instanceof Json.Num speed) {
            return new CityTime(mode(word), instant(time), speed.asDouble());
        }
        throw notUnderstood(CLOCK);
    }

    List<String> tenants() throws InterruptedException, ServerRefused {
        var answer = json(send("GET", "/api/tenants", Optional.empty(), () -> false));
        if (answer instanceof Json.Arr(var names)) {
            return names.stream()
                    .filter(Json.Str.class::isInstance)
                    .map(name -> ((Json.Str) name).value())
                    .toList();
        }
        throw notUnderstood("/api/tenants");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// Finds out whether a request whose answer was lost was done.
    @FunctionalInterface
    private interface Doubt {
        boolean isDone() throws InterruptedException;
    }

    private byte[] send(String method, String path, Optional<Json> body, Doubt doubt)
            throws InterruptedException, ServerRefused {
        var request = request(method, path, body).timeout(ANSWER_WITHIN).build();
        while (true) {
            switch (tried(method + " " + path, request)) {
                case Answered.Done(var answer) -> {
                    trouble = null;
                    return answer;
                }
                case Answered.Refused(var problem) -> throw new ServerRefused(problem);
                case Answered.Later(var pause, var problem) -> {
                    trouble = problem;
                    pace.sleep(pause);
                }
                case Answered.Lost(var problem) -> {
                    trouble = problem;
                    pace.sleep(Answered.SOON);
                    if (doubt.isDone()) {
                        trouble = null;
                        return new byte[0];
                    }
                }
            }
        }
    }

    private Answered tried(String what, HttpRequest request) throws InterruptedException {
        try {
            return Answered.of(
                    what,
                    http.send(
                            request,
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWERED)));
        } catch (IOException e) {
            return new Answered.Lost(
                    new Problem(
                            "No answer from " + server + " to " + what + ": " + e,
                            server + " 对 " + what + " 没有答复：" + e));
        }
    }

    private HttpRequest.Builder request(String method, String path, Optional<Json> body) {
        var request = HttpRequest.newBuilder(server.address().resolve(path));
        server.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        if (!tenant.equals(STANDARD_TENANT)) {
            request.header("NGSILD-Tenant", tenant);
        }
        return body.map(json ->
                        request.header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofByteArray(JsonWriter.bytes(json))))
                .orElseGet(() -> request.method(method, BodyPublishers.noBody()));
    }

    private static Json json(CityTime time) {
        var members = new LinkedHashMap<String, Json>();
        members.put("mode", Json.of(time.mode().word()));
        members.put("time", Json.of(time.time().toString()));
        members.put("speed", number(time.speed()));
        return Json.object(members);
    }

    private static Json number(double value) {
        return value == Math.rint(value) ? Json.of((long) value) : Json.of(value);
    }

    private static Json json(byte[] body) throws ServerRefused {
        try {
            return new JsonReader(JsonLimits.DEFAULT).read(body);
        } catch (JsonMalformed e) {
            throw new ServerRefused(
                    new Problem(
                            "The server answered no JSON: " + e.problem(),
                            "服务器的答复不是 JSON：" + e.problem()));
        }
    }

    private static Mode mode(String word) throws ServerRefused {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findAny()
                .orElseThrow(() -> notUnderstood(CLOCK));
    }

    private static Instant instant(String text) throws ServerRefused {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw notUnderstood(CLOCK);
        }
    }

    private static ServerRefused notUnderstood(String path) {
        return new ServerRefused(
                new Problem(
                        "The server's answer to GET " + path + " is not understood",
                        "无法理解服务器对 GET " + path + " 的答复"));
    }
}
