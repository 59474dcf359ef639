package city.wutong.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/// The signatures that are trusted: by a private key that only the provider has. Never `none`, and
/// never a MAC, whose key anybody who can check it also has (RFC 8725 §2.1, §3.1).
enum Signature {
    RS256,
    PS256,
    ES256,
    EDDSA;

    private static final int SHORTEST_RSA = 2_048;

    /// The one of that name (RFC 7518 §3.1, RFC 8037, RFC 9864); empty when it is not trusted.
    static Optional<Signature> named(String algorithm) {
        return switch (algorithm) {
            case "RS256" -> Optional.of(RS256);
            case "PS256" -> Optional.of(PS256);
            case "ES256" -> Optional.of(ES256);
            case "EdDSA", "Ed25519" -> Optional.of(EDDSA);
            default -> Optional.empty();
        };
    }

    /// Whether that key makes such signatures: its kind decides, and what it says of itself.
    boolean fits(JWK key) {
        return switch (this) {
            case RS256, PS256 ->
                    key instanceof RSAKey rsa && rsa.size() >= SHORTEST_RSA && isFor(key);
            case ES256 ->
                    key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve()) && isFor(key);
            case EDDSA ->
                    key instanceof OctetKeyPair pair
                            && Curve.Ed25519.equals(pair.getCurve())
                            && isFor(key);
        };
    }

    private boolean isFor(JWK key) {
        return Optional.ofNullable(key.getAlgorithm())
                .filter(said -> !named(said.getName()).equals(Optional.of(this)))
                .isEmpty();
    }

    /// Whether this key has signed it.
    static boolean isBy(JWK key, JWSObject signed) {
        try {
            if (key instanceof RSAKey rsa) {
                return signed.verify(new RSASSAVerifier(rsa));
            }
            if (key instanceof ECKey ec) {
                return signed.verify(new ECDSAVerifier(ec));
            }
            return key instanceof OctetKeyPair pair && isBy(pair, signed);
        } catch (JOSEException | GeneralSecurityException e) {
            return false; // a key or a signature that is none has signed nothing
        }
    }

    private static boolean isBy(OctetKeyPair key, JWSObject signed)
            throws GeneralSecurityException {
        var check = java.security.Signature.getInstance("Ed25519");
        check.initVerify(publicKey(key.getX().decode()));
        check.update(signed.getSigningInput());
        return check.verify(signed.getSignature().decode());
    }

    /// RFC 8032 §5.1.2: y, least byte first; the last bit says whether x is odd.
    private static PublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
        var turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        boolean isOdd = turned.length > 0 && turned[0] < 0;
        var y = Arrays.copyOf(turned, turned.length);
        if (y.length > 0) {
            y[0] &= 0x7F;
        }
        var point = new EdECPoint(isOdd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }
}
