package city.wutong.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Bytes of a file that is read from its beginning; past its end it is broken.
final class Bytes {
    private final String kind;
    private final byte[] content;
    private final boolean littleEndian;

    Bytes(String kind, byte[] content, boolean littleEndian) {
        this.kind = kind;
        this.content = content;
        this.littleEndian = littleEndian;
    }

    int size() {
        return content.length;
    }

    int one(long at) {
        if (at < 0 || at >= content.length) {
            throw Unfit.broken(kind, "it ends too early");
        }
        return content[(int) at] & 0xFF;
    }

    int two(long at) {
        int a = one(at);
        int b = one(at + 1);
        return littleEndian ? b << 8 | a : a << 8 | b;
    }

    long four(long at) {
        long a = two(at);
        long b = two(at + 2);
        return littleEndian ? b << 16 | a : a << 16 | b;
    }

    /// So many bytes as text, a character each.
    String text(long at, int length) {
        one(at + length - 1);
        return new String(content, (int) at, length, ISO_8859_1);
    }

    /// Whether this stands there.
    boolean has(long at, String text) {
        return at + text.length() <= content.length && text(at, text.length()).equals(text);
    }

    Bytes littleEndian() {
        return new Bytes(kind, content, true);
    }
}
