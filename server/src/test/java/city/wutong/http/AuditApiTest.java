package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditApiTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";

    private final TestCity city = TestCity.open(Map.of());

    @AfterAll
    void close() {
        city.close();
    }

    private static List<Json.Obj> entries(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var entries = new ArrayList<Json.Obj>();
        var all = (Json.Arr) ((Json.Obj) reply.json()).get("entries").orElseThrow();
        all.items().forEach(entry -> entries.add((Json.Obj) entry));
        return entries;
    }

    private List<Json.Obj> about(String object) {
        return entries(city.get("/api/audit?object=" + object));
    }

    private static String text(Json.Obj entry, String name) {
        return entry.get(name).map(value -> ((Json.Str) value).value()).orElse("");
    }

    @Test
    void a_change_is_written_with_who_what_and_why_before_it_is_made() {
        city.post(ENTITIES, "{\"id\":\"urn:audit:1\",\"type\":\"Audited\"}");
        city.delete(ENTITIES + "/urn:audit:1", "Wutong-Purpose", "case 2026-000123");
        assertThat(entries(city.get("/api/audit?action=mask.lift&object=urn:audit:1"))).hasSize(1);
        var found = entries(city.get("/api/audit?action=write-context&object=urn:audit:1"));
        assertThat(found).hasSize(2);
        var deleted = found.getFirst();
        assertThat(text(deleted, "actor")).isEqualTo("anonymous");
        assertThat(text(deleted, "tenant")).isEqualTo("default");
        assertThat(text(deleted, "action")).isEqualTo("write-context");
        assertThat(text(deleted, "object")).isEqualTo("DELETE /ngsi-ld/v1/entities/urn:audit:1");
        assertThat(text(deleted, "why")).isEqualTo("case 2026-000123");
        assertThat(text(deleted, "outcome")).isEqualTo("allowed");
        assertThat(text(found.getLast(), "object"))
                .isEqualTo("POST /ngsi-ld/v1/entities -> /ngsi-ld/v1/entities/urn:audit:1");
    }

    @Test
    void a_batch_is_one_entry_and_a_query_is_none() {
        var batch =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "{\"id\":\"urn:batch:" + i + "\",\"type\":\"Batched\"}")
                        .collect(Collectors.joining(",", "[", "]"));
        city.post("/ngsi-ld/v1/entityOperations/create", batch, "NGSILD-Tenant", "fire");
        city.post(
                "/ngsi-ld/v1/entityOperations/query",
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Batched\"}]}",
                "NGSILD-Tenant",
                "fire");
        city.get(ENTITIES + "?type=Batched", "NGSILD-Tenant", "fire");
        var found = about("entityOperations");
        assertThat(found).hasSize(1);
        assertThat(text(found.getFirst(), "outcome")).isEqualTo("allowed");
        assertThat(text(found.getFirst(), "tenant")).isEqualTo("fire");
    }

    @Test
    void what_was_refused_after_all_names_the_entry_that_allowed_it() {
        city.delete(ENTITIES + "/urn:refused:1");
        var found = about("urn:refused:1");
        assertThat(found).hasSize(2);
        assertThat(text(found.getLast(), "outcome")).isEqualTo("allowed");
        assertThat(text(found.getFirst(), "outcome")).startsWith("404 ");
        var first = found.getLast().get("number").orElseThrow().toString().replaceAll("[^0-9]", "");
        assertThat(text(found.getFirst(), "object"))
                .isEqualTo("DELETE /ngsi-ld/v1/entities/urn:refused:1 #" + first);
    }

    @Test
    void of_the_organisation_it_is_said_what_was_changed_and_no_name_that_people_gave() {
        var made =
                city.post(
                        "/api/departments",
                        "{\"name\":{\"zh\":\"张三办\",\"en\":\"Zhang San\"},\"area\":null}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var path = made.header("Location");
        assertThat(city.patch(path, "{\"parent\":null}").status()).isEqualTo(200);
        assertThat(city.delete(path).status()).isEqualTo(204);
        assertThat(about(path).stream().map(entry -> text(entry, "object").replaceAll(" #.*", "")))
                .containsExactly(
                        "DELETE " + path,
                        "PATCH " + path + " -> parent",
                        "POST /api/departments -> area, name -> " + path);
    }

    @Test
    void a_replay_is_told_of_when_it_begins_and_ends_and_leaves_its_pace_not_at_each_tick() {
        try (var demo = TestCity.open(Map.of("clock.replay", "true"))) {
            assertThat(
                            List.of(
                                    set(demo, "replay", "2020-04-01T00:00:00Z", 3_600),
                                    set(demo, "replay", "2020-04-01T00:10:00Z", 3_600),
                                    set(demo, "replay", "2020-04-01T00:20:00Z", 3_600),
                                    set(demo, "replay", "2020-04-03T00:00:00Z", 3_600),
                                    set(demo, "replay", "2020-04-03T00:10:00Z", 3_600),
                                    set(demo, "replay", "2020-04-03T00:05:00Z", 3_600),
                                    set(demo, "replay", "2020-04-03T00:06:00Z", 60),
                                    set(demo, "replay", "2020-04-03T00:06:30Z", 60),
                                    set(demo, "paused", "2020-04-03T00:06:40Z", 60)))
                    .containsOnly(204);
            var found = entries(demo.get("/api/audit?action=set-city-clock"));
            assertThat(found.reversed().stream().map(entry -> text(entry, "object")))
                    .containsExactly(
                            "PUT /api/city-clock -> replay 2020-04-01T00:00:00Z x3600.0",
                            "PUT /api/city-clock -> replay 2020-04-03T00:00:00Z x3600.0",
                            "PUT /api/city-clock -> replay 2020-04-03T00:05:00Z x3600.0",
                            "PUT /api/city-clock -> replay 2020-04-03T00:06:00Z x60.0",
                            "PUT /api/city-clock -> paused 2020-04-03T00:06:40Z");
        }
    }

    private static int set(TestCity demo, String mode, String time, int speed) {
        return demo.put(
                        "/api/city-clock",
                        "{\"mode\":\"%s\",\"time\":\"%s\",\"speed\":%d}"
                                .formatted(mode, time, speed))
                .status();
    }

    @Test
    void looking_at_the_log_is_written_too_and_pages_follow_each_other() {
        city.get("/api/audit?actor=person:looked-for");
        var first = city.get("/api/audit?action=read-audit&limit=1");
        assertThat(entries(first)).hasSize(1);
        assertThat(text(entries(first).getFirst(), "object")).isEqualTo("GET /api/audit");
        city.get("/api/audit");
        var next = ((Json.Obj) city.get("/api/audit?limit=1").json()).get("next").orElseThrow();
        var before = next.toString().replaceAll("[^0-9]", "");
        var second = city.get("/api/audit?limit=1&before=" + before);
        assertThat(entries(second).getFirst().get("number")).isNotEqualTo(Optional.of(next));
    }

    @Test
    void it_is_exported_as_lines_and_as_a_table() {
        city.post(ENTITIES, "{\"id\":\"urn:exported:1\",\"type\":\"Audited\"}");
        city.delete(ENTITIES + "/urn:exported:1", "Wutong-Purpose", "=1+1 is no formula");
        var lines = city.get("/api/audit/export?action=write-context&object=urn:exported:1");
        assertThat(lines.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(2).allMatch(line -> line.contains("\"hash\":\""));
        var table =
                city.get("/api/audit/export?format=csv&action=write-context&object=urn:exported:1");
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.body().lines()).hasSize(3);
        assertThat(table.body()).contains("\"'=1+1 is no formula\"");
        assertThat(city.get("/api/audit/export?format=xls").status()).isEqualTo(400);
    }

    @Test
    void it_verifies() {
        city.post(ENTITIES, "{\"id\":\"urn:verified:1\",\"type\":\"Audited\"}");
        var verdict = (Json.Obj) city.get("/api/audit/verification").json();
        assertThat(verdict.get("sound")).contains(Json.Literal.TRUE);
        assertThat(text(verdict, "head")).matches("[1-9][0-9]*:[0-9a-f]{64}");
    }
}
