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
    private static final int ORIENTATION = 0x0112;
    private static final int MOST_TAGS = 500;

    /// Frames: all of C0 to CF but tables (DHT, DAC) and what is reserved.
    private static final Set<Integer> NO_FRAMES = Set.of(0xC4, 0xC8, 0xCC);

    private final byte[] content;
    private final Bytes bytes;
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private int at = 2;
    private int orientation = 1;
    private boolean hasFrame;

    private Jpeg(byte[] content) {
        this.content = content;
        this.bytes = new Bytes(KIND, content, false);
    }

    static byte[] stripped(byte[] content) {
        return new Jpeg(content).stripped();
    }

    private byte[] stripped() {
        for (int marker = marker(); marker != END; marker = marker()) {
            segment(marker);
        }
        if (!hasFrame) {
            throw Unfit.broken(KIND, "it has no picture");
        }
        var out = new ByteArrayOutputStream(content.length);
        marker(out, START);
        if (orientation > 1) {
            writeOrientation(out);
        }
        out.writeBytes(tables.toByteArray());
        marker(out, END);
        return out.toByteArray();
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
            orientation = orientation(body + EXIF.length());
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

    /// Which way is up, of a TIFF header and its first directory; 1 where that is not to be read.
    private int orientation(int tiff) {
        if (!bytes.has(tiff, "II*\0") && !bytes.has(tiff, "MM\0*")) {
            return 1;
        }
        var exif = bytes.has(tiff, "II") ? bytes.littleEndian() : bytes;
        long directory = tiff + exif.four(tiff + 4L);
        if (directory + 2 > bytes.size()) {
            return 1;
        }
        int tags = Math.min(exif.two(directory), MOST_TAGS);
        for (int i = 0; i < tags; i++) {
            long tag = directory + 2 + 12L * i;
            if (tag + 12 > bytes.size()) {
                return 1;
            }
            if (exif.two(tag) == ORIENTATION) {
                int value = exif.two(tag + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    private void writeOrientation(ByteArrayOutputStream out) {
        var exif =
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
                    (byte) orientation,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0
                };
        marker(out, APP1);
        out.write(0);
        out.write(exif.length + 2);
        out.writeBytes(exif);
    }

    private static void marker(ByteArrayOutputStream out, int marker) {
        out.write(0xFF);
        out.write(marker);
    }
}
