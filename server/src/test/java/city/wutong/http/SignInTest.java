package city.wutong.http;

import static city.wutong.http.TestCity.PASSWORD;
import static city.wutong.http.TestCity.admin;
import static city.wutong.http.TestCity.cookie;
import static city.wutong.http.TestCity.json;
import static city.wutong.http.TestCity.member;
import static city.wutong.http.TestCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Signing in, and what one may then, over HTTP.
class SignInTest {
    private static TestCity city;

    @BeforeAll
    static void open() {
        city = TestCity.openWithSignIn(Map.of());
    }

    @AfterAll
    static void close() {
        city.close();
    }

    @Test
    void nobody_may_anything_but_read_how_to_sign_in() {
        var session = city.get("/api/session");
        assertThat(session.status()).isEqualTo(200);
        assertThat(text(session.json(), "state")).isEqualTo("signed-out");
        assertThat(text(session.json(), "access")).isEqualTo("sign-in");
        assertThat(session.header("Cache-Control")).isEqualTo("no-store");
        var entities = city.get("/ngsi-ld/v1/entities?type=T");
        assertThat(entities.status()).isEqualTo(401);
        assertThat(entities.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(city.get("/api/tenants").status()).isEqualTo(401);
        assertThat(city.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void a_duty_officer_reads_and_does_not_write() {
        var officer = city.signIn("officer", "duty-officer");
        assertThat(city.get("/ngsi-ld/v1/entities?type=T", officer.headers()).status())
                .isEqualTo(200);
        var body = "{\"id\": \"urn:ngsi-ld:T:1\", \"type\": \"T\"}";
        var refused = city.post("/ngsi-ld/v1/entities", body, officer.headers());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("access.not-allowed", "WRITE_CONTEXT");
    }

    @Test
    void the_session_says_who_one_is_and_what_one_may() {
        var one = city.signIn("says", "leader");
        var told = city.get("/api/session", one.headers()).json();
        assertThat(text(told, "state")).isEqualTo("signed-in");
        assertThat(text(member(told, "account"), "name")).isEqualTo("says");
        assertThat(text(told, "actor")).isEqualTo("person:" + one.id());
        assertThat(text(told, "tenant")).isEqualTo("default");
        assertThat(texts(member(told, "permissions")))
                .containsExactlyInAnyOrder("READ_CONTEXT", "READ_CASES", "READ_INDICES");
        assertThat(text(told, "csrf")).isEqualTo(one.csrf());
    }

    private static Set<String> texts(Json array) {
        return ((Json.Arr) array)
                .items().stream()
                        .map(item -> ((Json.Str) item).value())
                        .collect(Collectors.toSet());
    }

    @Test
    void a_role_of_another_tenant_opens_nothing_here() {
        var id = city.account("fireman");
        city.grant(id, "duty-officer", "fire", "*");
        var one = city.signInAgain("fireman");
        var path = "/ngsi-ld/v1/entities?type=T";
        assertThat(city.get(path, one.headers("NGSILD-Tenant", "fire")).status()).isEqualTo(200);
        assertThat(city.get(path, one.headers()).status()).isEqualTo(403);
    }

    @Test
    void the_cookie_is_seen_by_no_script_and_sent_by_no_other_site() {
        city.account("cookie");
        var entered = city.post("/api/session", json("name", "Cookie", "password", PASSWORD));
        assertThat(entered.header("Set-Cookie"))
                .startsWith("wutong-session=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict");
    }

    @Test
    void who_signs_out_is_out() {
        var one = city.signIn("leaves", "leader");
        assertThat(city.delete("/api/session", one.headers()).status()).isEqualTo(204);
        assertThat(city.get("/api/tenants", one.headers()).status()).isEqualTo(401);
    }

    @Test
    void who_signs_out_everywhere_is_out_everywhere_and_sees_where_they_were() {
        var here = city.signIn("everywhere", "leader");
        var there = city.signInAgain("everywhere");
        var sessions = city.get("/api/sessions", here.headers());
        assertThat(((Json.Arr) sessions.json()).items()).hasSize(2);
        assertThat(sessions.body()).contains("127.0.0.0").doesNotContain("127.0.0.1");
        assertThat(city.delete("/api/sessions", here.headers()).status()).isEqualTo(204);
        assertThat(city.get("/api/tenants", here.headers()).status()).isEqualTo(401);
        assertThat(city.get("/api/tenants", there.headers()).status()).isEqualTo(401);
    }

    @Test
    void another_password_ends_what_was_signed_in_elsewhere_and_gives_another_id() {
        var here = city.signIn("changes", "leader");
        var there = city.signInAgain("changes");
        var wrong = json("old", "not it at all 1", "new", "another 8 long sentence");
        assertThat(city.post("/api/account/password", wrong, here.headers()).status())
                .isEqualTo(403);
        var right = json("old", PASSWORD, "new", "another 8 long sentence");
        var changed = city.post("/api/account/password", right, here.headers());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(cookie(changed)).isNotEqualTo(here.cookie());
        assertThat(city.get("/api/tenants", "Cookie", cookie(changed)).status()).isEqualTo(200);
        assertThat(city.get("/api/tenants", there.headers()).status()).isEqualTo(401);
        assertThat(city.get("/api/tenants", here.headers()).status()).isEqualTo(401);
        var old = json("name", "changes", "password", PASSWORD);
        assertThat(city.post("/api/session", old).status()).isEqualTo(401);
    }

    @Test
    void a_profile_is_changed_by_its_person() {
        var one = city.signIn("profile");
        var change = "{\"displayName\": \"张伟\", \"language\": \"zh\"}";
        assertThat(city.patch("/api/account", change, one.headers()).status()).isEqualTo(204);
        var account = city.get("/api/account", one.headers()).json();
        assertThat(text(account, "displayName")).isEqualTo("张伟");
        assertThat(text(account, "language")).isEqualTo("zh");
        var wrong = city.patch("/api/account", "{\"language\": \"fr\"}", one.headers());
        assertThat(wrong.body()).contains("http.field-value", "zh, en");
    }

    @Test
    void an_account_is_found_changed_locked_reset_and_closed() {
        var one = city.signIn("whole-life", "leader");
        var path = "/api/accounts/" + one.id();
        assertThat(city.get("/api/accounts?q=WHOLE", admin()).body()).contains(one.id());
        var change = "{\"displayName\": \"New\", \"department\": \"d1\", \"post\": null}";
        assertThat(city.patch(path, change, admin()).status()).isEqualTo(204);
        assertThat(city.get(path, admin()).body()).contains("\"d1\"", "\"New\"", "\"active\"");

        assertThat(city.patch(path, "{\"locked\": true}", admin()).status()).isEqualTo(204);
        assertThat(city.get("/api/tenants", one.headers()).status()).isEqualTo(401);
        var signIn = json("name", "whole-life", "password", PASSWORD);
        assertThat(city.post("/api/session", signIn).status()).isEqualTo(401);
        assertThat(city.patch(path, "{\"locked\": false}", admin()).status()).isEqualTo(204);
        assertThat(city.post("/api/session", signIn).status()).isEqualTo(200);

        var token = text(city.post(path + "/reset", "", admin()).json(), "token");
        var link = json("token", token, "password", "another 8 long sentence");
        assertThat(city.post("/api/account/link", link).status()).isEqualTo(204);
        assertThat(city.post("/api/account/link", link).status()).isEqualTo(403);
        assertThat(city.post("/api/session", signIn).status()).isEqualTo(401);

        assertThat(city.delete(path, admin()).status()).isEqualTo(204);
        assertThat(city.get(path, admin()).body()).contains("\"closed\"");
        assertThat(city.patch(path, "{\"locked\": false}", admin()).status()).isEqualTo(409);
        assertThat(city.get(path + "/grants", admin()).body()).isEqualTo("[]");
        var again = json("name", "whole-life", "displayName", "x");
        assertThat(city.post("/api/accounts", again, admin()).status()).isEqualTo(409);
    }

    @Test
    void what_is_granted_counts_at_the_next_sign_in_and_what_is_revoked_no_more() {
        var one = city.signIn("granted", "leader");
        var path = "/api/accounts/" + one.id() + "/grants";
        var grants = ((Json.Arr) city.get(path, admin()).json()).items();
        var grant = text(grants.getFirst(), "id");
        assertThat(city.delete("/api/grants/" + grant, admin()).status()).isEqualTo(204);
        assertThat(city.get("/api/tenants", one.headers()).status()).isEqualTo(401);
        var after = city.signInAgain("granted");
        assertThat(city.get("/ngsi-ld/v1/entities?type=T", after.headers()).status())
                .isEqualTo(403);
    }

    @Test
    void nobody_holds_roles_of_two_administrations_and_nobody_grants_to_themselves() {
        var security = city.signIn("security", "security-admin");
        var two = json("account", security.id(), "role", "audit-admin", "tenant", "*", "area", "*");
        var refused = city.post("/api/grants", two, admin());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("auth.two-administrations");
        var own = json("account", security.id(), "role", "leader", "tenant", "*", "area", "*");
        var alsoRefused = city.post("/api/grants", own, security.headers());
        assertThat(alsoRefused.status()).isEqualTo(409);
        assertThat(alsoRefused.body()).contains("auth.own-grant");
    }

    @Test
    void a_key_is_made_rotated_and_revoked() {
        var made =
                city.post(
                        "/api/keys",
                        json("name", "gateway", "role", "integrator", "tenant", "*", "area", "*"),
                        admin());
        assertThat(made.status()).isEqualTo(201);
        var secret = text(made.json(), "secret");
        assertThat(secret).startsWith("wutong_");
        assertThat(city.get("/api/keys", admin()).body())
                .contains("gateway")
                .doesNotContain(secret);
        var body = "{\"id\": \"urn:ngsi-ld:Key:1\", \"type\": \"Key\"}";
        assertThat(city.post("/ngsi-ld/v1/entities", body, bearer(secret)).status()).isEqualTo(201);

        var path = "/api/keys/" + text(made.json(), "id");
        var next = text(city.post(path + "/rotate", "", admin()).json(), "secret");
        var entities = "/ngsi-ld/v1/entities?type=Key";
        assertThat(city.get(entities, bearer(secret)).status()).isEqualTo(200);
        assertThat(city.get(entities, bearer(next)).status()).isEqualTo(200);
        assertThat(city.delete(path, admin()).status()).isEqualTo(204);
        assertThat(city.get(entities, bearer(secret)).status()).isEqualTo(401);
        assertThat(city.get(entities, bearer(next)).status()).isEqualTo(401);
    }

    static String[] bearer(String secret) {
        return new String[] {"Authorization", "Bearer " + secret};
    }

    @Test
    void a_client_gets_a_token_for_its_credentials() {
        var made =
                city.post(
                        "/api/clients",
                        json("name", "video", "role", "integrator", "tenant", "*", "area", "*"),
                        admin());
        var id = text(made.json(), "id");
        var secret = text(made.json(), "secret");
        var form = "grant_type=client_credentials&client_id=" + id + "&client_secret=";
        var type = new String[] {"Content-Type", "application/x-www-form-urlencoded"};
        var issued = city.post("/oauth2/token", form + secret, type);
        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
        assertThat(issued.body()).contains("\"Bearer\"", "3600");
        var token = text(issued.json(), "access_token");
        var entities = "/ngsi-ld/v1/entities?type=Key";
        assertThat(city.get(entities, bearer(token)).status()).isEqualTo(200);

        var basic =
                java.util.Base64.getEncoder()
                        .encodeToString(
                                (id + ":" + secret)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var byHeader =
                city.post(
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        type[1],
                        "Authorization",
                        "Basic " + basic);
        assertThat(byHeader.status()).isEqualTo(200);
        var wrong = city.post("/oauth2/token", form + "wrong", type);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(text(wrong.json(), "error")).isEqualTo("invalid_client");

        assertThat(city.delete("/api/clients/" + id, admin()).status()).isEqualTo(204);
        assertThat(city.get(entities, bearer(token)).status()).isEqualTo(401);
    }

    @Test
    void support_acts_as_whoever_consents_and_only_then() {
        var support = city.signIn("support", "system-admin");
        var person = city.signIn("person", "leader");
        var act = json("account", person.id());
        assertThat(city.post("/api/session/act-as", act, support.headers()).status())
                .isEqualTo(403);
        var consent =
                city.post("/api/account/support-consent", "{\"minutes\": 10}", person.headers());
        assertThat(consent.status()).isEqualTo(200);
        var acting = city.post("/api/session/act-as", act, support.headers());
        assertThat(acting.status()).isEqualTo(200);
        assertThat(text(acting.json(), "actor"))
                .isEqualTo("person:" + support.id() + " as person:" + person.id());
        var headers =
                new String[] {"Cookie", cookie(acting), "Wutong-CSRF", text(acting.json(), "csrf")};
        assertThat(city.get("/api/indices", headers).status()).isEqualTo(200);
        assertThat(city.get("/api/accounts", headers).status()).isEqualTo(403);
        var change = city.patch("/api/account", "{\"displayName\": \"x\"}", headers);
        assertThat(change.status()).isEqualTo(403);
        assertThat(change.body()).contains("auth.acting");
        assertThat(city.get("/api/indices", support.headers()).status()).isEqualTo(401);
    }
}
