package city.wutong.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A body that comes a byte at a time (R-U-Dead-Yet). Without the defence a few hundred connections
/// of one sender would hold all room for bodies, and everybody else would get 503 for as long as
/// the sender likes.
@ExtendWith(TestCity.Shared.class)
class SlowBodyTest {
    private final TestCity city;

    SlowBodyTest(TestCity city) {
        this.city = city;
    }

    @Test
    @Timeout(60)
    void a_body_that_drips_is_given_up() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), city.port())) {
            var out = socket.getOutputStream();
            out.write(
                    ("POST /ngsi-ld/v1/entities HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                    + " application/json\r\nContent-Length: 100000\r\n\r\n")
                            .getBytes(US_ASCII));
            var dripping =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (true) {
                                        out.write(' ');
                                        out.flush();
                                        Thread.sleep(Duration.ofMillis(100));
                                    }
                                } catch (IOException | InterruptedException e) {
                                    assertThat(e).isNotNull(); // given up
                                }
                            });
            socket.setSoTimeout(40_000);
            var first = socket.getInputStream().readNBytes(12);
            assertThat(new String(first, US_ASCII)).isEqualTo("HTTP/1.1 408");
            dripping.interrupt();
        }
    }
}
