package city.wutong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `/openapi` in a real browser: somebody tries what the city can be asked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiPageTest {
    /// What the browser notes of every answer that is a refusal.
    private static final String REFUSED = "Failed to load resource";

    private static final Pattern BELOW_A_MINUTE = Pattern.compile("\\d+ ms");

    @TempDir static Path temp;

    private final List<String> defects = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private RunningCity city;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open() {
        city = RunningCity.open(temp.resolve("data"));
        playwright = Chromium.playwright();
        browser = playwright.chromium().launch(Chromium.options());
    }

    @AfterAll
    void close() {
        browser.close();
        playwright.close();
        city.close();
    }

    private Page page(String language, ColorScheme scheme) {
        var page =
                browser.newPage(
                        new Browser.NewPageOptions()
                                .setViewportSize(1200, 900)
                                .setLocale(language)
                                .setColorScheme(scheme));
        page.onPageError(defects::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(REFUSED)) {
                defects.add(message.text() + " " + message.location());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(address())) {
                elsewhere.add(request.url());
            }
        });
        page.navigate(address() + "/openapi");
        return page;
    }

    private String address() {
        return "http://127.0.0.1:" + city.client().port();
    }

    @Test
    void an_entity_is_created_and_found_on_the_page() {
        var page = page("en-GB", ColorScheme.DARK);
        page.locator("nav a[href='#createEntity']").click();
        page.locator("#send").click();
        assertThat(page.locator("#status")).containsText("201");
        page.locator("details:has(#answer-headers) summary").click();
        assertThat(page.locator("#answer-headers")).containsText("location: /ngsi-ld/v1/entities/");

        page.locator("#find").fill("query entities");
        page.locator("nav a[href='#queryEntities']").click();
        page.locator("#field-query-q").fill("aqi>50");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#status")).containsText("200");
        assertThat(page.locator("#took")).hasText(BELOW_A_MINUTE);
        assertThat(page.locator("#content"))
                .containsText("\"id\": \"urn:ngsi-ld:AirQualityObserved:wuzhen\"");
        assertThat(page.locator("#curl"))
                .containsText("/ngsi-ld/v1/entities?type=AirQualityObserved&q=aqi%3E50'");
        picture(page, "openapi-en");
        assertThat(defects).isEmpty();
        assertThat(elsewhere).isEmpty();
        page.close();
    }

    @Test
    void who_reads_chinese_is_told_what_is_wrong_in_chinese() {
        var page = page("zh-CN", ColorScheme.LIGHT);
        page.locator("nav a[href='#queryEntities']").click();
        assertThat(page.locator("h2")).hasText("查询实体");
        page.locator("#field-query-type").fill("");
        page.locator("#send").click();
        assertThat(page.locator("#status")).containsText("400");
        assertThat(page.locator("#content")).containsText("查询至少需要");
        picture(page, "openapi-zh");
        page.locator("#language").click();
        assertThat(page.locator("h2")).hasText("Query entities");
        page.close();
    }

    @Test
    void events_are_shown_as_they_come_until_one_stops() {
        var page = page("en-GB", ColorScheme.LIGHT);
        page.locator("nav a[href='#followChanges']").click();
        page.locator("#send").click();
        assertThat(page.locator("#content")).containsText("from");
        page.locator("#stop").click();
        assertThat(page.locator("#stop")).isHidden();
        assertThat(defects).isEmpty();
        page.close();
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
    }
}
