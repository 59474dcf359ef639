package city.wutong.auth.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The sign-ins that have been begun and not finished. Each is taken once, within [#LONGEST].
final class Attempts {
    static final Duration LONGEST = Duration.ofMinutes(10);
    static final int MOST = 10_000;

    private static final int SECRET_BYTES = 32;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final LinkedHashMap<String, Attempt> open = new LinkedHashMap<>();

    /// A sign-in that was begun.
    ///
    /// @param state by which the provider's answer finds it
    /// @param browser what only the browser that began it has
    /// @param nonce what the token must hold
    /// @param verifier of PKCE (RFC 7636 §4.1)
    /// @param redirect where the provider sends the browser
    /// @param returnTo the path of the page that comes after it
    record Attempt(
            String state,
            String browser,
            String nonce,
            String verifier,
            String redirect,
            String returnTo,
            Instant since) {
        /// Of the verifier, by S256.
        String challenge() {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                return text(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return "Attempt since " + since;
        }
    }

    /// @param random one that nobody can guess
    Attempts(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// Begins one. When there are too many, the oldest is forgotten.
    synchronized Attempt begin(String redirect, String returnTo) {
        var now = clock.instant();
        var attempt = new Attempt(secret(), secret(), secret(), secret(), redirect, returnTo, now);
        open.values().removeIf(old -> !now.isBefore(old.since().plus(LONGEST)));
        if (open.size() >= MOST) {
            open.pollFirstEntry();
        }
        open.put(attempt.state(), attempt);
        return attempt;
    }

    /// Takes it: the second time there is none.
    synchronized Optional<Attempt> take(String state) {
        var now = clock.instant();
        return Optional.ofNullable(open.remove(state))
                .filter(attempt -> now.isBefore(attempt.since().plus(LONGEST)));
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return text(bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
