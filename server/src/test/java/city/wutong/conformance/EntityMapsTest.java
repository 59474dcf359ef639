package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clauses 5.14, 5.5.9.3, 5.5.14, 6.32, 6.34 and 6.35: entity maps.
@ExtendWith(TestCity.Shared.class)
class EntityMapsTest {
    private static final String V1 = "/ngsi-ld/v1";
    private static final String ENTITIES = V1 + "/entities";
    private static final String MAPS = V1 + "/entityMaps";
    private static final String HEADER = "NGSILD-EntityMap";
    private static final String QUERY = "?type=Ferry&q=berth%3E0";

    private final TestCity city;

    EntityMapsTest(TestCity city) {
        this.city = city;
    }

    @BeforeEach
    void moor() {
        var ferries = new StringBuilder();
        for (int i = 1; i <= 5; i++) {
            ferries.append(i == 1 ? "[" : ",").append(ferry(i, i));
        }
        var upserted = city.post(V1 + "/entityOperations/upsert", ferries + "]");
        assertThat(upserted.status()).isIn(201, 204);
    }

    private static String ferry(int number, int berth) {
        return "{\"id\":\"%s\",\"type\":\"Ferry\",\"berth\":{\"type\":\"Property\",\"value\":%d}}"
                .formatted(id(number), berth);
    }

    private static String id(int number) {
        return "urn:ngsi-ld:Ferry:" + number;
    }

    private static String refusal(Reply reply) {
        return reply.json() instanceof Json.Obj object
                        && object.get("type").orElse(Json.Literal.NULL)
                                instanceof Json.Str(var text)
                ? text.substring(text.lastIndexOf('/') + 1)
                : "";
    }

    private String made() {
        var made = city.get(MAPS + QUERY);
        assertThat(made.status()).isEqualTo(201);
        return made.header(HEADER);
    }

    private static Instant end(Reply map) {
        return map.json() instanceof Json.Obj object
                        && object.get("expiresAt").orElseThrow() instanceof Json.Str(var text)
                ? Instant.parse(text)
                : Instant.MIN;
    }

    @Test
    void clause_5_14_4_a_map_holds_the_ids_of_what_was_asked_for_and_no_more() {
        var made = city.get(MAPS + "?type=Ferry&q=berth%3E3&entityMapLifetime=PT1H");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header(HEADER)).startsWith(MAPS + "/urn:ngsi-ld:EntityMap:");
        assertThat(made.body())
                .contains("\"type\":\"EntityMap\"")
                .contains("\"%s\":[\"@none\"]".formatted(id(4)))
                .contains("\"%s\":[\"@none\"]".formatted(id(5)))
                .doesNotContain("berth", id(3));
        assertThat(end(made))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(50)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(city.get(made.header(HEADER)).body()).isEqualTo(made.body());
        assertThat(refusal(city.get(MAPS + "?id=" + id(1)))).isEqualTo("BadRequestData");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1hour", "PT", "P", "-PT5M", "PT0S", "P99999999999Y", "T5M"})
    void clause_6_4_3_2_a_lifetime_is_a_positive_duration(String lifetime) {
        var refused = city.get(MAPS + "?type=Ferry&entityMapLifetime=" + lifetime);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refusal(refused)).isEqualTo("BadRequestData");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1Y2M3DT4H", "P2W", "PT36H", "P1D"})
    void clause_6_4_3_2_a_lifetime_may_be_any_duration_of_iso_8601_and_is_bounded(String lifetime) {
        var made = city.get(MAPS + "?type=Ferry&entityMapLifetime=" + lifetime);
        assertThat(made.status()).isEqualTo(201);
        assertThat(end(made)).isBefore(Instant.now().plus(Duration.ofDays(1)).plusSeconds(1));
    }

