package city.wutong.auth.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.start.DataFolder;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets that must be known again, by AES-256-GCM: who has the database alone has none of
/// them. The key is a file of the data folder that only its owner reads, or given from outside.
public final class Seal {
    private static final String FILE = "secret.key";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /// By a key that is given: any text that nobody can guess.
    public static Seal of(String secret) {
        return new Seal(Secrets.sha256(secret));
    }

    /// By the key of the data folder, which is made when there is none.
    ///
    /// @throws StartRefused when it cannot be read or made
    public static Seal in(Path folder) {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return of(Files.readString(file, UTF_8).strip());
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.FOLDER_UNFIT,
                    "The key " + file + " cannot be used (" + DataFolder.reason(e) + ").",
                    e);
        }
    }

    private static void make(Path file) throws IOException {
        var owners = PosixFilePermissions.fromString("rw-------");
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(owners))) {
            channel.write(ByteBuffer.wrap((Secrets.fresh() + "\n").getBytes(UTF_8)));
        }
    }

    /// Seals a secret.
    ///
    /// @param owner whose it is: opened for another it is none
    public String seal(byte[] secret, String owner) {
        var nonce = Secrets.bytes(NONCE_BYTES);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret);
            var both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
            return Base64.getEncoder().encodeToString(both.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER, e);
        }
    }

    /// What was sealed; empty when it was not sealed by this key for this owner.
    public Optional<byte[]> open(String sealed, String owner) {
        try {
            var both = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            var nonce = new byte[NONCE_BYTES];
            both.get(nonce);
            var rest = new byte[both.remaining()];
            both.get(rest);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(rest));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // who asks tells: an authenticator whose secret is lost
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(UTF_8));
        return cipher;
    }
}
