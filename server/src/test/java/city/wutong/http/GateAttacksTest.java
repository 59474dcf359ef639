package city.wutong.http;

import static city.wutong.http.TestCity.PASSWORD;
import static city.wutong.http.TestCity.admin;
import static city.wutong.http.TestCity.cookie;
import static city.wutong.http.TestCity.json;
import static city.wutong.http.TestCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Attacks on who is let in, each with what would have happened without the defence.
class GateAttacksTest {
    private static TestCity city;

    @BeforeAll
    static void open() {
        city = TestCity.openWithSignIn(Map.of());
    }

    @AfterAll
    static void close() {
        city.close();
    }

    /// Session fixation: else whoever plants an id in a victim's browser shares the session.
    @Test
    void an_id_that_was_planted_before_the_sign_in_opens_nothing_after() {
        city.account("fixated");
        var planted = "wutong-session=" + "A".repeat(43);
        var body = json("name", "fixated", "password", PASSWORD);
        var entered = city.post("/api/session", body, "Cookie", planted);
        assertThat(entered.status()).isEqualTo(200);
        assertThat(cookie(entered)).isNotEqualTo(planted);
        assertThat(city.get("/api/tenants", "Cookie", planted).status()).isEqualTo(401);

        var again = city.post("/api/session", body, "Cookie", cookie(entered));
        assertThat(cookie(again)).isNotEqualTo(cookie(entered));
        assertThat(city.get("/api/tenants", "Cookie", cookie(entered)).status()).isEqualTo(401);
    }

    /// CSRF: else a page of another site changes things with the cookie that the browser adds.
    @Test
    void a_change_without_the_token_of_the_session_is_refused() {
        var one = city.signIn("victim", "integrator");
        var other = city.signIn("attacker", "integrator");
        var body = "{\"id\": \"urn:ngsi-ld:T:csrf\", \"type\": \"T\"}";
        var path = "/ngsi-ld/v1/entities";
        for (var headers :
                List.of(
                        new String[] {"Cookie", one.cookie()},
                        new String[] {"Cookie", one.cookie(), "Wutong-CSRF", ""},
                        new String[] {"Cookie", one.cookie(), "Wutong-CSRF", other.csrf()})) {
            var refused = city.post(path, body, headers);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("auth.csrf");
            assertThat(city.delete("/api/sessions", headers).status()).isEqualTo(403);
        }
        assertThat(city.get(path + "/urn:ngsi-ld:T:csrf", one.headers()).status()).isEqualTo(404);
        assertThat(city.post(path, body, one.headers()).status()).isEqualTo(201);
    }

