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
    void a_change_is_written_with_who_what_why_and_what_came_of_it() {
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
        assertThat(text(deleted, "outcome")).isEqualTo("204");
        assertThat(text(found.getLast(), "object"))
                .isEqualTo("POST /ngsi-ld/v1/entities -> /ngsi-ld/v1/entities/urn:audit:1");
    }

    @Test
    void a_batch_is_one_entry_and_a_query_and_what_was_refused_as_wrong_are_none() {
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
        city.delete(ENTITIES + "/urn:batch:none", "NGSILD-Tenant", "fire");
        var found = about("entityOperations");
        assertThat(found).hasSize(1);
        assertThat(text(found.getFirst(), "outcome")).isEqualTo("201");
        assertThat(text(found.getFirst(), "tenant")).isEqualTo("fire");
        assertThat(about("urn:batch:none")).isEmpty();
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
