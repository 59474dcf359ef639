package city.wutong.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {
    private static final WorkCalendar CHINA = WorkCalendar.ofChina();

    /// The days around two holidays, by the notices of the State Council's General Office.
    @ParameterizedTest
    @CsvSource({
        "2025-09-28, true", // a Sunday that was worked on
        "2025-10-01, false",
        "2025-10-08, false", // a Wednesday
        "2025-10-09, true",
        "2025-10-11, true", // a Saturday that was worked on
        "2025-10-12, false",
        "2020-01-31, false", // the Friday by which that spring's holiday was lengthened
    })
    void holidays_and_weekends_worked_on_are_known(LocalDate day, boolean worked) {
        assertThat(CHINA.isWorkingDay(day)).isEqualTo(worked);
    }

    @Test
    void a_year_of_which_nothing_is_announced_has_weeks_alone() {
        assertThat(CHINA.isWorkingDay(LocalDate.parse("2099-10-01"))).isTrue(); // a Thursday
        assertThat(CHINA.isWorkingDay(LocalDate.parse("2099-10-03"))).isFalse();
    }
}
