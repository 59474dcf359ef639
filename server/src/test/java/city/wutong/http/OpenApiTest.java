package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.resource.DescribedOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `/openapi` says what the resources do.
@ExtendWith(TestCity.Shared.class)
class OpenApiTest {
    private static final Pattern ALLOWED = Pattern.compile("Allowed: (.*)\\.$");
    private static final String UNKNOWN = "http.parameter-unknown";

    /// These answer whatever parameters are sent.
    private static final Set<String> EASY_GOING =
            Set.of(
                    "PATCH /ngsi-ld/v1/entities",
                    "PUT /ngsi-ld/v1/entities",
                    "GET /health/live",
                    "GET /health/ready",
                    "GET /metrics",
                    "GET /api/oidc/callback",
                    "GET /console",
                    "GET /console/",
                    "GET /console/{file}",
                    "GET /");

    private final TestCity city;

    OpenApiTest(TestCity city) {
        this.city = city;
    }

    private List<DescribedOperation> described() {
        var reply = city.get("/openapi.json?lang=en");
        assertThat(reply.status()).isEqualTo(200);
        return DescribedOperation.all((Json.Obj) reply.json());
    }

    @Test
    void it_lists_the_parameters_that_each_resource_allows() {
        var described = new TreeMap<String, Set<String>>();
        var allowed = new TreeMap<String, Set<String>>();
        for (var operation : described()) {
            var about = operation.method() + " " + operation.path();
            var reply = send(city, operation, operation.examplePath() + "?of-no-use=1", "");
            described.put(about, operation.queried());
            allowed.put(about, EASY_GOING.contains(about) ? none(reply) : allowed(about, reply));
        }
        assertThat(described).isEqualTo(allowed);
    }

    private static Set<String> none(Reply reply) {
        assertThat(reply.body()).doesNotContain(UNKNOWN);
        return Set.of();
    }

    private static Set<String> allowed(String about, Reply reply) {
        assertThat(reply.body()).as(about).contains(UNKNOWN);
        var detail = ((Json.Str) ((Json.Obj) reply.json()).get("detail").orElseThrow()).value();
        var found = ALLOWED.matcher(detail);
        assertThat(found.find()).as(detail).isTrue();
        var names = new TreeSet<>(Arrays.asList(found.group(1).split(", ")));
        names.remove("");
        return names;
    }

    @Test
    void its_examples_are_answered_with_a_status_that_it_names() {
        try (var own = TestCity.open(Map.of())) {
            for (var operation : described()) {
                if (operation.path().equals("/events")) {
                    continue; // has no end
                }
                var body = operation.exampleBody().map(JsonWriter::text).orElse("");
                var reply = send(own, operation, operation.examplePath(), body);
                assertThat(operation.statuses())
                        .as("%s %s: %s", operation.method(), operation.path(), reply.body())
                        .contains(String.valueOf(reply.status()));
            }
        }
    }

    @Test
    void an_example_of_an_entity_is_taken() {
        try (var own = TestCity.open(Map.of())) {
            for (var operation : described()) {
                if (operation.path().equals("/ngsi-ld/v1/entities")
                        && operation.method().equals("POST")) {
                    var body = JsonWriter.text(operation.exampleBody().orElseThrow());
                    assertThat(own.post(operation.path(), body).status()).isEqualTo(201);
                }
            }
        }
    }

    private static Reply send(TestCity to, DescribedOperation operation, String path, String body) {
        return switch (operation.method()) {
            case "GET" -> to.get(path);
            case "DELETE" -> to.delete(path);
            case "POST" -> to.post(path, body);
            case "PUT" -> to.put(path, body);
            case "PATCH" -> to.patch(path, body);
            default -> throw new AssertionError(operation.method());
        };
    }

    @Test
    void it_is_told_in_the_language_that_is_asked_for() {
        var english = city.get("/openapi");
        assertThat(english.header("Content-Type")).isEqualTo("application/json");
        assertThat(english.body()).contains("Query entities");
        assertThat(city.get("/openapi", "Accept-Language", "zh-CN").body()).contains("查询实体");
        assertThat(city.get("/openapi?lang=en", "Accept-Language", "zh-CN").body())
                .contains("Query entities");
        assertThat(
                        city.get("/openapi", "Accept", "application/openapi+json")
                                .header("Content-Type"))
                .isEqualTo("application/openapi+json");
        var wrong = city.get("/openapi?lang=fr");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("zh, en");
    }

    @Test
    void a_browser_has_a_page_with_nothing_from_elsewhere() {
        var page = city.get("/openapi/", "Accept", "text/html,*/*;q=0.8");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        for (var part : List.of("page.js", "page.css")) {
            assertThat(page.body()).contains("/openapi/" + part);
            var file = city.get("/openapi/" + part);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.body()).doesNotContain("http://", "https://", "//cdn");
        }
        assertThat(page.body()).doesNotContain("<style", "style=", " onclick", " onload");
        assertThat(city.get("/openapi/document.yaml").status()).isEqualTo(404);
    }
}
