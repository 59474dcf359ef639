package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every page of the console as each sample role sees it, over `wutong demo`, against WCAG 2.1 A
/// and AA as far as a program can tell (axe-core, which comes with the console's development
/// tools).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
    private static final double PATIENCE_MS = 120_000;
    private static final int FEWEST = 30;
    private static final String AXE = "console/node_modules/axe-core/axe.min.js";
    private static final String CHECK =
            """
            () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})
              .then(found => found.violations.map(each =>
                each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html).join(' '))
                .join('\\n'))
            """;
    private static final String PAGES =
            "all => all.map(each => each.dataset.testid.slice(4)).filter(name => name !== 'api')"
                    + ".join(' ')";

    @TempDir static Path temp;

    private final List<String> defects = new ArrayList<>();
    private int looked;
    private String axe = "";
    private Playwright playwright;
    private Browser browser;
    private DemoProcess demo;

    @BeforeAll
    void open() throws Exception {
        axe = axe();
        demo = DemoProcess.start(temp.resolve("data"), 0);
        playwright = Chromium.playwright();
        browser = playwright.chromium().launch(Chromium.options());
    }

    private static String axe() throws IOException {
        var file = DemoProcess.home().resolve(AXE);
        assertThat(file).as("run npm ci in console first").exists();
        return Files.readString(file);
    }

    @AfterAll
    void close() throws Exception {
        browser.close();
        playwright.close();
        demo.close();
    }

    @Test
    void on_a_desk_in_the_light() {
        walk(1366, 768, ColorScheme.LIGHT, "zh-CN");
    }

    @Test
    void on_a_phone_in_the_dark() {
        walk(390, 844, ColorScheme.DARK, "en");
    }

    private void walk(int width, int height, ColorScheme scheme, String language) {
        var options =
                new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale(language)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setColorScheme(scheme);
        looked = 0;
        try (var context = browser.newContext(options)) {
            var page = page(context);
            var roles = page.locator("[data-testid='sample-list'] button");
            signOut(page);
            for (int i = 0; i < roles.count(); i++) {
                var role = roles.nth(i).textContent();
                roles.nth(i).click();
                look(page, role);
                signOut(page);
            }
            check(page, "signed out");
        }
        assertThat(defects).isEmpty();
        assertThat(looked).as("pages that were looked at").isGreaterThan(FEWEST);
    }

    /// Begins at a page that leads to no other: a menu that is opened while one leads on is shut.
    private Page page(BrowserContext context) {
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(defects::add);
        page.navigate(demo.address() + "/console/profile");
        return page;
    }

    private static void signOut(Page page) {
        page.getByTestId("account-menu").click();
        page.getByTestId("sign-out").click();
        page.getByTestId("sample-list").waitFor();
    }

    /// The pages that the navigation shows, and one's own.
    private void look(Page page, String role) {
        page.getByTestId("nav-api").waitFor();
        page.getByTestId("account-menu").waitFor();
        var names = (String) page.locator("[data-testid^='nav-']").evaluateAll(PAGES);
        for (var name : (names + " profile").strip().split(" ")) {
            page.navigate(demo.address() + "/console/" + name);
            page.locator("main h1").first().waitFor(hidden());
            check(page, role + " at " + name);
        }
    }

    /// The heading of the map is for those who do not see it.
    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private void check(Page page, String where) {
        looked++;
        page.evaluate(axe);
        var found = (String) page.evaluate(CHECK);
        if (!found.isEmpty()) {
            defects.add(where + ": " + found);
        }
    }
}
