package city.wutong.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What every answer tells a browser, so that no page of another site can do harm through it, and
/// which other sites' pages may ask at all (CORS; Fetch standard §3.2). No answer ever lets another
/// site send a person's cookies.
///
/// @param encrypted whether the door speaks TLS: then browsers are told to come by it only
/// @param origins of pages that may ask besides our own, e.g. `https://map.example.org`; `*` is any
public record Protection(boolean encrypted, Set<String> origins) {
    private static final String YEAR = "max-age=31536000";
    private static final String NOTHING_INSIDE =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String NO_DEVICES =
            "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), serial=()";
    private static final String HTML = "text/html";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String ASKED =
            "Authorization, Content-Type, Accept, Accept-Language, Link, Prefer, NGSILD-Tenant,"
                    + " NGSILD-EntityMap, Idempotency-Key, Last-Event-ID, Wutong-Purpose";
    private static final String TOLD =
            "Link, Location, Retry-After, NGSILD-Results-Count, NGSILD-Tenant, NGSILD-EntityMap,"
                    + " Preference-Applied";

    /// Encoded once: they stand in every answer.
    private static final List<Header> ALWAYS =
            List.of(
                    HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
                    HeaderValues.createCached("X-Frame-Options", "DENY"),
                    HeaderValues.createCached("Content-Security-Policy", NOTHING_INSIDE),
                    HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"));

    /// Said of pages only: to a browser they mean nothing in other answers.
    private static final List<Header> OF_PAGES =
            List.of(
                    HeaderValues.createCached("Permissions-Policy", NO_DEVICES),
                    HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin"),
                    HeaderValues.createCached("Referrer-Policy", "no-referrer"));

    private static final Header BY_TLS_ONLY =
            HeaderValues.createCached("Strict-Transport-Security", YEAR);

    /// Headers that have one value: a resource's own takes the place of the usual one.
    private static final Set<HeaderName> SINGLE =
            Set.of(
                    HeaderNames.CACHE_CONTROL,
                    HeaderNames.create("Content-Security-Policy"),
                    HeaderNames.create("Referrer-Policy"),
                    HeaderNames.LOCATION);

    public Protection {
        origins = Set.copyOf(origins);
    }

    static boolean isSingle(HeaderName name) {
        return SINGLE.contains(name);
    }

    /// Sets what holds for all answers that do not say otherwise.
    void apply(ServerRequest request, ServerResponse response) {
        ALWAYS.forEach(response::header);
        if (encrypted) {
            response.header(BY_TLS_ONLY);
        }
        if (!origins.isEmpty()) {
            response.header(HeaderNames.VARY, "Origin");
            origin(request).forEach(origin -> allow(origin, response));
        }
    }

    /// Sets what holds for an answer of this media type besides.
    static void applyTo(String contentType, ServerResponse response) {
        if (contentType.startsWith(HTML)) {
            OF_PAGES.forEach(response::header);
        }
    }

    private static List<String> origin(ServerRequest request) {
        return request.headers().values(HeaderNames.ORIGIN);
    }

    private void allow(String origin, ServerResponse response) {
        if (isAllowed(origin)) {
            response.header(
                    HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
                    origins.contains(Origins.ANY) ? Origins.ANY : origin);
            response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, TOLD);
        }
    }

    boolean isAllowed(String origin) {
        return origins.contains(Origins.ANY) || origins.contains(origin);
    }

    /// Whether a browser asks whether a page may ask; then that is answered.
    boolean answersPreflight(ServerRequest request, ServerResponse response) {
        boolean isPreflight =
                request.prologue().method().equals(Method.OPTIONS)
                        && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)
                        && origin(request).stream().anyMatch(this::isAllowed);
        if (isPreflight) {
            response.status(204);
            response.header(NoLength.MARK);
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, ASKED);
            response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
            response.send();
        }
        return isPreflight;
    }

    /// A value that stays one header: what could end it is percent-encoded.
    static String safe(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                return encoded(value);
            }
        }
        return value;
    }

    private static String encoded(String value) {
        var safe = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            safe.append(isPlain(c) ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return safe.toString();
    }

    private static boolean isPlain(int c) {
        return (c >= ' ' && c < 0x7F) || c == '\t';
    }

    /// A body's framing must be clear, or who stands before us reads another request than we do
    /// (RFC 9112 §6.3).
    static boolean isFramingClear(Map<String, List<String>> headers) {
        var lengths = headers.getOrDefault("content-length", List.of());
        var codings = headers.getOrDefault("transfer-encoding", List.of());
        if (lengths.isEmpty() && codings.isEmpty()) {
            return true;
        }
        return codings.isEmpty()
                ? lengths.size() <= 1 && lengths.stream().allMatch(Protection::isNumber)
                : lengths.isEmpty() && codings.equals(List.of("chunked"));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Whether nothing may be read from the connection after this request: a body without a length
    /// is refused unread.
    static boolean endsConnection(Map<String, List<String>> headers) {
        return headers.containsKey("transfer-encoding") || !isFramingClear(headers);
    }
}
