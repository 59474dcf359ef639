package city.wutong.journal;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a tenant besides the default one (ETSI GS CIM 009 V1.9.1 clause 4.14 leaves open
/// what it may be): 1 to [#LONGEST] letters, digits, hyphens and underscores.
///
/// Each has a schema of its own, and schemas know neither capitals nor hyphens. A name that could
/// be one's follows `city_` as it is. Any other is written in small letters with underscores for
/// its hyphens, and before it stand, 5 characters in a digit of base 32, which of them were
/// changed: `Fire-Dept` is `city__h1fire_dept`. The second underscore keeps the two kinds apart,
/// for a plain name begins with a letter. So no two names share a schema, each can be read back
/// from it, and with what is appended to it a schema stays within PostgreSQL's 63 bytes.
public record TenantName(String text) {
    public static final int LONGEST = 40;

    /// In words, for those who refuse a name.
    public static final String ALLOWED = "1 to 40 letters (A-Z, a-z), digits, - and _";

    private static final String PREFIX = "city_";
    private static final String CHANGED = PREFIX + "_";
    private static final int BITS = 5;
    private static final int BASE = 1 << BITS;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST + "}");
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0," + (LONGEST - 1) + "}");

    public TenantName {
        if (!isName(text)) {
            throw new IllegalArgumentException("not the name of a tenant: " + text);
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// The tenant's schema.
    public String schema() {
        return PLAIN.matcher(text).matches() ? PREFIX + text : CHANGED + changes() + unchanged();
    }

    private String unchanged() {
        var schema = new StringBuilder();
        text.chars().forEach(c -> schema.append(isChanged(c) ? other((char) c) : (char) c));
        return schema.toString();
    }

    private String changes() {
        var digits = new StringBuilder();
        for (int from = 0; from < text.length(); from += BITS) {
            int digit = 0;
            for (int i = from; i < Math.min(from + BITS, text.length()); i++) {
                digit |= isChanged(text.charAt(i)) ? 1 << (i - from) : 0;
            }
            digits.append(Character.forDigit(digit, BASE));
        }
        return digits.toString();
    }

    private static boolean isChanged(int c) {
        return c == '-' || (c >= 'A' && c <= 'Z');
    }

    /// What stands in the schema for what cannot stand there, and the other way round.
    private static char other(char c) {
        return switch (c) {
            case '-' -> '_';
            case '_' -> '-';
            default ->
                    Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
        };
    }

    /// The tenant whose schema this is; empty when it is none's.
    public static Optional<TenantName> ofSchema(String schema) {
        if (!schema.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var text =
                schema.startsWith(CHANGED)
                        ? read(schema.substring(CHANGED.length()))
                        : schema.substring(PREFIX.length());
        return Optional.of(text)
                .filter(TenantName::isName)
                .map(TenantName::new)
                .filter(name -> name.schema().equals(schema));
    }

    private static String read(String changed) {
        int digits = (changed.length() + BITS) / (BITS + 1);
        var text = new StringBuilder();
        for (int i = 0; i < changed.length() - digits; i++) {
            int digit = Character.digit(changed.charAt(i / BITS), BASE);
            char c = changed.charAt(digits + i);
            text.append((Math.max(digit, 0) >> (i % BITS) & 1) == 1 ? other(c) : c);
        }
        return text.toString();
    }
}
