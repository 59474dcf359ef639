package city.wutong.auth;

import city.wutong.auth.proof.Secrets;
import city.wutong.people.IssuedToken;
import city.wutong.people.Machine;
import city.wutong.people.Register;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/// The access tokens that clients are given (RFC 6749 §4.4): opaque, so that one can be revoked and
/// none forged.
public final class ClientTokens {
    public static final Duration LASTING = Duration.ofHours(1);

    /// More of one client at a time end the oldest.
    static final int MOST_OF_ONE = 100;

    private static final String PREFIX = "wutong_token_";

    private final Register<String, IssuedToken> register;
    private final Machines clients;
    private final Clock clock;

    public ClientTokens(Register<String, IssuedToken> register, Machines clients, Clock clock) {
        this.register = register;
        this.clients = clients;
        this.clock = clock;
    }

    /// A new token for that client.
    public String issue(Machine client) {
        var mine =
                register.all().stream()
                        .filter(token -> token.client().equals(client.id()))
                        .sorted(Comparator.comparing(IssuedToken::until))
                        .toList();
        if (mine.size() >= MOST_OF_ONE) {
            register.take(mine.getFirst().hash());
        }
        var token = PREFIX + Secrets.fresh();
        register.put(
                new IssuedToken(Secrets.hash(token), client.id(), clock.instant().plus(LASTING)));
        return token;
    }

    /// The client that was given it, if both are good now.
    public Optional<Machine> client(String token) {
        return register.get(Secrets.hash(token))
                .filter(this::isGood)
                .map(IssuedToken::client)
                .flatMap(clients::get);
    }

    public void drop(UUID client) {
        register.removeAll(token -> token.client().equals(client));
    }

    public void tidy() {
        register.removeAll(token -> !isGood(token));
    }

    private boolean isGood(IssuedToken token) {
        return clock.instant().isBefore(token.until());
    }
}
