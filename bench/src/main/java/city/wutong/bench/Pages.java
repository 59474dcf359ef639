package city.wutong.bench;

import city.wutong.simulator.StationField;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// The console in Chromium: from the request to the first paint and to the first map, and how
/// smoothly the map is panned with many stations, against the same map with none.
///
/// Without a graphics card the map is drawn by software, so that the times are those of a bad day.
final class Pages implements Measurement {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int STATIONS = 10_000;
    private static final long SEED = 1;
    private static final int LOADS = 3;
    private static final int MOVES = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Counts frames from now on, and tells the times between them.
    private static final String COUNT_FRAMES =
            """
            () => {
              window.frames_ = [];
              let last = performance.now();
              const next = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(next); };
              requestAnimationFrame(next);
            }
            """;

    /// What the panning came to.
    private record Panning(double framesPerSecond, double slowestMs) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.0f frames/s, slowest %.0f ms", framesPerSecond, slowestMs);
        }
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        try (var folder = new Folder();
                var city = CityProcess.start(folder.path(), List.of());
                var playwright = Playwright.create(withoutDownload())) {
            var browser = playwright.chromium().launch(chromium());
            var page = browser.newPage();
            page.setDefaultTimeout((double) PATIENCE.toMillis());
            load(page, city, "empty city", report);
            page.waitForSelector("[data-testid=map] canvas");
            var bare = pan(page);
            send(city, report);
            for (int i = 0; i < LOADS; i++) {
                load(page, city, STATIONS + " stations", report);
                page.waitForSelector("[data-testid=map][data-loaded=true]");
                report.line("  first map after %,.0f ms", mark(page));
            }
            var full = pan(page);
            report.line("panning, no station       %s", bare);
            report.line("panning, %,d stations  %s", STATIONS, full);
            report.line("ratio of frames  %.2f", full.framesPerSecond() / bare.framesPerSecond());
        }
    }

    static Playwright.CreateOptions withoutDownload() {
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return new Playwright.CreateOptions().setEnv(environment);
    }

    static BrowserType.LaunchOptions chromium() {
        if (!Files.isExecutable(CHROMIUM)) {
            throw new IllegalStateException("Chromium is needed at " + CHROMIUM);
        }
        return new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(
                        List.of(
                                "--no-sandbox",
                                "--use-angle=swiftshader",
                                "--enable-unsafe-swiftshader"));
    }

    private static void load(Page page, CityProcess city, String what, Report report) {
        page.navigate("http://127.0.0.1:" + city.port() + "/console/map");
        page.waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length");
        report.line(
                "%s: first paint after %,.0f ms",
                what,
                number(
                        page.evaluate(
                                "() => performance.getEntriesByName('first-contentful-paint')[0].startTime")));
    }

    private static double mark(Page page) {
        return number(
                page.evaluate(
                        "() => performance.getEntriesByName('wutong-first-map')[0].startTime"));
    }

    private static void send(CityProcess city, Report report) throws Exception {
        var counties = Path.of(Bench.LAUNCHER).resolveSibling("demo/map/counties.geojson");
        var entities = StationField.over(counties).entities(STATIONS, SEED, Instant.now());
        long begin = System.nanoTime();
        StationField.send(URI.create("http://127.0.0.1:" + city.port()), "default", entities);
        report.line("%,d stations sent in %.1f s", STATIONS, (System.nanoTime() - begin) / 1e9);
    }

    /// Drags the map to and fro.
    private static Panning pan(Page page) {
        var box = page.locator("[data-testid=map]").boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        page.evaluate(COUNT_FRAMES);
        page.mouse().move(x, y);
        page.mouse().down();
        for (int i = 0; i < MOVES; i++) {
            page.mouse().move(x + 200 * Math.sin(i / 8.0), y + 100 * Math.cos(i / 8.0));
        }
        page.mouse().up();
        double sum = number(page.evaluate("() => frames_.reduce((a, b) => a + b, 0)"));
        double count = number(page.evaluate("() => frames_.length"));
        return new Panning(
                1_000 * count / sum, number(page.evaluate("() => Math.max(...frames_)")));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
