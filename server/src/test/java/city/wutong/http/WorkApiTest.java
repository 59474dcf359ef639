package city.wutong.http;

import static city.wutong.http.WorkingCity.items;
import static city.wutong.http.WorkingCity.object;
import static city.wutong.http.WorkingCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The city clock, evidence, indices, scenarios and the pages.
@Timeout(120)
@ExtendWith({WorkingCity.Shared.class, TestCity.Shared.class})
class WorkApiTest {
    private static final String CLOCK = "/api/city-clock";

    private final WorkingCity working;
    private final TestCity city;
    private final TestCity plain;

    WorkApiTest(WorkingCity working, TestCity plain) {
        this.working = working;
        this.city = working.plain();
        this.plain = plain;
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(text(object(reply.json()), "code")).isEqualTo(code);
    }

    // The city clock

    @Test
    void a_city_clock_goes_with_the_system_unless_it_may_be_set() {
        var body = "{\"mode\":\"replay\",\"time\":\"2020-04-02T00:00:00Z\"}";
        assertProblem(plain.put(CLOCK, body), 403, "clock.fixed");
        assertThat(text(object(plain.get(CLOCK).json()), "mode")).isEqualTo("live");
        assertThat(plain.get(CLOCK).body()).contains("\"speed\":1");
    }

