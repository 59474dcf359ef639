package city.wutong.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An authenticator app: codes by time (RFC 6238) of a secret in base 32 (RFC 4648 §6).
final class OneTimeCodes {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_MS = 30_000;
    private static final int DIGITS = 1_000_000;

    private OneTimeCodes() {}

    /// What the app shows now.
    static String now(String secret) throws GeneralSecurityException {
        return at(secret, System.currentTimeMillis());
    }

    static String at(String secret, long ms) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(bytes(secret.replace(" ", "")), "HmacSHA1"));
        var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(ms / STEP_MS).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return "%06d".formatted(number % DIGITS);
    }

    private static byte[] bytes(String base32) {
        var out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = held << 5 | ALPHABET.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return out.toByteArray();
    }
}
