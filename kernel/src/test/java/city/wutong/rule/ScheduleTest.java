package city.wutong.rule;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.clock.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /// 2020-04-02, a Thursday: Rules.NOON is 20:00 in China.
    private static final Schedule NIGHTS = daily("22:00", "06:00");

    private static Schedule daily(String from, String to) {
        return on(EnumSet.allOf(DayOfWeek.class), from, to);
    }

    private static Schedule on(Set<DayOfWeek> days, String from, String to) {
        return new Schedule(days, LocalTime.parse(from), LocalTime.parse(to), CHINA);
    }

    private static Instant local(String time) {
        return java.time.LocalDateTime.parse(time).atZone(CHINA).toInstant();
    }

    @Test
    void a_night_that_begins_on_a_working_day_belongs_to_it() {
        var nights =
                new Schedule(
                        new Schedule.Days(Set.of(), true, false, WorkCalendar.ofChina()),
                        LocalTime.parse("22:00"),
                        LocalTime.parse("06:00"),
                        CHINA);
        assertThat(nights.holds(local("2020-04-03T23:00"))).isTrue(); // Friday
        assertThat(nights.holds(local("2020-04-04T05:00"))).isTrue();
        assertThat(nights.holds(local("2020-04-06T23:00"))).isFalse(); // 清明节, a Monday
        assertThat(nights.holds(local("2020-04-26T23:00"))).isTrue(); // a Sunday that is worked on
    }

    @Test
    void a_night_goes_over_midnight() {
        assertThat(NIGHTS.holds(local("2020-04-02T21:59"))).isFalse();
        assertThat(NIGHTS.holds(local("2020-04-02T22:00"))).isTrue();
        assertThat(NIGHTS.holds(local("2020-04-03T05:59"))).isTrue();
        assertThat(NIGHTS.holds(local("2020-04-03T06:00"))).isFalse();
    }

    @Test
    void a_night_belongs_to_the_day_on_which_it_begins() {
        var fridays = on(Set.of(DayOfWeek.FRIDAY), "22:00", "06:00");
        assertThat(fridays.holds(local("2020-04-03T05:00"))).isFalse();
        assertThat(fridays.holds(local("2020-04-03T23:00"))).isTrue();
        assertThat(fridays.holds(local("2020-04-04T05:00"))).isTrue();
        assertThat(fridays.holds(local("2020-04-04T23:00"))).isFalse();
    }

    @Test
    void from_a_time_to_the_same_is_the_whole_day() {
        var sundays = on(Set.of(DayOfWeek.SUNDAY), "00:00", "00:00");
        assertThat(sundays.holds(local("2020-04-05T00:00"))).isTrue();
        assertThat(sundays.holds(local("2020-04-05T23:59"))).isTrue();
        assertThat(sundays.holds(local("2020-04-06T00:00"))).isFalse();
    }

    @Property(tries = 500)
    void it_changes_at_no_other_times_than_it_says(
            @ForAll @IntRange(max = 23) int from,
            @ForAll @IntRange(max = 23) int to,
            @ForAll @IntRange(max = 10_000) int minute) {
        var schedule =
                new Schedule(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.SATURDAY),
                        LocalTime.of(from, 0),
                        LocalTime.of(to, 0),
                        CHINA);
        var now = Rules.at(minute);
        var turns = schedule.turns(now);
        assertThat(turns).isAfter(now).isBeforeOrEqualTo(now.plus(Duration.ofDays(1)));
        for (var time = now; time.isBefore(turns); time = time.plus(Duration.ofMinutes(7))) {
            assertThat(schedule.holds(time)).isEqualTo(schedule.holds(now));
        }
    }

    @Test
    void what_is_wrong_by_day_raises_when_the_night_begins_and_ends_with_it() {
        var probe = new Probe(Rules.during("entity.a > 1", 0, NIGHTS)).observes(0, "a", 2);
        assertThat(probe.clock(119).isRaised()).isFalse();
        assertThat(probe.clock(120).signals()).containsExactly(Probe.raise(120, 120));
        assertThat(probe.clock(599).isRaised()).isTrue();
        assertThat(probe.clock(600).signals()).endsWith(Probe.clear(120, 600));
        assertThat(probe.clock(1_559).isRaised()).isFalse();
        assertThat(probe.clock(1_560).isRaised()).isTrue();
    }
}
