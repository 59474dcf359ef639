package city.wutong.people;

import java.util.List;
import java.util.UUID;

/// How the person of an account proves who they are.
///
/// @param password its Argon2id hash in PHC form; empty: none is set
/// @param secondFactor the sealed secret of one-time codes (RFC 6238); empty: none
/// @param confirmed whether a code of it was shown, so that it is asked for
/// @param takenStep the time step of the newest code that was taken
/// @param recoveryCodes hashes of those that are left
public record Credential(
        UUID account,
        String password,
        String secondFactor,
        boolean confirmed,
        long takenStep,
        List<String> recoveryCodes) {
    public Credential {
        recoveryCodes = List.copyOf(recoveryCodes);
    }

    /// Nothing yet.
    public static Credential none(UUID account) {
        return new Credential(account, "", "", false, 0, List.of());
    }

    public boolean hasSecondFactor() {
        return confirmed && !secondFactor.isEmpty();
    }

    public Credential withPassword(String hash) {
        return new Credential(account, hash, secondFactor, confirmed, takenStep, recoveryCodes);
    }

    /// With a secret that is yet to be confirmed.
    public Credential withSecondFactor(String sealed) {
        return new Credential(account, password, sealed, false, 0, List.of());
    }

    public Credential withoutSecondFactor() {
        return withSecondFactor("");
    }

    /// With a code of that time step taken.
    public Credential taken(long step) {
        return new Credential(account, password, secondFactor, true, step, recoveryCodes);
    }

    public Credential withRecoveryCodes(List<String> hashes) {
        return new Credential(account, password, secondFactor, confirmed, takenStep, hashes);
    }

    @Override
    public String toString() {
        return "credential of person:" + account;
    }
}
