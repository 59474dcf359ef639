package city.wutong.evidence;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/// JPEG (ITU-T T.81) without what it tells besides the picture: of the metadata only the colour
/// profile and which way is up are kept; place, time, device, thumbnails, remarks and whatever
/// comes after the end go. The picture itself is neither unpacked nor changed.
final class Jpeg {
    private static final String KIND = "JPEG";
    private static final String EXIF = "Exif\0\0";
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int REMARK = 0xFE;

    /// Frames: all of C0 to CF but tables (DHT, DAC) and what is reserved.
    private static final Set<Integer> NO_FRAMES = Set.of(0xC4, 0xC8, 0xCC);

    private final byte[] content;
    private final Bytes bytes;
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private int at = 2;
    private Exif exif = Exif.NONE;
    private boolean hasFrame;

    private Jpeg(byte[] content) {
        this.content = content;
        this.bytes = new Bytes(KIND, content, false);
    }

    static Stripped stripped(byte[] content) {
        return new Jpeg(content).stripped();
    }

    private Stripped stripped() {
        for (int marker = marker(); marker != END; marker = marker()) {
            segment(marker);
        }
        if (!hasFrame) {
            throw Unfit.broken(KIND, "it has no picture");
        }
        var out = new ByteArrayOutputStream(content.length);
        marker(out, START);
        if (exif.orientation() > 1) {
            writeOrientation(out);
        }
        out.writeBytes(tables.toByteArray());
        marker(out, END);
        return new Stripped(out.toByteArray(), exif.taken());
    }

    private int marker() {
        if (bytes.one(at) != 0xFF) {
            throw Unfit.broken(KIND, "a segment does not begin where it should");
        }
        while (bytes.one(at) == 0xFF) {
            at++;
        }
        return bytes.one(at++);
    }

    private void segment(int marker) {
        int length = bytes.two(at);
        if (length < 2) {
            throw Unfit.broken(KIND, "a segment has no length");
        }
        bytes.one(at + length - 1L);
        int body = at + 2;
        if (marker >= 0xC0 && marker <= 0xCF && !NO_FRAMES.contains(marker)) {
            Unfit.checkSize(KIND, bytes.two(body + 3), bytes.two(body + 1));
            hasFrame = true;
        }
        if (marker == APP1 && bytes.has(body, EXIF)) {
            exif = Exif.at(bytes, body + EXIF.length());
        }
        if (isKept(marker, body)) {
            marker(tables, marker);
            tables.write(content, at, length);
        }
        at += length;
        if (marker == SCAN) {
            copyScan();
        }
    }

    private boolean isKept(int marker, int body) {
        return switch (marker) {
            case APP0 -> false; // density and perhaps a thumbnail: nothing that a picture needs
            case APP2 -> bytes.has(body, "ICC_PROFILE\0");
            case APP14 -> bytes.has(body, "Adobe"); // says how colours are to be read
            default -> marker != REMARK && (marker < APP0 || marker > APP15);
        };
    }

    /// The picture's data go on to a marker that is none of theirs.
    private void copyScan() {
        int from = at;
        while (true) {
            if (bytes.one(at) == 0xFF) {
                int next = bytes.one(at + 1);
                boolean isData = next == 0 || (next >= 0xD0 && next <= 0xD7);
                if (!isData && next != 0xFF) {
                    break;
                }
            }
            at++;
        }
        tables.write(content, from, at - from);
    }

    private void writeOrientation(ByteArrayOutputStream out) {
        var upright =
                new byte[] {
                    'E',
                    'x',
                    'i',
                    'f',
                    0,
                    0,
                    'M',
                    'M',
                    0,
                    '*',
                    0,
                    0,
                    0,
                    8,
                    0,
                    1,
                    1,
                    0x12,
                    0,
                    3,
                    0,
                    0,
                    0,
                    1,
                    0,
                    (byte) exif.orientation(),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0
                };
        marker(out, APP1);
        out.write(0);
        out.write(upright.length + 2);
        out.writeBytes(upright);
    }

    private static void marker(ByteArrayOutputStream out, int marker) {
        out.write(0xFF);
        out.write(marker);
    }
}
