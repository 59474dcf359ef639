package city.wutong.auth.oidc;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.refusal.Refused;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the provider says of itself and the keys that it signs with, fetched when first needed and
/// kept.
///
/// Both are fetched anew after [#FRESH], so that a key that it has withdrawn is not trusted for
/// ever; while it does not answer, what we have stays good until [#STALE]. A token with an unknown
/// key makes the keys be fetched at once, because providers change their keys, but never more often
/// than every [#PAUSE]: whoever sends us nonsense cannot make us a nuisance.
final class ProviderDocuments {
    static final Duration FRESH = Duration.ofHours(1);
    static final Duration STALE = Duration.ofHours(12);
    static final Duration PAUSE = Duration.ofSeconds(30);
    static final int MOST_KEYS = 100;

    private final String issuer;
    private final ProviderWeb web;
    private final InstantSource clock;
    private Optional<Held<Provider>> provider = Optional.empty();
    private Optional<Held<List<JWK>>> keys = Optional.empty();
    private Instant keysTriedAt = Instant.MIN;
    private Instant providerTriedAt = Instant.MIN;

    private record Held<T>(T document, Instant since) {
        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(since.plus(age));
        }
    }

    ProviderDocuments(String issuer, ProviderWeb web, InstantSource clock) {
        this.issuer = issuer;
        this.web = web;
        this.clock = clock;
    }

    /// @throws Refused with [OidcReason#PROVIDER_AWAY]
    synchronized Provider provider() {
        var now = clock.instant();
        if (provider.filter(held -> held.isYoungerThan(FRESH, now)).isEmpty()
                && mayTry(providerTriedAt, now)) {
            providerTriedAt = now;
            try {
                var document = web.get(URI.create(issuer + Provider.WELL_KNOWN));
                provider = Optional.of(new Held<>(Provider.read(issuer, document), now));
            } catch (Refused e) {
                provider = usable(provider, now, e);
            }
        }
        return provider.map(Held::document)
                .orElseThrow(() -> Provider.wrong("it did not answer a moment ago"));
    }

    private static boolean mayTry(Instant triedAt, Instant now) {
        return triedAt.equals(Instant.MIN) || !now.isBefore(triedAt.plus(PAUSE));
    }

    /// What we have, when it may still be used.
    private static <T> Optional<Held<T>> usable(Optional<Held<T>> held, Instant now, Refused away) {
        if (held.filter(old -> old.isYoungerThan(STALE, now)).isEmpty()) {
            throw away;
        }
        return held;
    }

    /// The keys that fit.
    ///
    /// @throws Refused with [OidcReason#PROVIDER_AWAY]
    synchronized List<JWK> keys(Predicate<JWK> fitting) {
        var now = clock.instant();
        var found = keys.map(held -> fitting(held, fitting)).orElse(List.of());
        boolean isFresh = keys.filter(held -> held.isYoungerThan(FRESH, now)).isPresent();
        if ((!found.isEmpty() && isFresh) || !mayTry(keysTriedAt, now)) {
            return keys.filter(held -> held.isYoungerThan(STALE, now))
                    .map(held -> fitting(held, fitting))
                    .orElse(List.of());
        }
        keysTriedAt = now;
        try {
            keys = Optional.of(new Held<>(read(web.get(provider().keys())), now));
        } catch (Refused e) {
            keys = usable(keys, now, e);
        }
        return keys.map(held -> fitting(held, fitting)).orElse(List.of());
    }

    private static List<JWK> fitting(Held<List<JWK>> held, Predicate<JWK> fitting) {
        return held.document().stream().filter(fitting).toList();
    }

    /// Public keys for signatures only: what could be a shared secret is no key here.
    private static List<JWK> read(Json document) {
        try {
            return JWKSet.parse(JsonWriter.text(document)).getKeys().stream()
                    .limit(MOST_KEYS)
                    .filter(key -> !key.isPrivate())
                    .filter(key ->
                            Optional.ofNullable(key.getKeyUse())
                                    .filter(use -> !use.equals(KeyUse.SIGNATURE))
                                    .isEmpty())
                    .toList();
        } catch (ParseException e) {
            throw Provider.wrong("its keys cannot be read");
        }
    }
}
