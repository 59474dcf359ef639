package city.wutong.evidence;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/// PNG (ISO/IEC 15948) without what it tells besides the picture: of the chunks only those that the
/// picture and its colours need are kept, and nothing after the end.
final class Png {
    private static final String KIND = "PNG";
    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;
    private static final Set<String> KEPT =
            Set.of(
                    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD",
                    "pHYs");

    private Png() {}

    static Stripped stripped(byte[] content) {
        var bytes = new Bytes(KIND, content, false);
        var out = new ByteArrayOutputStream(content.length);
        out.write(content, 0, SIGNATURE);
        checkHeader(bytes);
        var name = "";
        var exif = Exif.NONE;
        for (long at = SIGNATURE; !name.equals("IEND"); ) {
            long length = bytes.four(at);
            name = bytes.text(at + 4, 4);
            bytes.one(at + FRAME + length - 1);
            if (KEPT.contains(name)) {
                out.write(content, (int) at, (int) length + FRAME);
            } else if (Character.isUpperCase(name.charAt(0))) {
                throw Unfit.broken(KIND, "it needs what is not known here");
            }
            if (name.equals("eXIf")) {
                exif = Exif.at(bytes, at + 8);
            }
            at += length + FRAME;
        }
        return new Stripped(out.toByteArray(), exif.taken());
    }

    private static void checkHeader(Bytes bytes) {
        if (bytes.four(SIGNATURE) != 13 || !bytes.has(SIGNATURE + 4, "IHDR")) {
            throw Unfit.broken(KIND, "it has no header");
        }
        Unfit.checkSize(KIND, bytes.four(SIGNATURE + 8), bytes.four(SIGNATURE + 12));
    }
}
