package city.wutong.journal;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one row of a binary COPY from PostgreSQL, one after the other.
public final class CopyRow {
    private static final long POSTGRES_EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int HEADER = 19;

    private final byte[] bytes;
    private int at;

    private CopyRow(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /// The row in this piece of the stream; null when the piece is the end of the stream.
    ///
    /// PostgreSQL sends the header of the stream together with nothing else or in front of the
    /// first row.
    public static @Nullable CopyRow of(byte[] piece) {
        int at = piece[0] == 'P' && piece.length >= HEADER ? HEADER : 0;
        if (at == piece.length) {
            return null;
        }
        var row = new CopyRow(piece, at + 2);
        return piece[at] == (byte) 0xff && piece[at + 1] == (byte) 0xff ? null : row;
    }

    public int int2() {
        next();
        int value = (short) ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
        at += 2;
        return value;
    }

    public int int4() {
        next();
        return readInt();
    }

    public long int8() {
        next();
        return (long) readInt() << 32 | (readInt() & 0xffffffffL);
    }

    /// The next number of four bytes, or `otherwise` where there is none.
    public int int4Or(int otherwise) {
        return next() < 0 ? otherwise : readInt();
    }

    /// The next `timestamptz`; null where there is none.
    public @Nullable Instant time() {
        if (next() < 0) {
            return null;
        }
        long micros = (long) readInt() << 32 | (readInt() & 0xffffffffL);
        return Instant.ofEpochSecond(
                POSTGRES_EPOCH_SECONDS + Math.floorDiv(micros, 1_000_000L),
                Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /// The next field's bytes; null where there are none.
    public byte @Nullable [] bytes() {
        int length = next();
        if (length < 0) {
            return null;
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int next() {
        return readInt();
    }

    private int readInt() {
        int value =
                (bytes[at] & 0xff) << 24
                        | (bytes[at + 1] & 0xff) << 16
                        | (bytes[at + 2] & 0xff) << 8
                        | (bytes[at + 3] & 0xff);
        at += 4;
        return value;
    }
}
