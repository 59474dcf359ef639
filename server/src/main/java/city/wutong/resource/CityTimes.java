package city.wutong.resource;

import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// Reads times as people of a city write them: with an offset, or as its clocks show them.
///
/// @param zone of the city
record CityTimes(ZoneId zone) {
    static final String ALLOWED =
            "a time like 2026-11-22T06:30:00Z, or 2026-11-22T14:30 as the city's clocks show it";

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2999-12-31T00:00:00Z");

    /// The time that a parameter holds.
    Instant parameter(String name, String text) {
        return read(text)
                .orElseThrow(
                        () -> Refusal.of(HttpReason.PARAMETER_VALUE, name, text, ALLOWED).thrown());
    }

    /// The time that a field of a body holds.
    Instant field(String name, String text) {
        return read(text).orElseThrow(() -> Fields.wrong(name, Json.of(text), ALLOWED));
    }

    private Optional<Instant> read(String text) {
        return parse(text).filter(time -> !time.isBefore(FIRST) && time.isBefore(LAST));
    }

    private Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    text.indexOf('Z') > 0 || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
