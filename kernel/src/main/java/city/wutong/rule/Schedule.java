package city.wutong.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/// When a rule is in force, by the city's local time: on these days, from one time of day to
/// another. A night that begins on such a day belongs to it to its end.
///
/// @param days on which it begins
/// @param from the time of day at which it begins
/// @param to before which it ends; at or before `from`: on the next day
public record Schedule(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public Schedule {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("on no day");
        }
        days = Set.copyOf(EnumSet.copyOf(days));
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
        return days.contains(day.getDayOfWeek()) && !time.isBefore(begin) && time.isBefore(end);
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
