package city.wutong.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.access.AuditEntry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/// An entry in its place of the chain.
///
/// Its hash is the SHA-256 over the hash before it, its number, its time in microseconds since 1970
/// (each eight bytes, the highest first) and its six texts, each as the number of its UTF-8 bytes
/// (four bytes) and these: so that nothing can move from one field into the next.
///
/// @param hash 64 lower-case hexadecimal digits
public record ChainLink(long number, AuditEntry entry, String hash) {
    private static final byte[] SCHEME = "wutong audit 1\n".getBytes(UTF_8);
    private static final int LONGEST_WORD = 200;
    private static final int LONGEST_WHY = 500;
    private static final int LONGEST_OBJECT = 2_000;
    private static final char UNKNOWN = '\uFFFD';

    /// The link that this entry makes after that head.
    static ChainLink after(ChainHead head, AuditEntry entry) {
        var kept = kept(entry);
        return new ChainLink(head.number() + 1, kept, hash(head, kept));
    }

    /// Whether its hash is what follows from the one before it.
    boolean follows(ChainHead head) {
        return number == head.number() + 1 && hash.equals(hash(head, entry));
    }

    public ChainHead head() {
        return new ChainHead(number, hash);
    }

    private static String hash(ChainHead head, AuditEntry entry) {
        var sha = sha256();
        sha.update(SCHEME);
        sha.update(HexFormat.of().parseHex(head.hash()));
        sha.update(eight(head.number() + 1));
        sha.update(eight(micros(entry.at())));
        add(sha, entry.actor());
        add(sha, entry.tenant());
        add(sha, entry.action());
        add(sha, entry.object());
        add(sha, entry.why());
        add(sha, entry.outcome());
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] eight(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static void add(MessageDigest sha, String text) {
        var bytes = text.getBytes(UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha.update(bytes);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /// The entry as the database keeps it: times in microseconds, texts within bounds and without
    /// what PostgreSQL's text cannot hold.
    static AuditEntry kept(AuditEntry entry) {
        return new AuditEntry(
                entry.at().truncatedTo(ChronoUnit.MICROS),
                kept(entry.actor(), LONGEST_WORD),
                kept(entry.tenant(), LONGEST_WORD),
                kept(entry.action(), LONGEST_WORD),
                kept(entry.object(), LONGEST_OBJECT),
                kept(entry.why(), LONGEST_WHY),
                kept(entry.outcome(), LONGEST_WORD));
    }

    private static String kept(String text, int longest) {
        var kept = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length() && kept.length() < longest; ) {
            int point = text.codePointAt(i);
            boolean isLost =
                    point == 0 || (Character.charCount(point) == 1 && isSurrogate((char) point));
            kept.appendCodePoint(isLost ? UNKNOWN : point);
            i += Character.charCount(point);
        }
        return kept.toString();
    }

    private static boolean isSurrogate(char c) {
        return Character.isSurrogate(c);
    }
}
