package city.wutong.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Parts of paths.
public final class Paths {
    private Paths() {}

    /// A part of a path, percent-encoded; a colon stays as it is, as URNs have many.
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
