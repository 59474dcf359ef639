package city.wutong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.start.Await;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The console in a real browser, as the duty officer uses it, over `wutong demo`.
///
/// It takes the pictures that the README shows: `-Dwutong.pictures=FOLDER` says where to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
    private static final double PATIENCE_MS = 120_000;
    private static final String BAD_AIR = "environment/air-pollution";

    @TempDir static Path temp;

    private final List<String> defects = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;
    private DemoProcess demo;

    @BeforeAll
    void open() throws Exception {
        demo = DemoProcess.start(temp.resolve("data"), 0);
        playwright = Chromium.playwright();
        browser = playwright.chromium().launch(Chromium.options());
    }

    @AfterAll
    void close() throws Exception {
        browser.close();
        playwright.close();
        demo.close();
    }

    private BrowserContext officer(String language, ColorScheme scheme) {
        return browser.newContext(
                new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setLocale(language)
                        .setTimezoneId("Asia/Shanghai")
                        .setColorScheme(scheme));
    }

    private Page page(BrowserContext officer) {
        var page = officer.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(defects::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                defects.add(message.text() + " " + message.location());
            }
        });
        page.navigate(demo.address() + "/");
        return page;
    }

    private static Locator at(Page page, String testId) {
        return page.getByTestId(testId);
    }

    private static Locator row(Page page, String testId, String attribute, String value) {
        return page.locator("[data-testid='%s'][%s='%s']".formatted(testId, attribute, value));
    }

    private static LocatorAssertions eventually(Locator locator) {
        return assertThat(locator);
    }

    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);

    private void picture(Page page, String name) {
        var folder =
                Path.of(
                        Optional.ofNullable(System.getProperty("wutong.pictures"))
                                .orElse("target/pictures"));
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    private static void seeMap(Page page) {
        eventually(page.locator("[data-testid='map'][data-loaded='true']")).isVisible(SOON);
    }

    /// What somebody says of an alert stands under it, and in its timeline.
    private void seeWhatHappened(Page page, Locator alert) {
        alert.locator("strong").click();
        eventually(at(page, "alert-text")).isVisible(SOON);
        for (var text : List.of("正在赶往现场", "已到达")) {
            at(page, "alert-text").fill(text);
            at(page, "alert-comment").click();
            eventually(at(page, "alert-comments")).containsText(text);
        }
        eventually(at(page, "alert-comments").locator("li")).hasCount(2);
        var timeline = at(page, "alert-timeline");
        eventually(timeline.locator("[data-what='commented']")).hasCount(2);
        eventually(timeline.locator("[data-what='acknowledged']")).hasCount(1);
        eventually(timeline.locator("[data-what='raised']")).hasCount(1);
        at(page, "alert-take").click();
        eventually(timeline.locator("[data-what='assigned']")).hasCount(1);
        picture(page, "alert-drawer-zh");
        page.keyboard().press("Escape");
        eventually(at(page, "alert-timeline")).hasCount(0);
    }

    @Test
    void from_a_reading_to_a_closed_case_and_a_changed_index() throws Exception {
        try (var officer = officer("zh-CN", ColorScheme.LIGHT)) {
            var page = page(officer);
            seeMap(page);
            eventually(page.getByTestId("replay-bar")).isVisible(SOON);

            at(page, "nav-alerts").click();
            // the silent stations come third, after three hours
            eventually(page.locator("[data-testid='alert-row'][data-status='active']").nth(5))
                    .isVisible(SOON);
            var alert = page.locator("[data-testid='alert-row'][data-status='active']").first();
            eventually(alert).isVisible(SOON);
            picture(page, "alerts-zh");
            alert.getByTestId("alert-acknowledge").click();
            eventually(alert.getByTestId("alert-acknowledge")).hasCount(0);
            seeWhatHappened(page, alert);

            at(page, "nav-map").click();
            seeMap(page);
            picture(page, "map-zh");

            var caseId = badAirCase();
            at(page, "nav-indices").click();
            eventually(row(page, "index-card", "data-id", "environment/cases-closed-on-time"))
                    .isVisible(SOON);
            handle(page, caseId);

            at(page, "nav-indices").click();
            eventually(
                            page.locator(
                                    "[data-testid='index-card'][data-id='environment/cases-closed-on-time'][data-value='100']"))
                    .isVisible(SOON);
            picture(page, "indices-zh");
        }
        assertThat(defects).isEmpty();
    }

    /// The case that the bad air of a station has opened.
    private String badAirCase() throws InterruptedException {
        var found = new ArrayList<String>();
        var isThere =
                Await.until(
                        Duration.ofMinutes(2),
                        () ->
                                Way.all(demo.client()).stream()
                                        .filter(each -> Way.text(each, "caseType").equals(BAD_AIR))
                                        .map(each -> Way.text(each, "id"))
                                        .findFirst()
                                        .map(found::add)
                                        .orElse(false));
        assertThat(isThere).as("a case of bad air").isTrue();
        return found.getFirst();
    }

    private void handle(Page page, String caseId) throws IOException {
        at(page, "nav-cases").click();
        row(page, "case-row", "data-id", caseId).click();
        eventually(at(page, "case-state")).hasAttribute("data-state", "opened");
        act(page, "receive", "", "received");

        at(page, "action-finish").click();
        at(page, "submit-action").click();
        assertThat(page.getByTestId("case-state")).hasAttribute("data-state", "received");
        at(page, "note").fill("现场核查：工地扬尘，已责令覆盖并洒水。");
        at(page, "evidence-file").setInputFiles(new FilePayload("site.png", "image/png", photo()));
        at(page, "submit-action").click();
        eventually(at(page, "case-state")).hasAttribute("data-state", "finished");
        var picture = at(page, "evidence").first().locator("img");
        eventually(picture).isVisible(SOON);
        assertThat(picture.evaluate("image => image.decode().then(() => image.naturalWidth)"))
                .isEqualTo(640);

        act(page, "verify", "复核通过", "closed");
        picture(page, "case-zh");
    }

    /// What a worker might have photographed: a heap of sand under a cover.
    private static byte[] photo() throws IOException {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(0x9fb8c9), 0, 300, new Color(0xdfe7ea)));
        pen.fillRect(0, 0, 640, 300);
        pen.setColor(new Color(0x8a7f70));
        pen.fillRect(0, 300, 640, 180);
        pen.setColor(new Color(0xc2a36b));
        pen.fillPolygon(new int[] {90, 300, 560}, new int[] {380, 170, 380}, 3);
        pen.setColor(new Color(0x3f7f5f));
        pen.fillPolygon(new int[] {130, 300, 430, 250}, new int[] {345, 170, 278, 352}, 4);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void act(Page page, String action, String note, String state) {
        at(page, "action-" + action).click();
        if (!note.isEmpty()) {
            at(page, "note").fill(note);
        }
        at(page, "submit-action").click();
        eventually(at(page, "case-state")).hasAttribute("data-state", state);
    }

    @Test
    void an_english_officer_in_the_dark_sees_map_entity_and_definition() {
        try (var officer = officer("en-GB", ColorScheme.DARK)) {
            var page = page(officer);
            seeMap(page);
            assertThat(at(page, "nav-alerts")).containsText("Alerts");
            var station = page.locator("[data-testid='station-row']").first();
            eventually(station).isVisible(SOON);
            picture(page, "map-en");
            station.click();
            eventually(at(page, "entity-panel")).isVisible(SOON);
            eventually(at(page, "entity-chart")).isVisible(SOON);
            picture(page, "entity-en");

            at(page, "nav-indices").click();
            eventually(row(page, "index-card", "data-id", "environment/aqi-by-county"))
                    .isVisible(SOON);
            picture(page, "indices-en");
            row(page, "index-card", "data-id", "environment/aqi-by-county").click();
            eventually(at(page, "index-definition")).containsText("select");
            eventually(at(page, "index-rows")).isVisible(SOON);

            at(page, "language").click();
            assertThat(at(page, "nav-alerts")).containsText("预警");
        }
        assertThat(defects).isEmpty();
    }

    @Test
    void whoever_uses_the_keyboard_gets_everywhere() {
        try (var officer = officer("zh-CN", ColorScheme.LIGHT)) {
            var page = page(officer);
            seeMap(page);
            for (var way :
                    Map.of("a", "alerts", "c", "cases", "i", "indices", "e", "entities")
                            .entrySet()) {
                page.keyboard().press("g");
                page.keyboard().press(way.getKey());
                assertThat(page).hasURL(Pattern.compile(".*/console/" + way.getValue() + ".*"));
            }
            page.keyboard().press("?");
            var help = page.getByRole(AriaRole.DIALOG);
            eventually(help).isVisible(SOON);
            page.keyboard().press("Escape");
            assertThat(help).isHidden();
        }
        assertThat(defects).isEmpty();
    }

    @Test
    void when_the_city_is_gone_the_screen_says_since_when_and_recovers() throws Exception {
        var folder = temp.resolve("other");
        var other = DemoProcess.start(folder, 0);
        try (var officer = officer("zh-CN", ColorScheme.LIGHT)) {
            var page = officer.newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate(other.address() + "/console/");
            seeMap(page);
            other.kill();
            eventually(at(page, "banner-lost")).isVisible(SOON);
            assertThat(at(page, "banner-lost")).containsText(Pattern.compile("\\d\\d:\\d\\d"));

            var port = other.client().port();
            other = DemoProcess.start(folder, port);
            assertThat(at(page, "banner-lost"))
                    .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MS));
        } finally {
            other.close();
        }
    }
}
