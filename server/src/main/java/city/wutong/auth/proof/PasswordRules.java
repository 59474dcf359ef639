package city.wutong.auth.proof;

import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Which passwords may be chosen: long ones that are not the first to be guessed, with a letter and
/// a digit (GB/T 22239-2019 §8.1.4.1 asks for complexity). What signs and cases are in it is
/// nobody's business.
public final class PasswordRules {
    public static final int SHORTEST = 10;

    /// Longer ones would make hashing a way to keep the city busy.
    public static final int LONGEST = 200;

    private static final int SHORTEST_NAME = 3;
    private static final int FEWEST_SIGNS = 5;
    private static final Set<String> COMMON = read();

    private PasswordRules() {}

    /// Refuses what breaks a rule.
    ///
    /// @param name what its person signs in with
    /// @throws city.wutong.refusal.Refused with what is wrong
    public static void check(String password, String name) {
        var normal = Passwords.normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Refusal.of(ProofReason.PASSWORD_LENGTH, SHORTEST, LONGEST).thrown();
        }
        if (normal.codePoints().noneMatch(Character::isLetter)
                || normal.codePoints().noneMatch(Character::isDigit)) {
            throw Refusal.of(ProofReason.PASSWORD_KINDS).thrown();
        }
        var small = normal.toLowerCase(Locale.ROOT);
        if (name.length() >= SHORTEST_NAME && small.contains(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(ProofReason.PASSWORD_NAME).thrown();
        }
        if (isCommon(small)) {
            throw Refusal.of(ProofReason.PASSWORD_COMMON).thrown();
        }
    }

    /// A word that many choose, with anything but letters before and behind it; or a few signs over
    /// and over.
    private static boolean isCommon(String small) {
        var word = small.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return COMMON.contains(small)
                || COMMON.contains(word)
                || small.codePoints().distinct().count() < FEWEST_SIGNS;
    }

    private static Set<String> read() {
        try (var in = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks common-passwords.txt");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
