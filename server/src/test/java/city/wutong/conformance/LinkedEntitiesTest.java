package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Linked Entity retrieval over HTTP (clauses 4.5.23, 5.7.1 and 5.7.2).
@ExtendWith(TestCity.Shared.class)
class LinkedEntitiesTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";

    private final TestCity city;

    LinkedEntitiesTest(TestCity city) {
        this.city = city;
    }

    private void create(String id, String type, String members) {
        var body = "{\"id\":\"urn:lk:%s\",\"type\":\"%s\"%s}".formatted(id, type, members);
        assertThat(city.post(ENTITIES, body).status()).isEqualTo(201);
    }

    private static String to(String id) {
        return ",\"in\":{\"type\":\"Relationship\",\"object\":\"urn:lk:%s\"}".formatted(id);
    }

    private String shown(String query) {
        return city.get(ENTITIES + query.replace("{", "%7B").replace("}", "%7D")).body();
    }

    @Test
    void clause_4_5_23_2_inline_they_stand_in_the_relationship() {
        create("room1", "LkRoom", to("house1"));
        create("house1", "LkHouse", to("street1"));
        create("street1", "LkStreet", "");
        assertThat(shown("/urn:lk:room1?join=inline&options=keyValues"))
                .isEqualTo(
                        "{\"id\":\"urn:lk:room1\",\"type\":\"LkRoom\",\"in\":{\"id\":\"urn:lk:house1\","
                                + "\"type\":\"LkHouse\",\"in\":\"urn:lk:street1\"}}");
        assertThat(
                        shown(
                                "?type=LkRoom&join=inline&joinLevel=2&pick=in{in{type}}&format=simplified"))
                .isEqualTo("[{\"in\":{\"in\":{\"type\":\"LkStreet\"}}}]");
        assertThat(shown("/urn:lk:room1?join=inline&options=sysAttrs"))
                .contains(
                        "\"entity\":{\"id\":\"urn:lk:house1\",\"type\":\"LkHouse\",\"createdAt\":");
    }

    @Test
    void clause_5_5_6_an_answer_in_which_a_large_entity_stands_too_often_is_refused() {
        create(
                "hall",
                "LkHall",
                ",\"plan\":{\"type\":\"Property\",\"value\":\"%s\"}"
                        .formatted("x".repeat(500_000)));
        for (int i = 0; i < 150; i++) {
            create("desk" + i, "LkDesk", to("hall"));
        }
        var desks = ENTITIES + "?type=LkDesk&limit=200&join=inline";
        var refused = city.get(desks);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("TooManyResults", "answer.too-large");
        assertThat(city.get(desks.replace("limit=200", "limit=3")).status()).isEqualTo(200);
        assertThat(city.get(desks.replace("inline", "flat")).status()).isEqualTo(200);
        assertThat(city.get(ENTITIES + "?type=LkDesk&limit=200").status()).isEqualTo(200);
        city.delete(ENTITIES + "/urn:lk:hall");
    }

    @Test
    void clause_4_5_23_3_flat_they_follow_and_the_answer_is_a_list() {
        create("room2", "LkFlat", to("house2"));
        create("room3", "LkFlat", to("house2"));
        create("house2", "LkHouse", "");
        assertThat(shown("/urn:lk:room2?join=flat&pick=id,in"))
                .startsWith("[{\"id\":\"urn:lk:room2\"")
                .endsWith(",{\"id\":\"urn:lk:house2\",\"type\":\"LkHouse\"}]");
        assertThat(shown("?type=LkFlat&join=flat&pick=id,in{id}&format=keyValues"))
                .isEqualTo(
                        "[{\"id\":\"urn:lk:room2\",\"in\":\"urn:lk:house2\"},"
                                + "{\"id\":\"urn:lk:room3\",\"in\":\"urn:lk:house2\"},"
                                + "{\"id\":\"urn:lk:house2\"}]");
        assertThat(shown("/urn:lk:room2?join=flat&pick=id&containedBy=urn:lk:house2"))
                .isEqualTo("[{\"id\":\"urn:lk:room2\"}]");
        assertThat(shown("/urn:lk:room2?join=@none&pick=id"))
                .isEqualTo("{\"id\":\"urn:lk:room2\"}");
    }

    @Test
    void clause_5_7_1_5_flat_geo_json_is_a_collection() {
        create("room4", "LkGeo", to("house4"));
        create("house4", "LkHouse", "");
        var reply =
                city.get(ENTITIES + "/urn:lk:room4?join=flat", "Accept", "application/geo+json");
        assertThat(reply.body())
                .startsWith(
                        "{\"type\":\"FeatureCollection\",\"features\":[{\"id\":\"urn:lk:room4\"")
                .contains("\"geometry\":null", "{\"id\":\"urn:lk:house4\",\"type\":\"Feature\"");
    }
}
