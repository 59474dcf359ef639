package city.wutong.jsonld;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.HostedContexts.Hosted;
import city.wutong.jsonld.StoredContext.Kind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The `@context`s of one tenant that are held in memory, hosted and implicit ones, with what they
/// take. Whoever changes them does so one at a time; readers never wait.
final class KeptContexts {
    /// What an id of ours begins with.
    static final String SCHEME = "urn:uuid:";

    private static final long VERSION_BITS = 0xF000;
    private static final long VERSION_8 = 0x8000;
    private static final long VARIANT = 1L << 63;

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /// One of them.
    ///
    /// @param document an object with the member `@context`
    /// @param bytes of the document as JSON text
    record Kept(
            Kind kind,
            String localId,
            Instant createdAt,
            Json document,
            long bytes,
            UsageMeter uses) {
        /// A hosted context outlives the process and a count would not: it has none.
        StoredContext told() {
            return new StoredContext(
                    kind,
                    localId,
                    Optional.empty(),
                    createdAt,
                    Optional.empty(),
                    kind == Kind.HOSTED ? Optional.empty() : uses.usage());
        }

        private Instant lastNeeded() {
            var last = uses.last();
            return last.isAfter(createdAt) ? last : createdAt;
        }
    }

    Kept add(Kind kind, Hosted hosted) {
        var document = Json.object(Map.of("@context", hosted.context()));
        var one =
                new Kept(
                        kind,
                        hosted.localId(),
                        hosted.createdAt(),
                        document,
                        JsonWriter.bytes(document).length,
                        new UsageMeter());
        kept.put(one.localId(), one);
        return one;
    }

    /// Adds an implicit one; past the bounds those go that were needed least recently.
    void addImplicit(Hosted hosted) {
        add(Kind.IMPLICITLY_CREATED, hosted);
        while (count(Kind.IMPLICITLY_CREATED) > StoredContexts.MOST
                || bytes(Kind.IMPLICITLY_CREATED) > StoredContexts.MOST_IMPLICIT_BYTES) {
            kept.values().stream()
                    .filter(one -> one.kind() == Kind.IMPLICITLY_CREATED)
                    .filter(one -> !one.localId().equals(hosted.localId()))
                    .min(Comparator.comparing(Kept::lastNeeded))
                    .ifPresent(eldest -> remove(eldest.localId()));
        }
    }

    /// The id of an implicit context, which the same text always gets (RFC 9562 §5.8).
    static String idOf(Json context) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(JsonWriter.bytes(context));
            var halves = ByteBuffer.wrap(hash);
            long high = (halves.getLong() & ~VERSION_BITS) | VERSION_8;
            return SCHEME + new UUID(high, (halves.getLong() >>> 2) | VARIANT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void remove(String localId) {
        kept.remove(localId);
    }

    Optional<Kept> find(String localId) {
        return Optional.ofNullable(kept.get(localId));
    }

    Collection<Kept> all() {
        return kept.values();
    }

    long bytes(Kind kind) {
        long sum = 0;
        for (var one : kept.values()) {
            sum += one.kind() == kind ? one.bytes() : 0;
        }
        return sum;
    }

    long count(Kind kind) {
        return kept.values().stream().filter(one -> one.kind() == kind).count();
    }
}
