package city.wutong.scenario.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Moments as people write them: `2020-04-02 08:00` (local time), `2020-04-02T08:00:00+08:00`.
public final class Times {
    /// Where local times are.
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Times() {}

    static Optional<Instant> parse(String text) {
        var written = text.replace(' ', 'T');
        try {
            return Optional.of(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException e) {
            return local(written);
        }
    }

    private static Optional<Instant> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(ZONE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Local time, for people.
    public static String shown(Instant time) {
        return SHOWN.format(time.atZone(ZONE));
    }
}
