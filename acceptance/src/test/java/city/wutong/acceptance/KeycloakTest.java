package city.wutong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.server.Wutong;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Sign-in by Keycloak in a real browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakTest {
    private static final double PATIENCE_MS = 120_000;
    private static final String PASSWORD = "phoenix on the tree";
    private static final String ADMIN_KEY = "the-admin-key-of-a-test-0123456789abcdef";

    @TempDir static Path temp;

    private KeycloakProcess keycloak;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open() throws Exception {
        keycloak = KeycloakProcess.start();
        playwright = Chromium.playwright();
        browser = playwright.chromium().launch(Chromium.options());
    }

    @AfterAll
    void close() throws Exception {
        browser.close();
        playwright.close();
        keycloak.close();
    }

    private Config config(Path data) {
        var options = new HashMap<String, String>();
        options.put("data", data.toString());
        options.put("port", "0");
        options.put("access", "sign-in");
        options.put("access.second-factor", "nobody");
        options.put("admin-key", ADMIN_KEY);
        options.put("oidc.issuer", keycloak.issuer());
        options.put("oidc.client-id", "wutong");
        options.put("oidc.account-claim", "city_account");
        options.put("oidc.roles-claim", "city_roles");
        options.put("oidc.roles", "watch=duty-officer");
        options.put("oidc.area-claim", "city_area");
        return Config.of(
                new Layers()
                        .environment(Map.of("WUTONG_OIDC_CLIENT_SECRET", "only-for-this-test-9f2c"))
                        .options(options));
    }

    private Wutong open(String data) {
        return Wutong.open(config(temp.resolve(data)), Clock.systemUTC(), List.of());
    }

    private static String address(Wutong city) {
        return "http://127.0.0.1:" + city.port();
    }

    private Page page() {
        var page = browser.newContext().newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        return page;
    }

    private static void fill(Page page, String name) {
        page.locator("#username").fill(name);
        page.locator("#password").fill(PASSWORD);
        page.locator("#kc-login").click();
    }

    @Test
    void a_stranger_is_shown_that_they_have_no_account_and_signs_out_there() {
        try (var wutong = open("unknown")) {
            var page = page();
            var city = address(wutong);
            page.navigate(city + "/api/oidc/start?returnTo=/console/cases");
            fill(page, "stranger");
            var notLinked = Pattern.compile("/console/\\?problem=oidc\\.not-linked$");
            assertThat(page).hasURL(notLinked);
            assertThat(page.locator("[data-testid=sign-in-page] [role=alert]"))
                    .containsText("oidc.not-linked");
            // Keycloak remembers them, and we still do not know them
            page.navigate(city + "/api/oidc/start");
            assertThat(page).hasURL(notLinked);
            page.navigate(city + "/api/oidc/end");
            page.locator("#kc-logout").click();
            assertThat(page).hasURL(city + "/console/");
            page.navigate(city + "/api/oidc/start");
            assertThat(page.locator("#password")).isVisible();
            page.context().close();
        }
    }

    @Test
    void who_has_an_account_is_signed_in_with_the_role_and_the_area_that_keycloak_says() {
        try (var city = open("known");
                var client = new Client(city.port())) {
            var made =
                    client.post(
                            "/api/accounts",
                            "{\"name\": \"shen-yun\", \"displayName\": \"Yun\"}",
                            "Authorization",
                            "Bearer " + ADMIN_KEY);
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            var page = page();
            page.navigate(address(city) + "/api/oidc/start?returnTo=/console/cases");
            fill(page, "shen-yun");
            assertThat(page).hasURL(Pattern.compile("^" + address(city) + "/console/.*"));
            var session =
                    (String) page.evaluate("() => fetch('/api/session').then(it => it.text())");
            assertThat(session).contains("signed-in", "duty-officer", "330483", "READ_CONTEXT");
            page.context().close();
        }
    }
}
