package city.wutong.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// A rule that is in force, and which version of it.
///
/// @param version as the alerts name it; 0: as it stands in the scenario's folder
/// @param mark the same for what means the same, so that what was remembered is known to belong to
///   it
public record InForce(Rule rule, int version, String mark) {
    public InForce {
        if (version < 0) {
            throw new IllegalArgumentException("a version is at least 0: " + version);
        }
    }

    public static InForce of(Rule rule, int version) {
        return new InForce(rule, version, mark(rule));
    }

    String id() {
        return rule.id();
    }

    /// Its text, and what the names in it mean.
    private static String mark(Rule rule) {
        var meaning =
                String.join(
                        "\n",
                        rule.id(),
                        rule.watch(),
                        new TreeMap<>(rule.attributes()).toString(),
                        rule.source());
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(meaning.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
