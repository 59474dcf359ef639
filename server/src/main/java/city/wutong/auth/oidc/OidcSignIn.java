package city.wutong.auth.oidc;

import city.wutong.access.Areas;
import city.wutong.access.Identities;
import city.wutong.access.Identity;
import city.wutong.auth.Whence;
import city.wutong.config.Oidc;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Signs people in by an OpenID provider.
///
/// # Theory
///
/// [#start] sends the browser to the provider, [#finish] takes what it comes back with. Between the
/// two nothing is trusted that comes through the browser:
///
/// - `state` says which attempt it is; it counts once, and only from the browser that has the
///   attempt's cookie, so that nobody can be signed in as somebody else by a link;
/// - a code is worth nothing without the attempt's PKCE verifier, which never leaves this process
///   but for the provider, so that a stolen code cannot be put into another attempt;
/// - `nonce` binds the token to the attempt, should the provider not check the verifier;
/// - `iss`, where the provider sends it, keeps apart answers of several providers (RFC 9207).
///
/// Who the token names is an account by a link that is kept: made by an administrator, or by a
/// claim that the configuration names. Such a claim links only an account that no identity of this
/// provider is linked with: when a name is given to another person there, that one does not become
/// this one here. An e-mail address is never a link.
public final class OidcSignIn implements AutoCloseable {
    /// The cookie that says which browser began an attempt.
    public static final String COOKIE = "wutong-oidc";

    /// Where the provider sends browsers back to.
    public static final String CALLBACK = "/api/oidc/callback";

    private static final System.Logger LOG = System.getLogger(OidcSignIn.class.getName());

    private final Oidc oidc;
    private final Ground ground;
    private final ProviderWeb web = new ProviderWeb();
    private final ProviderDocuments documents;
    private final IdTokens tokens;
    private final Attempts attempts;
    private final ClaimedRoles roles;

    /// What it stands on.
    ///
    /// @param newId makes ids
    public record Ground(
            Identities identities,
            Supplier<Areas> areas,
            SignedIn end,
            InstantSource clock,
            Supplier<UUID> newId) {}

    /// Where the browser goes next, and what it keeps.
    ///
    /// @param cookies values of `Set-Cookie`
    public record Step(String location, List<String> cookies) {
        public Step {
            cookies = List.copyOf(cookies);
        }
    }

