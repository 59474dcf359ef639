package city.wutong.config;

import java.time.Duration;

/// Who is let in, and how they prove who they are.
///
/// @param secondFactor of whom a second factor is asked
/// @param idle a session without a request lasts so long
/// @param longest a session lasts so long whatever is done
/// @param passwordMemory in bytes, that a hash of a password takes (Argon2id)
/// @param passwordPasses over that memory
/// @param adminKey opens everything; empty: there is none
/// @param secretKey seals secrets; empty: the data folder has one
public record Access(
        Mode mode,
        SecondFactor secondFactor,
        Duration idle,
        Duration longest,
        long passwordMemory,
        int passwordPasses,
        Secret adminKey,
        Secret secretKey) {
    /// Whether people sign in.
    public enum Mode {
        /// Everybody on this machine may do all.
        OPEN,
        SIGN_IN
    }

    /// Of whom a second factor is asked; others may have one.
    public enum SecondFactor {
        NOBODY,
        ADMINISTRATORS,
        EVERYBODY
    }

    static final Key<Mode> MODE =
            Key.choice(
                    "access",
                    Mode.SIGN_IN,
                    "Whether people and programs sign in, or everybody on this machine may do all.");
    static final Key<SecondFactor> SECOND_FACTOR =
            Key.choice(
                    "access.second-factor",
                    SecondFactor.ADMINISTRATORS,
                    "Of whom a second factor is asked when they sign in.");
    static final Key<Duration> IDLE =
            Key.duration(
                    "session.idle",
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(1),
                    "A session without a request ends after this.");
    static final Key<Duration> LONGEST =
            Key.duration(
                    "session.longest",
                    Duration.ofHours(12),
                    Duration.ofMinutes(1),
                    "A session ends after this, whatever is done.");
    static final Key<Long> PASSWORD_MEMORY =
            Key.bytes(
                    "password.memory",
                    "19 MiB",
                    1 << 13,
                    "Memory that a hash of a password takes (Argon2id); less makes stolen hashes"
                            + " easier to guess.");
    static final Key<Integer> PASSWORD_PASSES =
            Key.number(
                    "password.passes",
                    2,
                    1,
                    100,
                    "Passes over that memory; fewer make stolen hashes easier to guess.");
    static final Key<Secret> ADMIN_KEY =
            Key.secret(
                    "admin-key",
                    "A key that opens everything, for automation, sent as Authorization: Bearer;"
                            + " give it as a variable, because options are seen by all users of the"
                            + " machine.");
    static final Key<Secret> SECRET_KEY =
            Key.secret(
                    "secret-key",
                    "What secrets in the database are sealed by, in place of the data folder's"
                            + " secret.key; give it as a variable.");

    static Access read(Reader reader) {
        return new Access(
                reader.read(MODE),
                reader.read(SECOND_FACTOR),
                reader.read(IDLE),
                reader.read(LONGEST),
                reader.read(PASSWORD_MEMORY),
                reader.read(PASSWORD_PASSES),
                reader.read(ADMIN_KEY),
                reader.read(SECRET_KEY));
    }
}