    @Test
    void a_city_clock_that_may_be_set_says_what_it_was_set_to() {
        var body = "{\"mode\":\"replay\",\"time\":\"2020-04-02T00:00:00Z\",\"speed\":834}";
        assertThat(city.put(CLOCK + "?tenant=fire", body).status()).isEqualTo(204);
        var told = city.get(CLOCK + "?tenant=fire").json();
        assertThat(text(object(told), "mode")).isEqualTo("replay");
        assertThat(text(object(told), "time")).startsWith("2020-04-02T00:00:00");
        assertThat(object(told).get("speed")).contains(Json.of(834));
        var entity = "/ngsi-ld/v1/entities/urn:ngsi-ld:CityClock:city";
        assertThat(city.get(entity, "NGSILD-Tenant", "fire").status()).isEqualTo(200);
        assertProblem(city.delete(entity, "NGSILD-Tenant", "fire"), 403, "entity.own");
        var live = "{\"mode\":\"live\"}";
        assertThat(city.put(CLOCK + "?tenant=fire", live).status()).isEqualTo(204);
        assertThat(text(object(city.get(CLOCK + "?tenant=fire").json()), "mode")).isEqualTo("live");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | http.field-missing | mode",
                "{'mode':'fast'} | http.field-value | mode",
                "{'mode':'replay'} | http.field-missing | time",
                "{'mode':'replay','time':'noon'} | http.field-value | time",
                "{'mode':'replay','time':'2020-04-02T00:00:00Z','speed':-1} | http.field-value | speed",
                "{'mode':'replay','time':'2020-04-02T00:00:00Z','speed':1e7} | http.field-value | speed",
                "{'mode':'replay','time':'2020-04-02T00:00:00Z','speed':'1'} | http.field-value | speed",
                "{'mode':'live','zone':'x'} | http.field-unknown | zone",
            })
    void what_is_wrong_with_a_time_is_named(String body, String code, String name) {
        var reply = city.put(CLOCK, body.replace('\'', '"'));
        assertProblem(reply, 400, code);
        assertThat(reply.body()).contains(name);
    }

    // Evidence

    @Test
    void evidence_is_kept_under_its_hash() throws Exception {
        var content = WorkingCity.photo("kept");
        var sent = city.upload("/api/evidence", content, "Content-Type", "image/jpeg");
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        var digest = java.security.MessageDigest.getInstance("SHA-256").digest(content);
        var hash = HexFormat.of().formatHex(digest);
        assertThat(text(object(sent.json()), "sha256")).isEqualTo(hash);
        assertThat(text(object(sent.json()), "contentType")).isEqualTo("image/jpeg");
        assertThat(object(sent.json()).get("bytes")).contains(Json.of(content.length));
        var shown = city.get(sent.header("Location"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(shown.header("Content-Length")).isEqualTo(String.valueOf(content.length));
        assertThat(shown.header("Content-Security-Policy")).contains("sandbox");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(city.upload("/api/evidence", content, "Content-Type", "image/png").status())
                .isEqualTo(201);
        assertProblem(city.get(sent.header("Location") + "?tenant=fire"), 404, "evidence.unknown");
    }

    @Test
    void what_is_no_evidence_is_not_taken() {
        var script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        assertProblem(
                city.upload("/api/evidence", script, "Content-Type", "image/jpeg"),
                415,
                "evidence.kind");
        assertProblem(
                city.upload("/api/evidence", new byte[0], "Content-Type", "image/jpeg"),
                415,
                "evidence.kind");
        var large = WorkingCity.photo("x".repeat(2 << 20));
        assertThat(city.upload("/api/evidence", large, "Content-Type", "image/jpeg").status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "..%2F..%2Fwutong.lock", "ABCDEF", "%00"})
    void evidence_that_is_not_there_is_not_found(String hash) {
        assertThat(city.get("/api/evidence/" + hash).status()).isIn(400, 404);
    }

    // Indices and scenarios

    @Test
    void an_index_is_counted_with_its_rows() {
        var opened = working.caseOf("counted");
        var rows =
                working.await(
                        () -> city.get("/api/indices/noise/cases/rows"),
                        reply -> reply.body().contains(text(opened, "id")));
        assertThat(rows.body()).startsWith("{\"columns\":[\"id\",\"number\"]");
        assertThat(object(rows.json()).get("more")).contains(Json.Literal.FALSE);
        var index = object(((Json.Arr) city.get("/api/indices").json()).items().getFirst());
        assertThat(text(index, "id")).isEqualTo("noise/cases");
        assertThat(index.get("value").orElseThrow()).isInstanceOf(Json.Num.class);
        assertThat(text(index, "sql")).contains("count(*)");
        assertThat(text(index, "asOf")).isNotEmpty();
        assertProblem(city.get("/api/indices/noise/none/rows"), 404, "http.no-such-path");
        assertThat(city.get("/api/indices?tenant=fire").body()).contains("\"value\":0");
    }

    @Test
    void scenarios_are_told_with_the_mistakes_of_those_that_are_off() {
        var told = object(city.get("/api/scenarios").json());
        assertThat(items(told, "scenarios"))
                .extracting(scenario -> text(scenario, "id"))
                .containsExactly("noise");
        var noise = items(told, "scenarios").getFirst();
        assertThat(items(noise, "rules"))
                .extracting(rule -> text(rule, "id"))
                .containsExactly("noise/too-loud");
        assertThat(items(noise, "models"))
                .isNotEmpty()
                .allSatisfy(model -> {
                    assertThat(text(model, "words")).contains("zh", "en");
                    assertThat(items(model, "attributes"))
                            .isNotEmpty()
                            .allSatisfy(attribute ->
                                    assertThat(object(attribute).get("personal"))
                                            .contains(Json.Literal.FALSE));
                });
        assertThat(items(told, "mistakes"))
                .isNotEmpty()
                .allSatisfy(mistake -> {
                    assertThat(text(mistake, "file")).contains("broken");
                    assertThat(text(mistake, "problem")).contains("zh", "en");
                });
        assertThat(text(told, "mistakes")).contains("wach");
        assertThat(city.get("/api/case-types").body())
                .contains("\"id\":\"noise/too-loud\"", "\"limit\":\"PT24H\"");
        assertThat(plain.get("/api/scenarios").body()).contains("\"scenarios\":[]");
    }

    // Pages

    @Test
    void nothing_is_replayed_outside_a_demonstration() {
        assertProblem(city.get("/api/replays"), 404, "http.no-such-path");
        assertProblem(city.post("/api/replays", "{}"), 404, "http.no-such-path");
    }

    @Test
    void the_map_has_the_files_that_are_there() {
        var map = city.get("/map/counties.geojson");
        assertThat(map.status()).isEqualTo(200);
        assertThat(map.header("Content-Type")).isEqualTo("application/geo+json");
        for (var none :
                java.util.List.of("land.geojson", "..%2Fcounties.geojson", "counties.txt")) {
            assertThat(city.get("/map/" + none).status()).as(none).isEqualTo(404);
        }
    }

    @Test
    void every_page_of_the_console_is_the_console() {
        assertThat(city.get("/").status()).isEqualTo(302);
        assertThat(city.get("/").header("Location")).isEqualTo("/console/");
        assertThat(city.get("/console").header("Location")).isEqualTo("/console/");
        for (var page : java.util.List.of("", "cases", "cases/urn:ngsi-ld:Case:1")) {
            var reply = city.get("/console/" + page);
            assertThat(reply.status()).as(page).isEqualTo(200);
            assertThat(reply.header("Content-Type")).startsWith("text/html");
        }
        assertThat(city.get("/console/none.js").status()).isEqualTo(404);
        assertThat(city.get("/console/..%2F..%2Fdb%2Ftenant%2FV2__city.sql").status())
                .isIn(400, 404);
    }
}
