package city.wutong.auth;

import city.wutong.access.Caller;
import city.wutong.access.Trail;
import city.wutong.auth.proof.Attempts;
import city.wutong.auth.proof.Attempts.Subject;
import city.wutong.auth.proof.PasswordRules;
import city.wutong.auth.proof.Passwords;
import city.wutong.config.Access;
import city.wutong.people.Account;
import city.wutong.people.Session;
import city.wutong.people.Session.Stage;
import city.wutong.refusal.Refusal;
import java.util.Optional;
import java.util.function.Predicate;

/// How somebody signs in: name and password, then a second factor where there is one or must be.
///
/// An account that is unknown, locked or tried too often and a wrong password are answered alike,
/// after the same work: nobody learns here who has an account.
public final class SignIn {
    private static final String ACTION = "account.sign-in";
    private static final String CODE = "account.second-factor";
    private static final String UNKNOWN = "unknown";

    private final Accounts accounts;
    private final Grants grants;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final LastSignIns lastSignIns;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Access.SecondFactor needed;
    private final Trail trail;

    /// What it works with.
    public record Parts(
            Accounts accounts,
            Grants grants,
            Sessions sessions,
            SecondFactors secondFactors,
            LastSignIns lastSignIns,
            Trail trail) {}

    /// @param needed of whom a second factor is asked
    public SignIn(Parts parts, Passwords passwords, Attempts attempts, Access.SecondFactor needed) {
        this.accounts = parts.accounts();
        this.grants = parts.grants();
        this.sessions = parts.sessions();
        this.secondFactors = parts.secondFactors();
        this.lastSignIns = parts.lastSignIns();
        this.trail = parts.trail();
        this.passwords = passwords;
        this.attempts = attempts;
        this.needed = needed;
    }

    /// Takes name and password.
    ///
    /// @throws city.wutong.refusal.Refused with 401, whatever is wrong
    public Live begin(String name, String password, Whence whence) {
        var account = accounts.named(name);
        if (!isRight(account, name, password, whence)
                || account.filter(Account::isActive).isEmpty()) {
            var object = account.map(Account::toString).orElse(UNKNOWN);
            trail.tell(Caller.NOBODY.actor(), ACTION, object, AuthReason.SIGN_IN_WRONG.code());
            throw Refusal.of(AuthReason.SIGN_IN_WRONG).thrown();
        }
        attempts.giveBack(Subject.address(whence.address()));
        return begin(account.get(), whence);
    }

    /// Checks the password of somebody who is signed in.
    ///
    /// @throws city.wutong.refusal.Refused with 403
    public void check(Account account, String password, Whence whence) {
        if (!isRight(Optional.of(account), account.name(), password, whence)) {
            trail.tell(
                    account.toString(),
                    "account.password",
                    account.toString(),
                    AuthReason.PASSWORD_WRONG.code());
            throw Refusal.of(AuthReason.PASSWORD_WRONG).thrown();
        }
        proved(account, whence);
    }

    /// Hashes once, come what may.
    private boolean isRight(
            Optional<Account> account, String name, String password, Whence whence) {
        boolean may =
                attempts.begin(
                        Subject.account(Accounts.normal(name)), Subject.address(whence.address()));
        var hash = account.map(each -> accounts.credential(each.id()).password()).orElse("");
        var bounded = password.length() > PasswordRules.LONGEST ? "" : password;
        boolean right = passwords.isRight(bounded, hash);
        if (may && right && passwords.isOutdated(hash)) {
            var anew = passwords.hash(bounded);
            account.ifPresent(
                    each -> accounts.prove(each.id(), credential -> credential.withPassword(anew)));
        }
        return may && right;
    }

    private Live begin(Account account, Whence whence) {
        var stage = stage(account);
        var subject = Subject.account(account.name());
        if (stage == Stage.SIGNED_IN) {
            lastSignIns.note(account.id(), whence);
            attempts.forgive(subject);
        } else {
            attempts.giveBack(subject);
        }
        trail.tell(account.toString(), ACTION, stage.word());
        return sessions.begin(account.id(), stage, whence);
    }

