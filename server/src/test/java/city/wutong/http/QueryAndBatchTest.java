package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Batches, queries over what they brought, and how it was.
@ExtendWith(TestCity.Shared.class)
class QueryAndBatchTest {
    private static final String BATCH = "/ngsi-ld/v1/entityOperations/";
    private static final String QUERY = "/ngsi-ld/v1/entities?type=Bay&options=simplified";
    private static final int BAYS = 50;

    private final TestCity city;

    QueryAndBatchTest(TestCity city) {
        this.city = city;
    }

    @BeforeEach
    void bays_in_a_row() {
        var upserted = city.post(BATCH + "upsert", bays(0, BAYS));
        assertThat(upserted.status()).isIn(201, 204);
    }

    /// Bay i is i × 0.001° east of 120.5, and free when i is even.
    private static String bays(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        """
                        {"id":"%s","type":"Bay","number":{"value":%d},"free":{"value":%b},
                         "location":{"type":"GeoProperty","value":
                           {"type":"Point","coordinates":[%s,30.7]}}}\
                        """
                                .formatted(bay(i), i, i % 2 == 0, 120.5 + i / 1000.0))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String bay(int i) {
        return "urn:ngsi-ld:Bay:" + i;
    }

    private List<String> ids(String query) {
        var reply = city.get(QUERY + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return ((Json.Arr) reply.json())
                .items().stream()
                        .map(item -> ((Json.Obj) item).get("id").orElseThrow())
                        .map(id -> ((Json.Str) id).value())
                        .toList();
    }

    @Test
    void a_query_answers_a_page_and_the_number_of_all() {
        var reply = city.get(QUERY + "&limit=10&offset=20&count=true");
        assertThat(reply.header("NGSILD-Results-Count")).isEqualTo(Integer.toString(BAYS));
        assertThat(reply.response().headers().allValues("Link"))
                .anyMatch(link -> link.contains("offset=30") && link.contains("rel=\"next\""))
                .anyMatch(link -> link.contains("offset=10") && link.contains("rel=\"prev\""));
        assertThat(ids("&limit=10&offset=20")).hasSize(10).startsWith(bay(20)).endsWith(bay(29));
        assertThat(ids("&limit=10&offset=45")).hasSize(5);
    }

    @Test
    void a_query_chooses_by_condition_pattern_and_place() {
        assertThat(ids("&q=number%3E=47")).containsExactly(bay(47), bay(48), bay(49));
        assertThat(ids("&q=free==true;number%3C4")).containsExactly(bay(0), bay(2));
        assertThat(ids("&idPattern=Bay:4.$&limit=100")).hasSize(10);
        assertThat(ids("&id=" + bay(7) + "," + bay(8))).containsExactly(bay(7), bay(8));
        var near = "&georel=near;maxDistance==150&geometry=Point&coordinates=%5B120.510,30.7%5D";
        assertThat(ids(near)).containsExactly(bay(9), bay(10), bay(11));
        var within =
                "&georel=within&geometry=Polygon&coordinates="
                        + "%5B%5B%5B120.4995,30.6%5D,%5B120.5025,30.6%5D,%5B120.5025,30.8%5D,"
                        + "%5B120.4995,30.8%5D,%5B120.4995,30.6%5D%5D%5D";
        assertThat(ids(within)).containsExactly(bay(0), bay(1), bay(2));
    }

    @Test
    void a_query_that_asks_for_nothing_is_too_wide() {
        assertThat(city.get("/ngsi-ld/v1/entities").status()).isEqualTo(400);
        assertThat(city.get("/ngsi-ld/v1/entities?local=true").status()).isEqualTo(200);
    }

    @Test
    void each_entity_of_a_batch_succeeds_or_fails_for_itself() {
        var batch =
                """
                [{"id":"urn:ngsi-ld:Gate:1","type":"Gate"},
                 {"id":"not a uri","type":"Gate"},
                 {"id":"urn:ngsi-ld:Gate:2","type":"Gate","a":{"type":"Odd","value":1}},
                 {"id":"urn:ngsi-ld:Gate:1","type":"Gate"}]\
                """;
        var reply = city.post(BATCH + "create", batch);
        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.body())
                .contains("\"success\":[\"urn:ngsi-ld:Gate:1\"]")
                .contains("\"entityId\":\"not a uri\"", "\"entityId\":\"urn:ngsi-ld:Gate:2\"");
        assertThat(city.get("/ngsi-ld/v1/entities/urn:ngsi-ld:Gate:2").status()).isEqualTo(404);
        var deleted =
                city.post(BATCH + "delete", "[\"urn:ngsi-ld:Gate:1\",\"urn:ngsi-ld:Gate:2\"]");
        assertThat(deleted.status()).isEqualTo(207);
        assertThat(deleted.body()).contains("\"success\":[\"urn:ngsi-ld:Gate:1\"]");
    }

