package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutsideWebTest {
    private static final int LARGEST = 1_000;
    private static final Duration SHORT = Duration.ofMillis(400);

    private final HttpServer inside =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicInteger asked = new AtomicInteger();

    OutsideWebTest() throws IOException {
        inside.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    var body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, 0); // in chunks
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        inside.createContext(
                "/away",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getResponseHeaders().set("Location", "http://metadata/");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        inside.start();
    }

    @AfterEach
    void stop() {
        inside.stop(0);
    }

    private static OutsideWeb web(boolean alsoPrivate, OutsideWeb.Names names) {
        return new OutsideWeb(new OutsideWeb.Limits(alsoPrivate, SHORT, LARGEST, 3), names);
    }

    private String url(String host, String path) {
        return "http://" + host + ":" + inside.getAddress().getPort() + path;
    }

    private static InetAddress[] addresses(String... literals) {
        var all = new ArrayList<InetAddress>();
        for (var literal : literals) {
            all.add(InetAddress.ofLiteral(literal));
        }
        return all.toArray(InetAddress[]::new);
    }

    private static void assertRefused(OutsideWeb web, String url, String why) {
        assertThatExceptionOfType(OutsideWeb.Unreachable.class)
                .isThrownBy(() -> web.get(url, "*/*"))
                .satisfies(e -> assertThat(e.why()).contains(why));
    }

    @Test
    void a_name_is_looked_up_once_and_what_was_checked_is_what_is_connected_to() {
        // DNS re-binding: the second answer would lead to a machine inside.
        var lookups = new ArrayList<String>();
        OutsideWeb.Names rebinding =
                host -> {
                    lookups.add(host);
                    return lookups.size() == 1 ? addresses("8.8.8.8") : addresses("127.0.0.1");
                };
        assertThatExceptionOfType(OutsideWeb.Unreachable.class)
                .isThrownBy(() -> web(false, rebinding).get(url("evil.example", "/"), "*/*"));
        assertThat(lookups).containsExactly("evil.example");
        assertThat(asked).hasValue(0);
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse() {
        var web = web(false, _ -> addresses("8.8.8.8", "10.0.0.1"));
        assertRefused(web, url("mixed.example", "/"), "private");
    }

    @Test
    void where_a_redirect_leads_is_checked_like_the_first_address() {
        var hosts = new ArrayList<String>();
        OutsideWeb.Names names =
                host -> {
                    hosts.add(host);
                    if (host.equals("metadata")) {
                        throw new UnknownHostException(host);
                    }
                    return addresses("127.0.0.1");
                };
        assertRefused(web(true, names), url("outside.example", "/away"), "unknown");
        assertThat(hosts).isEqualTo(List.of("outside.example", "metadata"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "203.0.113.9",
                "198.51.100.1"
            })
    void special_addresses_are_refused(String literal) {
        assertRefused(web(false, _ -> addresses(literal)), url("x.example", "/"), "private");
        assertThat(asked).hasValue(0);
    }

    @Test
    void the_host_that_was_named_is_asked_with_path_and_query() throws Exception {
        var fetched =
                web(true, _ -> addresses("127.0.0.1")).get(url("x.example", "/a?b=%20"), "*/*");
        assertThat(new String(fetched.body(), StandardCharsets.UTF_8)).isEqualTo("/a?b=%20");
        assertThat(fetched.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
                "",
            })
    void an_answer_that_is_none_is_refused(String answer) throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var socket = door.accept()) {
                            var bytes = answer + (answer.contains("5000") ? "x".repeat(5_000) : "");
                            socket.getOutputStream()
                                    .write(bytes.getBytes(StandardCharsets.US_ASCII));
                            socket.shutdownOutput();
                            var _ = socket.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            assertThat(e).isNotNull(); // the client may have left
                        }
                    });
            var url = "http://x.example:" + door.getLocalPort() + "/";
            assertThatExceptionOfType(OutsideWeb.Unreachable.class)
                    .isThrownBy(() -> web(true, _ -> addresses("127.0.0.1")).get(url, "*/*"));
        }
    }

    @Test
    void who_sends_a_byte_now_and_then_is_given_up() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var socket = door.accept()) {
                            var out = socket.getOutputStream();
                            while (true) {
                                out.write('H');
                                out.flush();
                                Thread.sleep(50);
                            }
                        } catch (IOException | InterruptedException e) {
                            assertThat(e).isNotNull(); // the client has left
                        }
                    });
            var web = web(true, _ -> addresses("127.0.0.1"));
            assertRefused(web, "http://x.example:" + door.getLocalPort() + "/", "no answer within");
        }
    }
}
