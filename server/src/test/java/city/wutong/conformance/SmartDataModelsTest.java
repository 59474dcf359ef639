package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The normalized examples of the Smart Data Models: entities that others made. What the standard
/// allows goes in and comes out as it was, and is found; what it does not is refused by name.
@ExtendWith(TestCity.Shared.class)
class SmartDataModelsTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String CONTEXTS = "/ngsi-ld/v1/jsonldContexts";
    private static final String LD_JSON = "application/ld+json";
    private static final Map<String, String> HOSTED = new ConcurrentHashMap<>();

    private final TestCity city;

    SmartDataModelsTest(TestCity city) {
        this.city = city;
    }

    static Stream<ModelExample> right() throws IOException {
        return ModelExample.all().filter(example -> !example.isRefused());
    }

    /// Where the `@context` of the example's domain is hosted; nothing is fetched from the web.
    private String context(ModelExample example) {
        return HOSTED.computeIfAbsent(
                example.domain(),
                domain -> {
                    var text =
                            new String(
                                    ModelExample.read(domain + "/context"), StandardCharsets.UTF_8);
                    var added = city.post(CONTEXTS, text, "Content-Type", LD_JSON);
                    assertThat(added.status()).as(domain).isEqualTo(201);
                    return added.header("Location");
                });
    }

    private String link(ModelExample example) {
        return "<http://127.0.0.1:1%s>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"%s\""
                .formatted(context(example), LD_JSON);
    }

    private Reply created(ModelExample example) {
        var body = JsonWriter.text(example.with(context(example)));
        return city.post(ENTITIES, body, "Content-Type", LD_JSON);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The entity as the query shows it; empty when it is not among what is found.
    private Optional<Json> found(ModelExample example, String query) {
        var path = ENTITIES + "?limit=1000&type=" + encoded(example.type()) + query;
        var reply = city.get(path, "Link", link(example));
        assertThat(reply.status()).as(path + "\n" + reply.body()).isEqualTo(200);
        return ((Json.Arr) reply.json())
                .items().stream()
                        .filter(item ->
                                item instanceof Json.Obj entity
                                        && entity.get("id")
                                                .equals(Optional.of(Json.of(example.id()))))
                        .findFirst();
    }

    @ParameterizedTest
    @MethodSource("right")
    void clauses_5_6_1_5_7_1_and_5_7_2_what_is_right_goes_in_comes_out_and_is_found(
            ModelExample example) {
        var place = ENTITIES + "/" + encoded(example.id());
        var created = created(example);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        try {
            var shown = city.get(place, "Link", link(example));
            assertThat(shown.json()).isEqualTo(example.asShown());
            assertThat(city.get(place, "Link", link(example), "Accept", LD_JSON).status())
                    .isEqualTo(200);
            var q = "&q=" + encoded(example.question());
            assertThat(found(example, q)).as(q).contains(example.asShown());
            example.position()
                    .ifPresent(position -> {
                        var near =
                                "&georel=near;maxDistance==1&geometry=Point&coordinates="
                                        + encoded(position);
                        assertThat(found(example, near)).as(near).contains(example.asShown());
                    });
        } finally {
            assertThat(city.delete(place).status()).isEqualTo(204);
        }
        assertThat(found(example, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = ModelExample.FOLDER + "refused.csv", useHeadersInDisplayName = true)
    void clause_5_5_4_what_is_wrong_is_refused_by_the_name_of_what_is(
            String name, String words, String why) {
        var refused = created(ModelExample.of(name));
        assertThat(refused.status()).as(why).isEqualTo(400);
        assertThat(refused.json())
                .isInstanceOfSatisfying(
                        Json.Obj.class,
                        problem ->
                                assertThat(problem.get("detail").orElseThrow())
                                        .isInstanceOfSatisfying(
                                                Json.Str.class,
                                                detail ->
                                                        assertThat(detail.value())
                                                                .contains(words)));
    }

    @Test
    void clause_5_5_4_what_is_no_json_is_refused_with_the_line() {
        var bytes = ModelExample.read("PointOfInterest/PointOfInterest-key-values");
        var refused =
                city.post(
                        ENTITIES,
                        new String(bytes, StandardCharsets.UTF_8),
                        "Content-Type",
                        LD_JSON);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("line 43, column 3");
    }

    @Test
    void nothing_of_the_cut_is_left_out() throws IOException {
        assertThat(ModelExample.all()).hasSize(132);
        assertThat(right()).hasSize(104);
    }
}
