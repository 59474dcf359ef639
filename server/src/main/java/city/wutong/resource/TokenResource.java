package city.wutong.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.access.Caller;
import city.wutong.auth.ClientTokens;
import city.wutong.auth.People;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.MediaTypes;
import city.wutong.people.Machine;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/oauth2/token`: access tokens for clients, by their credentials (RFC 6749 §4.4). What is wrong
/// is told as that standard says (§5.2), not as a ProblemDetails.
final class TokenResource {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BASIC = "Basic ";

    private final People people;

    TokenResource(People people) {
        this.people = people;
    }

    Answer issue(Call call) {
        call.parameters().allow(Set.of());
        var form = form(call);
        if (form.isEmpty()) {
            return wrong(400, "invalid_request", "The body is no form of " + FORM + ".");
        }
        if (!"client_credentials".equals(form.get().get("grant_type"))) {
            return wrong(400, "unsupported_grant_type", "grant_type must be client_credentials.");
        }
        var client = client(call, form.get());
        people.trail()
                .tell(
                        client.map(people.clients()::actor).orElse(Caller.NOBODY.actor()),
                        "client.token",
                        client.map(people.clients()::actor).orElse("unknown"),
                        client.isPresent() ? "ok" : "invalid_client");
        return client.map(this::issued)
                .orElseGet(() ->
                        wrong(401, "invalid_client", "The client or its secret is unknown.")
                                .with("WWW-Authenticate", "Basic"));
    }

    private Answer issued(Machine client) {
        return Self.unkept(
                Tell.object()
                        .with("access_token", people.tokens().issue(client))
                        .with("token_type", "Bearer")
                        .with("expires_in", ClientTokens.LASTING.toSeconds())
                        .answer(200));
    }

    private static Answer wrong(int status, String error, String description) {
        return Self.unkept(
                Tell.object()
                        .with("error", error)
                        .with("error_description", description)
                        .answer(status));
    }

    /// By the header or by the form (§2.3.1), and only when id and secret belong together.
    private Optional<Machine> client(Call call, Map<String, String> form) {
        var basic =
                call.header("authorization")
                        .filter(value -> value.startsWith(BASIC))
                        .flatMap(value -> decoded(value.substring(BASIC.length()).strip()));
        var pair = basic.map(text -> text.split(":", 2)).filter(parts -> parts.length == 2);
        var id = pair.map(parts -> parts[0]).orElse(form.getOrDefault("client_id", ""));
        var secret = pair.map(parts -> parts[1]).orElse(form.getOrDefault("client_secret", ""));
        return people.clients().bySecret(secret).filter(each -> each.id().toString().equals(id));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> form(Call call) {
        if (!MediaTypes.of(call.header("content-type").orElse("")).equals(FORM)) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        try {
            for (var pair : new String(call.body(), UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(
                            URLDecoder.decode(pair.substring(0, equals), UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                }
            }
            return Optional.of(values);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