    private Stage stage(Account account) {
        if (secondFactors.isSetUp(account.id())) {
            return Stage.SECOND_FACTOR_NEEDED;
        }
        return isNeeded(account) ? Stage.SECOND_FACTOR_SETUP_NEEDED : Stage.SIGNED_IN;
    }

    /// Whether this account needs a second factor.
    public boolean isNeeded(Account account) {
        return switch (needed) {
            case NOBODY -> false;
            case ADMINISTRATORS -> grants.administration(account.id()).isPresent();
            case EVERYBODY -> true;
        };
    }

    /// Begins a session for somebody whom a provider vouches for, in place of a password.
    ///
    /// @param wholly whether a second factor was part of that; else it is asked for here as after a
    ///   password
    public Live vouched(Account account, Whence whence, boolean wholly) {
        var stage = wholly ? Stage.SIGNED_IN : stage(account);
        if (stage == Stage.SIGNED_IN) {
            lastSignIns.note(account.id(), whence);
        }
        trail.tell(account.toString(), ACTION, "oidc " + stage.word());
        return sessions.begin(account.id(), stage, whence);
    }

    /// Takes a one-time code.
    ///
    /// @throws city.wutong.refusal.Refused with 401
    public Live code(Live live, String code, Whence whence) {
        return second(live, whence, account -> secondFactors.accept(account, code));
    }

    /// Takes a recovery code.
    ///
    /// @throws city.wutong.refusal.Refused with 401
    public Live recovery(Live live, String code, Whence whence) {
        return second(live, whence, account -> secondFactors.acceptRecovery(account, code));
    }

    private Live second(Live live, Whence whence, Predicate<Account> proof) {
        var session = live.session();
        if (session.stage() != Stage.SECOND_FACTOR_NEEDED) {
            throw Refusal.of(AuthReason.STEP_OVER).thrown();
        }
        var account = accounts.known(session.account());
        if (!attempt(account, whence, proof) || !account.isActive()) {
            trail.tell(account.toString(), CODE, account.toString(), AuthReason.CODE_WRONG.code());
            throw Refusal.of(AuthReason.CODE_WRONG).thrown();
        }
        trail.tell(account.toString(), CODE, account.toString());
        lastSignIns.note(account.id(), whence);
        return sessions.renewed(session, Stage.SIGNED_IN, Optional.empty());
    }

    private boolean attempt(Account account, Whence whence, Predicate<Account> proof) {
        boolean may =
                attempts.begin(Subject.account(account.name()), Subject.address(whence.address()));
        if (!may || !proof.test(account)) {
            return false;
        }
        proved(account, whence);
        return true;
    }

    private void proved(Account account, Whence whence) {
        attempts.forgive(Subject.account(account.name()));
        attempts.giveBack(Subject.address(whence.address()));
    }

    /// Confirms a second factor by a code of it; who had to set one up is signed in by that.
    ///
    /// @throws city.wutong.refusal.Refused with 401
    public Live confirm(Live live, String code, Whence whence) {
        var account = accounts.known(live.session().account());
        if (!attempt(account, whence, each -> secondFactors.confirm(each, code))) {
            throw Refusal.of(AuthReason.CODE_WRONG).thrown();
        }
        trail.tell(account.toString(), "account.second-factor.set-up", account.toString());
        if (!live.session().isSignedIn()) {
            lastSignIns.note(account.id(), whence);
        }
        return sessions.renewed(live.session(), Stage.SIGNED_IN, Optional.empty());
    }

    /// Sets a password for good: the rules are kept, and whoever is signed in elsewhere is no more.
    ///
    /// @throws city.wutong.refusal.Refused with 400
    public void setPassword(Account account, String password) {
        PasswordRules.check(password, account.name());
        var hash = passwords.hash(password);
        trail.tell(account.toString(), "account.password", account.toString());
        accounts.prove(account.id(), each -> each.withPassword(hash));
        attempts.forgive(Subject.account(account.name()));
    }

    /// Ends a session.
    public void end(Session session) {
        sessions.end(session);
        trail.tell("person:" + session.account(), "account.sign-out", "session");
    }
}
