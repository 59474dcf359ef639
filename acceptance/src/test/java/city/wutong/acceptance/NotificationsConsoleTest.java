package city.wutong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.server.Wutong;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody sets up a channel and a route in a real browser, tries the channel, and finds the
/// notice at the bell without loading the page again; and tries the alarm's sound.
class NotificationsConsoleTest {
    private static final double PATIENCE_MS = 30_000;
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);

    @TempDir static Path temp;

    private final List<String> defects = new ArrayList<>();

    private static Locator at(Page page, String testId) {
        return page.getByTestId(testId);
    }

    private static void type(Page page, String testId, String text) {
        at(page, testId).locator("input, textarea").first().fill(text);
    }

    private static void see(Locator locator) {
        assertThat(locator).isVisible(SOON);
    }

    @Test
    void from_a_channel_to_a_notice_at_the_bell() {
        var config = RunningCity.config(temp.resolve("data"));
        try (var city = Wutong.open(config, Clock.systemUTC(), List.of());
                var playwright = Chromium.playwright();
                var browser = playwright.chromium().launch(Chromium.options())) {
            var page = browser.newPage(new Browser.NewPageOptions().setLocale("zh-CN"));
            page.setDefaultTimeout(PATIENCE_MS);
            page.onPageError(defects::add);
            page.navigate("http://127.0.0.1:" + city.port() + "/console/notifications");
            addChannel(page);
            at(page, "channel-test").click();
            see(page.locator("[data-testid=bell] .n-badge-sup"));
            at(page, "bell").click();
            see(at(page, "notice").first());
            tryAlarm(page);
            page.keyboard().press("Escape");
            addRoute(page);
            at(page, "tab-outbox").click();
            see(page.locator("[data-testid=outbox-row][data-state=sent]").first());
        }
        assertThat(defects).isEmpty();
    }

    private static void addChannel(Page page) {
        at(page, "tab-channels").click();
        at(page, "channel-new").click();
        type(page, "channel-zh", "值班台");
        at(page, "channel-save").click();
        see(at(page, "channel"));
    }

    private static void tryAlarm(Page page) {
        see(at(page, "alarm-due"));
        at(page, "alarm-test").click();
        at(page, "alarm-heard").click();
        assertThat(at(page, "alarm-due")).hasCount(0);
    }

    /// Takes the first of what there is to choose. One menu fades before the next one opens, so
    /// that no key goes to the wrong one.
    private static void choose(Page page, String testId) {
        var menus = page.locator(".n-base-select-menu:visible");
        at(page, testId).click();
        assertThat(menus).hasCount(1);
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(menus).hasCount(0);
    }

    private static void addRoute(Page page) {
        at(page, "tab-routes").click();
        at(page, "route-new").click();
        type(page, "route-zh", "严重预警");
        choose(page, "route-to");
        choose(page, "route-channel");
        at(page, "route-save").click();
        see(at(page, "route"));
    }
}
