package city.wutong.people;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A session (会话): a browser in which somebody has begun to sign in, or has.
///
/// @param hash of its id, which only the browser has
/// @param actingAs the account as which its person acts, by that one's consent
/// @param address where it was begun, cut so that it names a network and nobody
/// @param agent the browser it was begun in
public record Session(
        String hash,
        UUID account,
        Stage stage,
        Optional<UUID> actingAs,
        Instant startedAt,
        Instant usedAt,
        String address,
        String agent) {

    /// How far its person has come.
    public enum Stage {
        /// The password was right, and a second factor is still to be shown.
        SECOND_FACTOR_NEEDED("second-factor-needed"),
        /// The password was right, and a second factor must be set up first.
        SECOND_FACTOR_SETUP_NEEDED("second-factor-setup-needed"),
        SIGNED_IN("signed-in");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        /// As it is told.
        public String word() {
            return word;
        }
    }

    public boolean isSignedIn() {
        return stage == Stage.SIGNED_IN;
    }

    public Session used(Instant now) {
        return new Session(hash, account, stage, actingAs, startedAt, now, address, agent);
    }

    @Override
    public String toString() {
        return "session of person:" + account;
    }
}
