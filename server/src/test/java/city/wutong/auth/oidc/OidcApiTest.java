package city.wutong.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.Paths;
import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sign-in by a provider as browsers see it.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcApiTest {
    private static final String ANNA = "019a0000-0000-7000-8000-00000000000a";

    private final TestProvider provider = new TestProvider();
    private final TestCity city =
            TestCity.open(Map.of("oidc.issuer", provider.issuer(), "oidc.client-id", "wutong"));

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
        var body = "{\"account\":\"" + ANNA + "\",\"subject\":\"sub-7\"}";
        var linked = city.post("/api/identities", body);
        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        assertProblem(city.post("/api/identities", body), 409, "oidc.linked-already");
        assertThat(city.get("/api/identities?account=" + ANNA).body())
                .contains("sub-7", provider.issuer());
        var id = ((Json.Str) ((Json.Obj) linked.json()).get("id").orElseThrow()).value();
        assertThat(city.delete("/api/identities/" + id).status()).isEqualTo(204);
        assertProblem(city.delete("/api/identities/" + id), 404, "oidc.identity-unknown");
        assertThat(city.get("/api/identities?account=" + ANNA).body()).isEqualTo("[]");
        assertProblem(
                city.post("/api/identities", body.replace("sub-7", " ")), 400, "http.field-value");
    }
}
