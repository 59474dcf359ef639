package city.wutong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.access.Identities;
import city.wutong.access.Identity;
import city.wutong.auth.oidc.OidcSignIn;
import city.wutong.auth.oidc.SignedIn;
import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.server.Wutong;
import city.wutong.text.Text;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    private static final String CITY = "http://127.0.0.1:8080";
    private static final String ACCOUNT = "019a0000-0000-7000-8000-00000000000a";

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
        try (var wutong = Wutong.open(config(temp.resolve("data")), Clock.systemUTC(), List.of())) {
            var page = page();
            var city = "http://127.0.0.1:" + wutong.port();
            page.navigate(city + "/api/oidc/start?returnTo=/console/cases");
            fill(page, "stranger");
            var notLinked = Pattern.compile("/console/sign-in\\?problem=oidc\\.not-linked$");
            assertThat(page).hasURL(notLinked);
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
    void what_keycloak_says_of_somebody_is_believed() {
        var sessions = new Sessions();
        var ground =
                new OidcSignIn.Ground(
                        new Links(),
                        KeycloakTest::areas,
                        sessions,
                        Clock.systemUTC(),
                        UUID::randomUUID);
        try (var signIn = new OidcSignIn(config(temp.resolve("none")).oidc(), ground)) {
            var page = page();
            var back = new ArrayList<String>();
            page.route(
                    Pattern.compile(".*" + OidcSignIn.CALLBACK + ".*"),
                    route -> {
                        back.add(route.request().url());
                        route.fulfill(
                                new com.microsoft.playwright.Route.FulfillOptions().setBody("back"));
                    });
            var begun = signIn.start(CITY, "/console/");
            page.navigate(begun.location());
            fill(page, "shen-yun");
            assertThat(page.locator("body")).hasText("back");
            var done = signIn.finish(returned(begun, back.getFirst()));
            assertThat(done.location()).isEqualTo("/console/");
            assertThat(sessions.accounts).containsExactly(ACCOUNT);
            assertThat(sessions.roles)
                    .containsExactly(
                            new SignedIn.ClaimedRole("duty-officer", "default", "330483"));
            page.context().close();
        }
    }

    private static OidcSignIn.Return returned(OidcSignIn.Step begun, String address) {
        var parameters = new HashMap<String, String>();
        for (var field : URI.create(address).getRawQuery().split("&", -1)) {
            var parts = field.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        var cookie = begun.cookies().getFirst().split(";", 2)[0].split("=", 2)[1];
        return new OidcSignIn.Return(parameters, Optional.of(cookie), Map.of());
    }

    private static Areas areas() {
        var name = new Text("桐乡市", "Tongxiang");
        return new Areas(List.of(new Area("330483", name, Optional.empty(), Set.of())));
    }

    /// Nobody is linked yet, and whoever is to be, can be.
    private static final class Links implements Identities {
        @Override
        public Optional<Identity> find(String issuer, String subject) {
            return Optional.empty();
        }

        @Override
        public List<Identity> of(String account) {
            return List.of();
        }

        @Override
        public boolean link(Identity identity) {
            return true;
        }

        @Override
        public boolean unlink(String id) {
            return false;
        }
    }

    /// The sessions that were opened.
    private static final class Sessions implements SignedIn {
        private final List<String> accounts = new ArrayList<>();
        private final List<ClaimedRole> roles = new ArrayList<>();

        @Override
        public Optional<String> accountNamed(String name) {
            return name.equals("shen-yun") ? Optional.of(ACCOUNT) : Optional.empty();
        }

        @Override
        public List<String> open(
                String account, List<ClaimedRole> claimed, Map<String, List<String>> headers) {
            accounts.add(account);
            roles.addAll(claimed);
            return List.of();
        }
    }
}
