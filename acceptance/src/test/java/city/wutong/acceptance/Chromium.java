package city.wutong.acceptance;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/// The Chromium of this machine; none is downloaded.
final class Chromium {
    private static final List<String> PATHS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private Chromium() {}

    static Playwright playwright() {
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    }

    static BrowserType.LaunchOptions options() {
        var path =
                PATHS.stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() ->
                                new AssertionError(
                                        "Chromium is needed (Debian: apt-get install chromium)"));
        // maps are drawn by WebGL, here without a graphics card
        return new BrowserType.LaunchOptions()
                .setExecutablePath(path)
                .setArgs(
                        List.of(
                                "--no-sandbox",
                                "--use-angle=swiftshader",
                                "--enable-unsafe-swiftshader"));
    }
}
