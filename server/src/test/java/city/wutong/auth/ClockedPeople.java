package city.wutong.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.auth.proof.Totp;
import city.wutong.people.Account;
import city.wutong.refusal.Reason;
import city.wutong.refusal.Refused;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/// People on a clock that the tests turn.
abstract class ClockedPeople {
    final TurnedClock clock = new TurnedClock();
    NewPeople all = NewPeople.in(Map.of(), clock);

    @AfterEach
    void close() {
        all.people().close();
    }

    void with(Map<String, String> options) {
        all.people().close();
        all = NewPeople.in(options, clock);
    }

    /// As after a start.
    void restart() {
        all.people().close();
        all = NewPeople.in(Map.of(), clock, all.store());
    }

    People people() {
        return all.people();
    }

    static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }

    boolean isSignedIn(Live live) {
        return people().sessions().find(live.id()).isPresent();
    }

    boolean canSignIn(String name, String password, String address) {
        try {
            people().signIn().begin(name, password, new Whence(address, ""));
            return true;
        } catch (Refused e) {
            assertThat(e.refusal().reason()).isEqualTo(AuthReason.SIGN_IN_WRONG);
            return false;
        }
    }

    Totp withSecondFactor(Account account) {
        var totp = people().secondFactors().begin(account);
        assertThat(people().secondFactors().confirm(account, totp.code(clock.instant()))).isTrue();
        clock.turn(Duration.ofSeconds(30));
        return totp;
    }
}
