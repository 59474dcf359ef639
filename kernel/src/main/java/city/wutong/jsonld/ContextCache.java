package city.wutong.jsonld;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The contexts that have been made of what requests said; past [#MOST_BYTES] the least recently
/// used go. A context grows by what it is asked for: that is counted when it is found again.
final class ContextCache {
    /// Of all of them together.
    static final long MOST_BYTES = 64L << 20;

    /// An `@context` is kept twice, as what was said and as what is echoed, and a JSON tree takes
    /// about so many times its text.
    private static final int TREES = 4;

    /// In the order of their last use.
    private final LinkedHashMap<Json, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);

    private long bytes;

    /// A context with the documents that it was made of.
    record Made(LdContext context, List<Fetched> documents) {}

    record Fetched(String uri, Json json) {}

    /// @param said bytes of what was said
    /// @param counted bytes of the context when it was looked at last
    private record Kept(Made made, long said, long counted) {
        long bytes() {
            return said + counted;
        }

        Kept asNow() {
            return new Kept(made, said, made.context().bytes());
        }
    }

    synchronized Optional<Made> find(Json context) {
        var found = kept.get(context);
        if (found == null) {
            return Optional.empty();
        }
        if (found.counted() != found.made().context().bytes()) {
            put(context, found.asNow());
        }
        return Optional.of(found.made());
    }

    void keep(Json context, Made made) {
        long said = (long) TREES * JsonWriter.bytes(context).length;
        synchronized (this) {
            put(context, new Kept(made, said, made.context().bytes()));
        }
    }

    private void put(Json context, Kept one) {
        var before = kept.put(context, one);
        bytes += one.bytes() - (before == null ? 0 : before.bytes());
        forgetSome(kept.entrySet().iterator());
    }

    private void forgetSome(Iterator<Map.Entry<Json, Kept>> eldest) {
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().getValue().bytes();
            eldest.remove();
        }
    }

    /// What they take in memory, estimated, in bytes.
    synchronized long bytes() {
        return bytes;
    }
}
