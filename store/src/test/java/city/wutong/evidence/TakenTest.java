package city.wutong.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.cases.Taken;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When and where a photograph was taken is read before it is stripped.
class TakenTest {
    private static final int TEXT = 2;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    /// A tag of a directory.
    private record Tag(int number, int type, int count, byte[] value) {}

    /// Writes EXIF as cameras do: a first directory that points to the camera's and the
    /// satellites'.
    private static final class Camera {
        private final ByteOrder order;
        private final List<Tag> camera = new ArrayList<>();
        private final List<Tag> satellite = new ArrayList<>();

        Camera(ByteOrder order) {
            this.order = order;
        }

        Camera clock(String text) {
            camera.add(text(0x9003, text));
            return this;
        }

        Camera offset(String text) {
            camera.add(text(0x9011, text));
            return this;
        }

        Camera at(String north, int[] latitude, String east, int[] longitude) {
            satellite.add(text(1, north));
            satellite.add(fractions(2, latitude));
            satellite.add(text(3, east));
            satellite.add(fractions(4, longitude));
            return this;
        }

        Camera time(String day, int hour, int minute, int second) {
            satellite.add(fractions(7, new int[] {hour, minute, second * 100}));
            satellite.add(text(29, day));
            return this;
        }

        private static Tag text(int number, String text) {
            var bytes = (text + "\0").getBytes(US_ASCII);
            return new Tag(number, TEXT, bytes.length, bytes);
        }

        /// Whole degrees and minutes, and hundredths of seconds.
        private Tag fractions(int number, int[] parts) {
            var bytes = ByteBuffer.allocate(24).order(order);
            bytes.putInt(parts[0])
                    .putInt(1)
                    .putInt(parts[1])
                    .putInt(1)
                    .putInt(parts[2])
                    .putInt(100);
            return new Tag(number, RATIONAL, 3, bytes.array());
        }

