package city.wutong.scenario.file;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lengths of time as people write them: `90m`, `2h`, `1h30m`, `3d`, or ISO 8601 (`PT2H`).
final class Durations {
    /// Nothing in a city is waited for longer.
    static final Duration LONGEST = Duration.ofDays(366);

    /// Nothing that may end is kept for longer: the records of a lifetime.
    static final Duration LONGEST_KEPT = Duration.ofDays(36_525);

    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

    private Durations() {}

    /// More than zero, at most the longest.
    static Optional<Duration> parse(String text, Duration longest) {
        return (text.startsWith("P") ? iso(text) : parts(text))
                .filter(length -> length.isPositive() && length.compareTo(longest) <= 0);
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parts(String text) {
        var matcher = PARTS.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        Duration.ofDays(number(matcher.group(1)))
                                .plusHours(number(matcher.group(2)))
                                .plusMinutes(number(matcher.group(3)))
                                .plusSeconds(number(matcher.group(4))))
                : Optional.empty();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
