package city.wutong.people;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An account (账号): somebody who can sign in. How they prove who they are is their [Credential].
///
/// @param name what they sign in with, in lower case
/// @param displayName what others see
/// @param language `zh` or `en`; empty: what their browser prefers
/// @param department its id
/// @param post its id
public record Account(
        UUID id,
        String name,
        String displayName,
        Optional<String> language,
        Optional<String> department,
        Optional<String> post,
        State state,
        Instant madeAt) {

    /// What an account can be used for.
    public enum State {
        /// Made, and its person has not set a password yet.
        INVITED,
        ACTIVE,
        /// Shut by an administrator until it is opened again.
        LOCKED,
        /// Shut for ever; it stays, so that what was done by it keeps its doer.
        CLOSED
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    public Account in(State next) {
        return new Account(id, name, displayName, language, department, post, next, madeAt);
    }

    /// With what others see of them, and the language they read.
    public Account shown(String newDisplayName, Optional<String> newLanguage) {
        return new Account(id, name, newDisplayName, newLanguage, department, post, state, madeAt);
    }

    /// With where they work.
    public Account placed(Optional<String> newDepartment, Optional<String> newPost) {
        return new Account(id, name, displayName, language, newDepartment, newPost, state, madeAt);
    }

    /// A pseudonym: an id, and nothing of the person.
    @Override
    public String toString() {
        return "person:" + id;
    }
}
