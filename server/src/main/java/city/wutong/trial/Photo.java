package city.wutong.trial;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// The smallest photograph there is: a PNG (ISO/IEC 15948) of one grey point, made different from
/// others by a remark.
final class Photo {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] ONE_GREY_POINT = {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0};

    private Photo() {}

    static byte[] of(String remark) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.write(SIGNATURE);
            chunk(out, "IHDR", ONE_GREY_POINT);
            chunk(out, "tEXt", ("Comment\0" + remark).getBytes(StandardCharsets.ISO_8859_1));
            chunk(out, "IDAT", deflated(new byte[] {0, (byte) 0x80}));
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] body) throws IOException {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(name);
        check.update(body);
        out.writeInt(body.length);
        out.write(name);
        out.write(body);
        out.writeInt((int) check.getValue());
    }

    private static byte[] deflated(byte[] plain) {
        var deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            var buffer = new byte[64];
            int length = deflater.deflate(buffer);
            return Arrays.copyOf(buffer, length);
        } finally {
            deflater.end();
        }
    }
}
