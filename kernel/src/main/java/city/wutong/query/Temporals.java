package city.wutong.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// DateTimes, dates and times as clause 4.6.3 writes them: all parts, UTC, at most six digits of a
/// second. What spells none of them is null, without an exception: most strings in a city do not.
final class Temporals {
    private static final int DAY_LENGTH = "2026-03-01".length();
    private static final int TIME_LENGTH = "08:00:00Z".length();
    private static final int MOST_DIGITS = 6;
    private static final int NANO_DIGITS = 9;

    private Temporals() {}

    static @Nullable Instant instant(String text) {
        if (text.length() <= DAY_LENGTH + TIME_LENGTH || text.charAt(DAY_LENGTH) != 'T') {
            return null;
        }
        var day = day(text, DAY_LENGTH);
        var time = time(text, DAY_LENGTH + 1);
        return day == null || time == null ? null : day.atTime(time).toInstant(ZoneOffset.UTC);
    }

    static @Nullable LocalDate day(String text) {
        return day(text, text.length());
    }

    static @Nullable LocalTime time(String text) {
        return time(text, 0);
    }

    private static @Nullable LocalDate day(String text, int end) {
        if (end != DAY_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        boolean valid = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        var first = valid ? LocalDate.of(year, month, 1) : null;
        return first == null || day > first.lengthOfMonth() ? null : first.withDayOfMonth(day);
    }

    private static @Nullable LocalTime time(String text, int from) {
        int end = text.length() - 1;
        if (text.length() - from < TIME_LENGTH
                || text.charAt(from + 2) != ':'
                || text.charAt(from + 5) != ':'
                || text.charAt(end) != 'Z') {
            return null;
        }
        int hour = number(text, from, from + 2);
        int minute = number(text, from + 3, from + 5);
        int second = number(text, from + 6, from + 8);
        int nano = end == from + 8 ? 0 : nanos(text, from + 8, end);
        boolean valid =
                hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return valid && nano >= 0 ? LocalTime.of(hour, minute, second, nano) : null;
    }

    private static int nanos(String text, int separator, int end) {
        int digits = end - separator - 1;
        char mark = text.charAt(separator);
        if ((mark != '.' && mark != ',') || digits < 1 || digits > MOST_DIGITS) {
            return -1;
        }
        int value = number(text, separator + 1, end);
        for (int i = digits; i < NANO_DIGITS && value > 0; i++) {
            value *= 10;
        }
        return value;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
