package city.wutong.auth;

import static city.wutong.auth.NewPeople.HERE;
import static city.wutong.auth.NewPeople.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.AuditEntry;
import city.wutong.people.Account;
import city.wutong.people.Session.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Everything that ends of sessions and sign-ins.
class LimitsTest extends ClockedPeople {
    // --- sessions ----------------------------------------------------------------------------

    @Test
    void a_session_ends_when_it_was_idle_for_too_long() {
        var live = all.signedIn(all.account("li.na"));
        clock.turn(Duration.ofMinutes(14));
        assertThat(isSignedIn(live)).isTrue();
        clock.turn(Duration.ofMinutes(14));
        assertThat(isSignedIn(live)).as("used in between").isTrue();
        clock.turn(Duration.ofMinutes(15));
        assertThat(isSignedIn(live)).isFalse();
    }

    @Test
    void a_session_ends_after_its_longest_time_whatever_is_done() {
        var live = all.signedIn(all.account("li.na"));
        for (int i = 0; i < 71; i++) {
            clock.turn(Duration.ofMinutes(10));
            assertThat(isSignedIn(live)).isTrue();
        }
        clock.turn(Duration.ofMinutes(10));
        assertThat(isSignedIn(live)).isFalse();
    }

    @Test
    void a_session_goes_on_after_a_start_and_its_last_use_is_not_forgotten() {
        var live = all.signedIn(all.account("li.na"));
        clock.turn(Duration.ofMinutes(10));
        assertThat(isSignedIn(live)).isTrue();
        restart();
        clock.turn(Duration.ofMinutes(10));
        assertThat(isSignedIn(live)).isTrue();
    }

    @Test
    void ids_of_sessions_are_nowhere_kept() {
        var live = all.signedIn(all.account("li.na"));
        assertThat(all.store().sessions().load().toString()).doesNotContain(live.id());
        assertThat(all.store().sessions().load())
                .noneMatch(session -> session.hash().contains(live.id()));
    }

    @Test
    void of_one_account_only_the_newest_sessions_stay() {
        var account = all.account("li.na");
        var lives = new ArrayList<Live>();
        for (int i = 0; i <= Sessions.MOST_OF_ONE; i++) {
            clock.turn(Duration.ofSeconds(1));
            lives.add(all.signedIn(account));
        }
        assertThat(isSignedIn(lives.getFirst())).isFalse();
        assertThat(isSignedIn(lives.get(1))).isTrue();
        assertThat(people().sessions().of(account.id())).hasSize(Sessions.MOST_OF_ONE);
    }

    @Test
    void what_is_over_is_forgotten() {
        all.signedIn(all.account("li.na"));
        clock.turn(Duration.ofHours(1));
        people().tidy();
        assertThat(all.store().sessions().load()).isEmpty();
    }

    // --- lockout -----------------------------------------------------------------------------

    @Test
    void after_five_wrong_passwords_the_right_one_must_wait_and_ever_longer() {
        all.account("li.na");
        for (int i = 0; i < 5; i++) {
            assertThat(canSignIn("li.na", "wrong", "192.0.2." + i)).isFalse();
        }
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.9")).as("within 2 s").isFalse();
        clock.turn(Duration.ofSeconds(2));
        assertThat(canSignIn("li.na", "wrong", "192.0.2.9")).isFalse();
        clock.turn(Duration.ofSeconds(2));
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.9")).as("now 4 s").isFalse();
        clock.turn(Duration.ofSeconds(2));
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.9")).isTrue();
        assertThat(canSignIn("li.na", "wrong", "192.0.2.9")).isFalse();
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.9")).as("forgiven").isTrue();
    }

    @Test
    void nobody_waits_longer_than_a_quarter_of_an_hour() {
        all.account("li.na");
        for (int i = 0; i < 40; i++) {
            clock.turn(Duration.ofMinutes(15));
            assertThat(canSignIn("li.na", "wrong", "192.0.2." + i)).isFalse();
        }
        assertThat(canSignIn("li.na", PASSWORD, "198.51.100.1")).isFalse();
        clock.turn(Duration.ofMinutes(15));
        assertThat(canSignIn("li.na", PASSWORD, "198.51.100.1")).isTrue();
    }

