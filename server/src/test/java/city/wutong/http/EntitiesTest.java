package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Clauses 6.4 to 6.7: entities and their attributes, one by one.
@ExtendWith(TestCity.Shared.class)
class EntitiesTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";

    private final TestCity city;

    EntitiesTest(TestCity city) {
        this.city = city;
    }

    private String create(String name, String attributes) {
        var id = "urn:ngsi-ld:Station:" + name;
        var body = "{\"id\":\"%s\",\"type\":\"Station\"%s}".formatted(id, attributes);
        assertThat(city.post(ENTITIES, body).status()).isEqualTo(201);
        return ENTITIES + "/" + id;
    }

    private String shown(String path) {
        return city.get(path + "?options=simplified").body();
    }

    @Test
    void an_entity_is_there_once_it_is_created() {
        var body =
                """
                {"id":"urn:ngsi-ld:Station:a1","type":"Station",\
                "aqi":{"type":"Property","value":87,"unitCode":"P1","observedAt":"2026-11-22T06:00:00Z"},\
                "location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[120.49,30.74]}}}\
                """;
        var created = city.post(ENTITIES, body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(ENTITIES + "/urn:ngsi-ld:Station:a1");
        assertThat(city.get(created.header("Location")).body()).isEqualTo(body);
        assertThat(city.post(ENTITIES, body).status()).isEqualTo(409);
    }

    @Test
    void it_is_shown_as_it_is_asked_for() {
        var path = create("a2", ",\"aqi\":{\"type\":\"Property\",\"value\":5}");
        assertThat(city.get(path + "?options=concise").body()).contains("\"aqi\":5");
        assertThat(shown(path)).contains("\"aqi\":5");
        assertThat(city.get(path + "?options=sysAttrs").body())
                .contains("\"createdAt\":", "\"modifiedAt\":");
        var ld = city.get(path, "Accept", "application/ld+json");
        assertThat(ld.header("Content-Type")).isEqualTo("application/ld+json");
        assertThat(ld.body()).contains("\"@context\":");
        assertThat(city.get(path + "?attrs=other").status()).isEqualTo(404);
    }

    @Test
    void names_are_those_of_the_context_of_each_request() {
        var id = "urn:ngsi-ld:Station:ld";
        var body =
                """
                {"id":"%s","type":"Station","luft":{"type":"Property","value":1},
                 "@context":{"luft":"https://example.org/air"}}\
                """
                        .formatted(id);
        var created = city.post(ENTITIES, body, "Content-Type", "application/ld+json");
        assertThat(created.status()).isEqualTo(201);
        assertThat(city.get(ENTITIES + "/" + id).body()).contains("\"https://example.org/air\":");
        assertThat(city.get(ENTITIES + "?type=Station&attrs=https://example.org/air").body())
                .contains(id);
    }

    @Test
    void attributes_are_appended_and_kept_when_asked_not_to_overwrite() {
        var path = create("b1", ",\"a\":{\"value\":1}");
        assertThat(city.post(path + "/attrs", "{\"b\":{\"value\":2}}").status()).isEqualTo(204);
        var partly =
                city.post(
                        path + "/attrs?options=noOverwrite",
                        "{\"a\":{\"value\":9},\"c\":{\"value\":3}}");
        assertThat(partly.status()).isEqualTo(207);
        var vocabulary = "https://uri.etsi.org/ngsi-ld/default-context/";
        assertThat(partly.body())
                .contains(
                        "\"updated\":[\"" + vocabulary + "c\"]",
                        "\"attributeName\":\"" + vocabulary + "a\"");
        assertThat(shown(path)).contains("\"a\":1", "\"b\":2", "\"c\":3");
    }

    @Test
    void a_partial_update_changes_what_it_names_and_keeps_the_rest() {
        var path =
                create(
                        "b2",
                        ",\"a\":{\"value\":1,\"unitCode\":\"CEL\",\"note\":{\"value\":\"x\"}}");
        assertThat(city.patch(path + "/attrs/a", "{\"value\":2}").status()).isEqualTo(204);
        assertThat(city.get(path).body()).contains("\"value\":2", "\"unitCode\":\"CEL\"", "\"x\"");
        assertThat(city.patch(path + "/attrs/none", "{\"value\":2}").status()).isEqualTo(404);
        var kind =
                city.patch(path + "/attrs/a", "{\"type\":\"Relationship\",\"object\":\"urn:a:b\"}");
        assertThat(kind.status()).isEqualTo(400);
        assertThat(kind.body()).contains("Relationship");
    }

    @Test
    void an_update_appends_what_is_missing_and_null_deletes() {
        var path = create("b3", ",\"a\":{\"value\":1},\"b\":{\"value\":1}");
        var update =
                "{\"a\":{\"type\":\"Property\",\"value\":\"urn:ngsi-ld:null\"},\"c\":{\"value\":4}}";
        assertThat(city.patch(path + "/attrs", update).status()).isEqualTo(204);
        assertThat(shown(path)).contains("\"b\":1", "\"c\":4").doesNotContain("\"a\":");
    }

    @Test
    void a_merge_goes_into_compound_values() {
        var path =
                create("b4", ",\"address\":{\"value\":{\"town\":\"Wuzhen\",\"zip\":\"314501\"}}");
        var merge = "{\"address\":{\"value\":{\"zip\":\"urn:ngsi-ld:null\",\"road\":\"Zicun\"}}}";
        assertThat(city.patch(path, merge).status()).isEqualTo(204);
        assertThat(shown(path))
                .contains("\"town\":\"Wuzhen\",\"road\":\"Zicun\"")
                .doesNotContain("zip");
    }

    @Test
    void a_replacement_leaves_nothing_of_the_old_but_its_creation() {
        var path = create("b5", ",\"a\":{\"value\":1}");
        var before = city.get(path + "?options=sysAttrs,simplified").body();
        assertThat(city.put(path, "{\"type\":\"Station\",\"b\":{\"value\":2}}").status())
                .isEqualTo(204);
        var after = city.get(path + "?options=sysAttrs,simplified").body();
        assertThat(after).contains("\"b\":2").doesNotContain("\"a\":");
        assertThat(createdAt(after)).isEqualTo(createdAt(before));
    }

    private static String createdAt(String body) {
        int at = body.indexOf("\"createdAt\":");
        return body.substring(at, body.indexOf(',', at));
    }

    @Test
    void instances_of_an_attribute_are_told_apart_by_their_dataset() {
        var path =
                create(
                        "b6",
                        ",\"speed\":[{\"value\":1},{\"value\":2,\"datasetId\":\"urn:source:gps\"}]");
        var gps = "{\"value\":3,\"datasetId\":\"urn:source:gps\"}";
        assertThat(city.patch(path + "/attrs/speed", gps).status()).isEqualTo(204);
        assertThat(city.get(path).body()).contains("\"value\":1", "\"value\":3");
        assertThat(city.delete(path + "/attrs/speed?datasetId=urn:source:gps").status())
                .isEqualTo(204);
        assertThat(shown(path)).contains("\"speed\":1");
        assertThat(city.delete(path + "/attrs/speed?datasetId=urn:source:gps").status())
                .isEqualTo(404);
        assertThat(city.delete(path + "/attrs/speed?deleteAll=true").status()).isEqualTo(204);
        assertThat(shown(path)).doesNotContain("speed");
    }

    @Test
    void a_deleted_entity_is_gone_and_can_be_created_again() {
        var path = create("b7", ",\"a\":{\"value\":1}");
        assertThat(city.delete(path).status()).isEqualTo(204);
        assertThat(city.get(path).status()).isEqualTo(404);
        assertThat(city.delete(path).status()).isEqualTo(404);
        create("b7", ",\"b\":{\"value\":2}");
        assertThat(shown(path)).contains("\"b\":2").doesNotContain("\"a\":");
    }

    @Test
    void a_tenant_has_its_own_entities() {
        var path = create("t1", ",\"a\":{\"value\":1}");
        assertThat(city.get(path, "NGSILD-Tenant", "fire").status()).isEqualTo(404);
        var other = city.get(path, "NGSILD-Tenant", "police");
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.body()).contains("NonexistentTenant", "police");
    }

    @Test
    void what_is_wrong_is_said_in_the_language_that_is_asked_for() {
        var english = city.get(ENTITIES + "/urn:ngsi-ld:Station:nobody");
        assertThat(english.status()).isEqualTo(404);
        assertThat(english.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(english.body()).contains("There is no entity urn:ngsi-ld:Station:nobody");
        var chinese =
                city.get(
                        ENTITIES + "/urn:ngsi-ld:Station:nobody",
                        "Accept-Language",
                        "zh-CN,en;q=0.5");
        assertThat(chinese.body()).contains("没有实体 urn:ngsi-ld:Station:nobody");
    }
}
