package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.start.Await;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that were right once, with something changed by chance: whatever comes, no defect
/// answers, nothing hangs, what is refused is not stored, and no follower stumbles over what is.
class FuzzTest {
    private static final boolean LONG = Boolean.getBoolean("wutong.long");
    private static final int REQUESTS = LONG ? 100_000 : 2_000;

    /// A stream that opens by chance would not end: there is room for none.
    private static final String[] KEYS = {
        "context.fetch=false", "segments.every=PT1S", "events.max-streams=0"
    };

    private static final List<String> BODIES =
            List.of(
                    """
                    {"id":"urn:ngsi-ld:Lot:1","type":["Lot","Place"],"scope":["/Jiaxing/Tongxiang","/a"],
                     "free":{"type":"Property","value":7,"observedAt":"2026-03-01T08:00:00.5Z","unitCode":"C62",
                             "accuracy":{"type":"Property","value":0.95}},
                     "at":{"type":"Relationship","object":"urn:ngsi-ld:Road:1","objectType":"Road"},
                     "location":{"type":"GeoProperty","value":{"type":"Polygon","coordinates":
                        [[[120.5,30.6],[120.6,30.6],[120.6,30.7],[120.5,30.6]]]}},
                     "name":{"type":"LanguageProperty","languageMap":{"zh":"停车场","en":"car park"}},
                     "kind":{"type":"VocabProperty","vocab":"OffStreet"},
                     "raw":{"type":"JsonProperty","json":{"a":[1,null,true,{"b":"c"}]}},
                     "list":{"type":"ListProperty","valueList":[1,2.5,-3e10]}}
                    """,
                    """
                    [{"id":"urn:ngsi-ld:Lot:2","type":"Lot","free":1},
                     {"id":"urn:ngsi-ld:Lot:3","type":"Lot","free":{"type":"Property","value":{"x":[1,2]},
                      "datasetId":"urn:ngsi-ld:Dataset:1"},"expiresAt":"2040-01-01T00:00:00Z"}]
                    """,
                    """
                    {"free":{"value":"urn:ngsi-ld:null"},"name":{"languageMap":{"fr":"parking"}},"more":[1,2]}
                    """,
                    """
                    {"type":"Property","value":12345678901234567890.123,"observedAt":"2026-03-01T08:00:00Z"}
                    """,
                    "[\"urn:ngsi-ld:Lot:2\",\"urn:ngsi-ld:Lot:9\"]");
    private static final List<String> WRITES =
            List.of(
                    "POST /ngsi-ld/v1/entities",
                    "PUT /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1",
                    "PATCH /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1",
                    "POST /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1/attrs",
                    "PATCH /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1/attrs",
                    "PATCH /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1/attrs/free",
                    "PUT /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1/attrs/free",
                    "DELETE /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1/attrs/free?deleteAll=true",
                    "DELETE /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1",
                    "POST /ngsi-ld/v1/entityOperations/create",
                    "POST /ngsi-ld/v1/entityOperations/upsert?options=update",
                    "POST /ngsi-ld/v1/entityOperations/update?options=noOverwrite",
                    "POST /ngsi-ld/v1/entityOperations/merge",
                    "POST /ngsi-ld/v1/entityOperations/delete");
    private static final List<String> READS =
            List.of(
                    "GET /ngsi-ld/v1/entities/urn:ngsi-ld:Lot:1?options=sysAttrs,concise&attrs=free",
                    "GET /ngsi-ld/v1/entities?type=Lot|(Place;Road)&limit=10&offset=0&count=true",
                    "GET /ngsi-ld/v1/entities?type=Lot&q=free>3;(name[zh]==\"停\"|raw.a!=7)&idPattern=.*Lot.*",
                    "GET /ngsi-ld/v1/entities?georel=near;maxDistance==1000&geometry=Point"
                            + "&coordinates=[120.5,30.6]&geoproperty=location",
                    "GET /ngsi-ld/v1/entities?type=Lot&scopeQ=/Jiaxing/%23&id=urn:ngsi-ld:Lot:1",
                    "GET /ngsi-ld/v1/temporal/entities/urn:ngsi-ld:Lot:1?timerel=between"
                            + "&timeAt=2026-01-01T00:00:00Z&endTimeAt=2027-01-01T00:00:00Z&lastN=5",
                    "GET /events?lastEventId=x",
                    "GET /metrics?x=1");
    private static final List<String> WORDS =
            List.of(
                    "null",
                    "\"\"",
                    "\"urn:ngsi-ld:null\"",
                    "[]",
                    "{}",
                    "-0",
                    "1e308",
                    "1e-400",
                    "9223372036854775808",
                    "\"\\u0000\"",
                    "\"\\ud83d\"",
                    "\"0000-01-01T00:00:00Z\"",
                    "\"9999-12-31T23:59:59.999999Z\"",
                    "\"@none\"",
                    "\"@type\"",
                    "{\"@value\":1}",
                    "\"Property\"",
                    "\"GeoProperty\"",
                    "true",
                    "[[[]]]",
                    "\"urn:x:y\"",
                    "{\"type\":\"Point\",\"coordinates\":[0,90]}",
                    "\"梧桐\uD83C\uDF33\"",
                    "\"\\\\\"");