    @Test
    void one_password_is_not_tried_on_everybody_from_one_address() {
        all.account("li.na");
        for (int i = 0; i < 30; i++) {
            assertThat(canSignIn("person" + i, PASSWORD, "203.0.113.5")).isFalse();
        }
        assertThat(canSignIn("li.na", PASSWORD, "203.0.113.5")).isFalse();
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.1")).as("from elsewhere").isTrue();
    }

    @Test
    void an_account_of_ones_own_does_not_help_to_try_those_of_others() {
        all.account("mallory");
        all.account("li.na");
        for (int i = 0; i < 30; i++) {
            assertThat(canSignIn("person" + i, PASSWORD, "203.0.113.5")).isFalse();
            clock.turn(Duration.ofSeconds(1));
            canSignIn("mallory", PASSWORD, "203.0.113.5");
        }
        assertThat(canSignIn("li.na", PASSWORD, "203.0.113.5")).isFalse();
    }

    @Test
    void an_office_that_signs_in_all_day_behind_one_address_never_waits() {
        for (int i = 0; i < 100; i++) {
            all.account("person" + i);
            assertThat(canSignIn("person" + i, PASSWORD, "203.0.113.5")).isTrue();
        }
    }

    @Test
    void wrong_passwords_are_remembered_by_a_start() {
        all.account("li.na");
        for (int i = 0; i < 8; i++) {
            clock.turn(Duration.ofMinutes(1));
            canSignIn("li.na", "wrong", "192.0.2." + i);
        }
        restart();
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.9")).isFalse();
        clock.turn(Duration.ofDays(1));
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.9")).isTrue();
    }

    @Test
    void unknown_wrong_locked_and_waiting_are_refused_alike_after_the_same_work() {
        all.account("li.na");
        var locked = all.account("locked");
        people().accounts().change(locked.id(), each -> each.in(Account.State.LOCKED));
        var invited = people().accounts().make(new Accounts.Wanted("invited", "x"));
        for (var name : List.of("unknown", "li.na", "locked", invited.name())) {
            for (int i = 0; i < 8; i++) { // the last ones wait
                long before = people().hashed();
                var password = name.equals("locked") ? PASSWORD : "wrong";
                assertThat(canSignIn(name, password, "192.0.2." + i)).isFalse();
                assertThat(people().hashed()).as(name).isEqualTo(before + 1);
            }
        }
    }

    // --- the second factor -------------------------------------------------------------------

    @Test
    void with_a_second_factor_a_password_alone_opens_nothing() {
        var account = all.account("li.na");
        var totp = withSecondFactor(account);
        var half = all.signedIn(account);
        assertThat(half.session().stage()).isEqualTo(Stage.SECOND_FACTOR_NEEDED);
        assertThat(people().caller(half)).isEmpty();
        var code = totp.code(clock.instant());
        var whole = people().signIn().code(half, code, HERE);
        assertThat(people().caller(whole)).isPresent();
        assertThat(isSignedIn(half)).as("under the id from before").isFalse();
        assertThat(whole.id()).isNotEqualTo(half.id());

        var again = all.signedIn(account);
        refused(AuthReason.CODE_WRONG, () -> people().signIn().code(again, code, HERE));
    }

    @Test
    void codes_cannot_be_tried_out_by_whoever_has_the_password() {
        var account = all.account("li.na");
        var totp = withSecondFactor(account);
        for (int i = 0; i < 5; i++) {
            var half = people().signIn().begin("li.na", PASSWORD, HERE);
            refused(AuthReason.CODE_WRONG, () -> people().signIn().code(half, "000000", HERE));
        }
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.1")).isFalse();
        clock.turn(Duration.ofMinutes(15));
        var late = people().signIn().begin("li.na", PASSWORD, HERE);
        refused(AuthReason.CODE_WRONG, () -> people().signIn().code(late, "000000", HERE));
        var right = totp.code(clock.instant());
        refused(AuthReason.CODE_WRONG, () -> people().signIn().code(late, right, HERE));
        clock.turn(Duration.ofMinutes(14));
        assertThat(people().signIn().code(late, totp.code(clock.instant()), HERE)).isNotNull();
    }

