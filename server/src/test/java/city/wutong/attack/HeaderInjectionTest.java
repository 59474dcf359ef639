package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Header injection (response splitting). Without the defence a link that somebody is made to click
/// would set cookies in their browser, or put an answer of the attacker's into a shared cache.
@ExtendWith(TestCity.Shared.class)
class HeaderInjectionTest {
    private static final String EVIL = "%0d%0aSet-Cookie:%20evil=1%0d%0a%0d%0a<script>";

    private final TestCity city;

    HeaderInjectionTest(TestCity city) {
        this.city = city;
    }

    private String ask(String line, String more) throws Exception {
        return Raw.send(
                city.port(),
                line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n");
    }

    private static void assertOneAnswer(String reply) {
        var head = reply.split("\r\n\r\n", 2)[0];
        assertThat(head).doesNotContainIgnoringCase("\r\nset-cookie").startsWith("HTTP/1.1 ");
        assertThat(Raw.answers(reply)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ngsi-ld/v1/entities?type=T&count=true&limit=1&lang=" + EVIL,
                "/ngsi-ld/v1/entities?type=T" + EVIL,
                "/ngsi-ld/v1/entities?tenant=" + EVIL + "&type=T",
                "/ngsi-ld/v1/entities/urn:x:" + EVIL,
                "/ngsi-ld/v1/jsonldContexts/" + EVIL,
                "/console/" + EVIL,
                "/api/evidence/" + EVIL,
                "/" + EVIL,
            })
    void what_stands_in_a_path_or_parameter_never_ends_a_header(String path) throws Exception {
        assertOneAnswer(ask("GET " + path, ""));
    }

    @Test
    void an_id_with_line_ends_does_not_become_a_location() throws Exception {
        var reply =
                city.post(
                        "/ngsi-ld/v1/entities",
                        "{\"id\":\"urn:x:1\\r\\nSet-Cookie: evil=1\",\"type\":\"Injected\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @Test
    void the_next_page_is_named_by_an_encoded_link() throws Exception {
        for (int i = 0; i < 3; i++) {
            city.post("/ngsi-ld/v1/entities", "{\"id\":\"urn:inj:" + i + "\",\"type\":\"Inj\"}");
        }
        var reply = ask("GET /ngsi-ld/v1/entities?type=Inj&limit=1&q=x==%22%0d%0aEvil:1%22", "");
        assertOneAnswer(reply);
        assertThat(reply).doesNotContain("\r\nEvil");
    }

    @Test
    void a_tenant_with_a_bare_line_end_is_not_repeated() throws Exception {
        assertOneAnswer(
                ask("GET /ngsi-ld/v1/entities?type=T", "NGSILD-Tenant: x\nSet-Cookie: evil=1\r\n"));
        assertOneAnswer(
                ask("GET /ngsi-ld/v1/entities?type=T", "NGSILD-Tenant: x\rSet-Cookie: evil=1\r\n"));
    }
}
