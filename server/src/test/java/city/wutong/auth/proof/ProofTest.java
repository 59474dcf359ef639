package city.wutong.auth.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Passwords, one-time codes, recovery codes and the seal.
class ProofTest {
    private static final Passwords.Cost CHEAP = new Passwords.Cost(8, 1, 1);

    @TempDir Path temp;

    // --- passwords ---------------------------------------------------------------------------

    @Test
    void at_the_cost_that_cities_pay_a_password_is_known_again() {
        var passwords = new Passwords(Passwords.Cost.OWASP, 1);
        var hash = passwords.hash("correct horse 7 battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.isRight("correct horse 7 battery", hash)).isTrue();
        assertThat(passwords.isRight("correct horse 8 battery", hash)).isFalse();
    }

    /// The hash that the reference program makes of these (argon2 -id -t 2 -m 16 -p 1).
    @Test
    void argon2id_is_that_of_the_reference_program() {
        var passwords = new Passwords(CHEAP, 1);
        var hash =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(passwords.isRight("password", hash)).isTrue();
        assertThat(passwords.isRight("Password", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isTrue();
    }

    @Test
    void the_same_password_has_another_hash_each_time() {
        var passwords = new Passwords(CHEAP, 1);
        assertThat(passwords.hash("p")).isNotEqualTo(passwords.hash("p"));
    }

    @Test
    void no_hash_is_anybodys_and_that_takes_as_much_work() {
        var passwords = new Passwords(CHEAP, 1);
        long before = passwords.made();
        assertThat(passwords.isRight("anything", "")).isFalse();
        assertThat(passwords.made()).isEqualTo(before + 1);
    }

    @Test
    void it_does_not_matter_how_a_keyboard_composes_a_letter() {
        var passwords = new Passwords(CHEAP, 1);
        var hash = passwords.hash("caf\u00e9");
        assertThat(passwords.isRight("cafe\u0301", hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse 7 battery",
                "梧桐树下听风雨第7年又三月",
                "x7-mnopqrstu",
                "a1 a2 a3 a4 bc"
            })
    void a_long_password_is_taken(String password) {
        assertThatCode(() -> PasswordRules.check(password, "zhang.wei")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "short7, auth.password-length",
        "onlylettershere, auth.password-kinds",
        "12345678901234, auth.password-kinds",
        "zhang.wei-2026-x, auth.password-name",
        "ZHANG.WEI-2026-x, auth.password-name",
        "Password123456, auth.password-common",
        "!!Wutong2026!!, auth.password-common",
        "1q2w3e4r5t, auth.password-common",
        "aaaaaaaaa1, auth.password-common"
    })
    void a_password_that_is_guessed_first_is_not(String password, String code) {
        assertThatThrownBy(() -> PasswordRules.check(password, "zhang.wei"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.refusal().reason().code()).isEqualTo(code);
                            assertThat(refused.refusal().english()).doesNotContain(password);
                        });
    }

    @Test
    void a_password_of_a_book_is_refused() {
        assertThatThrownBy(() -> PasswordRules.check("ab1".repeat(100), "x"))
                .isInstanceOf(Refused.class);
    }

    // --- one-time codes ----------------------------------------------------------------------

    /// RFC 6238 appendix B, SHA-1, of which an authenticator shows the last six digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_are_those_of_the_standard(long second, String code) {
        var totp = new Totp("12345678901234567890".getBytes(US_ASCII));
        assertThat(totp.code(Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void a_code_is_good_one_step_early_or_late_and_no_more() {
        var totp = Totp.fresh();
        var now = Instant.parse("2026-11-22T08:00:10Z");
        var code = totp.code(now);
        for (int steps = -1; steps <= 1; steps++) {
            assertThat(totp.step(code, now.plusSeconds(30L * steps), 0)).isPresent();
        }
        assertThat(totp.step(code, now.plusSeconds(60), 0)).isEmpty();
        assertThat(totp.step(code, now.minusSeconds(60), 0)).isEmpty();
    }

    @Test
    void a_code_is_taken_once_and_none_before_it_after() {
        var totp = Totp.fresh();
        var now = Instant.parse("2026-11-22T08:00:10Z");
        long step = totp.step(totp.code(now), now, 0).orElseThrow();
        assertThat(totp.step(totp.code(now), now, step)).isEmpty();
        assertThat(totp.step(totp.code(now.minusSeconds(30)), now, step)).isEmpty();
        assertThat(totp.step(totp.code(now.plusSeconds(30)), now, step)).isPresent();
    }

    /// RFC 4648 section 10, without padding.
    @ParameterizedTest
    @CsvSource({
        "f, MY",
        "fo, MZXQ",
        "foo, MZXW6",
        "foob, MZXW6YQ",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI"
    })
    void base32_is_that_of_the_standard(String text, String encoded) {
        assertThat(Totp.base32(text.getBytes(US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void recovery_codes_are_many_different_and_known_however_they_are_typed() {
        var codes = RecoveryCodes.fresh();
        assertThat(new HashSet<>(codes)).hasSize(RecoveryCodes.COUNT);
        var code = codes.getFirst();
        assertThat(code).matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}");
        assertThat(
                        RecoveryCodes.hash(
                                " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo(RecoveryCodes.hash(code));
    }

    // --- the seal ----------------------------------------------------------------------------

    @Test
    void what_was_sealed_is_opened_by_the_same_key_for_the_same_owner_only() {
        var seal = Seal.of("one key");
        var sealed = seal.seal(new byte[] {1, 2, 3}, "person:1");
        assertThat(seal.open(sealed, "person:1")).contains(new byte[] {1, 2, 3});
        assertThat(seal.open(sealed, "person:2")).isEmpty();
        assertThat(Seal.of("another key").open(sealed, "person:1")).isEmpty();
        var changed = (sealed.charAt(20) == 'A' ? 'B' : 'A');
        var forged = sealed.substring(0, 20) + changed + sealed.substring(21);
        assertThat(seal.open(forged, "person:1")).isEmpty();
    }

    @Test
    void the_same_secret_is_sealed_differently_each_time() {
        var seal = Seal.of("one key");
        assertThat(seal.seal(new byte[] {1}, "x")).isNotEqualTo(seal.seal(new byte[] {1}, "x"));
    }

    @Test
    void the_key_of_a_data_folder_is_made_once_and_read_by_its_owner_only() throws Exception {
        var sealed = Seal.in(temp).seal(new byte[] {7}, "x");
        assertThat(Seal.in(temp).open(sealed, "x")).contains(new byte[] {7});
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(temp.resolve("secret.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void random_secrets_are_long_and_never_the_same() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(Secrets.fresh());
        }
        assertThat(seen).hasSize(1_000).allMatch(secret -> secret.matches("[\\w-]{43}"));
        assertThat(List.of("a", "b")).noneMatch(text -> Secrets.same(text, "c"));
        assertThat(Secrets.same("a", "a")).isTrue();
    }
}
