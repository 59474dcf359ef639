package city.wutong.acceptance;

import city.wutong.acceptance.Client.Reply;
import city.wutong.json.Json;
import city.wutong.start.Await;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.imageio.ImageIO;

/// The way of a datum as somebody outside sees it: stations report hour by hour, the city clock
/// goes on, and afterwards workers finish every case. All of it can be said again until it is
/// answered, as every sender that cannot know what became of a request does.
final class Way {
    static final String SCENARIO = "environment";

    private static final Instant BEGIN = Instant.parse("2020-04-02T00:00:00Z");
    private static final int STATIONS = 12;
    private static final int SILENT = 3;
    private static final int STUCK = 4;
    private static final int HOURS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// The smallest PNG there is.
    private static final byte[] PHOTO = photograph();

    private static byte[] photograph() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A request that is sent until it succeeds.
    record Step(String method, String path, byte[] body, List<String> headers) {
        Reply send(Client client) throws IOException, InterruptedException {
            return client.send(method, path, body, headers.toArray(String[]::new));
        }
    }

    private Way() {}

    private static Step step(String method, String path, String body, String... headers) {
        return new Step(
                method,
                path,
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                List.of(headers));
    }

    /// The readings and the clock, always the same for one seed.
    static List<Step> readings(long seed) {
        var random = new Random(seed);
        var levels = new int[STATIONS];
        var steps = new ArrayList<Step>();
        steps.add(clock(BEGIN));
        steps.add(step("POST", Client.BATCH + "upsert?options=update", stations()));
        for (int hour = 1; hour <= HOURS; hour++) {
            var at = BEGIN.plus(Duration.ofHours(hour));
            steps.add(
                    step("POST", Client.BATCH + "upsert?options=update", hour(at, levels, random)));
            steps.add(clock(at.minus(Duration.ofMinutes(20))));
            steps.add(clock(at));
        }
        return steps;
    }

    private static Step clock(Instant time) {
        return step(
                "PUT",
                "/api/city-clock",
                "{\"mode\":\"replay\",\"time\":\"%s\",\"speed\":1}".formatted(time));
    }

    private static String id(int station) {
        return "urn:ngsi-ld:AirQualityObserved:way:" + station;
    }

    private static String stations() {
        var all = new ArrayList<String>();
        for (int station = 0; station < STATIONS; station++) {
            all.add(
                    """
                    {"id":"%s","type":"AirQualityObserved","name":{"type":"Property","value":"S%d"},
                     "location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[120.%d,30.5]}}}
                    """
                            .formatted(id(station), station, station + 1));
        }
        return all.toString();
    }

    private static String hour(Instant at, int[] levels, Random random) {
        var all = new ArrayList<String>();
        for (int station = 0; station < STATIONS; station++) {
            boolean changes = station != STUCK || levels[station] == 0;
            levels[station] = changes ? 60 + random.nextInt(80) : levels[station];
            boolean sleeps = station == SILENT && at.isAfter(BEGIN.plus(Duration.ofHours(4)));
            if (!sleeps) {
                all.add(reading(id(station), at, levels[station]));
            }
        }
        return all.toString();
    }

    private static String reading(String id, Instant at, int level) {
        var text = new StringBuilder("{\"id\":\"" + id + "\",\"type\":\"AirQualityObserved\"");
        for (var name : List.of("aqi", "pm25", "pm10", "no2", "so2", "co", "o3")) {
            text.append(
                    ",\"%s\":{\"type\":\"Property\",\"value\":%d,\"observedAt\":\"%s\"}"
                            .formatted(name, level, at));
        }
        return text.append('}').toString();
    }

    /// Waits until nothing follows any more from what was said.
    static boolean isQuiet(Client client) {
        return client.lag("rules") == 0
                && client.lag("cases") == 0
                && client.lag("entity-table") == 0;
    }

    static void awaitQuiet(Client client) throws InterruptedException {
        long before = -1;
        while (before != client.seq()) {
            before = client.seq();
            if (!Await.until(LIMIT, () -> isQuiet(client))) {
                throw new AssertionError("the followers do not come to an end");
            }
        }
    }

