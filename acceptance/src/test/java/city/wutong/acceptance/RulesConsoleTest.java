package city.wutong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.server.Wutong;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Somebody writes a rule by the form, tries it on the past and sees its alert; and draws a
/// geo-fence. In a real browser, over an open city with the scenarios that come along.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesConsoleTest {
    private static final double PATIENCE_MS = 60_000;
    private static final Pattern LISTENS =
            Pattern.compile("listens on (http://127\\.0\\.0\\.1:(\\d+))");
    private static final String STATION = "urn:ngsi-ld:AirQualityObserved:by-hand";

    @TempDir static Path temp;

    private final List<String> defects = new ArrayList<>();
    private String address = "";
    private Playwright playwright;
    private Browser browser;
    private Process process;
    private Client client;

    @BeforeAll
    void open() throws IOException {
        var command =
                new ArrayList<>(CityProcess.java("-D" + Wutong.HOME + "=" + DemoProcess.home()));
        command.addAll(List.of(Wutong.class.getName(), "run", "--access", "open"));
        command.addAll(List.of("--data", data().toString(), "--port", "0"));
        var log = temp.resolve("log").toFile();
        process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        listen(new BufferedReader(process.inputReader(StandardCharsets.UTF_8)));
        playwright = Chromium.playwright();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        browser = playwright.chromium().launch(Chromium.options());
    }

    private void listen(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var found = LISTENS.matcher(line);
            if (found.find()) {
                address = found.group(1);
                client = new Client(Integer.parseInt(found.group(2)));
                return;
            }
        }
        throw new AssertionError("no start, see " + temp);
    }

    private static Path data() {
        return temp.resolve("data");
    }

    @AfterAll
    void close() throws Exception {
        browser.close();
        playwright.close();
        client.close();
        process.destroy();
        process.waitFor();
        CityProcess.killPostmaster(data());
    }

    private Page page(String path) {
        var options = new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("zh-CN");
        var page = browser.newContext(options).newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(defects::add);
        page.navigate(address + "/console/" + path);
        return page;
    }

    private static Locator at(Page page, String testId) {
        return page.getByTestId(testId);
    }

    private void observe(int aqi, Duration ago) {
        var at = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        var entity =
                """
                [{"id":"%s","type":"AirQualityObserved","name":{"type":"Property","value":"手工站"},
                  "aqi":{"type":"Property","value":%d,"observedAt":"%s"}}]
                """
                        .formatted(STATION, aqi, at);
        assertThat(client.post(Client.BATCH + "upsert?options=update", entity).status())
                .isIn(201, 204);
    }

    @Test
    void a_rule_that_is_written_by_the_form_and_tried_on_the_past_raises_an_alert() {
        observe(40, Duration.ofHours(5));
        observe(150, Duration.ofHours(4));
        observe(60, Duration.ofHours(3));

        var page = page("rules");
        at(page, "rule-new").click();
        write(page);
        refuseAndMend(page);
        at(page, "tab-trial").click();
        at(page, "trial-start").click();
        assertThat(at(page, "trial-figures")).hasAttribute("data-alerts", "1");
        assertThat(at(page, "trial-timeline")).isVisible();

        at(page, "rule-note").locator("input").fill("第一版");
        at(page, "rule-save").click();
        assertThat(page).hasURL(Pattern.compile(".*/console/rules/environment/very-bad-air.*"));
        assertThat(at(page, "rule-state")).hasAttribute("data-state", "working");

        observe(180, Duration.ZERO);
        at(page, "nav-alerts").click();
        assertThat(page.locator("[data-testid='alert-row'][data-status='active']").first())
                .isVisible();
        assertThat(page.getByText("手工站 180")).isVisible();
        assertThat(defects).isEmpty();
    }

    private static void write(Page page) {
        at(page, "rule-scenario").selectOption("environment");
        at(page, "rule-name-zh").fill("空气很差");
        at(page, "rule-name-en").fill("Very bad air");
        assertThat(at(page, "rule-id")).hasValue("very-bad-air");
        at(page, "rule-watch").selectOption("AirQualityObserved");
        at(page, "rule-when-add").click();
        at(page, "rule-when-attribute").selectOption("aqi");
        at(page, "rule-when-value").fill("100");
        at(page, "rule-when-value").blur();
        at(page, "rule-severity").selectOption("high");
        at(page, "rule-category").fill("environment");
        at(page, "rule-sub-category").fill("airPollution");
        at(page, "rule-text-zh").fill("{name} {aqi}");
        at(page, "rule-text-en").fill("{name} is at {aqi}");
        assertThat(at(page, "rule-checked")).hasAttribute("data-checked", "true");
    }

    /// What is typed as YAML is wrong, is told so at its place, and is mended.
    private static void refuseAndMend(Page page) {
        var source = at(page, "rule-source").inputValue();
        at(page, "rule-source").fill(source.replace("entity.aqi", "entity.aqy"));
        assertThat(at(page, "rule-mistake").first()).containsText("aqy");
        assertThat(at(page, "rule-save")).isDisabled();
        at(page, "rule-source").fill(source);
        assertThat(at(page, "rule-checked")).hasAttribute("data-checked", "true");
    }

    private static final String DOUBTED = "urn:ngsi-ld:AirQualityObserved:in-doubt";
    private static final String RULE = "/api/rules/environment/no-such-air";
    private static final String NO_SUCH_AIR =
            """
            rule: no-such-air
            name: {zh: 不可能的读数, en: No such air}
            watch: AirQualityObserved
            when: entity.pm25 > 5000
            doubts: aqi   # it is worked out of pm25
            alert: {severity: low, category: environment, subCategory: sensorWrong, text: {zh: 错, en: wrong}}
            """;

    private void observePm25(int pm25) {
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var entity =
                """
                [{"id":"%s","type":"AirQualityObserved","name":{"type":"Property","value":"存疑站"},
                  "location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[120.2,30.3]}},
                  "aqi":{"type":"Property","value":77,"observedAt":"%s"},
                  "pm25":{"type":"Property","value":%d,"observedAt":"%s"}}]
                """
                        .formatted(DOUBTED, at, pm25, at);
        assertThat(client.post(Client.BATCH + "upsert?options=update", entity).status())
                .isIn(201, 204);
    }

    private static Locator doubt(Page page) {
        return page.locator("[data-testid='doubt'][data-attribute='aqi']");
    }

    @Test
    void what_a_rule_doubts_is_marked_until_it_is_corrected() {
        var body = Json.object(Map.of("source", Json.of(NO_SUCH_AIR), "note", Json.of("")));
        assertThat(client.post(RULE + "/versions", JsonWriter.text(body)).status()).isEqualTo(201);
        observePm25(9_999);

        var map = page("map?id=" + DOUBTED);
        assertThat(doubt(map)).containsText("存疑：不可能的读数");
        var row = map.locator("[data-testid='station-row'][data-id='" + DOUBTED + "']");
        assertThat(row).containsText("77?");
        assertThat(row).containsText("存疑：不可能的读数");
        var entity = page("entities?id=" + DOUBTED);
        assertThat(doubt(entity)).containsText("存疑：不可能的读数");
        assertThat(client.get(Client.ENTITIES + "/" + DOUBTED).body())
                .as("what was observed stays")
                .contains("77", "9999");

        observePm25(30);
        assertThat(doubt(map)).hasCount(0);
        assertThat(doubt(entity)).hasCount(0);
        assertThat(row).not().containsText("77?");

        var rule = page("rules/environment/no-such-air");
        assertThat(at(rule, "rule-doubt-aqi")).isChecked();
        at(rule, "rule-doubt-pm25").check();
        assertThat(at(rule, "rule-source")).hasValue(Pattern.compile("doubts: \\[aqi, pm25]"));
        assertThat(at(rule, "rule-checked")).hasAttribute("data-checked", "true");
        assertThat(defects).isEmpty();
    }

    @Test
    void a_geo_fence_is_drawn_kept_and_removed() {
        var page = page("fences");
        at(page, "fence-new").click();
        at(page, "fence-name-zh").fill("西湖");
        at(page, "fence-name-en").fill("West Lake");
        at(page, "fence-corners").fill("120.1, 30.2\n120.2, 30.2\n120.2, 30.3");
        at(page, "fence-corners").blur();
        at(page, "fence-save").click();
        assertThat(at(page, "fence-row")).hasCount(1);
        var path = Client.ENTITIES + "/urn:ngsi-ld:GeoFence:west-lake";
        assertThat(client.get(path).body()).contains("Polygon", "西湖", "120.2");

        at(page, "fence-row").click();
        at(page, "fence-remove").click();
        at(page, "confirm-yes").click();
        assertThat(at(page, "fence-row")).hasCount(0);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(defects).isEmpty();
    }
}
