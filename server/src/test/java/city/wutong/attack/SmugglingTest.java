package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Request smuggling: a body whose end can be read in two ways. Without the defence a proxy before
/// the city would take the second request for part of the first, so that it passes unseen, and the
/// next person on that connection would get its answer.
@ExtendWith(TestCity.Shared.class)
@Timeout(120)
class SmugglingTest {
    private static final String HIDDEN =
            "DELETE /ngsi-ld/v1/entities/urn:smuggled:1 HTTP/1.1\r\nHost: localhost\r\nConnection:"
                    + " close\r\n\r\n";
    private static final String ENTITY = "{\"id\":\"urn:smuggled:1\",\"type\":\"Smuggled\"}";

    private final TestCity city;

    SmugglingTest(TestCity city) {
        this.city = city;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 0\r\n",
                "Content-Length: 0\r\nContent-Length: 4\r\n",
                "Content-Length: 0, 4\r\n",
                "Content-Length: +0\r\n",
                "Content-Length: 0x0\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                " Content-Length: 4\r\n",
                "Content-Length : 4\r\n",
            })
    void what_stands_behind_an_unclear_body_is_not_done(String framing) throws Exception {
        city.post("/ngsi-ld/v1/entities", ENTITY);
        var reply =
                Raw.send(
                        city.port(),
                        "POST /ngsi-ld/v1/entities HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\n"
                                + framing
                                + "\r\n0\r\n\r\n"
                                + HIDDEN);
        assertThat(Raw.status(reply)).as(reply).isBetween(400, 411);
        assertThat(Raw.answers(reply)).as(reply).isOne();
        assertThat(city.get("/ngsi-ld/v1/entities/urn:smuggled:1").status()).isEqualTo(200);
    }

    @Test
    void headers_without_end_are_refused() throws Exception {
        var reply =
                Raw.send(
                        city.port(),
                        "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Large: "
                                + "x".repeat(200_000)
                                + "\r\n\r\n");
        assertThat(Raw.status(reply)).as(reply).isNotEqualTo(200);
        var many = "X-Many: 1\r\n".repeat(50_000);
        assertThat(
                        Raw.status(
                                Raw.send(
                                        city.port(),
                                        "GET /health/live HTTP/1.1\r\nHost: localhost\r\n"
                                                + many
                                                + "\r\n")))
                .isNotEqualTo(200);
        var line = "GET /" + "x".repeat(200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(Raw.status(Raw.send(city.port(), line))).isNotEqualTo(200);
    }
}
