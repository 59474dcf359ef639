package city.wutong.http;

import static city.wutong.http.TestCity.PASSWORD;
import static city.wutong.http.TestCity.admin;
import static city.wutong.http.TestCity.json;
import static city.wutong.http.TestCity.member;
import static city.wutong.http.TestCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.SignedIn;
import city.wutong.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What goes with an account that is closed, what a city keeps, and what people learn of how an
/// account and a key were used.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsEndTest {
    private TestCity city;

    @BeforeAll
    void open() {
        city = TestCity.openWithSignIn(Map.of());
    }

    @AfterAll
    void close() {
        city.close();
    }

    private String id(TestCity.Reply made) {
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return text(made.json(), "id");
    }

    private String post() {
        var department =
                id(
                        city.post(
                                "/api/departments",
                                "{\"name\":{\"zh\":\"中心\",\"en\":\"Centre\"}}",
                                admin()));
        var post =
                "{\"name\":{\"zh\":\"班长\",\"en\":\"Head\"},\"department\":\"" + department + "\"}";
        return id(city.post("/api/posts", post, admin()));
    }

    private String duty(String post, String account, Instant from, Instant to) {
        return id(
                city.post(
                        "/api/duties",
                        json(
                                "post",
                                post,
                                "account",
                                account,
                                "from",
                                from.toString(),
                                "to",
                                to.toString()),
                        admin()));
    }

    private List<Json> duties(String account) {
        var found = city.get("/api/duties?account=" + account, admin()).json();
        return ((Json.Arr) member(found, "duties")).items();
    }

    @Test
    void a_duty_is_told_with_the_names_of_who_is_on_it_and_of_the_post() {
        var account = city.account("wang.min");
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        duty(post(), account, now, now.plus(1, ChronoUnit.HOURS));
        assertThat(text(duties(account).getFirst(), "displayName")).isEqualTo("wang.min");
        assertThat(text(member(duties(account).getFirst(), "postName"), "zh")).isEqualTo("班长");
    }

    @Test
    void what_was_held_ends_with_the_account_and_what_is_over_stays() {
        var gone = city.signIn("zhou.jie", "leader");
        var post = post();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        duty(post, gone.id(), now.minus(9, ChronoUnit.DAYS), now.minus(8, ChronoUnit.DAYS));
        duty(post, gone.id(), now.minus(1, ChronoUnit.HOURS), now.plus(1, ChronoUnit.HOURS));
        duty(post, gone.id(), now.plus(1, ChronoUnit.DAYS), now.plus(2, ChronoUnit.DAYS));

        assertThat(city.delete("/api/accounts/" + gone.id(), admin()).status()).isEqualTo(204);

        assertThat(duties(gone.id()))
                .hasSize(2)
                .allSatisfy(each ->
                        assertThat(Instant.parse(text(each, "to"))).isBefore(Instant.now()));
        assertThat(city.get("/api/duties?at=" + Instant.now(), admin()).body())
                .doesNotContain(gone.id());
        assertThat(city.get("/api/account", gone.headers()).status()).isEqualTo(401);
        var again = city.post("/api/session", json("name", gone.name(), "password", PASSWORD));
        assertThat(again.status()).isEqualTo(401);
        var grants = city.get("/api/accounts/" + gone.id() + "/grants", admin());
        assertThat(grants.body()).isEqualTo("[]");
        var account = city.get("/api/accounts/" + gone.id(), admin());
        assertThat(text(account.json(), "state")).isEqualTo("closed");
        assertThat(member(account.json(), "lastSignIn")).isEqualTo(Json.Literal.NULL);
    }

    @Test
    void the_last_who_grants_roles_is_neither_locked_nor_closed_nor_stripped() {
        var system = city.signIn("system", "system-admin");
        var only = city.signIn("security", "security-admin");
        var path = "/api/accounts/" + only.id();
        var grants = (Json.Arr) city.get(path + "/grants", admin()).json();
        var grant = "/api/grants/" + text(grants.items().getFirst(), "id");

        isTheLast(city.delete(path, system.headers()));
        isTheLast(city.patch(path, "{\"locked\": true}", system.headers()));
        isTheLast(city.delete(grant, admin()));
        assertThat(city.get("/api/account", only.headers()).status()).isEqualTo(200);

        city.signIn("security.2", "security-admin");
        assertThat(city.delete(path, system.headers()).status()).isEqualTo(204);
    }

    private TestCity.Reply audits(String account, Instant until) {
        var wanted =
                json(
                        "account",
                        account,
                        "role",
                        "audit-admin",
                        "tenant",
                        "*",
                        "area",
                        "*",
                        "until",
                        until.toString());
        return city.post("/api/grants", wanted, admin());
    }

    @Test
    void the_last_who_reads_the_audit_log_stays_until_another_does_without_an_end() {
        var only = city.signIn("auditor", "audit-admin");
        var path = "/api/accounts/" + only.id();
        var grants = (Json.Arr) city.get(path + "/grants", admin()).json();
        var grant = "/api/grants/" + text(grants.items().getFirst(), "id");
        var other = city.account("auditor.2");
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        assertThat(audits(other, now.minusSeconds(1)).status()).isEqualTo(400);
        assertThat(audits(other, now.plus(1, ChronoUnit.DAYS)).status()).isEqualTo(201);

        isTheLast(city.delete(path, admin()));
        isTheLast(city.patch(path, "{\"locked\": true}", admin()));
        isTheLast(city.delete(grant, admin()));

        city.grant(other, "audit-admin", "*", "*");
        assertThat(city.delete(grant, admin()).status()).isEqualTo(204);
        isTheLast(city.delete("/api/accounts/" + other, admin()));
    }

    private static void isTheLast(TestCity.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(text(reply.json(), "code")).isEqualTo("auth.last-administrator");
    }

    @Test
    void a_key_tells_who_made_it_when_it_was_used_and_that_its_maker_has_left() {
        city.signIn("security.3", "security-admin");
        var maker = city.signIn("maker", "security-admin");
        var wanted = json("name", "gateway", "role", "integrator", "tenant", "*", "area", "*");
        var made = city.post("/api/keys", wanted, maker.headers());
        var id = id(made);
        assertThat(member(key(id), "lastUsed")).isEqualTo(Json.Literal.NULL);
        assertThat(text(key(id), "madeBy")).isEqualTo("person:" + maker.id());
        assertThat(member(key(id), "makerGone")).isEqualTo(Json.Literal.FALSE);

        var bearer = "Bearer " + text(made.json(), "secret");
        var asked = city.get("/ngsi-ld/v1/types", "Authorization", bearer);
        assertThat(asked.status()).isEqualTo(200);
        var used = text(key(id), "lastUsed");
        assertThat(Instant.parse(used)).isBeforeOrEqualTo(Instant.now());
        city.get("/ngsi-ld/v1/types", "Authorization", bearer);
        assertThat(text(key(id), "lastUsed")).as("noted once a minute").isEqualTo(used);

        assertThat(city.delete("/api/accounts/" + maker.id(), admin()).status()).isEqualTo(204);
        assertThat(member(key(id), "makerGone")).isEqualTo(Json.Literal.TRUE);
    }

    private Json key(String id) {
        var all = (Json.Arr) city.get("/api/keys", admin()).json();
        return all.items().stream()
                .filter(each -> text(each, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_learns_of_no_tenant_but_those_in_which_one_holds_a_role() {
        var id = city.account("one.tenant");
        city.grant(id, "leader", "fire", "*");
        var one = city.signInAgain("one.tenant");
        assertThat(tenants(one)).isEqualTo("[\"fire\"]");
        assertThat(tenants(city.signIn("all.tenants", "leader")))
                .isEqualTo("[\"default\",\"fire\"]");
        city.account("no.tenant");
        assertThat(tenants(city.signInAgain("no.tenant"))).isEqualTo("[]");
    }

    private String tenants(SignedIn who) {
        return city.get("/api/tenants", who.headers()).body();
    }

    @Test
    void one_is_told_when_the_account_was_used_before() {
        city.account("twice");
        var first = city.signInAgain("twice");
        var own = city.get("/api/account", first.headers()).json();
        assertThat(member(own, "previousSignIn")).isEqualTo(Json.Literal.NULL);
        assertThat(member(own, "recoveryCodes")).isEqualTo(Json.of(0));
        var second = city.signInAgain("twice");
        var before = member(city.get("/api/account", second.headers()).json(), "previousSignIn");
        assertThat(text(before, "address")).as("names a network").isEqualTo("127.0.0.0");
        assertThat(Instant.parse(text(before, "at"))).isBefore(Instant.now());
    }

    @Test
    void who_acts_as_somebody_is_told_so_and_goes_on_as_themselves() {
        var helper = city.signIn("helper", "system-admin");
        var person = city.signIn("person", "leader");
        var consent =
                city.post("/api/account/support-consent", "{\"minutes\":5}", person.headers());
        assertThat(consent.status()).isEqualTo(200);
        var acting =
                city.post("/api/session/act-as", json("account", person.id()), helper.headers());
        assertThat(text(member(acting.json(), "account"), "name")).isEqualTo("person");
        assertThat(text(member(acting.json(), "actedBy"), "name")).isEqualTo("helper");

        var cookie = TestCity.cookie(acting);
        var csrf = text(acting.json(), "csrf");
        var without = city.delete("/api/session/act-as", "Cookie", cookie);
        assertThat(without.status()).as("without the token").isEqualTo(403);
        var ended = city.delete("/api/session/act-as", "Cookie", cookie, "Wutong-CSRF", csrf);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(text(member(ended.json(), "account"), "name")).isEqualTo("helper");
        assertThat(((Json.Obj) ended.json()).get("actedBy")).isEmpty();
        assertThat(city.get("/api/account", "Cookie", cookie).status())
                .as("the id of before")
                .isEqualTo(401);
        assertThat(city.get("/api/account", "Cookie", TestCity.cookie(ended)).status())
                .isEqualTo(200);
    }

    @Test
    void no_city_but_a_demonstration_has_sample_roles() {
        var session = city.get("/api/session");
        assertThat(session.body()).doesNotContain("sampleRoles").contains("\"oidc\":false");
        var taken = city.post("/api/session/sample-role", json("role", "system-admin"));
        assertThat(taken.status()).isEqualTo(403);
        assertThat(taken.header("Set-Cookie")).isEmpty();
    }
}
