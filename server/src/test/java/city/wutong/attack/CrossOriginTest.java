package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A page of another site that a person of the city has open. Without the defence it would read and
/// change the city through their browser, or show the console in an invisible frame and have them
/// click in it.
@TestInstance(Lifecycle.PER_CLASS)
class CrossOriginTest {
    private static final String MAP = "https://map.example.org";
    private static final String QUERY = "/ngsi-ld/v1/entities?type=T";

    private final TestCity city = TestCity.open(Map.of("http.origins", MAP));

    @AfterAll
    void close() {
        city.close();
    }

    private String preflight(String origin) throws Exception {
        return Raw.send(
                city.port(),
                "OPTIONS /ngsi-ld/v1/entities HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                        + origin
                        + "\r\nAccess-Control-Request-Method: DELETE\r\nConnection: close\r\n\r\n");
    }

    @Test
    void a_page_that_the_operator_lets_in_may_ask_but_without_cookies() throws Exception {
        var reply = preflight(MAP);
        assertThat(Raw.status(reply)).isEqualTo(204);
        assertThat(reply).contains("Access-Control-Allow-Origin: " + MAP, "DELETE");
        assertThat(reply).doesNotContain("Access-Control-Allow-Credentials");
        var asked = city.get(QUERY, "Origin", MAP);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(MAP);
        assertThat(asked.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://map.example.org.evil.example",
                "http://map.example.org",
                "https://map.example.org:8443",
                "null",
                "https://MAP.example.org.",
            })
    void no_other_page_may(String origin) throws Exception {
        assertThat(Raw.status(preflight(origin))).isEqualTo(403);
        var asked = city.get(QUERY, "Origin", origin);
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answers_cannot_be_framed_guessed_kept_or_run() {
        var reply = city.get(QUERY);
        assertThat(reply.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Strict-Transport-Security")).isEmpty();
        assertThat(reply.response().headers().allValues("Content-Security-Policy")).hasSize(1);
        var page = city.get("/console/").response().headers();
        assertThat(page.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(page.allValues("Permissions-Policy").size()).isOne();
        assertThat(page.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(page.allValues("Content-Security-Policy").size()).isOne();
        assertThat(page.allValues("Cache-Control").size()).isOne();
        assertThat(city.get("/api/audit").header("Cache-Control")).isEqualTo("no-store");
    }
}
