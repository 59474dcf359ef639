package city.wutong.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes JSON as UTF-8 bytes, without white space, into memory.
///
/// By hand, for answers are little else. What comes before a value follows from the last byte: a
/// comma, unless that opened an object or array or ended a name.
public final class JsonBytes implements JsonSink {
    static final int SMALL = 256;
    static final int LARGE = 2_048;

    private static final int LARGEST = 1 << 20;
    private static final int MOST_OF_ONE_CHARACTER = 6;
    private static final int DIGITS_OF_LONG = 20;
    private static final double LEAST_WITH_EXPONENT = 1e7;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /// By ASCII character: 0 when it stands for itself, `u` when its number stands for it, else
    /// what follows the backslash.
    private static final byte[] ESCAPES = new byte[0x80];

    static {
        Arrays.fill(ESCAPES, 0, ' ', (byte) 'u');
        ESCAPES['\b'] = 'b';
        ESCAPES['\t'] = 't';
        ESCAPES['\n'] = 'n';
        ESCAPES['\f'] = 'f';
        ESCAPES['\r'] = 'r';
        ESCAPES['"'] = '"';
        ESCAPES['\\'] = '\\';
    }

    private byte[] bytes;
    private int size;

    /// @param roughSize about as many bytes as there will be
    public JsonBytes(int roughSize) {
        bytes = new byte[Math.max(roughSize, MOST_OF_ONE_CHARACTER)];
    }

    /// About as many bytes as so many entities take.
    static int roughSize(int count) {
        return Math.clamp(count * (long) LARGE, SMALL, LARGEST);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void startObject() {
        separate();
        put('{');
    }

    @Override
    public void endObject() {
        put('}');
    }

    @Override
    public void startArray() {
        separate();
        put('[');
    }

    @Override
    public void endArray() {
        put(']');
    }

    @Override
    public void name(JsonWord name) {
        text(name);
        put(':');
    }

    @Override
    public void name(String name) {
        text(name);
        put(':');
    }

    @Override
    public void text(JsonWord text) {
        separate();
        put(text.quoted());
    }

    @Override
    public void text(String text) {
        separate();
        int length = text.length();
        reserve(length + 2);
        var to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || ESCAPES[c] != 0) {
                size = at;
                characters(text, i);
                return;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        size = at;
    }

    @Override
    public void value(Json value) {
        switch (value) {
            case Json.Str(var text) -> text(text);
            case Json.Whole(var number) -> whole(number);
            case Json.Real(var number) -> real(number);
            case Json.Big(var number) -> ascii(number.toString());
            case Json.Literal literal -> literal(literal);
            case Json.Arr(var items) -> {
                startArray();
                for (var item : items) {
                    value(item);
                }
                endArray();
            }
            case Json.Obj(var members) -> {
                startObject();
                members.forEach((name, member) -> {
                    name(name);
                    value(member);
                });
                endObject();
            }
        }
    }

    private void separate() {
        if (size > 0) {
            byte last = bytes[size - 1];
            if (last != '{' && last != '[' && last != ':') {
                put(',');
            }
        }
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, count)));
        }
    }

    private void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    private void put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /// A switch of its own, for one over types and constants at once is slow.
    private void literal(Json.Literal literal) {
        switch (literal) {
            case TRUE -> ascii("true");
            case FALSE -> ascii("false");
            case NULL -> ascii("null");
        }
    }

    private void ascii(String text) {
        separate();
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void whole(long number) {
        separate();
        reserve(DIGITS_OF_LONG);
        if (number < 0) {
            bytes[size++] = '-';
        }
        digits(number);
    }

    private void digits(long number) {
        int first = size;
        long rest = number;
        do {
            bytes[size++] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        turn(first, size - 1);
    }

    /// As [Double#toString] has it: by hand for what sensors tell, which has at most three digits
    /// after the point.
    private void real(double number) {
        long thousandfold = Math.round(number * 1_000);
        if (thousandfold / 1_000.0 != number || Math.abs(number) >= LEAST_WITH_EXPONENT) {
            ascii(Double.toString(number));
            return;
        }
        separate();
        reserve(DIGITS_OF_LONG);
        if (number < 0) {
            bytes[size++] = '-';
        }
        digits(thousandfold / 1_000);
        bytes[size++] = '.';
        int fraction = (int) Math.abs(thousandfold % 1_000);
        do {
            bytes[size++] = (byte) ('0' + fraction / 100);
            fraction = fraction % 100 * 10;
        } while (fraction > 0);
    }

    private void turn(int first, int last) {
        for (int i = first, j = last; i < j; i++, j--) {
            byte digit = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = digit;
        }
    }

    /// The characters from there on, whatever they are, and the quotation mark at the end.
    private void characters(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            reserve(MOST_OF_ONE_CHARACTER);
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                beyond(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("half a surrogate pair at character " + i);
            } else {
                within(c);
            }
        }
        put('"');
    }

    private void ascii(char c) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            bytes[size++] = (byte) c;
            return;
        }
        bytes[size++] = '\\';
        bytes[size++] = escape;
        if (escape == 'u') {
            bytes[size++] = '0';
            bytes[size++] = '0';
            bytes[size++] = HEX[c >> 4];
            bytes[size++] = HEX[c & 0xF];
        }
    }

    /// Two or three bytes.
    private void within(char c) {
        if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | (c >> 6));
        } else {
            bytes[size++] = (byte) (0xE0 | (c >> 12));
            bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (c & 0x3F));
    }

    /// Four bytes.
    private void beyond(int character) {
        bytes[size++] = (byte) (0xF0 | (character >> 18));
        bytes[size++] = (byte) (0x80 | ((character >> 12) & 0x3F));
        bytes[size++] = (byte) (0x80 | ((character >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (character & 0x3F));
    }
}
