package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong is refused with a problem that says what and why, and stores nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String TREE = Client.ENTITIES + "/urn:ngsi-ld:Tree:1";
    private static final int LARGEST = 64 * 1024;

    private @Nullable RunningCity opened;

    @BeforeAll
    void open(@TempDir Path temp) {
        opened = RunningCity.open(temp, "http.max-body-bytes=" + LARGEST);
        assertThat(client().post(Client.ENTITIES, tree("1", "\"height\":7")).status())
                .isEqualTo(201);
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Client client() {
        return Objects.requireNonNull(opened).client();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("not JSON", "{\"id\":", 400, "line 1"),
                arguments("text after the end", tree("2", "\"n\":1") + "x", 400, "line"),
                arguments("empty", "", 400, "no body"),
                arguments("an array", "[]", 400, "object"),
                arguments("a number", "7", 400, "object"),
                arguments("no id", "{\"type\":\"Tree\"}", 400, "id"),
                arguments("no type", "{\"id\":\"urn:ngsi-ld:Tree:2\"}", 400, "type"),
                arguments("an id that is no URI", "{\"id\":\"2\",\"type\":\"Tree\"}", 400, "id"),
                arguments("an id of another type", "{\"id\":2,\"type\":\"Tree\"}", 400, "id"),
                arguments(
                        "a type of another type",
                        "{\"id\":\"urn:ngsi-ld:Tree:2\",\"type\":7}",
                        400,
                        "type"),
                arguments("a member twice", tree("2", "\"n\":1,\"n\":2"), 400, "twice"),
                arguments(
                        "an unknown kind of attribute",
                        tree("2", "\"n\":{\"type\":\"Poperty\",\"value\":1}"),
                        400,
                        "Poperty"),
                arguments(
                        "a property without value",
                        tree("2", "\"n\":{\"type\":\"Property\"}"),
                        400,
                        "value"),
                arguments(
                        "a relationship to no URI",
                        tree("2", "\"r\":{\"type\":\"Relationship\",\"object\":\"next door\"}"),
                        400,
                        "r.object"),
                arguments(
                        "a time that is none",
                        tree(
                                "2",
                                "\"n\":{\"type\":\"Property\",\"value\":1,\"observedAt\":\"noon\"}"),
                        400,
                        "observedAt"),
                arguments(
                        "a day that is none",
                        tree(
                                "2",
                                "\"n\":{\"type\":\"Property\",\"value\":1,"
                                        + "\"observedAt\":\"2026-02-30T00:00:00Z\"}"),
                        400,
                        "observedAt"),
                arguments(
                        "a year that PostgreSQL has not",
                        tree(
                                "2",
                                "\"n\":{\"type\":\"Property\",\"value\":1,"
                                        + "\"observedAt\":\"0000-01-01T00:00:00Z\"}"),
                        400,
                        "observedAt"),
                arguments(
                        "a geometry of an unknown kind",
                        place("{\"type\":\"Dot\",\"coordinates\":[1,2]}"),
                        400,
                        "Dot"),
                arguments(
                        "a point off the earth",
                        place("{\"type\":\"Point\",\"coordinates\":[200,2]}"),
                        400,
                        "200"),
                arguments(
                        "a point of words",
                        place("{\"type\":\"Point\",\"coordinates\":[\"a\",\"b\"]}"),
                        400,
                        "coordinates"),
                arguments(
                        "a ring that is open",
                        place(
                                "{\"type\":\"Polygon\",\"coordinates\":"
                                        + "[[[0,0],[0,1],[1,1],[1,0]]]}"),
                        400,
                        "ring"),
                arguments("U+0000", tree("2", "\"n\":\"a\\u0000b\""), 400, "U+0000"),
                arguments(
                        "half a surrogate pair", tree("2", "\"n\":\"\\ud800\""), 400, "surrogate"),
                arguments("a number out of range", tree("2", "\"n\":1e999999"), 400, "number"),
                arguments(
                        "a number of 1000 digits",
                        tree("2", "\"n\":" + "9".repeat(1000)),
                        400,
                        "umber"),
                arguments("not a number", tree("2", "\"n\":NaN"), 400, "NaN"),
                arguments(
                        "nested too deep",
                        tree(
                                "2",
                                "\"n\":{\"type\":\"Property\",\"value\":"
                                        + "[".repeat(200)
                                        + "]".repeat(200)
                                        + "}"),
                        400,
                        "nest"),
                arguments(
                        "an @context in plain JSON",
                        tree("2", "\"@context\":\"https://a.example/context\""),
                        400,
                        "@context"),
                arguments(
                        "too large",
                        tree("2", "\"n\":\"" + "x".repeat(LARGEST) + "\""),
                        413,
                        "" + LARGEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void a_body_that_is_wrong_is_refused_by_name_and_stores_nothing(
            String what, String body, int status, String named) {
        long before = client().seq();
        var reply = client().post(Client.ENTITIES, body);
        assertProblem(reply, status, named);
        assertThat(client().seq()).as(what).isEqualTo(before);
        assertThat(client().get(Client.ENTITIES + "/urn:ngsi-ld:Tree:2").status()).isEqualTo(404);
    }

    static Stream<Arguments> requests() {
        var ld = "application/ld+json";
        return Stream.of(
                arguments("GET", Client.ENTITIES + "?type=Tree&limt=1", "", "", 400, "limt"),
                arguments("GET", Client.ENTITIES + "?type=Tree&type=Bush", "", "", 400, "type"),
                arguments("GET", Client.ENTITIES + "?type=Tree&limit=-1", "", "", 400, "limit"),
                arguments("GET", Client.ENTITIES + "?type=Tree&limit=99999", "", "", 400, "1000"),
                arguments("GET", Client.ENTITIES + "?type=Tree&q=height==", "", "", 400, "q"),
                arguments("GET", Client.ENTITIES + "?type=Tree&q=((height", "", "", 400, "q"),
                arguments("GET", Client.ENTITIES + "?type=Tree&count=maybe", "", "", 400, "maybe"),
                arguments("GET", Client.ENTITIES + "?type=Tree&count", "", "", 400, "count"),
                arguments("GET", Client.ENTITIES + "?type=Tree&options=tiny", "", "", 400, "tiny"),
                arguments("GET", Client.ENTITIES, "", "", 400, "type"),
                arguments(
                        "GET",
                        Client.ENTITIES
                                + "?type=Tree&georel=near&geometry=Point&coordinates=%5B1,2%5D",
                        "",
                        "",
                        400,
                        "georel"),
                arguments("GET", Client.ENTITIES + "/tree", "", "", 400, "tree"),
                arguments("GET", Client.ENTITIES + "/urn:ngsi-ld:Tree:9", "", "", 404, "Tree:9"),
                arguments(
                        "GET",
                        Client.TEMPORAL + "urn:ngsi-ld:Tree:1?timerel=after",
                        "",
                        "",
                        400,
                        "timeAt"),
                arguments("GET", "/nowhere", "", "", 404, "/nowhere"),
                arguments("GET", "/events?lastEventId=first", "", "", 400, "first"),
                arguments("DELETE", Client.ENTITIES, "", "", 400, "type, attrs, q and georel"),
                arguments("DELETE", "/ngsi-ld/v1/types", "", "", 405, "GET"),
                arguments("PUT", "/metrics", "{}", "application/json", 405, "GET"),
                arguments(
                        "POST",
                        Client.ENTITIES,
                        tree("2", "\"n\":1"),
                        "text/plain",
                        415,
                        "text/plain"),
                arguments("POST", Client.ENTITIES, tree("2", "\"n\":1"), ld, 400, "@context"),
                arguments(
                        "POST",
                        Client.ENTITIES,
                        tree("2", "\"@context\":\"http://127.0.0.1:1/context\""),
                        ld,
                        504,
                        "http://127.0.0.1:1/context"),
                arguments(
                        "POST",
                        Client.ENTITIES,
                        tree("2", "\"@context\":\"ftp://a.example/context\""),
                        ld,
                        504,
                        "ftp://a.example/context"),
                arguments(
                        "POST", Client.ENTITIES, tree("2", "\"@context\":7"), ld, 400, "@context"),
                arguments("POST", Client.BATCH + "create", "{}", "application/json", 400, "array"),
                arguments("POST", Client.BATCH + "create", "[]", "application/json", 400, "array"),
                arguments(
                        "PATCH",
                        TREE + "/attrs/width",
                        "{\"value\":1}",
                        "application/json",
                        404,
                        "width"),
                arguments(
                        "PATCH",
                        TREE,
                        "{\"id\":\"urn:ngsi-ld:Tree:3\",\"n\":1}",
                        "application/json",
                        400,
                        "Tree:3"),
                arguments(
                        "POST",
                        Client.ENTITIES,
                        tree("1", "\"n\":1"),
                        "application/json",
                        409,
                        "Tree:1"));
    }

    @ParameterizedTest(name = "{0} {1} {5}")
    @MethodSource("requests")
    void a_request_that_is_wrong_is_refused_by_name_and_stores_nothing(
            String method, String path, String body, String type, int status, String named)
            throws Exception {
        long before = client().seq();
        var headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var reply = client().send(method, path, bytes, headers);
        assertProblem(reply, status, named);
        if (status == 405) {
            assertThat(reply.header("Allow")).contains(named);
        }
        assertThat(client().seq()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_accepted_is_not_given() {
        assertProblem(client().get(TREE, "Accept", "text/html"), 406, "text/html");
    }

    @Test
    void a_link_that_names_no_context_to_be_had_is_refused() {
        var link = "<http://127.0.0.1:1/c>; rel=\"http://www.w3.org/ns/json-ld#context\"";
        var reply = client().get(TREE, "Link", link);
        assertProblem(reply, 504, "http://127.0.0.1:1/c");
        assertThat(reply.text("type")).endsWith("LdContextNotAvailable");
    }

    @Test
    void a_batch_stores_what_is_right_and_names_what_is_wrong() {
        var reply =
                client().post(
                                Client.BATCH + "create",
                                "["
                                        + tree("11", "\"n\":1")
                                        + ","
                                        + tree("12", "\"n\":{\"type\":\"Property\"}")
                                        + ",7]");
        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.body()).contains("urn:ngsi-ld:Tree:11", "urn:ngsi-ld:Tree:12", "value");
        assertThat(client().get(Client.ENTITIES + "/urn:ngsi-ld:Tree:11").status()).isEqualTo(200);
        assertThat(client().get(Client.ENTITIES + "/urn:ngsi-ld:Tree:12").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void who_comes_from_elsewhere_is_refused(String header) throws IOException {
        long before = client().seq();
        var body = tree("2", "\"n\":1").strip();
        var answer =
                RawHttp.ask(
                        client().port(),
                        """
                        POST /ngsi-ld/v1/entities HTTP/1.1
                        %s
                        Content-Type: application/json
                        Content-Length: %d
                        Connection: close

                        %s\
                        """
                                .formatted(header, body.length(), body));
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(403);
        assertThat(answer).contains("application/problem+json", "http.host-foreign");
        assertThat(client().seq()).isEqualTo(before);
    }

    static Stream<String> foreign() {
        return Stream.of(
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost\nOrigin: https://evil.example",
                "Host: localhost\nOrigin: null");
    }

    @ParameterizedTest
    @MethodSource("wires")
    void what_is_hardly_http_is_refused_and_harms_nobody(String request, int status)
            throws IOException {
        long before = client().seq();
        var answer = RawHttp.ask(client().port(), request);
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(status);
        boolean isTold = status != 0 && status != 411; // 411 comes without a body, by clause 6.3.4
        assertThat(answer).contains(isTold ? "application/problem+json" : "");
        assertThat(client().seq()).isEqualTo(before);
        assertThat(client().get(TREE).status()).isEqualTo(200);
    }

    static Stream<Arguments> wires() {
        var post = "POST /ngsi-ld/v1/entities HTTP/1.1\nHost: localhost\nConnection: close\n";
        var json = "Content-Type: application/json\n";
        return Stream.of(
                arguments(post + json + "Transfer-Encoding: chunked\n\n2\n{}\n0\n\n", 411),
                arguments(post + json + "Content-Length: many\n\n{}", 400),
                arguments("GET / HTTP/9.9\nHost: localhost\n\n", 0),
                arguments("GET /%zz HTTP/1.1\nHost: localhost\nConnection: close\n\n", 400),
                arguments("hello\n\n", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/nowhere"})
    void a_connection_is_closed_when_the_client_asks_for_it(String path) throws IOException {
        var request = "GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n";
        assertThat(RawHttp.untilClosed(client().port(), request)).endsWith("}");
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() throws Exception {
        long before = client().seq();
        var body = tree("2", "\"n\":\"?\"").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '?') {
                body[i] = (byte) 0xC3;
            }
        }
        assertProblem(client().send("POST", Client.ENTITIES, body), 400, "line 1");
        assertThat(client().seq()).isEqualTo(before);
    }

    @Test
    void a_problem_is_told_in_chinese_to_who_prefers_it() {
        var reply = client().get("/nowhere", "Accept-Language", "zh-CN,en;q=0.5");
        assertThat(reply.text("detail")).isEqualTo("/nowhere 处没有任何资源。");
    }

    private static void assertProblem(Client.Reply reply, int status, String named) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.text("detail")).contains(named);
        assertThat(reply.text("code")).matches("[a-z]+\\.[a-z0-9-]+");
        assertThat(reply.text("title")).isNotEmpty();
    }

    private static String tree(String number, String members) {
        return "{\"id\":\"urn:ngsi-ld:Tree:%s\",\"type\":\"Tree\",%s}".formatted(number, members);
    }

    private static String place(String geometry) {
        return tree("2", "\"location\":{\"type\":\"GeoProperty\",\"value\":" + geometry + "}");
    }
}
