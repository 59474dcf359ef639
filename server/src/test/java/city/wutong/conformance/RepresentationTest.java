package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How an entity is shown by a retrieval and by a query (clauses 5.7.1, 5.7.2, 6.3.4, 6.3.6,
/// 6.3.7).
@ExtendWith(TestCity.Shared.class)
class RepresentationTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String LD = "application/ld+json";
    private static final String GEO = "application/geo+json";

    private final TestCity city;

    RepresentationTest(TestCity city) {
        this.city = city;
    }

    /// A pump with an attribute of several kinds; its type is its own, for queries.
    private String pump(String name) {
        var id = "urn:ngsi-ld:Pump:" + name;
        var body =
                """
                {"id":"%s","type":"Pump%s","scope":"/town",\
                "power":[{"type":"Property","value":3},\
                {"type":"Property","value":4,"datasetId":"urn:ngsi-ld:meter"}],\
                "label":{"type":"LanguageProperty","languageMap":{"en":"pump","zh":"泵"}},\
                "state":{"type":"VocabProperty","vocab":"running"},\
                "location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[120.5,30.7]}}}\
                """
                        .formatted(id, name);
        var created = city.post(ENTITIES, body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return id;
    }

    private Reply retrieve(String id, String query, String... headers) {
        return city.get(ENTITIES + "/" + id + "?" + escaped(query), headers);
    }

    private Reply query(String name, String query, String... headers) {
        return city.get(ENTITIES + "?" + escaped(query) + "&type=Pump" + name, headers);
    }

    private static String escaped(String query) {
        return query.replace("{", "%7B").replace("}", "%7D").replace("|", "%7C");
    }

    @Test
    void clause_4_21_members_are_picked_and_omitted() {
        var id = pump("a");
        assertThat(retrieve(id, "pick=id,power&options=simplified").body())
                .isEqualTo(
                        "{\"id\":\"%s\",\"power\":{\"dataset\":{\"@none\":3,\"urn:ngsi-ld:meter\":4}}}"
                                .formatted(id));
        assertThat(retrieve(id, "omit=type|power|state|label|location").body())
                .isEqualTo("{\"id\":\"%s\",\"scope\":\"/town\"}".formatted(id));
        assertThat(query("a", "pick=scope").body()).isEqualTo("[{\"scope\":\"/town\"}]");
    }

    @Test
    void clause_5_7_1_4_an_entity_of_which_nothing_is_left_is_not_found_and_not_listed() {
        var id = pump("b");
        assertThat(retrieve(id, "pick=other").status()).isEqualTo(404);
        assertThat(retrieve(id, "attrs=other").status()).isEqualTo(404);
        assertThat(query("b", "pick=other").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pick=",
                "pick=id;type",
                "omit=a,",
                "pick=power&omit=power",
                "attrs=power&pick=state",
                "attrs=power&omit=state",
                "pick=at{name}",
                "pick=at{in{name}}&join=inline",
                "omit=at{in{name}}&join=flat&joinLevel=1",
                "join=outer",
                "join=flat&joinLevel=0",
                "join=flat&joinLevel=11",
                "join=flat&containedBy=none",
                "datasetId=none",
                "lang=en;q=7",
                "geometryProperty=location"
            })
    void clause_5_7_1_4_what_cannot_be_shown_is_bad_request_data(String wish) {
        for (var reply : new Reply[] {retrieve("urn:x:nobody", wish), query("none", wish)}) {
            assertThat(reply.status()).as(wish).isEqualTo(400);
            assertThat(reply.body()).as(wish).contains("BadRequestData");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"options=other", "format=other", "options=keyValues,x", "unknown=1"})
    void clause_6_3_20_unknown_options_are_an_invalid_request(String wish) {
        var reply = retrieve("urn:x:nobody", wish);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidRequest");
    }

    @Test
    void clause_6_3_7_format_counts_before_options() {
        var id = pump("c");
        assertThat(retrieve(id, "pick=state&format=normalized&options=keyValues").body())
                .contains("VocabProperty");
        assertThat(retrieve(id, "pick=state&format=concise&options=sysAttrs").body())
                .contains("createdAt")
                .doesNotContain("VocabProperty");
    }

    @Test
    void clause_4_15_a_text_is_shown_in_the_language_that_is_asked_for() {
        var id = pump("d");
        assertThat(retrieve(id, "pick=label&lang=zh-CN,en;q=0.2").body())
                .isEqualTo("{\"label\":{\"type\":\"Property\",\"value\":\"泵\",\"lang\":\"zh\"}}");
        assertThat(query("d", "pick=label&lang=en&format=keyValues").body())
                .isEqualTo("[{\"label\":\"pump\"}]");
    }

    @Test
    void clause_4_5_5_instances_are_chosen_by_their_dataset() {
        var id = pump("e");
        assertThat(retrieve(id, "pick=power&datasetId=@none&format=simplified").body())
                .isEqualTo("{\"power\":3}");
        assertThat(retrieve(id, "pick=id,power&datasetId=urn:ngsi-ld:other").body())
                .isEqualTo("{\"id\":\"%s\"}".formatted(id));
        assertThat(query("e", "attrs=power&datasetId=urn:ngsi-ld:meter").body())
                .contains("\"value\":4")
                .doesNotContain("\"value\":3");
    }

    @Test
    void clause_5_7_1_4_an_entity_of_another_type_is_not_the_one_asked_for() {
        var id = pump("f");
        assertThat(retrieve(id, "type=Pumpf").status()).isEqualTo(200);
        assertThat(retrieve(id, "type=Pumpf,Other&local=true").status()).isEqualTo(200);
        assertThat(retrieve(id, "type=Other").status()).isEqualTo(404);
    }

    @Test
    void clause_4_5_16_an_entity_is_a_feature_for_who_accepts_geo_json() {
        var id = pump("g");
        var feature = retrieve(id, "pick=id,type,state&format=simplified", "Accept", GEO);
        assertThat(feature.header("Content-Type")).isEqualTo(GEO);
        assertThat(feature.body())
                .startsWith(
                        "{\"id\":\"%s\",\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[120.5,30.7]},"
                                        .formatted(id)
                                + "\"properties\":{\"type\":\"Pumpg\",\"state\":{\"vocab\":\"running\"}},\"@context\":");
        var other = retrieve(id, "geometryProperty=power", "Accept", GEO);
        assertThat(other.body()).contains("\"geometry\":null");
        var all = query("g", "limit=1", "Accept", GEO, "Prefer", "body=json");
        assertThat(all.body())
                .startsWith("{\"type\":\"FeatureCollection\",\"features\":[{\"id\":")
                .doesNotContain("@context");
        assertThat(all.header("Link")).contains("json-ld#context");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*>application/json",
                "application/geo+json,application/json>application/json",
                "application/ld+json,application/json>application/json",
                "application/json;q=0.3,application/geo+json>application/geo+json",
                "application/json;q=0,*/*>application/ld+json",
                "application/ld+json;q=none>application/ld+json"
            })
    void clause_6_3_4_the_media_type_liked_best_is_chosen(String wishAndType) {
        var parts = wishAndType.split(">");
        var reply = query("nobody", "limit=1", "Accept", parts[0]);
        assertThat(reply.header("Content-Type")).isEqualTo(parts[1]);
    }

    @Test
    void clause_6_3_4_geo_json_is_for_entities_only() {
        assertThat(city.get("/ngsi-ld/v1/types", "Accept", GEO).status()).isEqualTo(406);
        var neither = query("nobody", "limit=1", "Accept", "text/html");
        assertThat(neither.status()).isEqualTo(406);
        assertThat(neither.body()).contains("application/json", LD, GEO);
    }

    @Test
    void clause_4_3_6_8_an_older_version_is_served_and_said() {
        var id = pump("h");
        var old = retrieve(id, "pick=state", "Prefer", "respond-async, ngsi-ld=1.7");
        assertThat(old.status()).isEqualTo(203);
        assertThat(old.header("Preference-Applied")).isEqualTo("ngsi-ld=1.7");
        assertThat(old.body())
                .isEqualTo("{\"state\":{\"type\":\"Property\",\"value\":\"running\"}}");
        assertThat(query("h", "pick=state", "Prefer", "ngsi-ld=1.7").status()).isEqualTo(203);
        var same = retrieve(id, "pick=power", "Prefer", "ngsi-ld=1.7");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("Preference-Applied")).isEqualTo("ngsi-ld=1.7");
        var newer = retrieve(id, "", "Prefer", "ngsi-ld=3.1");
        assertThat(newer.header("Preference-Applied")).isEqualTo("ngsi-ld=1.9");
        assertThat(retrieve(id, "pick=scope", "Prefer", "ngsi-ld=1.3").status()).isEqualTo(404);
        assertThat(retrieve(id, "", "Prefer", "ngsi-ld=x").header("Preference-Applied")).isEmpty();
    }

    @Test
    void clause_6_3_6_an_answer_without_content_has_no_length() {
        var deleted = city.delete(ENTITIES + "/" + pump("i"));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.header("Content-Length")).isEmpty();
        assertThat(retrieve("urn:ngsi-ld:Pump:i", "").status()).isEqualTo(404);
    }
}
