package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import city.wutong.start.Await;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Creating, changing and deleting entities and attributes (clause 5.6).
@ExtendWith(TestCity.Shared.class)
class ProvisionTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String BATCH = "/ngsi-ld/v1/entityOperations/";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final TestCity city;

    ProvisionTest(TestCity city) {
        this.city = city;
    }

    private static String path(String name) {
        return ENTITIES + "/urn:ngsi-ld:Kiosk:" + name;
    }

    private void create(String name, String members) {
        var body =
                "{\"id\":\"urn:ngsi-ld:Kiosk:%s\",\"type\":\"Kiosk\"%s}".formatted(name, members);
        assertThat(city.post(ENTITIES, body).status()).isEqualTo(201);
    }

    private static void assertProblem(Reply reply, int status, String type) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains("https://uri.etsi.org/ngsi-ld/errors/" + type);
    }

    // One entity and its attributes

    @Test
    void clause_5_6_2_4_an_update_is_done_only_to_an_entity_of_the_selected_type() {
        create("typed", ",\"name\":{\"type\":\"Property\",\"value\":\"old\"}");
        var fragment = "{\"name\":{\"type\":\"Property\",\"value\":\"new\"}}";
        assertProblem(
                city.patch(path("typed") + "/attrs?type=Tower", fragment), 404, "ResourceNotFound");
        assertThat(city.get(path("typed")).body()).contains("old");
        assertThat(city.patch(path("typed") + "/attrs?type=Kiosk", fragment).status())
                .isEqualTo(204);
        assertThat(city.get(path("typed")).body()).contains("new");
    }

    @Test
    void clause_4_5_1_an_entity_has_attributes_called_as_the_content_of_attributes_is() {
        create(
                "called",
                """
                ,"value":{"type":"Property","value":20}
                ,"vocab":{"type":"VocabProperty","vocab":"stopped"}
                ,"json":{"type":"JsonProperty","json":{"a":1}}\
                """);
        assertThat(city.get(path("called") + "?pick=value,vocab,json").body())
                .contains("\"value\":{\"type\":\"Property\",\"value\":20}")
                .contains("\"vocab\":{\"type\":\"VocabProperty\",\"vocab\":\"stopped\"}");
        assertThat(city.get(ENTITIES + "?type=Kiosk&q=value==20&options=keyValues").body())
                .contains("urn:ngsi-ld:Kiosk:called")
                .contains("\"value\":20");
        assertThat(city.patch(path("called") + "/attrs/value", "{\"value\":21}").status())
                .isEqualTo(204);
        assertThat(city.get(ENTITIES + "?type=Kiosk&q=value==21").body()).contains("called");
    }

    @Test
    void clause_4_5_1_what_is_not_reified_names_no_attribute() {
        var reply =
                city.patch(
                        path("typed"), "{\"unitCode\":{\"type\":\"Property\",\"value\":\"GP\"}}");
        assertProblem(reply, 400, "BadRequestData");
        assertThat(reply.body()).contains("attribute.name-reserved");
        var inAttribute =
                city.patch(
                        path("typed"),
                        """
                        {"name":{"type":"Property","value":"x",
                          "https://uri.etsi.org/ngsi-ld/hasObject":{"type":"Property","value":1}}}\
                        """);
        assertProblem(inAttribute, 400, "BadRequestData");
    }

    @Test
    void clause_5_6_2_4_an_update_replaces_a_scope_and_adds_none() {
        create("unscoped", "");
        var reply = city.patch(path("unscoped") + "/attrs", "{\"scope\":\"/Wuzhen\"}");
        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.body()).contains("notUpdated", "https://uri.etsi.org/ngsi-ld/scope");
        assertThat(city.get(path("unscoped")).body()).doesNotContain("Wuzhen");
    }

    @Test
    void clause_5_6_3_4_an_append_without_overwrite_adds_scopes() {
        create("scoped", ",\"scope\":\"/Wuzhen\"");
        var attrs = path("scoped") + "/attrs?options=noOverwrite";
        assertThat(city.post(attrs, "{\"scope\":\"/Tongxiang\"}").status()).isEqualTo(204);
        assertThat(city.get(path("scoped")).body())
                .contains("\"scope\":[\"/Wuzhen\",\"/Tongxiang\"]");
    }

    @Test
    void clause_5_6_5_4_a_scope_is_deleted_like_an_attribute() {
        create("bare", ",\"scope\":\"/Wuzhen\"");
        assertThat(city.delete(path("bare") + "/attrs/scope").status()).isEqualTo(204);
        assertThat(city.get(path("bare")).body()).doesNotContain("scope");
        assertProblem(city.delete(path("bare") + "/attrs/scope"), 404, "ResourceNotFound");
    }

    @Test
    void clause_5_6_17_4_a_change_without_an_id_is_bad_data() {
        assertProblem(city.patch(ENTITIES + "/", "{}"), 400, "BadRequestData");
        assertProblem(city.post(ENTITIES + "//attrs", "{}"), 400, "BadRequestData");
        assertProblem(city.delete(ENTITIES + "//attrs/name"), 400, "BadRequestData");
    }

    @Test
    void clause_5_5_4_null_is_no_value_and_the_answer_says_how_to_delete() {
        create("nulled", ",\"name\":{\"type\":\"Property\",\"value\":1}");
        var reply = city.patch(path("nulled"), "{\"name\":{\"type\":\"Property\",\"value\":null}}");
        assertProblem(reply, 400, "BadRequestData");
        assertThat(reply.body()).contains("name.value", "urn:ngsi-ld:null");
    }

    @Test
    void clause_5_6_17_4_a_simplified_merge_keeps_the_kinds_that_are_there() {
        create(
                "merged",
                """
                ,"near":{"type":"Relationship","object":"urn:ngsi-ld:Kiosk:a"},
                 "sign":{"type":"LanguageProperty","languageMap":{"zh":"书店","en":"books"}},
                 "warm":{"value":20,"observedAt":"2026-01-01T00:00:00Z"},"plain":{"value":1}\
                """);
        var merge =
                city.patch(
                        path("merged")
                                + "?format=simplified&lang=en&observedAt=2026-02-02T00:00:00Z",
                        """
                        {"near":"urn:ngsi-ld:Kiosk:b","sign":"bookshop","warm":21,"plain":2}\
                        """);
        assertThat(merge.status()).as(merge.body()).isEqualTo(204);
        assertThat(city.get(path("merged")).body())
                .contains("\"object\":\"urn:ngsi-ld:Kiosk:b\"")
                .contains("\"languageMap\":{\"zh\":\"书店\",\"en\":\"bookshop\"}")
                .contains("\"value\":21,\"observedAt\":\"2026-02-02T00:00:00Z\"")
                .contains("\"plain\":{\"type\":\"Property\",\"value\":2}");
        assertProblem(
                city.patch(path("merged") + "?format=simplified", "{\"near\":5}"),
                400,
                "BadRequestData");
    }

    // Batches

    @Test
    void clause_5_6_7_4_a_null_in_a_batch_fails_all_of_it() {
        var batch = "[{\"id\":\"urn:ngsi-ld:Kiosk:beside-null\",\"type\":\"Kiosk\"},null]";
        assertProblem(city.post(BATCH + "create", batch), 400, "BadRequestData");
        assertThat(city.get(path("beside-null")).status()).isEqualTo(404);
    }

    @Test
    void clause_6_3_5_a_link_beside_json_ld_fails_the_batch() {
        var batch = "[{\"id\":\"urn:ngsi-ld:Kiosk:linked\",\"type\":\"Kiosk\",\"@context\":[]}]";
        var reply =
                city.post(
                        BATCH + "create",
                        batch,
                        "Content-Type",
                        "application/ld+json",
                        "Link",
                        "<https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld>;"
                                + " rel=\"http://www.w3.org/ns/json-ld#context\"");
        assertProblem(reply, 400, "BadRequestData");
        assertThat(city.get(path("linked")).status()).isEqualTo(404);
    }

    // Purge

    @Test
    void clause_5_6_21_4_a_purge_deletes_what_it_asks_for_and_nothing_else() {
        for (int i = 0; i < 5; i++) {
            var body = "{\"id\":\"urn:ngsi-ld:Leaf:%d\",\"type\":\"Leaf\",\"n\":{\"value\":%d}}";
            assertThat(city.post(ENTITIES, body.formatted(i, i)).status()).isEqualTo(201);
        }
        assertThat(city.delete(ENTITIES + "?type=Leaf&q=n%3E2").status()).isEqualTo(204);
        assertThat(city.get(ENTITIES + "?type=Leaf&count=true").header("NGSILD-Results-Count"))
                .isEqualTo("3");
    }

    @Test
    void clause_5_6_21_4_a_purge_can_drop_or_keep_attributes() {
        var body =
                """
                {"id":"urn:ngsi-ld:Twig:1","type":"Twig",
                 "a":{"value":1},"b":{"value":2},"c":{"value":3}}\
                """;
        assertThat(city.post(ENTITIES, body).status()).isEqualTo(201);
        var twig = ENTITIES + "/urn:ngsi-ld:Twig:1?options=simplified";
        assertThat(city.delete(ENTITIES + "?type=Twig&drop=a").status()).isEqualTo(204);
        assertThat(city.get(twig).body()).doesNotContain("\"a\"").contains("\"b\"", "\"c\"");
        assertThat(city.delete(ENTITIES + "?type=Twig&keep=c").status()).isEqualTo(204);
        assertThat(city.get(twig).body()).doesNotContain("\"b\"").contains("\"c\"");
        assertProblem(city.delete(ENTITIES + "?type=Twig&keep=c&drop=c"), 400, "BadRequestData");
    }

    @Test
    void clause_5_6_21_4_a_purge_that_is_too_wide_is_refused() {
        assertProblem(city.delete(ENTITIES), 400, "BadRequestData");
        assertProblem(city.delete(ENTITIES + "?id=urn:ngsi-ld:Leaf:1"), 400, "BadRequestData");
        assertProblem(city.delete(ENTITIES + "?type=Leaf&color=red"), 400, "InvalidRequest");
    }

    @Test
    void a_purge_leaves_what_is_wutongs_own() {
        var reply = city.delete(ENTITIES + "?type=Alert");
        assertThat(reply.status()).isIn(204, 207);
        assertThat(city.get(ENTITIES + "?type=Alert").status()).isEqualTo(200);
    }

    // Transient entities

    @Test
    void clause_4_22_what_expires_is_gone_and_the_rest_stays() throws InterruptedException {
        var soon = Instant.now().plusMillis(700).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        create("gone", ",\"expiresAt\":\"%s\"".formatted(soon));
        create(
                "stays",
                ",\"flash\":{\"value\":1,\"expiresAt\":\"%s\"},\"steady\":{\"value\":2}"
                        .formatted(soon));
        assertThat(Await.until(LONGEST, () -> city.get(path("gone")).status() == 404)).isTrue();
        assertThat(Await.until(LONGEST, () -> !city.get(path("stays")).body().contains("flash")))
                .isTrue();
        assertThat(city.get(path("stays")).body()).contains("steady");
        assertThat(city.get("/ngsi-ld/v1/temporal/entities/urn:ngsi-ld:Kiosk:stays").body())
                .contains("steady")
                .doesNotContain("\"value\":1");
    }

    @Test
    void clause_4_22_what_has_expired_already_is_taken_and_never_shown() {
        create("past", ",\"expiresAt\":\"2020-01-01T00:00:00Z\"");
        assertThat(city.get(path("past")).status()).isEqualTo(404);
    }
}
