package city.wutong.http;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate that vouches for itself, made once and kept in the data folder: nobody can listen,
/// but who does not compare its fingerprint cannot tell it from another.
public final class SelfSigned {
    private static final Duration GOOD = Duration.ofDays(730);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final int SERIAL_BITS = 120;

    private SelfSigned() {}

    /// The one in that folder, or a new one where there is none, it ends soon, or it is not for
    /// this host.
    ///
    /// @param host where the door is
    /// @throws StartRefused when it cannot be read or made
    public static Encryption in(Path folder, String host, Clock clock) {
        var file = folder.resolve("self-signed.pem");
        try {
            if (Files.exists(file)) {
                var kept = PemFiles.read(file, file);
                if (isGood(kept, host, clock)) {
                    return new Encryption(Optional.of(kept));
                }
            }
            var made = make(names(host), clock);
            PemFiles.write(file, made);
            return new Encryption(Optional.of(made));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new StartRefused(
                    ExitCode.FOLDER_UNFIT,
                    "The TLS certificate in " + file + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static boolean isGood(Encryption.Identity kept, String host, Clock clock)
            throws GeneralSecurityException {
        var certificate = kept.chain().getFirst();
        var names = Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(Set.of());
        boolean isForHost = names.stream().anyMatch(name -> host.equals(name.get(1)));
        var end = certificate.getNotAfter().toInstant().minus(RENEWED_BEFORE);
        return isForHost && clock.instant().isBefore(end);
    }

    private static Set<String> names(String host) {
        var names = new LinkedHashSet<>(List.of(host, "localhost", "127.0.0.1", "::1"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            System.getLogger(SelfSigned.class.getName())
                    .log(System.Logger.Level.DEBUG, "this machine has no name", e);
        }
        return names;
    }

    private static Encryption.Identity make(Set<String> names, Clock clock)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = pairs.generateKeyPair();
        var now = clock.instant();
        var self = new X500Name("CN=Wutong");
        var builder =
                new JcaX509v3CertificateBuilder(
                        self,
                        new BigInteger(SERIAL_BITS, new SecureRandom()),
                        Date.from(now.minus(CLOCKS_DIFFER)),
                        Date.from(now.plus(GOOD)),
                        self,
                        pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names.stream().map(SelfSigned::name).toArray(GeneralName[]::new)));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        return new Encryption.Identity(pair.getPrivate(), List.of(certificate));
    }

    private static GeneralName name(String name) {
        boolean isAddress = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
