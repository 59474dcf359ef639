package city.wutong.auth.proof;

import city.wutong.people.Failures;
import city.wutong.people.Register;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// The patience with wrong passwords and codes: after a few for one account, or from one address,
/// the next is looked at only after a while, which doubles with each.
///
/// By the account nobody can try many passwords for one person; by the address nobody can try one
/// password for many persons. An address has more patience, because an office shares one.
public final class Attempts {
    /// After a day without a failure all is forgotten.
    static final Duration MEMORY = Duration.ofDays(1);

    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Register<String, Failures> register;
    private final Clock clock;

    /// Whom failures are counted for.
    ///
    /// @param hash of the account or the address
    /// @param free so many have no consequence
    public record Subject(String hash, int free) {
        static final int FREE_OF_ACCOUNT = 5;
        static final int FREE_OF_ADDRESS = 30;

        /// The account of that name, whether there is one or not.
        public static Subject account(String name) {
            return new Subject(Secrets.hash("account " + name), FREE_OF_ACCOUNT);
        }

        public static Subject address(String address) {
            return new Subject(Secrets.hash("address " + address), FREE_OF_ADDRESS);
        }
    }

    public Attempts(Register<String, Failures> register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /// Begins an attempt: it counts as failed until it is given back, so that many at the same
    /// moment are no way round.
    ///
    /// @return whether it may be looked at; not while one of both must wait
    public synchronized boolean begin(Subject account, Subject address) {
        if (mustWait(account) || mustWait(address)) {
            return false;
        }
        count(account);
        count(address);
        return true;
    }

    private boolean mustWait(Subject subject) {
        var now = clock.instant();
        return register.get(subject.hash())
                .filter(failures -> now.isBefore(failures.last().plus(wait(subject, failures))))
                .isPresent();
    }

    private static Duration wait(Subject subject, Failures failures) {
        int beyond = failures.count() - subject.free();
        if (beyond < 0) {
            return Duration.ZERO;
        }
        // 2 s, 4 s, 8 s, … to the longest, before the shift overflows
        var wait = Duration.ofSeconds(2L << Math.min(beyond, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void count(Subject subject) {
        var now = clock.instant();
        int before =
                register.get(subject.hash())
                        .filter(failures -> isRemembered(failures, now))
                        .map(Failures::count)
                        .orElse(0);
        if (register.isFull()) {
            forgetOldest();
        }
        register.putLater(new Failures(subject.hash(), before + 1, now));
    }

    /// Gives the attempt back that was begun and proved right, so that the next need not wait. What
    /// failed before still counts: or whoever has an account could try others' from the same
    /// address without end, and whoever has a password its second factor.
    public synchronized void giveBack(Subject subject) {
        register.changeLater(
                subject.hash(),
                failures ->
                        new Failures(
                                failures.subject(),
                                Math.max(0, failures.count() - 1),
                                failures.last().minus(LONGEST_WAIT)));
    }

    /// Forgives an account all that failed: its person has proved who they are.
    public void forgive(Subject account) {
        register.take(account.hash());
    }

    /// Forgets what is over.
    public void tidy() {
        var now = clock.instant();
        register.removeAll(failures -> !isRemembered(failures, now));
    }

    private static boolean isRemembered(Failures failures, Instant now) {
        return now.isBefore(failures.last().plus(MEMORY));
    }

    private void forgetOldest() {
        tidy();
        if (register.isFull()) {
            register.all().stream()
                    .min(Comparator.comparing(Failures::last))
                    .ifPresent(oldest -> register.take(oldest.subject()));
        }
    }
}