    /// What every alert is, by what it is about.
    static Map<String, String> alerts(Client client) {
        var found = new TreeMap<String, String>();
        for (var alert : client.all("Alert", "&options=simplified")) {
            var key =
                    text(alert, "rule")
                            + " "
                            + text(alert, "alertSource")
                            + " "
                            + text(alert, "validFrom");
            var before = found.put(key, text(alert, "status") + " " + text(alert, "validTo"));
            if (before != null) {
                throw new AssertionError("two alerts: " + key);
            }
        }
        return found;
    }

    /// How many alerts each case has, by what it is about; one open case of a type and subject.
    static Map<String, Integer> cases(Client client) {
        var found = new TreeMap<String, Integer>();
        for (var each : all(client)) {
            var key = text(each, "caseType") + " " + text(each, "subject");
            var alerts = new TreeSet<String>();
            ((Json.Arr) each.members().getOrDefault("alerts", Json.array(List.of())))
                    .items()
                    .forEach(alert -> alerts.add(((Json.Str) alert).value()));
            if (found.put(key, alerts.size()) != null) {
                throw new AssertionError("two cases: " + key);
            }
        }
        return found;
    }

    static List<Json.Obj> all(Client client) {
        var reply = client.get("/api/cases?limit=1000");
        return ((Json.Arr) ((Json.Obj) reply.json()).get("cases").orElseThrow())
                .items().stream().map(each -> (Json.Obj) each).toList();
    }

    static Step photo() {
        return new Step("POST", "/api/evidence", PHOTO, List.of("Content-Type", "image/png"));
    }

    /// The next step that brings a case on, with a key that names this try of it; empty when it is
    /// closed. Nobody returns work, so that every case ends.
    static java.util.Optional<Step> next(Json.Obj whole, String photo) {
        var actions = ((Json.Arr) whole.get("actions").orElseThrow()).items();
        for (var each : actions) {
            var action = (Json.Obj) each;
            if (text(action, "action").equals("return") || leadsBack(whole, text(action, "to"))) {
                continue;
            }
            var note = text(action, "note").equals("none") ? "" : "done";
            var evidence = (Json.Obj) action.get("evidence").orElseThrow();
            boolean needsPhoto = ((Json.Num) evidence.get("least").orElseThrow()).asDouble() > 0;
            var id = text(whole, "id");
            var steps = ((Json.Num) whole.get("steps").orElseThrow()).asDecimal().toPlainString();
            return java.util.Optional.of(
                    step(
                            "POST",
                            "/api/cases/" + id + "/actions",
                            "{\"action\":\"%s\",\"note\":\"%s\",\"evidence\":[%s]}"
                                    .formatted(
                                            text(action, "action"),
                                            note,
                                            needsPhoto ? '"' + photo + '"' : ""),
                            "Idempotency-Key",
                            UUID.nameUUIDFromBytes(
                                            (id + steps)
                                                    .getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .UTF_8))
                                    .toString()));
        }
        return java.util.Optional.empty();
    }

    private static boolean leadsBack(Json.Obj whole, String state) {
        return ((Json.Arr) whole.get("events").orElseThrow())
                .items().stream()
                        .map(event -> text((Json.Obj) event, "to"))
                        .anyMatch(state::equals);
    }

    /// How often each action stands in the log of a case.
    static Map<String, Integer> moves(Json.Obj whole) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var event : ((Json.Arr) whole.get("events").orElseThrow()).items()) {
            if (text((Json.Obj) event, "kind").equals("moved")) {
                counts.merge(text((Json.Obj) event, "action"), 1, Integer::sum);
            }
        }
        return counts;
    }

    static String text(Json.Obj object, String member) {
        return object.get(member).orElse(Json.Literal.NULL) instanceof Json.Str(var text)
                ? text
                : "";
    }

    /// The value of an index; NaN when nothing is due.
    static double index(Client client, String id) {
        var all = ((Json.Arr) client.get("/api/indices").json()).items();
        for (var each : all) {
            var index = (Json.Obj) each;
            if (text(index, "id").equals(id)) {
                return index.get("value").orElse(Json.Literal.NULL) instanceof Json.Num number
                        ? number.asDouble()
                        : Double.NaN;
            }
        }
        throw new AssertionError("no index " + id + " in " + all);
    }
}
