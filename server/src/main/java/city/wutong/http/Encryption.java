package city.wutong.http;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// How the door speaks: plainly, or by TLS 1.2 and 1.3 with a certificate.
///
/// @param identity empty: plainly
public record Encryption(Optional<Identity> identity) {
    public static final Encryption NONE = new Encryption(Optional.empty());

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /// A certificate with those that vouch for it, and its key.
    ///
    /// @param chain the server's own first
    public record Identity(PrivateKey key, List<X509Certificate> chain) {
        public Identity {
            chain = List.copyOf(chain);
        }
    }

    /// With a certificate and a key of the operator's, both PEM.
    ///
    /// @throws StartRefused when they cannot be read or do not belong together
    public static Encryption of(Path certificates, Path key) {
        try {
            return new Encryption(Optional.of(PemFiles.read(certificates, key)));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefused(
                    ExitCode.USAGE,
                    "The TLS certificate "
                            + certificates
                            + " with the key "
                            + key
                            + " cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    public boolean isOn() {
        return identity.isPresent();
    }

    /// The beginning of the door's addresses.
    public String scheme() {
        return isOn() ? "https" : "http";
    }

    /// The SHA-256 of the certificate, by which people can tell that it is ours.
    public Optional<String> fingerprint() {
        return identity.map(known -> fingerprint(known.chain().getFirst()));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /// What trusts just this certificate: for a part of the process that asks by TLS itself.
    public Optional<SSLContext> trusted() {
        return identity.map(known -> trusting(known.chain()));
    }

    private static SSLContext trusting(List<X509Certificate> chain) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < chain.size(); i++) {
                store.setCertificateEntry("city" + i, chain.get(i));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate that was read can be trusted", e);
        }
    }

    Optional<Tls> tls() {
        return identity.map(known ->
                Tls.builder()
                        .privateKey(known.key())
                        .privateKeyCertChain(known.chain())
                        .enabledProtocols(PROTOCOLS)
                        .build());
    }
}
