package city.wutong.jsonld;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DateTimesTest {
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_1 = -62_135_596_800L;
    private static final long END_OF_YEAR_9999 = 253_402_300_799L;

    @Property
    void a_time_is_written_as_java_writes_it(
            @ForAll @LongRange(min = YEAR_0 - 1_000, max = END_OF_YEAR_9999 + 1_000) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        for (int kept : List.of(0, nanos, nanos / 1_000 * 1_000, nanos / 1_000_000 * 1_000_000)) {
            var time = Instant.ofEpochSecond(seconds, kept);
            assertThat(DateTimes.text(time)).isEqualTo(time.toString());
        }
    }

    @Property
    void what_was_written_is_read_back(
            @ForAll @LongRange(min = YEAR_1, max = END_OF_YEAR_9999) long seconds,
            @ForAll @IntRange(max = 999_999) int micros) {
        var time = Instant.ofEpochSecond(seconds, micros * 1_000L);
        assertThat(DateTimes.read(DateTimes.text(time))).isEqualTo(Optional.of(time));
    }

    @Test
    void every_day_of_four_hundred_years_is_written_right() {
        for (long day = -146_097; day < 146_097; day++) {
            var time = Instant.ofEpochSecond(day * 86_400);
            assertThat(DateTimes.text(time)).isEqualTo(time.toString());
        }
    }
}
