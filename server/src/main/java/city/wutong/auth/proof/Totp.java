package city.wutong.auth.proof;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One-time codes by time (RFC 6238, with SHA-1, six digits and steps of 30 seconds, which every
/// authenticator has).
///
/// @param secret what the authenticator shares with us
public record Totp(byte[] secret) {
    private static final String ALGORITHM = "HmacSHA1";
    private static final int SECRET_BYTES = 20;
    private static final int STEP_S = 30;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    /// Clocks of telephones may be off by this many steps.
    private static final int OFF = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BASE32_BITS = 5;

    public Totp {
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    public static Totp fresh() {
        return new Totp(Secrets.bytes(SECRET_BYTES));
    }

    /// The time step of this code, when it is right now and none of that step or a later one was
    /// taken before.
    ///
    /// @param taken the newest step of which a code was taken
    public OptionalLong step(String code, Instant now, long taken) {
        long present = now.getEpochSecond() / STEP_S;
        for (long step = present - OFF; step <= present + OFF; step++) {
            if (step > taken && Secrets.same(code(step), code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /// The code at that time.
    public String code(Instant at) {
        return code(at.getEpochSecond() / STEP_S);
    }

    private String code(long step) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            var digits = Integer.toString(number % MODULUS);
            return "0".repeat(DIGITS - digits.length()) + digits;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /// The secret as people type it (RFC 4648 §6, without padding).
    public String base32() {
        return base32(secret);
    }

    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte octet : bytes) {
            held = (held << Byte.SIZE) | (octet & 0xFF);
            for (bits += Byte.SIZE; bits >= BASE32_BITS; bits -= BASE32_BITS) {
                text.append(BASE32.charAt((held >> (bits - BASE32_BITS)) & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt((held << (BASE32_BITS - bits)) & 31)).toString();
    }

    /// What an authenticator reads from a picture.
    ///
    /// @param name whose it is: letters, digits and `._@-`
    public String uri(String name) {
        return "otpauth://totp/Wutong:%s?secret=%s&issuer=Wutong".formatted(name, base32());
    }

    @Override
    public String toString() {
        return "a secret of one-time codes";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Totp(var its) && java.security.MessageDigest.isEqual(secret, its);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(secret);
    }
}
