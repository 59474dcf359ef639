package city.wutong.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which days are worked on (工作日): Monday to Friday, but for the holidays and for the days of
/// weekends that are worked on instead (调休). Dates are local ones.
///
/// @param off days from Monday to Friday, or others, on which nobody works
/// @param worked days that are worked on whatever day of the week they are
public record WorkCalendar(Set<LocalDate> off, Set<LocalDate> worked) {
    /// Monday to Friday, without holidays.
    public static final WorkCalendar WEEKS = new WorkCalendar(Set.of(), Set.of());

    private static final String CHINA = "china.csv";
    private static final String OFF = "off";

    public WorkCalendar {
        off = Set.copyOf(off);
        worked = Set.copyOf(worked);
    }

    /// That of China as the State Council's General Office has announced it, 2007 to 2026; in other
    /// years Monday to Friday.
    public static WorkCalendar ofChina() {
        try (var in = WorkCalendar.class.getResourceAsStream(CHINA)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + CHINA);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param lines each a date and `off` or `worked`, after a line that says so
    private static WorkCalendar of(List<String> lines) {
        var off = new HashSet<LocalDate>();
        var worked = new HashSet<LocalDate>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", 2);
            (cells[1].equals(OFF) ? off : worked).add(LocalDate.parse(cells[0]));
        }
        return new WorkCalendar(off, worked);
    }

    public boolean isWorkingDay(LocalDate day) {
        if (worked.contains(day)) {
            return true;
        }
        boolean isWeekend =
                day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !isWeekend && !off.contains(day);
    }
}
