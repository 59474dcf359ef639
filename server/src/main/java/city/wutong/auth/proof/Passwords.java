package city.wutong.auth.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.refusal.Refusal;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes passwords by Argon2id (RFC 9106), in PHC form:
/// `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. A hash says what it cost, so that older ones can
/// be checked after the cost was changed.
///
/// Each takes memory and a processor for a while. So no more than a few are made at once; who comes
/// then waits, and is sent away when that takes too long.
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String START = "$argon2id$v=19$";
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private final Cost cost;
    private final Semaphore room;
    private final String nobodys;
    private final AtomicLong made = new AtomicLong();

    /// What a hash costs who makes it, and who tries to guess what it was made of.
    public record Cost(int memoryKib, int passes, int lanes) {
        /// What OWASP's Password Storage Cheat Sheet asks for at least.
        public static final Cost OWASP = new Cost(19 * 1024, 2, 1);

        String phc() {
            return "m=" + memoryKib + ",t=" + passes + ",p=" + lanes;
        }

        static Cost of(String phc) {
            var parts = phc.split(",", -1);
            return new Cost(number(parts[0]), number(parts[1]), number(parts[2]));
        }

        private static int number(String part) {
            return Integer.parseInt(part.substring(2));
        }
    }

    /// @param atOnce so many are made at a time
    public Passwords(Cost cost, int atOnce) {
        this.cost = cost;
        this.room = new Semaphore(atOnce, true);
        this.nobodys = hash(Secrets.fresh());
    }

    /// The hash of a password, with a salt of its own.
    ///
    /// @throws city.wutong.refusal.Refused with 503 when too many are asked for
    public String hash(String password) {
        var salt = Secrets.bytes(SALT_BYTES);
        return START
                + cost.phc()
                + "$"
                + ENCODER.encodeToString(salt)
                + "$"
                + ENCODER.encodeToString(argon2(password, salt, cost));
    }

    /// Whether that hash was made of this password. An empty hash is none's; finding that out takes
    /// as long.
    ///
    /// @throws city.wutong.refusal.Refused with 503 when too many are asked for
    public boolean isRight(String password, String hash) {
        boolean isAny = !hash.isEmpty();
        var parts = (isAny ? hash : nobodys).split("\\$", -1);
        var expected = DECODER.decode(parts[5]);
        var found = argon2(password, DECODER.decode(parts[4]), Cost.of(parts[3]));
        return MessageDigest.isEqual(expected, found) && isAny;
    }

    /// Whether it was made at another cost than hashes are made at now.
    public boolean isOutdated(String hash) {
        return !hash.startsWith(START + cost.phc() + "$");
    }

    /// How many were made, to check a password or to keep one.
    public long made() {
        return made.get();
    }

    private byte[] argon2(String password, byte[] salt, Cost at) {
        enter();
        try {
            var parameters =
                    new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                            .withMemoryAsKB(at.memoryKib())
                            .withIterations(at.passes())
                            .withParallelism(at.lanes())
                            .withSalt(salt)
                            .build();
            var generator = new Argon2BytesGenerator();
            generator.init(parameters);
            var hash = new byte[HASH_BYTES];
            generator.generateBytes(normal(password).getBytes(UTF_8), hash);
            made.incrementAndGet();
            return hash;
        } finally {
            room.release();
        }
    }

    /// The same however a keyboard composes it (NIST SP 800-63B §5.1.1.2).
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private void enter() {
        try {
            if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.of(ProofReason.HASHING_BUSY).thrown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(ProofReason.HASHING_BUSY).thrown();
        }
    }
}
