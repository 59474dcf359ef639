package city.wutong.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows in the binary format of PostgreSQL's COPY ("COPY", section Binary Format, of its manual):
/// big-endian fields, each with its length before it.
public final class CopyBuffer {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long POSTGRES_EPOCH_S =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private byte[] bytes = new byte[64 * 1024];
    private int size;

    public CopyBuffer header() {
        return raw(HEADER);
    }

    public CopyBuffer row(int fields) {
        ensure(2);
        bytes[size++] = (byte) (fields >>> 8);
        bytes[size++] = (byte) fields;
        return this;
    }

    public CopyBuffer int2(int value) {
        number(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    public CopyBuffer int4(int value) {
        number(4);
        putInt(value);
        return this;
    }

    public CopyBuffer int8(long value) {
        number(8);
        putInt((int) (value >>> 32));
        putInt((int) value);
        return this;
    }

    /// A `timestamptz`, to the microsecond.
    public CopyBuffer time(@Nullable Instant value) {
        return value == null ? none() : int8(micros(value));
    }

    public CopyBuffer text(@Nullable String value) {
        return value == null ? none() : text(value.getBytes(StandardCharsets.UTF_8));
    }

    /// A text that is UTF-8 already.
    public CopyBuffer text(byte[] value) {
        number(value.length);
        return raw(value);
    }

    public CopyBuffer none() {
        ensure(4);
        putInt(-1);
        return this;
    }

    public CopyBuffer end() {
        ensure(2);
        bytes[size++] = (byte) 0xff;
        bytes[size++] = (byte) 0xff;
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /// Microseconds since PostgreSQL's epoch.
    static long micros(Instant time) {
        return (time.getEpochSecond() - POSTGRES_EPOCH_S) * 1_000_000 + time.getNano() / 1_000;
    }

    private CopyBuffer raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    private void number(int length) {
        ensure(4 + length);
        putInt(length);
    }

    private void putInt(int value) {
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
