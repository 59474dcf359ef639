package city.wutong.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// 10,000 alerts in a minute at a running city: how many are raised and gathered under heads, how
/// long after its commit a change is told by the live stream, and how smoothly the page of alerts
/// draws, against the same minute of readings of which none is an alert.
final class Storm implements Measurement {
    static final String SENSOR = "urn:ngsi-ld:Sensor:";

    private static final Path PICTURE =
            Path.of(Bench.LAUNCHER).resolveSibling("bench/target/storm.png");
    private static final int SENSORS = 10_000;
    private static final int GATEWAYS = 100;
    private static final int BATCHES = 300;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CALM = 10;
    private static final int LOUD = 90;
    private static final Map<String, String> SCENARIO =
            Map.of(
                    "scenario.yaml",
                    """
                    formatVersion: 1
                    name: {zh: 传感器, en: Sensors}
                    about: {zh: 传感器, en: Sensors}
                    version: "1"
                    """,
                    "model/Sensor.schema.json",
                    """
                    {
                      "$schema": "https://json-schema.org/draft/2020-12/schema",
                      "title": "Sensor",
                      "x-name": {"zh": "传感器", "en": "Sensor"},
                      "type": "object",
                      "properties": {
                        "level": {"x-name": {"zh": "值", "en": "Level"}, "type": "number"},
                        "refGateway": {"x-name": {"zh": "网关", "en": "Gateway"}, "x-kind": "Relationship", "type": "string"}
                      }
                    }
                    """,
                    "model/context.jsonld",
                    "{\"@context\": {}}\n",
                    "rules/sensors.yaml",
                    """
                    formatVersion: 1
                    rules:
                      - rule: too-high
                        name: {zh: 过高, en: Too high}
                        watch: Sensor
                        when: entity.level > 60
                        group: {by: refGateway, least: 20, within: 5m}
                        alert: {severity: high, category: environment, subCategory: level, text: {zh: "{level}", en: "{level}"}}
                    """);

    private static final String COUNT_FRAMES =
            """
            () => {
              if (window.frames_) { window.frames_ = []; return; }
              window.frames_ = [];
              let last = performance.now();
              const next = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(next); };
              requestAnimationFrame(next);
            }
            """;

    /// One minute as it was for those who look on.
    private record Seen(Latencies told, double framesPerSecond, double frameP99, double slowest) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "told after p50 %.1f ms, p99 %.1f ms (%d times); %.0f frames/s, p99 %.0f ms,"
                            + " slowest %.0f ms",
                    told.millis(0.5),
                    told.millis(0.99),
                    told.count(),
                    framesPerSecond,
                    frameP99,
                    slowest);
        }
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        try (var folder = new Folder()) {
            var scenarios = write(folder.path().resolve("scenarios"));
            var variables = Map.of("WUTONG_SCENARIOS", scenarios.toString());
            try (var city = CityProcess.start(folder.path(), List.of(), variables);
                    var playwright = Playwright.create(Pages.withoutDownload())) {
                var page = playwright.chromium().launch(Pages.chromium()).newPage();
                page.setDefaultTimeout((double) PATIENCE.toMillis());
                measure(city, page, report);
            }
        }
    }

    private static Path write(Path scenarios) throws IOException {
        for (var file : SCENARIO.entrySet()) {
            var path = scenarios.resolve("sensors").resolve(file.getKey());
            Files.createDirectories(Path.of(String.valueOf(path.getParent())));
            Files.writeString(path, file.getValue());
        }
        return scenarios;
    }

    private static void measure(CityProcess city, Page page, Report report) throws Exception {
        send(city, CALM, Duration.ZERO);
        page.navigate("http://127.0.0.1:" + city.port() + "/console/alerts");
        page.waitForSelector("[data-testid=alert-count]");
        var calm = minute(city, page, CALM);
        report.line("without alerts  %s", calm);
        var storm = minute(city, page, LOUD);
        report.line("in the storm    %s", storm);
        city.awaitLag("rules", 0, PATIENCE);
        int all = count(city, "");
        int heads = count(city, "&q=members%3E0");
        int members = count(city, "&q=memberOf");
        report.line("%,d alerts, %,d of them heads, %,d members", all, heads, members);
        report.line(
                "ratio: told p99 %.2f, frames %.2f",
                storm.told().millis(0.99) / calm.told().millis(0.99),
                storm.framesPerSecond() / calm.framesPerSecond());
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURE));
        if (all != SENSORS + heads) {
            throw new IllegalStateException("an alert is missing, or there is one too many");
        }
    }

    private static Seen minute(CityProcess city, Page page, int level) throws Exception {
        page.evaluate(COUNT_FRAMES);
        try (var probe = new StormProbe(city.port())) {
            var sender = Thread.ofVirtual().start(() -> sendOrFail(city, level));
            while (sender.isAlive()) {
                probe.ask();
                page.waitForTimeout(200); // its events are handled meanwhile
            }
            return new Seen(
                    probe.told(),
                    number(page, "1000 * frames_.length / frames_.reduce((a, b) => a + b, 0)"),
                    number(
                            page,
                            "frames_.toSorted((a, b) => a - b)[Math.floor(frames_.length * 0.99)]"),
                    number(page, "Math.max(...frames_)"));
        }
    }

    private static double number(Page page, String what) {
        return ((Number) page.evaluate("() => " + what)).doubleValue();
    }

    private static void sendOrFail(CityProcess city, int level) {
        try {
            send(city, level, MINUTE);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("readings were not sent", e);
        }
    }

    /// Every sensor once, spread over that time.
    private static void send(CityProcess city, int level, Duration over)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int size = (SENSORS + BATCHES - 1) / BATCHES;
        try (var line = new Line(city.port())) {
            for (int batch = 0; batch * size < SENSORS; batch++) {
                long due = begin + over.toNanos() * batch / BATCHES;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                var body = batch(batch * size, Math.min(SENSORS, (batch + 1) * size), level);
                var answer =
                        line.send(
                                "POST",
                                "/ngsi-ld/v1/entityOperations/upsert?options=update",
                                body.getBytes(StandardCharsets.UTF_8));
                if (answer.status() != 201 && answer.status() != 204) {
                    throw new IOException(answer.text());
                }
            }
        }
    }

    private static String batch(int from, int to, int level) {
        var body = new StringBuilder("[");
        for (int sensor = from; sensor < to; sensor++) {
            body.append(sensor == from ? "" : ",")
                    .append(
                            """
                            {"id":"%s%d","type":"Sensor",
                             "level":{"type":"Property","value":%d,"observedAt":"%s"},
                             "refGateway":{"type":"Relationship","object":"urn:ngsi-ld:Gateway:%d"}}
                            """
                                    .formatted(
                                            SENSOR,
                                            sensor,
                                            level,
                                            Instant.now().truncatedTo(ChronoUnit.MILLIS),
                                            sensor % GATEWAYS));
        }
        return body.append("]").toString();
    }

    private static int count(CityProcess city, String condition) throws IOException {
        var path = "/ngsi-ld/v1/entities?type=Alert&limit=1000&options=simplified" + condition;
        int found = 0;
        try (var line = new Line(city.port())) {
            for (int page = -1; page != 0; found += page) {
                var text = line.send("GET", path + "&offset=" + found, new byte[0]).text();
                page = text.split("\"type\":\"Alert\"", -1).length - 1;
            }
        }
        return found;
    }
}
