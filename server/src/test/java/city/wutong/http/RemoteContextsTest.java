package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.jsonld.JsonLdReason;
import city.wutong.jsonld.StoredContext.Kind;
import city.wutong.jsonld.StoredContext.Usage;
import city.wutong.refusal.Refused;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteContextsTest {
    private static final String CONTEXT = "{\"@context\": {\"a\": \"https://e.org/a\"}}";

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch slow = new CountDownLatch(1);
    private HttpServer server;
    private RemoteContexts contexts;
    private volatile int status = 200;
    private volatile String body = CONTEXT;
    private volatile Map<String, String> headers = Map.of();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/c", this::answer);
        server.createContext("/slow", this::wait);
        server.createContext("/hop", exchange -> redirect(exchange, "c"));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        server.start();
        contexts = new RemoteContexts(true, Duration.ofSeconds(10), nanos::get, this::now);
    }

    @AfterEach
    void stop() {
        slow.countDown();
        contexts.close();
        server.stop(0);
    }

    private Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void wait(HttpExchange exchange) throws IOException {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange);
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private String uri(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void refused(RemoteContexts source, String uri, JsonLdReason reason) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> source.fetch(uri))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(reason));
    }

    @Test
    void a_document_is_fetched_once_and_is_the_same_instance_again() {
        assertThat(contexts.fetch(uri("/c"))).isSameAs(contexts.fetch(uri("/c")));
        assertThat(asked).hasValue(1);
    }

    @Test
    void many_who_ask_at_once_share_one_fetch() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<?>>();
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> contexts.fetch(uri("/slow"))));
            }
            slow.countDown();
            for (var answer : answers) {
                answer.get();
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void redirects_are_followed_but_not_for_ever_and_not_anywhere() {
        assertThat(contexts.fetch(uri("/hop"))).isEqualTo(contexts.fetch(uri("/c")));
        refused(contexts, uri("/loop"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
        refused(contexts, uri("/file"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
    }

    @Test
    void what_is_missing_broken_or_too_large_is_refused() {
        refused(contexts, uri("/nothing"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
        body = "{not json";
        refused(contexts, uri("/c?broken"), JsonLdReason.CONTEXT_WRONG);
        body = "{\"a\": 1}";
        refused(contexts, uri("/c?none"), JsonLdReason.CONTEXT_WRONG);
        body = "\"" + "x".repeat(ContextDownload.LARGEST) + "\"";
        refused(contexts, uri("/c?large"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
        refused(contexts, "ftp://localhost/c", JsonLdReason.CONTEXT_NOT_AVAILABLE);
        refused(contexts, "http://user@localhost/c", JsonLdReason.CONTEXT_NOT_AVAILABLE);
        refused(contexts, "urn:x:1", JsonLdReason.CONTEXT_NOT_AVAILABLE);
    }

    @Test
    void a_server_that_does_not_answer_is_given_up() {
        try (var hasty = new RemoteContexts(true, Duration.ofMillis(200), nanos::get, this::now)) {
            refused(hasty, uri("/slow"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
        }
    }

    @Test
    void a_failure_is_remembered_for_a_short_time() {
        status = 503;
        refused(contexts, uri("/c"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
        status = 200;
        refused(contexts, uri("/c"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
        assertThat(asked).hasValue(1);
        nanos.addAndGet(RemoteContexts.NEGATIVE.plusSeconds(1).toNanos());
        assertThat(contexts.fetch(uri("/c"))).isNotNull();
    }

    @Test
    void a_document_outlives_its_server() {
        var first = contexts.fetch(uri("/c"));
        server.stop(0);
        nanos.addAndGet(Freshness.USUAL.plusSeconds(1).toNanos());
        assertThat(contexts.fetch(uri("/c"))).isSameAs(first);
        assertThat(contexts.fetch(uri("/c"))).isSameAs(first);
    }

    @Test
    void what_is_kept_is_told_with_its_url_its_age_and_its_use() {
        refused(contexts, uri("/nothing"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
        nanos.set(Duration.ofSeconds(5).toNanos());
        contexts.fetch(uri("/c"));
        nanos.set(Duration.ofSeconds(9).toNanos());
        contexts.fetch(uri("/c"));

        var told = contexts.all().getFirst();
        assertThat(contexts.all()).hasSize(1);
        assertThat(told.kind()).isEqualTo(Kind.CACHED);
        assertThat(told.url()).contains(uri("/c"));
        assertThat(told.createdAt()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(told.expiresAt()).contains(Instant.ofEpochSecond(5).plus(Freshness.USUAL));
        assertThat(told.usage()).contains(new Usage(2, Instant.ofEpochSecond(9)));
        assertThat(contexts.find(uri("/c"))).contains(told);
        assertThat(contexts.find(told.localId()))
                .map(found -> found.usage().orElseThrow().hits())
                .contains(3L);
    }

    @Test
    void a_copy_that_is_forgotten_is_fetched_again() {
        contexts.fetch(uri("/c"));
        assertThat(contexts.forget(uri("/other"))).isFalse();
        assertThat(contexts.forget(uri("/c"))).isTrue();
        assertThat(contexts.find(uri("/c"))).isEmpty();
        contexts.fetch(uri("/c"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_reload_takes_what_is_there_now_and_keeps_the_copy_when_that_is_no_context() {
        var first = contexts.fetch(uri("/c"));
        body = "{not json";
        cannotReload(JsonLdReason.CONTEXT_NOT_AVAILABLE);
        body = "{\"a\": 1}";
        cannotReload(JsonLdReason.CONTEXT_NOT_AVAILABLE);
        status = 404;
        cannotReload(JsonLdReason.CONTEXT_NOT_AVAILABLE);
        assertThat(contexts.fetch(uri("/c"))).isSameAs(first);

        status = 200;
        body = CONTEXT.replace("e.org/a", "e.org/b");
        contexts.reload(uri("/c"));
        assertThat(contexts.fetch(uri("/c"))).isNotEqualTo(first);
        contexts.forget(uri("/c"));
        cannotReload(JsonLdReason.CONTEXT_NOT_CACHED);
    }

    private void cannotReload(JsonLdReason reason) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> contexts.reload(uri("/c")))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control | max-age=600              | PT10M",
                "Cache-Control | public, MAX-AGE=\"600\"  | PT10M",
                "Cache-Control | max-age=600,s-maxage=900 | PT15M",
                "Cache-Control | max-age=0                | PT1M",
                "Cache-Control | no-cache                 | PT1M",
                "Cache-Control | max-age=99999999         | PT24H",
                "Cache-Control | max-age=soon             | PT1H",
                "Expires       | 0                        | PT1M",
                "Expires       | Thu, 01 Jan 2004 00:00:00 GMT | PT1M",
                "X-Other       | 1                        | PT1H"
            })
    void a_copy_stays_fresh_for_as_long_as_its_server_says_within_bounds(
            String name, String value, Duration fresh) {
        headers = Map.of(name, value);
        contexts.fetch(uri("/c"));
        assertThat(contexts.all().getFirst().expiresAt()).contains(now().plus(fresh));
    }

    @Test
    void local_addresses_are_refused_unless_allowed() {
        try (var careful = new RemoteContexts(false, this::now)) {
            refused(careful, uri("/c"), JsonLdReason.CONTEXT_NOT_AVAILABLE);
            refused(careful, "http://[::1]/c", JsonLdReason.CONTEXT_NOT_AVAILABLE);
            refused(careful, "http://169.254.169.254/", JsonLdReason.CONTEXT_NOT_AVAILABLE);
        }
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false", "10.1.2.3, false", "172.16.0.1, false", "192.168.1.1, false",
        "169.254.169.254, false", "100.64.0.1, false", "0.0.0.0, false", "224.0.0.1, false",
        "255.255.255.255, false", "198.18.0.1, false", "::1, false", "fe80::1, false",
        "fc00::1, false", "fd12::1, false", "::ffff:127.0.0.1, false", "64:ff9b::7f00:1, false",
        "2002:7f00:1::, false", "ff02::1, false", "8.8.8.8, true", "223.5.5.5, true",
        "2400:3200::1, true"
    })
    void only_the_public_internet_is_in_reach(String address, boolean reachable)
            throws IOException {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isEqualTo(reachable);
    }
}
