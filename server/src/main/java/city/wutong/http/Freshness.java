package city.wutong.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// For how long a document from the web stays good (RFC 9111 §4.2; ETSI GS CIM 009 V1.9.1 clause
/// 6.3.16): what its server says, within our bounds, so that neither a careless server costs a
/// fetch with each request nor a mistake stays for ever.
final class Freshness {
    /// When the server says nothing.
    static final Duration USUAL = Duration.ofHours(1);

    static final Duration LEAST = Duration.ofMinutes(1);
    static final Duration MOST = Duration.ofDays(1);

    private Freshness() {}

    static Duration of(HttpHeaders headers) {
        var said = maxAge(headers).or(() -> untilExpiry(headers)).orElse(USUAL);
        return said.compareTo(LEAST) < 0 ? LEAST : said.compareTo(MOST) > 0 ? MOST : said;
    }

    /// `s-maxage` is meant for those who fetch for many, as we do, and goes before `max-age`.
    private static Optional<Duration> maxAge(HttpHeaders headers) {
        Optional<Duration> shared = Optional.empty();
        Optional<Duration> any = Optional.empty();
        for (var value : headers.allValues("Cache-Control")) {
            for (var part : value.toLowerCase(Locale.ROOT).split(",")) {
                var directive = part.strip();
                if (directive.startsWith("s-maxage=")) {
                    shared = seconds(directive.substring("s-maxage=".length()));
                } else if (directive.startsWith("max-age=")) {
                    any = seconds(directive.substring("max-age=".length()));
                } else if (directive.equals("no-cache") || directive.equals("no-store")) {
                    return Optional.of(Duration.ZERO);
                }
            }
        }
        return shared.isPresent() ? shared : any;
    }

    private static Optional<Duration> seconds(String text) {
        var digits = text.replace("\"", "");
        boolean valid =
                !digits.isEmpty()
                        && digits.length() <= 10
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? Optional.of(Duration.ofSeconds(Long.parseLong(digits))) : Optional.empty();
    }

    /// Counted from the server's own clock, where it tells it. What is no date has expired.
    private static Optional<Duration> untilExpiry(HttpHeaders headers) {
        var expires = headers.firstValue("Expires");
        if (expires.isEmpty()) {
            return Optional.empty();
        }
        var until = time(expires.get());
        var from = headers.firstValue("Date").flatMap(Freshness::time);
        return until.isPresent() && from.isPresent()
                ? Optional.of(Duration.between(from.get(), until.get()))
                : Optional.of(Duration.ZERO);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
