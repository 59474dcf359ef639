package city.wutong.auth.oidc;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Decides whether an ID token can be trusted (OpenID Connect Core 1.0 §3.1.3.7, RFC 8725). Of
/// keys, only those that the provider publishes count: what a token says of keys is not looked at.
final class IdTokens {
    /// Clocks differ by no more than this.
    static final Duration SKEW = Duration.ofSeconds(60);

    /// A token that was just asked for is no older than this.
    static final Duration OLDEST = Duration.ofMinutes(10);

    private static final int LONGEST = 1 << 16;
    private static final int LONGEST_SUBJECT = 255;
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private final ProviderDocuments documents;
    private final InstantSource clock;

    /// What a token must say.
    record Expected(String issuer, String clientId, String nonce) {}

    IdTokens(ProviderDocuments documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /// What it says, when that can be trusted.
    ///
    /// @throws Refused with [OidcReason#TOKEN_WRONG]
    Claims checked(String token, Expected expected) {
        var signed = signed(token);
        checkSignature(signed);
        var claims = claims(signed);
        checkParties(claims, expected);
        checkTimes(claims);
        var nonce = claims.text("nonce").orElseThrow(() -> wrong("it has no nonce"));
        if (!isSame(nonce, expected.nonce())) {
            throw wrong("its nonce is that of another sign-in");
        }
        var subject = claims.text("sub").orElse("");
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw wrong("it names nobody");
        }
        return claims;
    }

    private static JWSObject signed(String token) {
        if (token.length() > LONGEST) {
            throw wrong("it is too long");
        }
        try {
            return JWSObject.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            throw wrong("it is not signed");
        }
    }

    private void checkSignature(JWSObject signed) {
        var header = signed.getHeader();
        var signature =
                Signature.named(header.getAlgorithm().getName())
                        .orElseThrow(() -> wrong("it is signed in a way that is not trusted"));
        if (Optional.ofNullable(header.getCriticalParams())
                .filter(all -> !all.isEmpty())
                .isPresent()) {
            throw wrong("it asks for what is not understood here");
        }
        var kid = Optional.ofNullable(header.getKeyID());
        var keys = documents.keys(key -> signature.fits(key) && isNamed(key, kid));
        if (keys.isEmpty()) {
            throw wrong("the provider has no such key");
        }
        if (kid.isEmpty() && keys.size() > 1) {
            throw wrong("it does not say which key has signed it");
        }
        if (keys.stream().noneMatch(key -> Signature.isBy(key, signed))) {
            throw wrong("its signature is forged");
        }
    }

    private static boolean isNamed(JWK key, Optional<String> kid) {
        return kid.isEmpty() || kid.equals(Optional.ofNullable(key.getKeyID()));
    }

    private static Claims claims(JWSObject signed) {
        try {
            if (JSON.read(signed.getPayload().toBytes()) instanceof Json.Obj object) {
                return new Claims(object);
            }
        } catch (JsonMalformed e) {
            throw wrong("it holds no claims");
        }
        throw wrong("it holds no claims");
    }

    private static void checkParties(Claims claims, Expected expected) {
        if (!claims.text("iss").equals(Optional.of(expected.issuer()))) {
            throw wrong("it is of another issuer");
        }
        var audience = claims.texts("aud");
        if (!audience.contains(expected.clientId())) {
            throw wrong("it is meant for somebody else");
        }
        var party = claims.text("azp");
        boolean isOurs = party.equals(Optional.of(expected.clientId()));
        if ((claims.has("azp") || !audience.equals(List.of(expected.clientId()))) && !isOurs) {
            throw wrong("it was given to somebody else");
        }
    }

    private void checkTimes(Claims claims) {
        var now = clock.instant();
        var end = claims.time("exp").orElseThrow(() -> wrong("it does not say when it expires"));
        if (!now.isBefore(end.plus(SKEW))) {
            throw wrong("it has expired");
        }
        var issued =
                claims.time("iat").orElseThrow(() -> wrong("it does not say when it was issued"));
        if (issued.isAfter(now.plus(SKEW)) || issued.isBefore(now.minus(OLDEST))) {
            throw wrong("it was not issued just now; do the clocks differ?");
        }
        if (claims.has("nbf")
                && claims.time("nbf").filter(from -> !from.isAfter(now.plus(SKEW))).isEmpty()) {
            throw wrong("it does not count yet");
        }
    }

    /// In the same time, wherever they differ.
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Refused wrong(String why) {
        return Refusal.of(OidcReason.TOKEN_WRONG, why).thrown();
    }
}