    /// What a browser comes back with.
    ///
    /// @param browser the value of the cookie
    public record Return(Map<String, String> parameters, Optional<String> browser, Whence whence) {
        Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
        }
    }

    public OidcSignIn(Oidc oidc, Ground ground) {
        this.oidc = oidc;
        this.ground = ground;
        this.documents = new ProviderDocuments(oidc.issuer(), web, ground.clock());
        this.tokens = new IdTokens(documents, ground.clock());
        this.attempts = new Attempts(ground.clock(), new SecureRandom());
        this.roles = new ClaimedRoles(oidc, ground.areas());
    }

    /// The issuer by which people sign in.
    public String issuer() {
        return oidc.issuer();
    }

    /// Where browsers reach this city, when that is configured.
    public Optional<String> address() {
        return Optional.of(oidc.address()).filter(text -> !text.isEmpty());
    }

    /// Sends the browser to the provider.
    ///
    /// @param address where it reaches this city, without a slash at the end
    /// @param returnTo the path of the page that comes after it
    /// @throws city.wutong.refusal.Refused with [OidcReason#PROVIDER_AWAY]
    public Step start(String address, String returnTo) {
        var provider = documents.provider();
        var attempt = attempts.begin(address + CALLBACK, returnTo);
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", oidc.clientId());
        query.put("redirect_uri", attempt.redirect());
        query.put("scope", String.join(" ", oidc.scopes()));
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        return new Step(
                withQuery(provider.authorization().toString(), query),
                List.of(cookie(attempt.browser(), address, Attempts.LONGEST.toSeconds())));
    }

    private static String withQuery(String address, Map<String, String> query) {
        return address + (address.indexOf('?') < 0 ? "?" : "&") + ProviderWeb.encoded(query);
    }

    /// The provider sends the browser here from another site: Lax lets the cookie come along.
    private static String cookie(String value, String address, long seconds) {
        return COOKIE
                + "="
                + value
                + "; Path=/api/oidc; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Lax"
                + (address.startsWith("https:") ? "; Secure" : "");
    }

    /// Signs in who comes back.
    ///
    /// @throws city.wutong.refusal.Refused when they are not to be signed in
    public Step finish(Return back) {
        var attempt =
                back.parameter("state")
                        .flatMap(attempts::take)
                        .filter(begun -> isBy(begun, back.browser()))
                        .orElseThrow(() -> Refusal.of(OidcReason.ATTEMPT_UNKNOWN).thrown());
        var provider = documents.provider();
        var issuer = back.parameter("iss");
        if (issuer.isPresent() ? !issuer.get().equals(oidc.issuer()) : provider.namesItself()) {
            throw Refusal.of(OidcReason.DENIED, "iss").thrown();
        }
        var code =
                back.parameter("code")
                        .orElseThrow(() -> denied(OidcReason.DENIED, back.parameter("error")));
        var token = token(provider, attempt, code);
        var expected = new IdTokens.Expected(oidc.issuer(), oidc.clientId(), attempt.nonce());
        var claims = tokens.checked(token, expected);
        var cookies = ground.end().open(account(claims), roles.of(claims), back.whence());
        var all = new ArrayList<>(cookies);
        all.add(cookie("", attempt.redirect(), 0));
        return new Step(attempt.returnTo(), all);
    }

    private static boolean isBy(Attempts.Attempt begun, Optional<String> browser) {
        return browser.filter(value -> IdTokens.isSame(value, begun.browser())).isPresent();
    }

    /// Changes the code for a token.
    private String token(Provider provider, Attempts.Attempt attempt, String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", attempt.redirect());
        form.put("code_verifier", attempt.verifier());
        var answer = web.post(provider.token(), form, authorization(provider, form));
        if (answer.status() / 100 == 4 && answer.json() instanceof Json.Obj refused) {
            throw denied(OidcReason.CODE_REFUSED, new Claims(refused).text("error"));
        }
        if (answer.status() == 200
                && answer.json() instanceof Json.Obj given
                && given.get("id_token").orElse(Json.Literal.NULL) instanceof Json.Str(var token)) {
            return token;
        }
        throw Provider.wrong("its answer holds no ID token");
    }

    /// How the city says to the provider who it is (RFC 6749 §2.3.1): in a header, or in the form.
    private Optional<String> authorization(Provider provider, Map<String, String> form) {
        var secret = oidc.clientSecret();
        if (!secret.isEmpty() && !provider.takesSecretInBody()) {
            var both =
                    ProviderWeb.encoded(oidc.clientId())
                            + ":"
                            + ProviderWeb.encoded(secret.value());
            return Optional.of(
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(both.getBytes(StandardCharsets.US_ASCII)));
        }
        form.put("client_id", oidc.clientId());
        if (!secret.isEmpty()) {
            form.put("client_secret", secret.value());
        }
        return Optional.empty();
    }

    /// The provider's own words for it, when they are one of the codes of RFC 6749 and its like.
    private static RuntimeException denied(OidcReason reason, Optional<String> error) {
        return Refusal.of(reason, error.filter(code -> code.matches("[a-z_]{1,50}")).orElse("?"))
                .thrown();
    }

    private String account(Claims claims) {
        var subject = claims.text("sub").orElseThrow();
        try {
            var linked = ground.identities().find(oidc.issuer(), subject);
            if (linked.isPresent()) {
                return linked.get().account();
            }
            return byClaim(claims, subject)
                    .orElseThrow(() -> Refusal.of(OidcReason.NOT_LINKED, subject).thrown());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "identities cannot be read or kept", e);
            throw Refusal.of(OidcReason.NOT_KEPT).thrown();
        }
    }

    private Optional<String> byClaim(Claims claims, String subject) throws IOException {
        var claim = oidc.accountClaim();
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        var account = claims.text(claim).flatMap(ground.end()::accountNamed);
        if (account.isEmpty() || isTaken(account.get())) {
            return Optional.empty();
        }
        var identity =
                new Identity(
                        ground.newId().get().toString(),
                        oidc.issuer(),
                        subject,
                        account.get(),
                        ground.clock().instant(),
                        "claim:" + claim);
        return ground.identities().link(identity) ? account : Optional.empty();
    }

    private boolean isTaken(String account) throws IOException {
        return ground.identities().of(account).stream()
                .anyMatch(other -> other.issuer().equals(oidc.issuer()));
    }

    /// Where people sign out of the provider too, if it has such a place. The token would say there
    /// who they are, but URLs are written down in many places; so the provider asks them.
    ///
    /// @param address where browsers reach this city
    public Optional<String> end(String address) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", oidc.clientId());
        query.put("post_logout_redirect_uri", address + "/console/");
        return documents.provider().end().map(end -> withQuery(end.toString(), query));
    }

    @Override
    public void close() {
        web.close();
    }
}
