package city.wutong.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// Certificates and keys as PEM (RFC 7468): PKCS#8, PKCS#1 and SEC 1 keys without a password.
final class PemFiles {
    private static final byte[] SAMPLE = "wutong".getBytes(US_ASCII);

    private PemFiles() {}

    static Encryption.Identity read(Path certificates, Path key)
            throws IOException, GeneralSecurityException {
        var chain = certificates(certificates);
        if (chain.isEmpty()) {
            throw new CertificateException(certificates + " holds no certificate");
        }
        var identity = new Encryption.Identity(key(key), chain);
        checkBelong(identity);
        return identity;
    }

    private static List<X509Certificate> certificates(Path file)
            throws IOException, CertificateException {
        var chain = new ArrayList<X509Certificate>();
        try (var parser = new PEMParser(Files.newBufferedReader(file, US_ASCII))) {
            for (var pem = parser.readPemObject(); pem != null; pem = parser.readPemObject()) {
                if (pem.getType().equals("CERTIFICATE")) {
                    var in = new java.io.ByteArrayInputStream(pem.getContent());
                    var factory = CertificateFactory.getInstance("X.509");
                    chain.add((X509Certificate) factory.generateCertificate(in));
                }
            }
        }
        return chain;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        var converter = new JcaPEMKeyConverter();
        try (var parser = new PEMParser(Files.newBufferedReader(file, US_ASCII))) {
            for (var pem = parser.readObject(); pem != null; pem = parser.readObject()) {
                if (pem instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (pem instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        }
        throw new java.security.KeyException(file + " holds no key without a password");
    }

    /// A key of another certificate would be found out by the first client only.
    private static void checkBelong(Encryption.Identity identity) throws GeneralSecurityException {
        var certificate = identity.chain().getFirst();
        var scheme =
                switch (identity.key().getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC", "ECDSA" -> "SHA256withECDSA";
                    case "EdDSA", "Ed25519" -> "Ed25519";
                    default ->
                            throw new java.security.KeyException(
                                    "keys of the kind "
                                            + identity.key().getAlgorithm()
                                            + " are not taken");
                };
        var signing = Signature.getInstance(scheme);
        signing.initSign(identity.key());
        signing.update(SAMPLE);
        var signature = signing.sign();
        var verifying = Signature.getInstance(scheme);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(SAMPLE);
        if (!verifying.verify(signature)) {
            throw new java.security.KeyException("the key is not the certificate's");
        }
    }

    /// Writes both into one file that only its owner can read.
    static void write(Path file, Encryption.Identity identity)
            throws IOException, GeneralSecurityException {
        var text = new StringWriter();
        try (var pem = new PemWriter(text)) {
            pem.writeObject(new PemObject("PRIVATE KEY", identity.key().getEncoded()));
            for (var certificate : identity.chain()) {
                pem.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
            }
        }
        var mine =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, "draft", ".pem", mine);
        Files.writeString(draft, text.toString(), US_ASCII);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
