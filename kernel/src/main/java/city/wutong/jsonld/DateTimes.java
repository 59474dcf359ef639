package city.wutong.jsonld;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The DateTime of clause 4.6.3: `2026-03-01T08:00:00.123456Z`, always UTC, to at most six digits
/// of a second. A comma may stand for the point. Read by hand, for every observation has one.
public final class DateTimes {
    private static final int SENT_DIGITS = 6;
    private static final int KEPT_DIGITS = 9;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int NOT_A_NUMBER = -1;
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int WHOLE_SECONDS = "2026-03-01T08:00:00Z".length();
    private static final long DAY_S = 86_400;
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;

    private DateTimes() {}

    /// The instant that a request says, empty when it is not a DateTime.
    public static Optional<Instant> read(String text) {
        return Optional.ofNullable(parse(text, SENT_DIGITS));
    }

    /// What [Instant#toString] wrote, to the nanosecond; null when it is something else.
    static @Nullable Instant kept(String text) {
        return parse(text, KEPT_DIGITS);
    }

    private static @Nullable Instant parse(String text, int mostDigits) {
        int end = text.length() - 1;
        if (end < 19 || text.charAt(end) != 'Z' || !separated(text)) {
            return null;
        }
        int nanos = end == 19 ? 0 : fraction(text, end, mostDigits);
        long seconds = seconds(text);
        return nanos < 0 || seconds == Long.MIN_VALUE
                ? null
                : Instant.ofEpochSecond(seconds, nanos);
    }

    /// As [Instant#toString] writes it, by hand, for every observation is written several times.
    public static String text(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < YEAR_0 || seconds >= YEAR_10000) {
            return time.toString();
        }
        int nanos = time.getNano();
        int digits = digits(nanos);
        var text = new byte[digits == 0 ? WHOLE_SECONDS : WHOLE_SECONDS + 1 + digits];
        date(text, Math.floorDiv(seconds, DAY_S));
        int second = (int) Math.floorMod(seconds, DAY_S);
        put(text, 10, 'T', 11, 2, second / 3_600);
        put(text, 13, ':', 14, 2, second / 60 % 60);
        put(text, 16, ':', 17, 2, second % 60);
        if (digits > 0) {
            put(text, 19, '.', 20, digits, nanos / POWERS[KEPT_DIGITS - digits]);
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int digits(int nanos) {
        if (nanos == 0) {
            return 0;
        }
        return nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    }

    /// The inverse of [#epochDay].
    private static void date(byte[] text, long epochDay) {
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, 146_097);
        long dayOfEra = day - era * 146_097;
        long yearOfEra =
                (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (int) (5 * dayOfYear + 2) / 153;
        int month = march < 10 ? march + 3 : march - 9;
        put(text, 0, '0', 0, 4, (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0));
        put(text, 4, '-', 5, 2, month);
        put(text, 7, '-', 8, 2, (int) dayOfYear - (153 * march + 2) / 5 + 1);
    }

    /// A separator, and a number in so many digits.
    private static void put(byte[] text, int at, char separator, int from, int count, int number) {
        text[at] = (byte) separator;
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static boolean separated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static long seconds(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean valid =
                year > 0 // the year 0 is none to PostgreSQL
                        && isDay(year, month, day)
                        && isBelow(hour, 24)
                        && isBelow(minute, 60)
                        && isBelow(second, 60);
        return valid
                ? epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second
                : Long.MIN_VALUE;
    }

    private static boolean isBelow(int value, int limit) {
        return value >= 0 && value < limit;
    }

    private static boolean isDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= DAYS[month - 1] + (leap ? 1 : 0);
    }

    /// Days since 1970-01-01; March begins the year here, so that the leap day is its last.
    private static long epochDay(int year, int month, int day) {
        long y = month > 2 ? year : year - 1;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private static int fraction(String text, int end, int mostDigits) {
        int digits = end - 20;
        char separator = text.charAt(19);
        if ((separator != '.' && separator != ',') || digits < 1 || digits > mostDigits) {
            return NOT_A_NUMBER;
        }
        int value = number(text, 20, end);
        for (int i = digits; i < KEPT_DIGITS && value > 0; i++) {
            value *= 10;
        }
        return value;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