    @TempDir Path temp;

    private final long seed = Long.getLong("wutong.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void whatever_comes_is_answered_and_what_is_refused_is_not_stored() throws Exception {
        try (var city = RunningCity.open(temp, KEYS)) {
            var client = city.client();
            client.post(Client.ENTITIES, BODIES.getFirst());
            for (int i = 0; i < REQUESTS; i++) {
                ask(client);
            }
            for (var follower : List.of("entity-table", "segments")) {
                assertThat(Await.until(Duration.ofSeconds(60), () -> client.lag(follower) == 0))
                        .as("%s follows everything, wutong.seed=%d", follower, seed)
                        .isTrue();
            }
        }
        try (var again = RunningCity.open(temp)) {
            assertThat(again.client().seq()).as("wutong.seed=%d", seed).isPositive();
        }
    }

    private void ask(Client client) throws IOException, InterruptedException {
        boolean isWrite = random.nextInt(4) > 0;
        var line = pick(isWrite ? WRITES : READS);
        int blank = line.indexOf(' ');
        var method = line.substring(0, blank);
        var path =
                encoded(
                        random.nextInt(3) == 0
                                ? changed(line.substring(blank + 1))
                                : line.substring(blank + 1));
        var body = isWrite && !method.equals("DELETE") ? body() : new byte[0];
        long before = client.seq();
        var reply = client.send(method, path, body, "Content-Type", "application/json");
        var told =
                "%s %s %s\n=> %s (wutong.seed=%d)"
                        .formatted(
                                method,
                                path,
                                new String(body, StandardCharsets.UTF_8),
                                reply,
                                seed);
        assertThat(reply.status()).as(told).isNotEqualTo(500);
        assertThat(reply.status() == 503).as(told).isEqualTo(reply.body().contains("streams-full"));
        assertThat(reply.body()).as(told).doesNotContain("\"status\":500");
        if (reply.status() >= 400) {
            assertThat(client.seq()).as(told).isEqualTo(before);
            assertThat(reply.text("detail")).as(told).isNotEmpty();
        }
    }

    private byte[] body() {
        var text = pick(BODIES);
        for (int times = random.nextInt(4); times > 0; times--) {
            text =
                    switch (random.nextInt(3)) {
                        case 0 -> changed(text);
                        case 1 -> replaced(text);
                        default -> crossed(text, pick(BODIES));
                    };
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes.length == 0 ? new byte[] {' '} : bytes;
    }

    /// Some characters left out, doubled, or others put in.
    private String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(6));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, end) + text.substring(at);
            default -> text.substring(0, at) + pick(WORDS) + text.substring(at);
        };
    }

    /// A value of the document is another.
    private String replaced(String text) {
        var ends = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ':' || text.charAt(i) == '[') {
                ends[count++] = i + 1;
            }
        }
        if (count == 0) {
            return text;
        }
        int from = Arrays.copyOf(ends, count)[random.nextInt(count)];
        int to = from;
        while (to < text.length() && ",]}".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(0, from) + pick(WORDS) + text.substring(to);
    }

    /// The beginning of one and the end of another.
    private String crossed(String one, String other) {
        return one.substring(0, random.nextInt(one.length() + 1))
                + other.substring(random.nextInt(other.length() + 1));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// As a browser would send it: what may stand in a path or query stays as it is.
    private static String encoded(String path) {
        var out = new StringBuilder();
        path.codePoints()
                .forEach(c -> {
                    var text = Character.toString(c);
                    boolean stays =
                            c < 0x80
                                    && (Character.isLetterOrDigit(c)
                                            || "/?&=:;,.!*()-_~@".indexOf(c) >= 0);
                    out.append(
                            stays
                                    ? text
                                    : URLEncoder.encode(text, StandardCharsets.UTF_8)
                                            .replace("+", "%20"));
                });
        return out.charAt(0) == '/' ? out.toString() : "/" + out;
    }
}
