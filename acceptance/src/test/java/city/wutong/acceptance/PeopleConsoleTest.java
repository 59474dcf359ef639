package city.wutong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A new city gets its people, in a real browser: from the set-up link that its start prints to a
/// duty officer who sees what their role opens, and an auditor who sees what everybody did.
///
/// The tests follow on one another, as the days of a new city do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PeopleConsoleTest {
    private static final double PATIENCE_MS = 30_000;
    private static final String PASSWORD = "3 herons by the canal";
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);

    @TempDir static Path temp;

    private final List<String> defects = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private String recoveryCode = "";
    private Playwright playwright;
    private Browser browser;
    private SignInCity city;

    @BeforeAll
    void open() throws Exception {
        city = SignInCity.start(temp.resolve("data"));
        playwright = Chromium.playwright();
        browser = playwright.chromium().launch(Chromium.options());
    }

    @AfterAll
    void close() throws Exception {
        browser.close();
        playwright.close();
        city.close();
    }

    /// A browser of somebody else, without any session.
    private BrowserContext person() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("zh-CN"));
    }

    private Page page(BrowserContext person, String address) {
        var page = person.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(defects::add);
        page.onRequest(request -> addresses.add(request.url()));
        page.navigate(address);
        return page;
    }

    private static Locator at(Page page, String testId) {
        return page.getByTestId(testId);
    }

    private static void type(Page page, String testId, String text) {
        at(page, testId).locator("input, textarea").first().fill(text);
    }

    private static void see(Locator locator) {
        assertThat(locator).isVisible(SOON);
    }

    /// Sets up an account by a link, and returns the link that follows, if one does.
    private String setUp(String link, String name) {
        try (var person = person()) {
            var page = page(person, link);
            type(page, "set-up-name", name);
            type(page, "set-up-display-name", name);
            type(page, "new-password", PASSWORD);
            type(page, "new-password-again", PASSWORD);
            assertThat(page).hasURL(city.address() + "/console/set-up");
            at(page, "set-up").click();
            see(at(page, "set-up-done"));
            var next = at(page, "secret-value");
            return next.count() == 0 ? "" : next.textContent();
        }
    }

    private Page signIn(BrowserContext person, String path, String name) {
        var page = page(person, city.address() + path);
        type(page, "sign-in-name", name);
        type(page, "sign-in-password", PASSWORD);
        at(page, "sign-in").click();
        return page;
    }

    /// Signs an administrator in, who must set up a second factor for that.
    ///
    /// @return the first recovery code
    private static String setUpSecondFactor(Page page) throws GeneralSecurityException {
        see(at(page, "qr"));
        var secret = at(page, "factor-secret").textContent();
        type(page, "factor-code", OneTimeCodes.now(secret));
        at(page, "factor-confirm").click();
        see(at(page, "secret-value").first());
        assertThat(at(page, "secret-value").count()).isGreaterThanOrEqualTo(8);
        var code = at(page, "secret-value").first().textContent();
        at(page, "factor-done").click();
        see(at(page, "account-menu"));
        return code;
    }

    private static Locator account(Page page, String name) {
        return page.locator("[data-testid='account-row'][data-name='%s']".formatted(name));
    }

    private static void grant(Page page, String name, String role) {
        account(page, name).click();
        at(page, "grant-new").click();
        at(page, "holding-role").click();
        page.keyboard().type("(" + role + ")");
        page.keyboard().press("Enter");
        at(page, "grant-submit").click();
    }

    private static Locator granted(Page page, String role) {
        return page.locator("[data-testid='grant'][data-role='%s']".formatted(role));
    }

    @Test
    @Order(1)
    void the_set_up_links_make_the_first_administrators_each_once() {
        var second = setUp(city.setUpLink(), "security");
        assertThat(second).startsWith(city.address() + "/console/set-up#");
        assertThat(setUp(second, "system")).isEmpty();

        try (var person = person()) {
            var page = page(person, city.setUpLink());
            type(page, "set-up-name", "third");
            type(page, "set-up-display-name", "third");
            type(page, "new-password", PASSWORD);
            type(page, "new-password-again", PASSWORD);
            at(page, "set-up").click();
            see(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT));
            assertThat(at(page, "set-up-done")).hasCount(0);
        }
        assertThat(defects).isEmpty();
    }

    @Test
    @Order(2)
    void from_sign_in_to_an_account_that_sees_what_its_role_opens() throws Exception {
        String duty;
        String audit;
        try (var person = person()) {
            var page = signIn(person, "/console/people", "system");
            recoveryCode = setUpSecondFactor(page);
            assertThat(page).hasURL(city.address() + "/console/people");
            duty = make(page, "duty", "张海燕");
            audit = make(page, "auditor", "钱文");
            assertThat(at(page, "grant-new")).hasCount(0);
        }
        try (var person = person()) {
            var page = signIn(person, "/console/people", "security");
            setUpSecondFactor(page);
            grant(page, "duty", "duty-officer");
            see(granted(page, "duty-officer"));
            grant(page, "auditor", "audit-admin");
            see(granted(page, "audit-admin"));
            grant(page, "auditor", "system-admin");
            see(at(page, "grant-problem"));
        }
        redeem(duty);
        redeem(audit);
        try (var person = person()) {
            var page = signIn(person, "/console/cases", "duty");
            see(at(page, "nav-map"));
            assertThat(page).hasURL(city.address() + "/console/cases");
            for (var closed : List.of("people", "keys", "audit", "roles")) {
                assertThat(at(page, "nav-" + closed)).hasCount(0);
            }
            page.navigate(city.address() + "/console/people");
            see(at(page, "not-for-you"));
        }
        assertThat(defects).isEmpty();
    }

    /// @return the one-time link
    private static String make(Page page, String name, String displayName) {
        at(page, "account-new").click();
        type(page, "account-name", name);
        type(page, "account-display-name", displayName);
        at(page, "account-make").click();
        var link = at(page, "secret-value").textContent();
        at(page, "account-done").click();
        see(account(page, name));
        return link;
    }

    private void redeem(String link) {
        try (var person = person()) {
            var page = page(person, link);
            type(page, "new-password", PASSWORD);
            type(page, "new-password-again", PASSWORD);
            assertThat(page).hasURL(city.address() + "/console/link");
            at(page, "link-set").click();
            see(at(page, "link-done"));
        }
    }

    @Test
    @Order(3)
    void who_signs_in_again_goes_on_with_what_was_typed() {
        try (var person = person()) {
            var page = signIn(person, "/console/profile", "duty");
            see(at(page, "profile-name"));
            type(page, "profile-name", "张海燕（夜班）");
            person.clearCookies();
            at(page, "profile-save").click();
            var dialog = at(page, "sign-in-again");
            see(dialog);
            dialog.getByTestId("sign-in-password").locator("input").fill(PASSWORD);
            dialog.getByTestId("sign-in").click();
            assertThat(at(page, "account-menu"))
                    .containsText(
                            "张海燕（夜班）",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
        }
        assertThat(defects).isEmpty();
    }

    @Test
    @Order(4)
    void a_recovery_code_serves_once_and_signing_out_ends_it() {
        try (var person = person()) {
            var page = signIn(person, "/console/", "system");
            recover(page, recoveryCode);
            see(at(page, "account-menu"));
            at(page, "account-menu").click();
            at(page, "sign-out").click();
            see(at(page, "sign-in-page"));

            type(page, "sign-in-name", "system");
            type(page, "sign-in-password", PASSWORD);
            at(page, "sign-in").click();
            recover(page, recoveryCode);
            see(at(page, "sign-in-problem"));
        }
        assertThat(defects).isEmpty();
    }

    private static void recover(Page page, String code) {
        at(page, "sign-in-recovery").click();
        type(page, "sign-in-code", code);
        at(page, "sign-in-second").click();
    }

    @Test
    @Order(5)
    void the_auditor_finds_what_was_done_and_that_nobody_changed_it() throws Exception {
        try (var person = person()) {
            var page = signIn(person, "/console/audit?action=role.grant", "auditor");
            setUpSecondFactor(page);
            var entry = page.locator("[data-testid='audit-row'][data-action='role.grant']").first();
            see(entry);
            assertThat(page.locator("[data-testid='audit-row']:not([data-action='role.grant'])"))
                    .hasCount(0);
            entry.click();
            assertThat(at(page, "audit-detail"))
                    .containsText(Pattern.compile("person:[0-9a-f-]{36}"));

            at(page, "audit-verify").click();
            see(page.locator("[data-testid='audit-verification'][data-sound='true']"));

            type(page, "audit-actor", "张海燕");
            assertThat(at(page, "audit-search")).isDisabled();
            var file = page.waitForDownload(() -> at(page, "audit-csv").click());
            assertThat(file.suggestedFilename()).isEqualTo("audit.csv");
        }
        assertThat(defects).isEmpty();
    }

    /// What stands in an address stays in histories and logs.
    @Test
    @Order(6)
    void no_address_held_a_password_a_token_or_a_name() {
        var token = city.setUpLink().substring(city.setUpLink().indexOf('#') + 1);
        assertThat(addresses).isNotEmpty();
        assertThat(addresses)
                .noneMatch(each -> each.split("#", 2)[0].contains(token))
                .noneMatch(each -> each.contains("herons"))
                .noneMatch(each ->
                        java.net.URLDecoder.decode(each, java.nio.charset.StandardCharsets.UTF_8)
                                .contains("张"));
    }
}
