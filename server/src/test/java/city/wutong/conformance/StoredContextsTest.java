package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clauses 5.13, 6.29 and 6.30: stored `@context`s.
@ExtendWith(TestCity.Shared.class)
class StoredContextsTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String CONTEXTS = "/ngsi-ld/v1/jsonldContexts";
    private static final String ERRORS = "https://uri.etsi.org/ngsi-ld/errors/";
    private static final String TREES =
            "{\"@context\":{\"girth\":\"https://trees.example/girth\"}}";
    private static final String CORE =
            "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.3.jsonld";

    private final TestCity city;

    StoredContextsTest(TestCity city) {
        this.city = city;
    }

    private String hosted(String body, String... headers) {
        var added = city.post(CONTEXTS, body, headers);
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body()).isEmpty();
        return added.header("Location");
    }

    private static String link(String uri) {
        return "<%s>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\""
                .formatted(uri);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String member(Reply reply, String name) {
        return reply.json() instanceof Json.Obj object
                        && object.get(name).orElse(Json.Literal.NULL) instanceof Json.Str(var text)
                ? text
                : "";
    }

    private static void refused(Reply reply, int status, String type) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(member(reply, "type")).isEqualTo(ERRORS + type);
    }

    @Test
    void clause_5_13_2_a_hosted_context_is_served_as_it_was_given_without_what_stood_beside_it() {
        var location =
                hosted("{\"@context\":{\"girth\":\"https://trees.example/girth\"},\"more\":1}");
        assertThat(location).startsWith(CONTEXTS + "/urn:uuid:");
        var served = city.get(location);
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(TREES);
        assertThat(served.header("Content-Type")).startsWith("application/json");
        assertThat(city.get(location, "Accept", "application/ld+json").header("Content-Type"))
                .startsWith("application/ld+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"girth\":\"https://trees.example/girth\"} | InvalidRequest",
                "[{\"@context\":{}}]                         | InvalidRequest",
                "{\"@context\":                              | InvalidRequest",
                "{\"@context\":17}                           | BadRequestData",
                "{\"@context\":[\"https://a.example/c\",{\"x\":false}]} | BadRequestData",
                "{\"@context\":{\"x\":{\"@id\":\"https://a.example/x\",\"@context\":{}}}} | BadRequestData"
            })
    void clause_5_13_2_4_what_is_no_context_is_refused_and_not_stored(String body, String type) {
        var refused = city.post(CONTEXTS, body);
        refused(refused, 400, type);
        assertThat(refused.header("Location")).isEmpty();
    }

    @Test
    void clause_5_5_7_a_hosted_context_is_meant_by_its_url_though_that_is_a_private_address() {
        var uri = "http://127.0.0.1:1" + hosted(TREES);
        var id = "urn:ngsi-ld:Tree:ctx1";
        var body =
                "{\"id\":\"%s\",\"type\":\"Tree\",\"girth\":{\"type\":\"Property\",\"value\":3}}"
                        .formatted(id);
        assertThat(city.post(ENTITIES, body, "Link", link(uri)).status()).isEqualTo(201);
        assertThat(city.get(ENTITIES + "/" + id).body())
                .contains("\"https://trees.example/girth\"");
        var shown = city.get(ENTITIES + "/" + id, "Link", link(uri));
        assertThat(shown.body()).contains("\"girth\":");
        assertThat(shown.header("Link")).isEqualTo(link(uri));
    }

    @Test
    void clause_6_3_5_the_path_that_was_answered_names_it_in_a_json_ld_body() {
        var location = hosted(TREES);
        var body =
                """
                {"id":"urn:ngsi-ld:Tree:ctx2","type":"Tree","girth":3,"@context":["%s"]}\
                """
                        .formatted(location);
        assertThat(city.post(ENTITIES, body, "Content-Type", "application/ld+json").status())
                .isEqualTo(201);
        assertThat(city.get(ENTITIES + "/urn:ngsi-ld:Tree:ctx2").body())
                .contains("\"https://trees.example/girth\"");
    }

    @Test
    void clause_5_13_5_4_a_deleted_context_is_gone_for_requests_too() {
        var location = hosted(TREES);
        assertThat(city.delete(location).status()).isEqualTo(204);
        refused(city.delete(location), 404, "ResourceNotFound");
        refused(city.get(location), 404, "ResourceNotFound");
        refused(city.get(location + "?details=true"), 404, "ResourceNotFound");
        refused(
                city.get(ENTITIES + "?type=Tree", "Link", link("http://127.0.0.1:1" + location)),
                504,
                "LdContextNotAvailable");
    }

    @Test
    void clause_5_13_3_contexts_are_listed_by_their_urls_or_with_details() {
        var location = hosted(TREES);
        var all = city.get(CONTEXTS);
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body()).contains(location + "\"").contains("http://127.0.0.1:");
        assertThat(city.get(CONTEXTS + "?kind=Hosted").body()).contains(location);
        assertThat(city.get(CONTEXTS + "?kind=Cached").body()).doesNotContain(location);
        assertThat(city.get(CONTEXTS + "?kind=ImplicitlyCreated").body()).doesNotContain(location);

        var about = city.get(location + "?details=true");
        assertThat(member(about, "kind")).isEqualTo("Hosted");
        assertThat(member(about, "URL")).startsWith("http://").endsWith(location);
        assertThat(CONTEXTS + "/" + member(about, "localId")).isEqualTo(location);
        assertThat(member(about, "createdAt")).matches("\\d{4}-.*T.*Z");
        assertThat(city.get(CONTEXTS + "?details=true").body()).contains(about.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?kind=Other", "?details=maybe", "?kind=hosted"})
    void clause_6_29_3_2_other_values_of_its_parameters_are_bad_data(String query) {
        refused(city.get(CONTEXTS + query), 400, "BadRequestData");
    }

    @Test
    void clause_6_3_20_a_parameter_that_it_does_not_have_is_an_invalid_request() {
        refused(city.get(CONTEXTS + "?limit=2"), 400, "InvalidRequest");
        refused(city.delete(hosted(TREES) + "?details=true"), 400, "InvalidRequest");
    }

    @Test
    void clause_4_4_each_version_of_the_core_is_known_by_its_url_and_cannot_be_deleted() {
        var path = CONTEXTS + "/" + encoded(CORE);
        var about = city.get(path + "?details=true");
        assertThat(member(about, "kind")).isEqualTo("Cached");
        assertThat(member(about, "URL")).isEqualTo(CORE);
        refused(city.get(path), 422, "OperationNotSupported");
        refused(city.delete(path), 400, "BadRequestData");
        assertThat(city.delete(path + "?reload=true").status()).isEqualTo(204);
        assertThat(city.get(ENTITIES + "?type=Tree", "Link", link(CORE)).status()).isEqualTo(200);
    }

    @Test
    void clause_5_13_5_4_only_cached_contexts_can_be_reloaded() {
        var location = hosted(TREES);
        refused(city.delete(location + "?reload=true"), 400, "BadRequestData");
        refused(city.delete(CONTEXTS + "/nothing?reload=true"), 400, "BadRequestData");
        refused(city.delete(CONTEXTS + "/nothing?reload=perhaps"), 400, "BadRequestData");
        assertThat(city.get(location).status()).isEqualTo(200);
    }

    @Test
    void clause_4_14_a_tenants_hosted_context_is_neither_seen_nor_used_by_another() {
        var location = hosted(TREES, "NGSILD-Tenant", "fire");
        refused(city.get(location), 404, "ResourceNotFound");
        refused(city.delete(location), 404, "ResourceNotFound");
        assertThat(city.get(CONTEXTS).body()).doesNotContain(location);
        var uri = link("http://127.0.0.1:1" + location);
        refused(city.get(ENTITIES + "?type=Tree", "Link", uri), 504, "LdContextNotAvailable");

        assertThat(city.get(ENTITIES + "?type=Tree", "Link", uri, "NGSILD-Tenant", "fire").status())
                .isEqualTo(200);
        var about = city.get(location + "?details=true", "NGSILD-Tenant", "fire");
        assertThat(member(about, "URL")).endsWith(location + "?tenant=fire");
        assertThat(city.get(location + "?tenant=fire").body()).isEqualTo(TREES);
    }
}
