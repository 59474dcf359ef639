package city.wutong.auth.oidc;

import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/// What an OpenID provider says of itself (OpenID Connect Discovery 1.0 §3).
///
/// @param issuer as it is configured here and stands in its tokens
/// @param end where people sign out (OpenID Connect RP-Initiated Logout 1.0), if it has that
/// @param takesSecretInBody whether the client secret goes into the body, because the provider does
///   not take it in a header
/// @param namesItself whether its answers name it (RFC 9207)
record Provider(
        String issuer,
        URI authorization,
        URI token,
        URI keys,
        Optional<URI> end,
        boolean takesSecretInBody,
        boolean namesItself) {
    static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /// Reads its document.
    ///
    /// @throws Refused when it is not the document of this issuer, or leads where no secret may go
    static Provider read(String issuer, Json document) {
        if (!(document instanceof Json.Obj object)) {
            throw wrong("its configuration is no JSON object");
        }
        if (!text(object, "issuer").equals(Optional.of(issuer))) {
            throw wrong("its configuration is that of another issuer");
        }
        var methods = texts(object, "token_endpoint_auth_methods_supported");
        var challenges = texts(object, "code_challenge_methods_supported");
        if (!challenges.isEmpty() && !challenges.contains("S256")) {
            throw wrong("it has no PKCE with S256");
        }
        return new Provider(
                issuer,
                endpoint(object, "authorization_endpoint", issuer),
                endpoint(object, "token_endpoint", issuer),
                endpoint(object, "jwks_uri", issuer),
                text(object, "end_session_endpoint").map(text -> safe(text, issuer)),
                !methods.isEmpty()
                        && !methods.contains("client_secret_basic")
                        && methods.contains("client_secret_post"),
                object.get("authorization_response_iss_parameter_supported")
                        .equals(Optional.of(Json.Literal.TRUE)));
    }

    private static URI endpoint(Json.Obj object, String name, String issuer) {
        return safe(
                text(object, name).orElseThrow(() -> wrong("its configuration lacks " + name)),
                issuer);
    }

    /// Only https; http only on this machine, for a provider that is itself there.
    private static URI safe(String text, String issuer) {
        try {
            var uri = new URI(text);
            boolean isLocal =
                    issuer.startsWith("http:")
                            && "http".equals(uri.getScheme())
                            && isLoopback(uri.getHost());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || isLocal)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw wrong("its configuration holds what is no URL");
        }
        throw wrong("its configuration leads to a place without https");
    }

    private static boolean isLoopback(String host) {
        try {
            return "localhost".equals(host)
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> text(Json.Obj object, String name) {
        return object.get(name).orElse(Json.Literal.NULL) instanceof Json.Str(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static List<String> texts(Json.Obj object, String name) {
        return object.get(name).orElse(Json.Literal.NULL) instanceof Json.Arr(var items)
                ? items.stream()
                        .filter(Json.Str.class::isInstance)
                        .map(item -> ((Json.Str) item).value())
                        .toList()
                : List.of();
    }

    static Refused wrong(String why) {
        return Refusal.of(OidcReason.PROVIDER_AWAY, why).thrown();
    }
}