    /// CSRF by a page of another site, and DNS rebinding: else its scripts read the answers.
    @Test
    void a_page_of_another_site_is_refused() {
        var one = city.signIn("browser", "leader");
        var foreign = city.get("/api/tenants", one.headers("Origin", "https://evil.example"));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body()).contains("http.host-foreign");
        for (var origin : List.of("null", "http://localhost:1", "http://127.0.0.1:1")) {
            assertThat(city.get("/api/tenants", one.headers("Origin", origin)).status())
                    .as(origin)
                    .isEqualTo(403);
        }
    }

    /// Forged and expired secrets: else any text of the right form opens the city.
    @Test
    void a_bearer_that_nobody_was_given_is_refused() {
        for (var forged :
                List.of(
                        "",
                        "wutong_" + "A".repeat(43),
                        TestCity.ADMIN_KEY + "x",
                        TestCity.ADMIN_KEY.substring(1),
                        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")) {
            var refused = city.get("/api/tenants", "Authorization", "Bearer " + forged);
            assertThat(refused.status()).as(forged).isEqualTo(401);
            if (forged.length() > 10) {
                assertThat(refused.body()).doesNotContain(forged);
            }
        }
        var cookie = "wutong-session=" + "A".repeat(43);
        assertThat(city.get("/api/tenants", "Cookie", cookie).status()).isEqualTo(401);
    }

    /// Riding on both: else a key that lacks the session's token changes the account of a cookie.
    @Test
    void a_key_with_somebodys_cookie_is_the_key() {
        var one = city.signIn("rider", "leader");
        var headers =
                new String[] {
                    "Cookie", one.cookie(), "Authorization", "Bearer " + TestCity.ADMIN_KEY
                };
        var changed = city.patch("/api/account", "{\"displayName\": \"x\"}", headers);
        assertThat(changed.status()).isEqualTo(403);
        assertThat(changed.body()).contains("auth.no-account");
    }

    /// Enumeration: else an attacker learns who has an account.
    @Test
    void an_unknown_account_is_answered_like_a_wrong_password() {
        city.account("known");
        var locked = city.account("shut");
        city.patch("/api/accounts/" + locked, "{\"locked\": true}", admin());
        var wrong = signIn("known", "wrong password 1");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("Set-Cookie")).isEmpty();
        for (var other : List.of(signIn("unknown", "wrong password 1"), signIn("shut", PASSWORD))) {
            assertThat(other.status()).isEqualTo(wrong.status());
            assertThat(other.body()).isEqualTo(wrong.body());
            assertThat(names(other)).isEqualTo(names(wrong));
        }
    }

    private static Reply signIn(String name, String password) {
        return city.post("/api/session", json("name", name, "password", password));
    }

    private static List<String> names(Reply reply) {
        return reply.response().headers().map().keySet().stream().sorted().toList();
    }

    /// Password spraying: else one common password is tried on everybody.
    @Test
    void many_accounts_are_not_tried_from_one_address() {
        try (var own = TestCity.openWithSignIn(Map.of())) {
            own.account("sprayed");
            var right = json("name", "sprayed", "password", PASSWORD);
            assertThat(own.post("/api/session", right).status()).isEqualTo(200);
            for (int i = 0; i < 35; i++) {
                own.post("/api/session", json("name", "person" + i, "password", PASSWORD));
            }
            assertThat(own.post("/api/session", right).status()).isEqualTo(401);
        }
    }

    /// Mass assignment: else a person makes themselves what they like.
    @Test
    void nobody_assigns_to_themselves_what_is_not_theirs_to_set() {
        var one = city.signIn("assigns", "leader");
        for (var field :
                List.of(
                        "\"role\": \"system-admin\"",
                        "\"area\": \"*\"",
                        "\"tenant\": \"*\"",
                        "\"state\": \"active\"",
                        "\"locked\": false",
                        "\"name\": \"root\"",
                        "\"department\": \"police\"",
                        "\"id\": \"0193a5c8-7b1e-7000-8000-000000000001\"")) {
            var refused = city.patch("/api/account", "{" + field + "}", one.headers());
            assertThat(refused.status()).as(field).isEqualTo(400);
            assertThat(refused.body()).contains("http.field-unknown");
        }
    }

    /// Functions above one's role: else whoever knows the path administers the city.
    @Test
    void functions_of_administrators_are_theirs_alone() {
        var id = "/0193a5c8-7b1e-7000-8000-000000000001";
        var leader = city.signIn("leader", "leader");
        var system = city.signIn("system", "system-admin");
        var security = city.signIn("security", "security-admin");
        for (var one : List.of(leader, security)) {
            assertThat(city.post("/api/accounts", "{}", one.headers()).status()).isEqualTo(403);
            assertThat(city.delete("/api/accounts" + id, one.headers()).status()).isEqualTo(403);
            assertThat(city.post("/api/accounts" + id + "/reset", "", one.headers()).status())
                    .isEqualTo(403);
            assertThat(city.get("/metrics", one.headers()).status()).isEqualTo(403);
        }
        for (var one : List.of(leader, system)) {
            assertThat(city.post("/api/grants", "{}", one.headers()).status()).isEqualTo(403);
            assertThat(city.get("/api/keys", one.headers()).status()).isEqualTo(403);
            assertThat(city.post("/api/clients", "{}", one.headers()).status()).isEqualTo(403);
        }
        assertThat(city.get("/api/accounts", leader.headers()).status()).isEqualTo(403);
        assertThat(city.get("/api/accounts", security.headers()).status()).isEqualTo(200);
        assertThat(city.get("/metrics", system.headers()).status()).isEqualTo(200);
    }

    /// The way round by a reset: else whoever manages accounts becomes who grants.
    @Test
    void a_reset_does_not_take_the_second_factor_of_an_administrator() {
        var security = city.signIn("guarded", "security-admin");
        var reset = "/api/accounts/" + security.id() + "/reset";
        var refused = city.post(reset, "{\"secondFactor\": true}", admin());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("auth.not-for-administrators");
    }

    /// Unbounded work: else a page of a million accounts, or a password of a megabyte, is asked
    /// for.
    @Test
    void what_is_asked_for_has_bounds() {
        assertThat(city.get("/api/accounts?limit=1001", admin()).status()).isEqualTo(400);
        var long0 = "a1".repeat(200_000);
        assertThat(signIn("known2", long0).status()).isEqualTo(401);
        assertThat(signIn("n".repeat(100_000), long0).status()).isEqualTo(401);
        var name = json("name", "n".repeat(65), "displayName", "x");
        assertThat(city.post("/api/accounts", name, admin()).status()).isEqualTo(400);
    }

    /// Secrets in answers: else a log of answers is a list of passwords.
    @Test
    void an_answer_never_repeats_a_secret() {
        var one = city.signIn("secretive");
        var secret = "tell-nobody";
        var weak = json("old", PASSWORD, "new", "wutong" + "2026" + "!!!");
        assertThat(city.post("/api/account/password", weak, one.headers()).body())
                .doesNotContain("wutong2026");
        var number = "{\"name\": \"secretive\", \"password\": [\"" + secret + "\"]}";
        assertThat(city.post("/api/session", number).body()).doesNotContain(secret);
        var link = json("token", secret, "password", "correct horse 7 x");
        var refused = city.post("/api/account/link", link);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain(secret);
    }

    /// The three administrations by the back door: else a security administrator takes a key as
    /// system administrator.
    @Test
    void no_key_is_an_administrator() {
        var security = city.signIn("keymaker", "security-admin");
        var body = json("name", "x", "role", "system-admin", "tenant", "*", "area", "*");
        var refused = city.post("/api/keys", body, security.headers());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(text(refused.json(), "code")).isEqualTo("auth.not-for-machines");
    }
}
