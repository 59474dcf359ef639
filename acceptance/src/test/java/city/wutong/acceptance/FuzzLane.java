package city.wutong.acceptance;

import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One of those who ask by chance: has a connection and a tenant of its own, so that its requests
/// and their effects are the same again for the same seed, whatever the others do.
final class FuzzLane implements AutoCloseable {
    /// A request that takes longer hangs.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// How many requests there are to one that is asked whether it left anything when refused.
    private static final int TO_ONE_AUDITED = 50;

    private static final String STREAMS = "/events";
    private static final int OK = 200;
    private static final int REFUSED = 400;
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private final Client city;
    private final String tenant;
    private final Chance chance;
    private final FuzzRequests requests;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    private String context = FuzzRequests.CONTEXT;
    private String map = FuzzRequests.MAP;

    FuzzLane(Client city, String tenant, long seed) {
        this.city = city;
        this.tenant = tenant;
        this.chance = new Chance(seed);
        this.requests = new FuzzRequests(chance);
    }

    /// How often each status was answered.
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /// Asks once.
    ///
    /// @return what is wrong with the answer, with the request; empty when nothing is
    Optional<String> ask() throws InterruptedException {
        var ask = named(requests.next(tenant));
        boolean isAudited = chance.once(TO_ONE_AUDITED);
        try {
            long before = isAudited ? seq() : 0;
            var reply = sent(ask);
            statuses.merge(reply.status(), 1, Integer::sum);
            reply.header("Location").ifPresent(this::remember);
            reply.header("NGSILD-EntityMap").ifPresent(place -> map = place);
            var wrong = wrong(reply);
            if (wrong.isEmpty() && isAudited && reply.status() >= REFUSED && seq() != before) {
                wrong = Optional.of("refused, but changed something");
            }
            return wrong.map(what -> what + ": " + reply + "\n" + ask.again(city.port()));
        } catch (IOException e) {
            return Optional.of(e + "\n" + ask.again(city.port()));
        }
    }

    private long seq() {
        return (long) city.measure("wutong_seq{tenant=\"" + tenant + "\"}");
    }

    private void remember(String location) {
        if (location.contains("/jsonldContexts/")) {
            context = location;
        }
    }

    /// The request, with the places that this city gave what was made before.
    private Ask named(Ask ask) {
        return new Ask(
                ask.method(),
                named(ask.path()),
                ask.headers().stream().map(this::named).toList(),
                ask.body());
    }

    private String named(String text) {
        return text.replace(FuzzRequests.CONTEXT, context).replace(FuzzRequests.MAP, map);
    }

    /// What is answered; a stream would not end, and is left as soon as it has begun.
    private Client.Reply sent(Ask ask) throws IOException, InterruptedException {
        var request = ask.to(city.port(), LIMIT);
        if (!ask.path().startsWith(STREAMS)) {
            var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Client.Reply(answer.statusCode(), answer.headers(), answer.body());
        }
        var answer = http.send(request, BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            var text =
                    answer.statusCode() == OK
                            ? ""
                            : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Client.Reply(answer.statusCode(), answer.headers(), text);
        }
    }

    private static Optional<String> wrong(Client.Reply reply) {
        int status = reply.status();
        var body = reply.body();
        if (status == 500 || body.contains("\"status\":500")) {
            return Optional.of("a defect");
        }
        if (status == 503 && !body.contains("streams-full") && !body.contains("busy")) {
            return Optional.of("nothing was full");
        }
        if (status >= REFUSED && !body.contains("\"detail\":\"")) {
            return Optional.of("refused without a word");
        }
        return isJson(reply) ? Optional.empty() : Optional.of("no JSON");
    }

    /// Our reader does not take zeros in texts; an answer may hold one that was asked for.
    private static boolean isJson(Client.Reply reply) {
        if (reply.body().isEmpty() || !reply.header("Content-Type").orElse("").contains("json")) {
            return true;
        }
        try {
            JSON.read(reply.body().getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (JsonMalformed e) {
            return reply.body().contains("\\u0000");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// The tenants of so many lanes, as the configuration has them.
    static List<String> tenants(int count) {
        return IntStream.range(0, count).mapToObj(i -> "lane" + i).toList();
    }
}