    @Test
    void a_recovery_code_is_good_once() {
        var account = all.account("li.na");
        withSecondFactor(account);
        var codes = people().secondFactors().recoveryCodes(account);
        var half = all.signedIn(account);
        var whole = people().signIn().recovery(half, codes.getFirst(), HERE);
        assertThat(people().caller(whole)).isPresent();
        var again = all.signedIn(account);
        refused(
                AuthReason.CODE_WRONG,
                () -> people().signIn().recovery(again, codes.getFirst(), HERE));
        assertThat(people().signIn().recovery(again, codes.get(1), HERE)).isNotNull();
    }

    @Test
    void the_step_between_password_and_code_is_short() {
        var account = all.account("li.na");
        var totp = withSecondFactor(account);
        var half = all.signedIn(account);
        for (int i = 0; i < 2; i++) {
            clock.turn(Duration.ofMinutes(7));
            assertThat(isSignedIn(half)).isTrue();
        }
        clock.turn(Duration.ofMinutes(1));
        assertThat(isSignedIn(half)).isFalse();
        refused(
                AuthReason.STEP_OVER,
                () ->
                        people().signIn()
                                .code(
                                        all.signedIn(all.account("other")),
                                        totp.code(clock.instant()),
                                        HERE));
    }

    @Test
    void administrators_must_set_up_a_second_factor_before_they_are_in() {
        with(Map.of("access.second-factor", "administrators"));
        var admin = all.account("admin");
        all.granted(admin, "security-admin");
        var officer = all.account("officer");
        all.granted(officer, "duty-officer");
        assertThat(all.signedIn(officer).session().isSignedIn()).isTrue();
        var half = all.signedIn(admin);
        assertThat(half.session().stage()).isEqualTo(Stage.SECOND_FACTOR_SETUP_NEEDED);
        assertThat(people().caller(half)).isEmpty();
        var totp = people().secondFactors().begin(admin);
        var whole = people().signIn().confirm(half, totp.code(clock.instant()), HERE);
        assertThat(people().caller(whole)).isPresent();
    }

    @Test
    void the_secret_of_a_second_factor_is_sealed_where_it_is_kept() {
        var account = all.account("li.na");
        var totp = withSecondFactor(account);
        var kept = all.store().credentials().load().getFirst().secondFactor();
        assertThat(kept).isNotEmpty().doesNotContain(totp.base32());
    }

    // --- act as ------------------------------------------------------------------------------

    @Test
    void acting_as_somebody_ends_with_their_consent() {
        var support = all.account("support");
        var person = all.account("person");
        all.granted(person, "leader");
        people().support().consent(person.id(), 10);
        var acting = people().support().actAs(all.signedIn(support).session(), person.id());
        assertThat(people().caller(acting).orElseThrow().holdings()).hasSize(1);
        assertThat(all.audit())
                .extracting(AuditEntry::action)
                .contains("account.support-consent", "account.act-as");
        clock.turn(Duration.ofMinutes(10));
        assertThat(people().caller(acting)).isEmpty();

        var own = people().support().actAsOneself(acting);
        assertThat(own.id()).isNotEqualTo(acting.id());
        assertThat(people().caller(own).orElseThrow().actor()).isEqualTo(support.toString());
        assertThat(people().sessions().find(acting.id())).isEmpty();
        assertThat(all.audit()).extracting(AuditEntry::action).contains("account.act-as.end");
    }

    @Test
    void nobody_acts_as_an_administrator() {
        var support = all.account("support");
        var admin = all.account("admin");
        all.granted(admin, "security-admin");
        people().support().consent(admin.id(), 10);
        var session = all.signedIn(support).session();
        refused(
                AuthReason.NOT_FOR_ADMINISTRATORS,
                () -> people().support().actAs(session, admin.id()));
    }

    // --- what is told ------------------------------------------------------------------------

    @Test
    void the_audit_log_is_told_pseudonyms_only() {
        var account = all.account("li.na");
        all.granted(account, "leader");
        all.signedIn(account);
        canSignIn("li.na", "wrong", "192.0.2.1");
        canSignIn("nobody-there", "wrong", "192.0.2.1");
        assertThat(all.audit()).hasSizeGreaterThan(3);
        assertThat(all.audit().toString())
                .doesNotContain("li.na", "nobody-there", "192.0.2.1", PASSWORD)
                .contains("person:" + account.id(), "auth.sign-in-wrong", "account.sign-in");
    }
}