    @Test
    void an_upsert_says_what_it_created_and_updates_the_rest() {
        city.delete("/ngsi-ld/v1/entities/urn:ngsi-ld:Door:9");
        var doors =
                """
                [{"id":"urn:ngsi-ld:Door:8","type":"Door","a":{"value":1},"b":{"value":1}},
                 {"id":"urn:ngsi-ld:Door:9","type":"Door"}]\
                """;
        city.post(BATCH + "upsert", "[{\"id\":\"urn:ngsi-ld:Door:8\",\"type\":\"Door\"}]");
        var upserted = city.post(BATCH + "upsert", doors);
        assertThat(upserted.status()).isEqualTo(201);
        assertThat(upserted.body()).isEqualTo("[\"urn:ngsi-ld:Door:9\"]");
        var update = "[{\"id\":\"urn:ngsi-ld:Door:8\",\"type\":\"Door\",\"a\":{\"value\":2}}]";
        assertThat(city.post(BATCH + "upsert?options=update", update).status()).isEqualTo(204);
        var door = "/ngsi-ld/v1/entities/urn:ngsi-ld:Door:8?options=simplified";
        assertThat(city.get(door).body()).contains("\"a\":2", "\"b\":1");
        assertThat(city.post(BATCH + "upsert", update).status()).isEqualTo(204);
        assertThat(city.get(door).body()).contains("\"a\":2").doesNotContain("\"b\":");
    }

    @Test
    void the_past_of_an_attribute_can_be_asked_for() {
        var id = "urn:ngsi-ld:Meter:1";
        city.delete("/ngsi-ld/v1/entities/" + id);
        city.post(
                "/ngsi-ld/v1/entities",
                "{\"id\":\"%s\",\"type\":\"Meter\",\"kwh\":{\"value\":0}}".formatted(id));
        for (int hour = 1; hour <= 5; hour++) {
            var patch =
                    "{\"value\":%d,\"observedAt\":\"2026-01-01T0%d:00:00Z\"}".formatted(hour, hour);
            assertThat(city.patch("/ngsi-ld/v1/entities/" + id + "/attrs/kwh", patch).status())
                    .isEqualTo(204);
        }
        var past = "/ngsi-ld/v1/temporal/entities/" + id + "?attrs=kwh&options=temporalValues";
        assertThat(city.get(past + "&timerel=before&timeAt=2026-01-01T03:00:00Z").body())
                .contains("[[1,\"2026-01-01T01:00:00Z\"],[2,\"2026-01-01T02:00:00Z\"]]");
        assertThat(city.get(past + "&timerel=after&timeAt=2026-01-01T04:00:00Z").body())
                .contains("[[4,\"2026-01-01T04:00:00Z\"],[5,\"2026-01-01T05:00:00Z\"]]");
        var between = "&timerel=between&timeAt=2026-01-01T02:00:00Z&endTimeAt=2026-01-01T04:00:00Z";
        assertThat(city.get(past + between).body())
                .contains("[[2,\"2026-01-01T02:00:00Z\"],[3,\"2026-01-01T03:00:00Z\"]]");
        assertThat(city.get(past + "&lastN=1").body()).contains("[[5,\"2026-01-01T05:00:00Z\"]]");
        assertThat(city.get(past + "&timerel=between&timeAt=2026-01-01T02:00:00Z").status())
                .isEqualTo(400);
        assertThat(city.get("/ngsi-ld/v1/temporal/entities/urn:ngsi-ld:Meter:none").status())
                .isEqualTo(404);
    }
}
