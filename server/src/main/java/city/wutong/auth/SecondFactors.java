package city.wutong.auth;

import city.wutong.auth.proof.RecoveryCodes;
import city.wutong.auth.proof.Seal;
import city.wutong.auth.proof.Totp;
import city.wutong.people.Account;
import city.wutong.people.Credential;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The second factors of accounts: one-time codes, and recovery codes for whoever has lost them. A
/// code is taken once.
public final class SecondFactors {
    private static final System.Logger LOG = System.getLogger(SecondFactors.class.getName());

    private final Accounts accounts;
    private final Seal seal;
    private final Clock clock;

    public SecondFactors(Accounts accounts, Seal seal, Clock clock) {
        this.accounts = accounts;
        this.seal = seal;
        this.clock = clock;
    }

    public boolean isSetUp(UUID account) {
        return accounts.credential(account).hasSecondFactor();
    }

    /// Begins to set one up: a secret that counts when a code of it was [confirmed][#confirm].
    ///
    /// @throws city.wutong.refusal.Refused with 409 when there is one
    public synchronized Totp begin(Account account) {
        if (isSetUp(account.id())) {
            throw Refusal.of(AuthReason.SECOND_FACTOR_THERE).thrown();
        }
        var totp = Totp.fresh();
        var sealed = seal.seal(totp.secret(), account.toString());
        accounts.prove(account.id(), each -> each.withSecondFactor(sealed));
        return totp;
    }

    /// Makes it count, by a code of it.
    ///
    /// @return whether the code was right
    /// @throws city.wutong.refusal.Refused with 409 when none was begun, or there is one
    public synchronized boolean confirm(Account account, String code) {
        if (isSetUp(account.id())) {
            throw Refusal.of(AuthReason.SECOND_FACTOR_THERE).thrown();
        }
        if (accounts.credential(account.id()).secondFactor().isEmpty()) {
            throw Refusal.of(AuthReason.SECOND_FACTOR_MISSING).thrown();
        }
        return take(account, code);
    }

    /// Whether the code is right now; then it is taken.
    public synchronized boolean accept(Account account, String code) {
        return isSetUp(account.id()) && take(account, code);
    }

    private boolean take(Account account, String code) {
        var credential = accounts.credential(account.id());
        var totp = totp(account, credential);
        if (totp.isEmpty()) {
            return false;
        }
        var step = totp.get().step(code, clock.instant(), credential.takenStep());
        step.ifPresent(taken -> accounts.prove(account.id(), each -> each.taken(taken)));
        return step.isPresent();
    }

    private Optional<Totp> totp(Account account, Credential credential) {
        var secret = seal.open(credential.secondFactor(), account.toString());
        if (secret.isEmpty()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the second factor of {0} was not sealed by the key of this data folder",
                    account);
        }
        return secret.map(Totp::new);
    }

    /// Whether this is one of the recovery codes; then it is used up.
    public synchronized boolean acceptRecovery(Account account, String code) {
        var hash = RecoveryCodes.hash(code);
        var left = accounts.credential(account.id()).recoveryCodes();
        if (!left.contains(hash)) {
            return false;
        }
        var others = left.stream().filter(each -> !each.equals(hash)).toList();
        accounts.prove(account.id(), each -> each.withRecoveryCodes(others));
        return true;
    }

    /// New recovery codes; those before are worth nothing.
    ///
    /// @throws city.wutong.refusal.Refused with 409 without a second factor
    public synchronized List<String> recoveryCodes(Account account) {
        if (!isSetUp(account.id())) {
            throw Refusal.of(AuthReason.SECOND_FACTOR_MISSING).thrown();
        }
        var codes = RecoveryCodes.fresh();
        var hashes = codes.stream().map(RecoveryCodes::hash).toList();
        accounts.prove(account.id(), each -> each.withRecoveryCodes(hashes));
        return codes;
    }

    public synchronized void remove(Account account) {
        accounts.prove(account.id(), Credential::withoutSecondFactor);
    }
}
