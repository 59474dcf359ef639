package city.wutong.evidence;

import city.wutong.cases.Taken;
import city.wutong.refusal.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The metadata of a photograph (CIPA DC-008): a TIFF header and directories of tags. What cannot
/// be read is as if it were not there.
final class Exif {
    /// There is none.
    static final Exif NONE = new Exif(1, Taken.UNKNOWN);

    private static final int ORIENTATION = 0x0112;
    private static final int CAMERA = 0x8769;
    private static final int SATELLITE = 0x8825;
    private static final int TAKEN = 0x9003;
    private static final int TAKEN_OFFSET = 0x9011;
    private static final int LATITUDE_REFERENCE = 1;
    private static final int LATITUDE = 2;
    private static final int LONGITUDE_REFERENCE = 3;
    private static final int LONGITUDE = 4;
    private static final int TIME_OF_DAY = 7;
    private static final int DATE = 29;

    private static final int TEXT = 2;
    private static final int SHORT = 3;
    private static final int RATIONAL = 5;
    private static final int MOST_TAGS = 500;
    private static final int LONGEST_TEXT = 64;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu:MM:dd").withResolverStyle(ResolverStyle.STRICT);

    private final int orientation;
    private final Taken taken;

    private Exif(int orientation, Taken taken) {
        this.orientation = orientation;
        this.taken = taken;
    }

    /// Which way is up, 1 to 8; 1 where that is not said.
    int orientation() {
        return orientation;
    }

    Taken taken() {
        return taken;
    }

    /// Reads what begins there.
    static Exif at(Bytes bytes, long tiff) {
        if (!bytes.has(tiff, "II*\0") && !bytes.has(tiff, "MM\0*")) {
            return NONE;
        }
        var ordered = bytes.has(tiff, "II") ? bytes.littleEndian() : bytes;
        try {
            var first = Directory.at(ordered, tiff, ordered.four(tiff + 4L));
            int orientation = first.number(ORIENTATION).orElse(1);
            return new Exif(orientation >= 1 && orientation <= 8 ? orientation : 1, taken(first));
        } catch (Refused e) {
            return NONE; // a photograph is not worth less for what is broken beside it
        }
    }

    private static Taken taken(Directory first) {
        var camera = first.inner(CAMERA);
        var satellite = first.inner(SATELLITE);
        return new Taken(
                camera.flatMap(tags -> tags.text(TAKEN)).flatMap(Exif::clock),
                camera.flatMap(tags -> tags.text(TAKEN_OFFSET)).flatMap(Exif::offset),
                satellite.flatMap(Exif::time),
                satellite.flatMap(Exif::place));
    }

    private static Optional<LocalDateTime> clock(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, CLOCK));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneOffset> offset(String text) {
        try {
            return Optional.of(ZoneOffset.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(Directory tags) {
        var ofDay = tags.parts(TIME_OF_DAY);
        var date = tags.text(DATE);
        if (ofDay.length != 3 || date.isEmpty()) {
            return Optional.empty();
        }
        try {
            var time = LocalTime.of((int) ofDay[0], (int) ofDay[1], (int) ofDay[2]);
            return Optional.of(
                    LocalDate.parse(date.get(), DAY).atTime(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Taken.Place> place(Directory tags) {
        var longitude = degrees(tags, LONGITUDE, LONGITUDE_REFERENCE, "E", "W");
        var latitude = degrees(tags, LATITUDE, LATITUDE_REFERENCE, "N", "S");
        return longitude.isEmpty() || latitude.isEmpty()
                ? Optional.empty()
                : Taken.Place.of(longitude.getAsDouble(), latitude.getAsDouble());
    }

    /// Degrees, minutes and seconds; which half of the earth they are in must be said.
    private static OptionalDouble degrees(
            Directory tags, int tag, int reference, String plus, String minus) {
        var parts = tags.parts(tag);
        var half = tags.text(reference).orElse("");
        if (parts.length != 3 || !(half.equals(plus) || half.equals(minus))) {
            return OptionalDouble.empty();
        }
        double degrees = parts[0] + parts[1] / 60 + parts[2] / 3_600;
        double rounded = Math.round(degrees * 1e7) / 1e7;
        return OptionalDouble.of(half.equals(plus) ? rounded : -rounded);
    }

    /// The tags of a directory, by number: where each entry stands.
    private record Directory(Bytes bytes, long tiff, Map<Integer, Long> entries) {
        static Directory at(Bytes bytes, long tiff, long offset) {
            long from = tiff + offset;
            int count = Math.min(bytes.two(from), MOST_TAGS);
            var entries = new HashMap<Integer, Long>();
            for (int i = 0; i < count; i++) {
                long entry = from + 2 + 12L * i;
                if (entry + 12 > bytes.size()) {
                    break;
                }
                entries.putIfAbsent(bytes.two(entry), entry);
            }
            return new Directory(bytes, tiff, entries);
        }

        private Optional<Long> entry(int tag, int type) {
            return Optional.ofNullable(entries.get(tag))
                    .filter(entry -> bytes.two(entry + 2) == type);
        }

        OptionalInt number(int tag) {
            var entry = entry(tag, SHORT);
            return entry.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(bytes.two(entry.get() + 8));
        }

        Optional<Directory> inner(int tag) {
            try {
                return Optional.ofNullable(entries.get(tag))
                        .map(entry -> at(bytes, tiff, bytes.four(entry + 8)));
            } catch (Refused e) {
                return Optional.empty();
            }
        }

        /// A text up to its end mark.
        Optional<String> text(int tag) {
            try {
                return entry(tag, TEXT)
                        .filter(entry -> bytes.four(entry + 4) <= LONGEST_TEXT)
                        .map(entry -> text(entry, (int) bytes.four(entry + 4)))
                        .filter(text -> !text.isEmpty());
            } catch (Refused e) {
                return Optional.empty();
            }
        }

        private String text(long entry, int length) {
            long from = length <= 4 ? entry + 8 : tiff + bytes.four(entry + 8);
            var text = length == 0 ? "" : bytes.text(from, length);
            int end = text.indexOf('\0');
            return (end < 0 ? text : text.substring(0, end)).strip();
        }

        /// Three fractions; none where they are not there, or not to be divided.
        double[] parts(int tag) {
            try {
                var entry = entry(tag, RATIONAL).filter(each -> bytes.four(each + 4) == 3);
                return entry.isEmpty()
                        ? new double[0]
                        : fractions(tiff + bytes.four(entry.get() + 8));
            } catch (Refused e) {
                return new double[0];
            }
        }

        private double[] fractions(long from) {
            var parts = new double[3];
            for (int i = 0; i < parts.length; i++) {
                double below = bytes.four(from + 8L * i + 4);
                if (below == 0) {
                    return new double[0];
                }
                parts[i] = bytes.four(from + 8L * i) / below;
            }
            return parts;
        }
    }
}
