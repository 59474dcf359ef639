package city.wutong.segment;

import city.wutong.codec.ChangeCodec;
import city.wutong.context.Change;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The changes of one chunk of entities over a stretch of the journal, packed and deflated.
record Segment(int chunk, long firstSeq, long lastSeq, int changes, byte[] body) {
    private static final int BUFFER = 16 * 1024;

    /// No segment that was cut by this code is larger than this when inflated, in bytes.
    private static final int LARGEST = 1 << 30;

    /// @param changes sorted by entity, then by `seq`
    static Segment of(int chunk, List<Change> changes) {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (var change : changes) {
            first = Math.min(first, change.seq());
            last = Math.max(last, change.seq());
        }
        return new Segment(chunk, first, last, changes.size(), deflate(ChangeCodec.pack(changes)));
    }

    /// @param wanted says by its number of which entities
    static List<Change> changesOf(byte[] body, LongPredicate wanted) {
        return ChangeCodec.unpack(inflate(body), wanted);
    }

    static List<Change> changesOf(byte[] body) {
        return ChangeCodec.unpack(inflate(body));
    }

    private static byte[] deflate(byte[] bytes) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream(bytes.length / 4 + 64);
            var buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] inflate(byte[] body) {
        try (var inflater = new Inflater()) {
            inflater.setInput(body);
            var out = new ByteArrayOutputStream(body.length * 4 + 64);
            var buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 || out.size() > LARGEST) {
                    throw new IllegalStateException("a segment is torn");
                }
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("a segment is torn", e);
        }
    }
}
