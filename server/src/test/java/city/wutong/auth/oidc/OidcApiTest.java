package city.wutong.auth.oidc;

import static city.wutong.http.TestCity.admin;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.Paths;
import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sign-in by a provider as browsers see it.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcApiTest {
    private final TestProvider provider = new TestProvider();
    private final TestCity city =
            TestCity.openWithSignIn(
                    Map.of(
                            "oidc.issuer", provider.issuer(),
                            "oidc.client-id", "wutong",
                            "oidc.account-claim", "city_account",
                            "oidc.roles-claim", "city_roles",
                            "oidc.roles", "watch=duty-officer, root=system-admin",
                            "oidc.area-claim", "city_area"));

    @BeforeEach
    void reset() {
        provider.now = Clock.systemUTC().instant();
        provider.isForPublicClients = true;
        provider.claims = UnaryOperator.identity();
    }

    /// Somebody signs in at the provider and comes back.
    private Reply signIn() {
        var begun = city.get("/api/oidc/start");
        var back = provider.visit(begun.header("Location"));
        return city.get(
                OidcSignIn.CALLBACK + "?" + ProviderWeb.encoded(back),
                "Cookie",
                begun.header("Set-Cookie").split(";", 2)[0]);
    }

    private void says(String subject, Map<String, Object> more) {
        provider.claims =
                all -> {
                    all.put("sub", subject);
                    all.putAll(more);
                    return all;
                };
    }

    private Reply session(Reply signedIn) {
        return city.get("/api/session", "Cookie", signedIn.header("Set-Cookie").split(";", 2)[0]);
    }

    @Test
    void somebody_signs_in_with_the_roles_that_the_provider_says_and_loses_them_with_the_next() {
        city.account("hua");
        var roles =
                Map.<String, Object>of(
                        "city_account",
                        "hua",
                        "city_area",
                        "330483",
                        "city_roles",
                        List.of("watch"));
        says("sub-hua", roles);
        var first = signIn();
        assertThat(first.status()).as(first.body()).isEqualTo(302);
        assertThat(first.header("Location")).isEqualTo("/console/");
        assertThat(first.header("Set-Cookie"))
                .startsWith("wutong-session=")
                .contains("HttpOnly", "SameSite=Strict");
        assertThat(session(first).body())
                .contains("\"signed-in\"", "duty-officer", "\"330483\"", "READ_CONTEXT");
        says("sub-hua", Map.of());
        var second = signIn();
        assertThat(session(second).body()).contains("\"signed-in\"").doesNotContain("duty-officer");
        assertThat(session(first).body()).doesNotContain("duty-officer");
    }

    @Test
    void who_was_locked_or_would_belong_to_two_administrations_is_not_signed_in() {
        var id = city.account("both");
        city.grant(id, "audit-admin", "*", "*");
        city.grant(city.account("another"), "audit-admin", "*", "*"); // the last one stays
        says(
                "sub-both",
                Map.of(
                        "city_account",
                        "both",
                        "city_area",
                        "330483",
                        "city_roles",
                        List.of("root")));
        assertProblem(signIn(), 409, "auth.two-administrations");
        says("sub-both", Map.of());
        assertThat(signIn().status()).isEqualTo(302);
        city.patch("/api/accounts/" + id, "{\"locked\": true}", admin());
        assertProblem(signIn(), 403, "oidc.not-linked");
    }

    @Test
    void a_second_factor_is_asked_for_here_unless_the_provider_is_trusted_with_it() {
        // else: a provider that asks for a password only opens what needs more
        try (var strict =
                TestCity.openWithSignIn(
                        Map.of(
                                "oidc.issuer", provider.issuer(),
                                "oidc.client-id", "wutong",
                                "oidc.account-claim", "city_account",
                                "access.second-factor", "everybody"))) {
            strict.account("two");
            says("sub-two", Map.of("city_account", "two"));
            var begun = strict.get("/api/oidc/start");
            var back = provider.visit(begun.header("Location"));
            var done =
                    strict.get(
                            OidcSignIn.CALLBACK + "?" + ProviderWeb.encoded(back),
                            "Cookie",
                            begun.header("Set-Cookie").split(";", 2)[0]);
            var session =
                    strict.get(
                            "/api/session", "Cookie", done.header("Set-Cookie").split(";", 2)[0]);
            assertThat(session.body()).contains("second-factor-setup-needed");
        }
    }

    @AfterAll
    void close() {
        city.close();
        provider.close();
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(((Json.Obj) reply.json()).get("code")).contains(Json.of(code));
    }

    @Test
    void a_browser_is_sent_to_the_provider_and_keeps_a_cookie_that_no_script_reads() {
        var reply = city.get("/api/oidc/start?returnTo=/console/cases%3Fopen%3Dtrue");
        assertThat(reply.status()).as(reply.body()).isEqualTo(302);
        assertThat(reply.header("Location"))
                .startsWith(provider.issuer() + "/authorize?")
                .contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A");
        assertThat(reply.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "/console/../../evil",
                "/console",
                "/api/cases",
                "/console/CRLFSet-Cookie:x",
                "javascript:alert(1)"
            })
    void after_it_nobody_is_sent_elsewhere(String page) {
        // else: a link to the city leads to a page that looks like it
        assertProblem(
                city.get("/api/oidc/start?returnTo=" + Paths.encoded(page.replace("CRLF", "\r\n"))),
                400,
                "oidc.return-elsewhere");
    }

    @Test
    void a_browser_that_is_not_signed_in_is_shown_why() {
        var page = city.get("/api/oidc/callback?code=x&state=y", "Accept", "text/html,*/*;q=0.8");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location"))
                .isEqualTo("/console/sign-in?problem=oidc.attempt-unknown");
        assertProblem(
                city.get("/api/oidc/callback?code=x&state=y&whatever=1"),
                401,
                "oidc.attempt-unknown");
    }

    @Test
    void signing_out_leads_to_the_provider() {
        assertThat(city.get("/api/oidc/end").header("Location"))
                .startsWith(provider.issuer() + "/end?client_id=wutong");
    }

    @Test
    void an_administrator_links_and_unlinks() {
        var account = city.account("linked");
        var body = "{\"account\":\"" + account + "\",\"subject\":\"sub-7\"}";
        assertThat(city.post("/api/identities", body).status()).isEqualTo(401);
        var linked = city.post("/api/identities", body, admin());
        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        assertProblem(city.post("/api/identities", body, admin()), 409, "oidc.linked-already");
        assertThat(city.get("/api/identities?account=" + account, admin()).body())
                .contains("sub-7", provider.issuer());
        says("sub-7", Map.of());
        assertThat(session(signIn()).body()).contains(account);
        var id = ((Json.Str) ((Json.Obj) linked.json()).get("id").orElseThrow()).value();
        assertThat(city.delete("/api/identities/" + id, admin()).status()).isEqualTo(204);
        assertProblem(city.delete("/api/identities/" + id, admin()), 404, "oidc.identity-unknown");
        assertProblem(signIn(), 403, "oidc.not-linked");
        assertProblem(
                city.post("/api/identities", body.replace("sub-7", " "), admin()),
                400,
                "http.field-value");
        assertThat(city.post("/api/identities", body.replace(account, "x"), admin()).status())
                .isEqualTo(400);
    }

    @Test
    void nobody_links_an_administrators_account() {
        // else: whoever manages accounts takes that of who grants roles
        var account = city.account("granter");
        city.grant(account, "security-admin", "*", "*");
        var body = "{\"account\":\"" + account + "\",\"subject\":\"sub-8\"}";
        assertProblem(
                city.post("/api/identities", body, admin()), 403, "oidc.not-for-administrators");
    }
}