    @Test
    void clause_5_5_14_a_query_makes_a_map_and_the_next_ones_keep_to_it() {
        var first = city.get(ENTITIES + QUERY + "&limit=2&entityMap=true");
        assertThat(first.status()).isEqualTo(201);
        var map = first.header(HEADER);
        assertThat(first.header("Link")).contains("rel=\"next\"").doesNotContain("entityMap");
        city.post(ENTITIES, ferry(77, 77));
        city.delete(ENTITIES + "/" + id(4));

        var rest = city.get(ENTITIES + QUERY + "&limit=9&offset=2&count=true", HEADER, map);
        assertThat(rest.status()).isEqualTo(200);
        assertThat(rest.header(HEADER)).isEqualTo(map);
        assertThat(rest.header("NGSILD-Results-Count")).isEqualTo("4");
        assertThat(rest.body()).contains(id(3), id(5)).doesNotContain(id(2), id(4), id(77));
        assertThat(city.get(map).body()).contains(id(1)).doesNotContain(id(4));
        city.delete(ENTITIES + "/" + id(77));
    }

    @Test
    void clause_4_23_a_page_of_a_map_is_in_the_order_that_is_asked_for() {
        var map = city.get(MAPS + "?type=Ferry&q=berth%3E1").header(HEADER);
        var falling = ENTITIES + "?type=Ferry&orderBy=berth;desc&limit=2";
        var first = city.get(falling, HEADER, map);
        assertThat(first.body()).containsSubsequence(id(5), id(4)).doesNotContain(id(3), id(2));
        assertThat(first.header("Link")).contains("orderBy", "rel=\"next\"");
        city.patch(ENTITIES + "/" + id(4) + "/attrs", "{\"berth\":{\"value\":0}}");
        var next = city.get(falling + "&offset=1&count=true", HEADER, map);
        assertThat(next.body()).containsSubsequence(id(3), id(2)).doesNotContain(id(5), id(4));
        assertThat(next.header("NGSILD-Results-Count")).isEqualTo("3");
        assertThat(next.header("Link")).doesNotContain("rel=\"next\"");
        assertThat(city.get(map).body()).doesNotContain(id(4));
    }

