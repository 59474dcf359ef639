package city.wutong.auth;

import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.access.Rights;
import city.wutong.auth.proof.Secrets;
import city.wutong.http.Gate;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The gate of a city in which people sign in. It asks for a Bearer (the admin key, an API key, an
/// access token), else for the cookie of a session, and else takes the sender for nobody. All is
/// decided in memory. Whom it turns away it writes down nowhere: whoever asks it does, and counts
/// them, so that a flood of wrong tokens fills no audit log.
public final class SignInGate implements Gate {
    private static final String BEARER = "bearer ";
    private static final String CSRF = "wutong-csrf";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /// It proves itself by name and password, and must work for a page that still carries the
    /// cookie of a session that it has forgotten.
    private static final String SIGN_IN = "/api/session";

    private final People people;
    private final Optional<String> adminKey;
    private final RateLimit perCaller;
    private final RateLimit perAddress;
    private final Clock clock;
    private final Caller admin;

    /// Who is let in without an account, and how often anybody may ask.
    ///
    /// @param adminKey the key that opens everything
    /// @param perCaller how often one who is known may
    /// @param perAddress how often those may who are not, from one address
    record Limits(Optional<String> adminKey, RateLimit perCaller, RateLimit perAddress) {}

    SignInGate(People people, Limits limits, Clock clock) {
        this.people = people;
        this.adminKey = limits.adminKey().map(Secrets::hash);
        this.perCaller = limits.perCaller();
        this.perAddress = limits.perAddress();
        this.clock = clock;
        var everything =
                new Holding(Gate.EVERYTHING, Holding.EVERY, Holding.EVERY, Optional.empty());
        this.admin = new Caller("admin-key", Caller.Kind.MACHINE, List.of(everything));
    }

    @Override
    public Rights rights(Knock knock) {
        var caller = caller(knock);
        if (caller.isKnown()) {
            perCaller.take(caller.actor());
        } else {
            perAddress.take(knock.address());
        }
        return Rights.of(caller, knock.tenant(), clock.instant());
    }

    @Override
    public boolean isStill(Rights rights, Knock knock) {
        var bearer = bearer(knock.headers());
        var caller =
                bearer.isPresent()
                        ? byBearer(bearer.get())
                        : Optional.of(
                                people.unused(knock.headers())
                                        .flatMap(people::caller)
                                        .orElse(Caller.NOBODY));
        var now = clock.instant();
        return caller.map(each -> Rights.of(each, knock.tenant(), now))
                .filter(rights::equals)
                .isPresent();
    }

    private Caller caller(Knock knock) {
        var bearer = bearer(knock.headers());
        if (bearer.isPresent()) {
            return byBearer(bearer.get())
                    .orElseGet(() -> {
                        perAddress.take(knock.address());
                        throw Refusal.of(AuthReason.BEARER_REFUSED).thrown();
                    });
        }
        var live = people.session(knock.headers());
        live.ifPresent(each -> checkCsrf(each, knock));
        return live.flatMap(people::caller).orElse(Caller.NOBODY);
    }

    private static Optional<String> bearer(Map<String, List<String>> headers) {
        return headers.getOrDefault("authorization", List.of()).stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .findFirst();
    }

    /// By hashes, so that how long it takes tells nothing of the secret.
    private Optional<Caller> byBearer(String secret) {
        if (adminKey.filter(hash -> Secrets.same(hash, Secrets.hash(secret))).isPresent()) {
            return Optional.of(admin);
        }
        var keys = people.keys();
        var clients = people.clients();
        return keys.bySecret(secret)
                .map(keys::caller)
                .or(() -> people.tokens().client(secret).map(clients::caller))
                .or(() -> people.lent(secret));
    }

    /// A page of another site can make a browser send the cookie, if ever that one forgets
    /// `SameSite`; what it cannot is know this.
    private void checkCsrf(Live live, Knock knock) {
        boolean signsIn = knock.method().equals("POST") && knock.path().equals(SIGN_IN);
        if (SAFE.contains(knock.method()) || signsIn) {
            return;
        }
        var sent = knock.headers().getOrDefault(CSRF, List.of(""));
        if (!Secrets.same(live.csrf(), sent.getFirst())) {
            perAddress.take(knock.address());
            throw Refusal.of(AuthReason.CSRF).thrown();
        }
    }
}
