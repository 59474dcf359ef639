package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.start.StartRefused;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS. Without it whoever sits in the same network reads sessions and families' hardship.
class EncryptionTest {
    private final Path folder;

    EncryptionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static X509Certificate certificate(Encryption encryption) {
        return encryption.identity().orElseThrow().chain().getFirst();
    }

    @Test
    void a_certificate_is_made_once_kept_for_its_owner_only_and_renewed_before_it_ends()
            throws Exception {
        var clock = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
        var first = SelfSigned.in(folder, "127.0.0.1", clock);
        assertThat(SelfSigned.in(folder, "127.0.0.1", clock).fingerprint())
                .isEqualTo(first.fingerprint());
        assertThat(Files.getPosixFilePermissions(folder.resolve("self-signed.pem"))).hasSize(2);
        var later = Clock.offset(clock, Duration.ofDays(715));
        var renewed = SelfSigned.in(folder, "127.0.0.1", later);
        assertThat(renewed.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(SelfSigned.in(folder, "city.example", later).fingerprint())
                .isNotEqualTo(renewed.fingerprint());
    }

    @Test
    void a_key_of_another_certificate_is_refused_at_the_start() {
        var clock = Clock.systemUTC();
        SelfSigned.in(folder.resolve("a"), "localhost", clock);
        SelfSigned.in(folder.resolve("b"), "localhost", clock);
        var certificate = folder.resolve("a/self-signed.pem");
        assertThat(Encryption.of(certificate, certificate).isOn()).isTrue();
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> Encryption.of(certificate, folder.resolve("b/self-signed.pem")))
                .withMessageContaining("not the certificate's");
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("wutong", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String ask(SSLContext context, int port, String... protocols) throws Exception {
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), port);
                var socket =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(plain, "127.0.0.1", port, true)) {
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream()
                    .write(
                            ("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection:"
                                            + " close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_city_speaks_tls_only_of_versions_that_are_good_and_says_so() throws Exception {
        var own = SelfSigned.in(folder, "127.0.0.1", Clock.systemUTC());
        var pem = folder.resolve("self-signed.pem").toString();
        try (var city = TestCity.open(Map.of("tls-cert", pem, "tls-key", pem))) {
            var reply = ask(trusting(certificate(own)), city.port());
            assertThat(reply).startsWith("HTTP/1.1 200").contains("Strict-Transport-Security:");
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> ask(SSLContext.getDefault(), city.port()));
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> ask(trusting(certificate(own)), city.port(), "TLSv1.1"));
        }
    }
}
