package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Clauses 5.7.5 to 5.7.10 and 6.25 to 6.28: which types and attributes there are.
@ExtendWith(TestCity.Shared.class)
class DiscoveryTest {
    private static final String V1 = "/ngsi-ld/v1";
    private static final String ENTITIES = V1 + "/entities";
    private static final String LD = "application/ld+json";
    private static final String DEFAULT = "https://uri.etsi.org/ngsi-ld/default-context/";
    private static final String CONTEXT =
            "{\"Orchard\":\"https://fruit.example/Orchard\",\"yield\":\"https://fruit.example/yield\"}";

    private final TestCity city;

    DiscoveryTest(TestCity city) {
        this.city = city;
    }

    @BeforeEach
    void plant() {
        put(
                """
                {"id":"urn:ngsi-ld:Orchard:1","type":["Orchard","Plot"],"yield":{"type":"Property","value":4},\
                "@context":%s}\
                """
                        .formatted(CONTEXT));
        put(
                """
                {"id":"urn:ngsi-ld:Orchard:2","type":"Orchard","tendedBy":[\
                {"type":"Relationship","object":"urn:ngsi-ld:Person:1"},\
                {"type":"Property","value":"nobody","datasetId":"urn:d:1"}],"@context":%s}\
                """
                        .formatted(CONTEXT));
    }

    private void put(String entity) {
        var path = V1 + "/entityOperations/upsert";
        assertThat(city.post(path, "[" + entity + "]", "Content-Type", LD).status()).isIn(201, 204);
    }

    private String hosted() {
        var body = "{\"@context\":" + CONTEXT + "}";
        var location = city.post(V1 + "/jsonldContexts", body).header("Location");
        return "<http://localhost%s>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"%s\""
                .formatted(location, LD);
    }

    private static Json at(Reply reply, String name) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.json() instanceof Json.Obj object
                ? object.get(name).orElse(Json.Literal.NULL)
                : Json.Literal.NULL;
    }

    private static Json texts(String... texts) {
        return Json.array(java.util.Arrays.stream(texts).map(Json::of).toList());
    }

    @Test
    void clause_5_7_5_types_are_listed_by_the_names_of_the_requests_context() {
        var plain = city.get(V1 + "/types");
        assertThat(at(plain, "type")).isEqualTo(Json.of("EntityTypeList"));
        assertThat(plain.body()).contains("\"https://fruit.example/Orchard\"", "\"Plot\"");
        assertThat(city.get(V1 + "/types", "Link", hosted()).body()).contains("\"Orchard\"");
    }

    @Test
    void clause_5_7_6_each_type_has_the_attributes_of_all_its_entities() {
        var details = city.get(V1 + "/types?details=true", "Link", hosted());
        assertThat(details.status()).isEqualTo(200);
        assertThat(details.body())
                .contains(
                        """
                        {"id":"https://fruit.example/Orchard","type":"EntityType","typeName":"Orchard",\
                        "attributeNames":["tendedBy","yield"]}\
                        """)
                .contains(
                        "{\"id\":\""
                                + DEFAULT
                                + "Plot\",\"type\":\"EntityType\",\"typeName\":\"Plot\","
                                + "\"attributeNames\":[\"yield\"]}");
    }

    @Test
    void clause_5_7_7_a_type_is_told_with_its_count_and_the_kinds_of_its_attributes() {
        var orchard = city.get(V1 + "/types/Orchard", "Link", hosted());
        assertThat(at(orchard, "type")).isEqualTo(Json.of("EntityTypeInfo"));
        assertThat(at(orchard, "entityCount")).isEqualTo(Json.of(2));
        assertThat(orchard.body())
                .contains(
                        "\"attributeName\":\"tendedBy\",\"attributeTypes\":[\"Property\",\"Relationship\"]");
        var byIri =
                V1
                        + "/types/"
                        + URLEncoder.encode(
                                "https://fruit.example/Orchard", StandardCharsets.UTF_8);
        assertThat(at(city.get(byIri), "entityCount")).isEqualTo(Json.of(2));
        assertThat(city.get(V1 + "/types/Orchard").status()).isEqualTo(404);
    }

    @Test
    void clause_5_7_8_and_5_7_9_attributes_are_listed_and_with_details_have_their_types() {
        assertThat(city.get(V1 + "/attributes").body())
                .contains(
                        "\"type\":\"AttributeList\"",
                        "\"https://fruit.example/yield\"",
                        "\"tendedBy\"");
        assertThat(city.get(V1 + "/attributes?details=true", "Link", hosted()).body())
                .contains(
                        "{\"id\":\"https://fruit.example/yield\",\"type\":\"Attribute\","
                                + "\"attributeName\":\"yield\",\"typeNames\":[\"Orchard\",\"Plot\"]}");
    }

    @Test
    void clause_5_7_10_an_attribute_is_told_with_the_number_of_its_instances() {
        var tended = city.get(V1 + "/attributes/tendedBy", "Link", hosted());
        assertThat(at(tended, "attributeCount")).isEqualTo(Json.of(2));
        assertThat(at(tended, "attributeTypes")).isEqualTo(texts("Property", "Relationship"));
        assertThat(at(tended, "typeNames")).isEqualTo(texts("Orchard"));
        assertThat(city.get(V1 + "/attributes/yield").status()).isEqualTo(404);
    }

    @Test
    void clause_6_3_20_other_parameters_are_invalid() {
        assertThat(city.get(V1 + "/types/Orchard?details=true").status()).isEqualTo(400);
        assertThat(city.get(V1 + "/attributes?limit=1").status()).isEqualTo(400);
        assertThat(city.get(V1 + "/types?local=true").status()).isEqualTo(200);
    }

    @Test
    void clause_4_14_another_tenants_types_are_not_told() {
        assertThat(city.get(V1 + "/types", "NGSILD-Tenant", "fire").body())
                .doesNotContain("https://fruit.example/Orchard");
        assertThat(city.get(ENTITIES + "/urn:ngsi-ld:Orchard:1", "NGSILD-Tenant", "fire").status())
                .isEqualTo(404);
    }
}