        byte[] tiff() {
            int cameraAt = 8 + 2 + 2 * 12 + 4;
            var cameras = directory(camera, cameraAt);
            var satellites = directory(satellite, cameraAt + cameras.length);
            var first =
                    List.of(
                            new Tag(0x8769, LONG, 1, number(cameraAt)),
                            new Tag(0x8825, LONG, 1, number(cameraAt + cameras.length)));
            var out = new ByteArrayOutputStream();
            out.writeBytes((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(US_ASCII));
            out.writeBytes(
                    ByteBuffer.allocate(6).order(order).putShort((short) 42).putInt(8).array());
            out.writeBytes(directory(first, 8));
            out.writeBytes(cameras);
            out.writeBytes(satellites);
            return out.toByteArray();
        }

        private byte[] number(int number) {
            return ByteBuffer.allocate(4).order(order).putInt(number).array();
        }

        private byte[] directory(List<Tag> tags, int at) {
            int dataAt = at + 2 + 12 * tags.size() + 4;
            var data = new ByteArrayOutputStream();
            var head = ByteBuffer.allocate(dataAt - at).order(order);
            head.putShort((short) tags.size());
            for (var tag : tags) {
                head.putShort((short) tag.number())
                        .putShort((short) tag.type())
                        .putInt(tag.count());
                if (tag.value().length <= 4) {
                    head.put(tag.value()).put(new byte[4 - tag.value().length]);
                } else {
                    head.putInt(dataAt + data.size());
                    data.writeBytes(tag.value());
                }
            }
            head.putInt(0);
            var out = new ByteArrayOutputStream();
            out.writeBytes(head.array());
            out.writeBytes(data.toByteArray());
            return out.toByteArray();
        }

        byte[] jpeg() {
            var exif = new ByteArrayOutputStream();
            exif.writeBytes("Exif\0\0".getBytes(US_ASCII));
            exif.writeBytes(tiff());
            var out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1});
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) (exif.size() + 2)).array());
            out.writeBytes(exif.toByteArray());
            out.writeBytes(
                    HexFormat.of()
                            .parseHex("ffc0000b080001000101011100ffda0008010100003f0012ffd9"));
            return out.toByteArray();
        }
    }

    private static Camera camera(String order) {
        return new Camera(order.equals("MM") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static Taken taken(byte[] content) {
        return ContentType.of(content).orElseThrow().stripped(content).taken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"II", "MM"})
    void a_photograph_tells_when_and_where_and_is_then_without_both(
            String order, @TempDir Path folder) throws Exception {
        var sent =
                camera(order)
                        .clock("2026:11:22 14:30:05")
                        .offset("+08:00")
                        .at("N", new int[] {30, 37, 4_212}, "E", new int[] {120, 33, 3_600})
                        .time("2026:11:22", 6, 30, 1)
                        .jpeg();
        var store = new EvidenceFolder(folder, Clock.systemUTC());
        var piece = store.put(sent).orElseThrow();
        var taken = piece.taken();
        assertThat(taken.local()).contains(LocalDateTime.parse("2026-11-22T14:30:05"));
        assertThat(taken.at()).contains(Instant.parse("2026-11-22T06:30:05Z"));
        assertThat(taken.satellite()).contains(Instant.parse("2026-11-22T06:30:01Z"));
        assertThat(taken.place()).contains(new Taken.Place(120.56, 30.6283667));
        assertThat(new EvidenceFolder(folder, Clock.systemUTC()).find(piece.sha256()))
                .contains(piece);
        var kept = store.read(piece.sha256()).orElseThrow();
        assertThat(new String(kept, ISO_8859_1)).doesNotContain("2026", "+08", "Exif");
        assertThat(store.put(kept)).as("who sends it again, stripped").contains(piece);
    }

    @Test
    void it_goes_with_its_photograph(@TempDir Path folder) throws Exception {
        var store = new EvidenceFolder(folder, Clock.systemUTC());
        var piece = store.put(camera("MM").clock("2026:11:22 14:30:05").jpeg()).orElseThrow();
        store.remove(piece.sha256(), Instant.MAX, _ -> false);
        assertThat(store.find(piece.sha256())).isEmpty();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        store.remove(piece.sha256(), Instant.MAX, _ -> false);
    }

    @Test
    void of_a_clock_without_a_zone_no_moment_is_made_up() {
        var taken = taken(camera("MM").clock("2026:11:22 14:30:05").jpeg());
        assertThat(taken.local()).contains(LocalDateTime.parse("2026-11-22T14:30:05"));
        assertThat(taken.at()).isEmpty();
        var satellite = camera("MM").clock("2026:11:22 14:30:05").time("2026:11:22", 6, 30, 1);
        assertThat(taken(satellite.jpeg()).at()).contains(Instant.parse("2026-11-22T06:30:01Z"));
    }

    @ParameterizedTest
    @CsvSource({"S,W,-10.5,-20.5", "N,W,10.5,-20.5", "S,E,-10.5,20.5"})
    void all_four_quarters_of_the_earth_are_told_apart(
            String north, String east, double latitude, double longitude) {
        var sent = camera("II").at(north, new int[] {10, 30, 0}, east, new int[] {20, 30, 0});
        assertThat(taken(sent.jpeg()).place()).contains(new Taken.Place(longitude, latitude));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0000:00:00 00:00:00", "2026:13:01 00:00:00", "    :  :     :  :  ", ""})
    void a_clock_that_was_never_set_is_no_time(String clock) {
        assertThat(taken(camera("MM").clock(clock).jpeg())).isEqualTo(Taken.UNKNOWN);
    }

    @Test
    void what_is_nowhere_on_earth_is_no_place() {
        var sent = camera("MM").at("N", new int[] {91, 0, 0}, "E", new int[] {20, 0, 0});
        assertThat(taken(sent.jpeg()).place()).isEmpty();
        var unsaid = camera("MM").at("", new int[] {9, 0, 0}, "E", new int[] {20, 0, 0});
        assertThat(taken(unsaid.jpeg()).place()).isEmpty();
    }

    @Property(tries = 500)
    void broken_metadata_is_never_a_defect(@ForAll int at, @ForAll byte other) {
        var exif =
                camera("II")
                        .clock("2026:11:22 14:30:05")
                        .at("N", new int[] {30, 37, 0}, "E", new int[] {120, 33, 0})
                        .tiff();
        exif[Math.floorMod(at, exif.length)] = other;
        var read = Exif.at(new Bytes("JPEG", exif, false), 0);
        assertThat(read.orientation()).isEqualTo(1);
        assertThat(Optional.of(read.taken().offset())).contains(Optional.<ZoneOffset>empty());
    }
}
