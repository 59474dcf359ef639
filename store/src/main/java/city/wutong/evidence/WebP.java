package city.wutong.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/// WebP (RFC 9649) without what it tells besides the picture. Moving pictures are not taken.
final class WebP {
    private static final String KIND = "WebP";
    private static final int HEADER = 12;
    private static final int CHUNK = 8;
    private static final int EXIF_AND_XMP = 0x08 | 0x04;
    private static final int MOVING = 0x02;
    private static final Set<String> KEPT = Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ICCP");

    private WebP() {}

    static Stripped stripped(byte[] content) {
        var bytes = new Bytes(KIND, content, true);
        long end = Math.min(bytes.four(4) + CHUNK, content.length);
        var chunks = new ByteArrayOutputStream(content.length);
        boolean hasPicture = false;
        var exif = Exif.NONE;
        for (long at = HEADER; at < end; ) {
            var name = bytes.text(at, 4);
            long length = bytes.four(at + 4);
            bytes.one(at + CHUNK + length - 1);
            if (KEPT.contains(name)) {
                check(bytes, name, at + CHUNK);
                hasPicture |= name.equals("VP8 ") || name.equals("VP8L");
                keep(content, name, at, length, chunks);
            }
            if (name.equals("EXIF")) {
                exif = Exif.at(new Bytes(KIND, content, false), at + CHUNK);
            }
            at += CHUNK + length + length % 2;
        }
        if (!hasPicture) {
            throw Unfit.broken(KIND, "it has no still picture");
        }
        var kept =
                ByteBuffer.allocate(HEADER + chunks.size())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("RIFF".getBytes(US_ASCII))
                        .putInt(4 + chunks.size())
                        .put("WEBP".getBytes(US_ASCII))
                        .put(chunks.toByteArray())
                        .array();
        return new Stripped(kept, exif.taken());
    }

    private static void check(Bytes bytes, String name, long body) {
        switch (name) {
            case "VP8X" -> {
                if ((bytes.one(body) & MOVING) != 0) {
                    throw Unfit.broken(KIND, "it moves");
                }
                Unfit.checkSize(KIND, three(bytes, body + 4) + 1, three(bytes, body + 7) + 1);
            }
            case "VP8 " ->
                    Unfit.checkSize(
                            KIND, bytes.two(body + 6) & 0x3FFF, bytes.two(body + 8) & 0x3FFF);
            case "VP8L" -> {
                long sizes = bytes.four(body + 1);
                Unfit.checkSize(KIND, (sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1);
            }
            default -> {}
        }
    }

    private static long three(Bytes bytes, long at) {
        return bytes.two(at) | (long) bytes.one(at + 2) << 16;
    }

    private static void keep(
            byte[] content, String name, long at, long length, ByteArrayOutputStream out) {
        var chunk = new byte[(int) (CHUNK + length + length % 2)];
        System.arraycopy(content, (int) at, chunk, 0, (int) (CHUNK + length));
        if (name.equals("VP8X")) {
            chunk[CHUNK] &= (byte) ~EXIF_AND_XMP;
        }
        out.writeBytes(chunk);
    }
}
