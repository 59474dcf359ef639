package city.wutong.rule;

import city.wutong.clock.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/// When a rule is in force, by the city's local time: on these days, from one time of day to
/// another. A night that begins on such a day belongs to it to its end.
///
/// @param days on which it begins
/// @param from the time of day at which it begins
/// @param to before which it ends; at or before `from`: on the next day
public record Schedule(Days days, LocalTime from, LocalTime to, ZoneId zone) {
    /// On these days of the week.
    public Schedule(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
        this(new Days(days, false, false, WorkCalendar.WEEKS), from, to, zone);
    }

    /// Days of the week, working days, days of rest, or several of these together.
    ///
    /// @param calendar says which days are worked on
    public record Days(
            Set<DayOfWeek> ofWeek, boolean working, boolean resting, WorkCalendar calendar) {
        public Days {
            if (ofWeek.isEmpty() && !working && !resting) {
                throw new IllegalArgumentException("on no day");
            }
            ofWeek = Set.copyOf(ofWeek);
        }

        boolean has(LocalDate day) {
            return ofWeek.contains(day.getDayOfWeek())
                    || (calendar.isWorkingDay(day) ? working : resting);
        }
    }

    /// Whether it is in force.
    public boolean holds(Instant now) {
        var local = now.atZone(zone);
        return isIn(local, local) || isIn(local, local.minusDays(1));
    }

    /// Whether a time is in what begins on a day.
    private boolean isIn(ZonedDateTime time, ZonedDateTime day) {
        var begin = at(day, from);
        var end = to.isAfter(from) ? at(day, to) : at(day.plusDays(1), to);
        return days.has(day.toLocalDate()) && !time.isBefore(begin) && time.isBefore(end);
    }

    private ZonedDateTime at(ZonedDateTime day, LocalTime time) {
        return ZonedDateTime.of(day.toLocalDate(), time, zone);
    }

    /// The next time at which it may come into force or go out of it.
    public Instant turns(Instant now) {
        var today = now.atZone(zone);
        var begin = next(today, from).toInstant();
        var end = next(today, to).toInstant();
        return begin.isBefore(end) ? begin : end;
    }

    private ZonedDateTime next(ZonedDateTime now, LocalTime time) {
        var today = at(now, time);
        return today.isAfter(now) ? today : at(now.plusDays(1), time);
    }
}
