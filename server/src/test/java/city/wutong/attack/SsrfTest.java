package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Server-side request forgery: an `@context` is fetched from where the client says. Without the
/// defence anybody could make the city ask the cloud's metadata service for credentials, or a
/// camera's or database's own web page behind the firewall, and see from the answer what is there.
@ExtendWith(TestCity.Shared.class)
class SsrfTest {
    private final TestCity city;
    private final HttpServer inside;
    private final AtomicInteger asked = new AtomicInteger();

    SsrfTest(TestCity city) throws IOException {
        this.city = city;
        this.inside =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        inside.start();
    }

    @AfterEach
    void stop() {
        inside.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "http://127.1:PORT/",
                "http://2130706433:PORT/",
                "http://[::1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://0.0.0.0:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.100.100.200/latest/meta-data/",
                "http://10.0.0.1/",
                "http://100.64.0.1/",
                "http://[fd00::1]/",
                "http://[fe80::1%25lo]/",
                "http://user@127.0.0.1:PORT/",
                "file:///etc/passwd",
                "ftp://127.0.0.1:PORT/",
                "gopher://127.0.0.1:PORT/",
                "jar:http://127.0.0.1:PORT/!/",
            })
    void no_address_of_ours_is_asked(String url) {
        var address = url.replace("PORT", "" + inside.getAddress().getPort());
        var reply =
                city.post(
                        "/ngsi-ld/v1/entities",
                        "{\"@context\":\"" + address + "\",\"id\":\"urn:ssrf:1\",\"type\":\"T\"}",
                        "Content-Type",
                        "application/ld+json");
        assertThat(reply.status()).as(reply.body()).isIn(400, 504);
        assertThat(asked).hasValue(0);
    }
}