    @Test
    void clause_4_23_a_query_that_makes_a_map_may_be_ordered_and_its_pages_too() {
        var falling = ENTITIES + QUERY + "&orderBy=berth;desc&limit=3";
        var first = city.get(falling + "&entityMap=true");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body()).containsSubsequence(id(5), id(4), id(3));
        var rest = city.get(falling + "&offset=3", HEADER, first.header(HEADER));
        assertThat(rest.status()).isEqualTo(200);
        assertThat(rest.body()).containsSubsequence(id(2), id(1)).doesNotContain(id(3));
    }

    @Test
    void clause_6_34_3_2_a_map_can_be_made_by_a_query_in_a_body() {
        var body =
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Ferry\"}],\"q\":\"berth>3\","
                        + "\"entityMapLifetime\":\"PT1H\"}";
        var made = city.post(MAPS, body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body())
                .contains("\"type\":\"EntityMap\"", id(4), id(5))
                .doesNotContain(id(3));
        assertThat(end(made)).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
        assertThat(city.get(made.header(HEADER)).body()).isEqualTo(made.body());
        var page = city.get(ENTITIES + "?type=Ferry&limit=1", HEADER, made.header(HEADER));
        assertThat(page.body()).contains(id(4)).doesNotContain(id(1));
        var wide = city.post(MAPS, "{\"type\":\"Query\"}");
        assertThat(refusal(wide)).isEqualTo("BadRequestData");
        assertThat(refusal(city.post(MAPS, "{\"type\":\"EntityMap\"}")))
                .isEqualTo("BadRequestData");
    }

    @Test
    void clause_6_23_a_query_in_a_body_may_ask_for_a_map() {
        var body =
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Ferry\"}],\"entityMap\":true,"
                        + "\"entityMapLifetime\":\"PT1H\"}";
        var made = city.post(V1 + "/entityOperations/query", body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(end(city.get(made.header(HEADER))))
                .isAfter(Instant.now().plus(Duration.ofMinutes(50)));
    }

    @Test
    void clause_5_5_14_a_map_that_is_gone_is_replaced_by_a_new_one() {
        var map = made();
        assertThat(city.delete(map).status()).isEqualTo(204);
        var again = city.get(ENTITIES + QUERY, HEADER, map);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header(HEADER)).isNotEmpty().isNotEqualTo(map);
        assertThat(city.get(again.header(HEADER)).body()).contains(id(1));
    }

    @Test
    void clause_5_7_1_4_a_retrieval_tells_of_its_map_and_stays_a_200() {
        var ferry = city.get(ENTITIES + "/" + id(1) + "?entityMap=true");
        assertThat(ferry.status()).isEqualTo(200);
        var map = ferry.header(HEADER);
        assertThat(city.get(map).body()).contains("{\"" + id(1) + "\":[\"@none\"]}");
        assertThat(city.get(ENTITIES + "/" + id(1), HEADER, map).header(HEADER)).isEqualTo(map);
        assertThat(city.get(ENTITIES + "/" + id(1)).header(HEADER)).isEmpty();
        assertThat(city.get(ENTITIES + "/urn:ngsi-ld:Ferry:none?entityMap=true").header(HEADER))
                .isEmpty();
    }

    @Test
    void clause_5_14_2_only_the_end_of_a_map_can_be_changed() {
        var map = made();
        var body =
                "{\"expiresAt\":\"2999-01-01T00:00:00Z\",\"entityMap\":{\"urn:x:y\":[\"@none\"]}}";
        assertThat(city.patch(map, body).status()).isEqualTo(204);
        assertThat(city.get(map).body()).contains(id(1)).doesNotContain("urn:x:y", "2999");
        assertThat(refusal(city.patch(map, "{\"expiresAt\":\"soon\"}")))
                .isEqualTo("BadRequestData");
        assertThat(city.patch(map, "{\"expiresAt\":\"2000-01-01T00:00:00Z\"}").status())
                .isEqualTo(204);
        assertThat(refusal(city.get(map))).isEqualTo("ResourceNotFound");
        assertThat(refusal(city.patch(map, "{}"))).isEqualTo("ResourceNotFound");
    }

    @Test
    void clause_5_14_1_4_an_id_that_is_no_uri_is_bad_data_and_an_unknown_one_is_not_found() {
        assertThat(refusal(city.get(MAPS + "/no uri"))).isEqualTo("BadRequestData");
        assertThat(refusal(city.delete(MAPS + "/no uri"))).isEqualTo("BadRequestData");
        assertThat(refusal(city.get(MAPS + "/urn:x:y"))).isEqualTo("ResourceNotFound");
        assertThat(refusal(city.delete(MAPS + "/urn:x:y"))).isEqualTo("ResourceNotFound");
    }

    @Test
    void clause_4_14_another_tenants_map_is_not_there() {
        var map = made();
        assertThat(city.get(map, "NGSILD-Tenant", "fire").status()).isEqualTo(404);
        assertThat(city.delete(map, "NGSILD-Tenant", "fire").status()).isEqualTo(404);
        assertThat(city.get(map).status()).isEqualTo(200);
    }

    @Test
    void clause_5_14_5_a_temporal_map_holds_those_that_have_values_in_that_time() {
        var maps = V1 + "/temporal/entityMaps?type=Ferry";
        assertThat(refusal(city.get(maps))).isEqualTo("BadRequestData");
        var time = "&timeproperty=createdAt&timerel=before&timeAt=";
        assertThat(city.get(maps + time + "2999-01-01T00:00:00Z").body()).contains(id(1));
        var empty = city.get(maps + time + "2001-01-01T00:00:00Z");
        assertThat(empty.status()).isEqualTo(201);
        assertThat(empty.body()).contains("\"entityMap\":{}");
    }
}
