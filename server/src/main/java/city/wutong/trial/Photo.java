package city.wutong.trial;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// The smallest photograph there is: a PNG (ISO/IEC 15948) of one point, whose colour differs with
/// the name that it is given.
final class Photo {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] ONE_POINT = {0, 0, 0, 1, 0, 0, 0, 1, 16, 6, 0, 0, 0};
    private static final int POINT_BYTES = 8;

    private Photo() {}

    static byte[] of(String name) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.write(SIGNATURE);
            chunk(out, "IHDR", ONE_POINT);
            chunk(out, "IDAT", deflated(point(name)));
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }

    /// A line without a filter, and in it one colour.
    private static byte[] point(String name) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            var line = new byte[1 + POINT_BYTES];
            System.arraycopy(hash, 0, line, 1, POINT_BYTES);
            return line;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
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
