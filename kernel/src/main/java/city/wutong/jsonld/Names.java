package city.wutong.jsonld;

/// The syntax of names (clause 4.6.2), scopes (4.18), language tags and URIs (5.2.1), read by hand.
///
/// A URI may hold the characters beyond ASCII that RFC 3987 allows, save those that nobody can see
/// or read back: formatting, blanks, fillers, variation selectors, code points without a character.
public final class Names {
    /// No URI that names a thing is longer.
    public static final int LONGEST_URI = 2_048;

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_LANGUAGE_TAG = 35;
    private static final String URI_PUNCTUATION = "-._~:/?#@!$&'()*+,;=%";

    private Names() {}

    /// Whether it is `name` or `prefix:name` of clause 4.6.2.
    public static boolean isName(String text) {
        if (text.length() > LONGEST_NAME) {
            return false;
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? isWord(text, 0, text.length())
                : isWord(text, 0, colon) && isWord(text, colon + 1, text.length());
    }

    /// Whether a type or an attribute can be called so: a name, or an expanded one.
    public static boolean isNameOrUri(String text) {
        return isName(text) || isUri(text);
    }

    /// Whether it is one scope, e.g. `/Zhejiang/Jiaxing` or `Jiaxing`.
    public static boolean isScope(String text) {
        if (text.isEmpty() || text.length() > LONGEST_URI) {
            return false;
        }
        int from = text.charAt(0) == '/' ? 1 : 0;
        while (true) {
            int slash = text.indexOf('/', from);
            if (!isWord(text, from, slash < 0 ? text.length() : slash)) {
                return false;
            }
            if (slash < 0) {
                return true;
            }
            from = slash + 1;
        }
    }

    private static boolean isWord(String text, int from, int to) {
        if (from >= to || !Character.isLetter(text.codePointAt(from))) {
            return false;
        }
        for (int i = from; i < to; ) {
            int c = text.codePointAt(i);
            if (c != '_' && !Character.isLetter(c) && !isNumber(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isNumber(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }

    /// Whether it is a tag like `zh`, `en-GB`, or `@none`.
    public static boolean isLanguageTag(String text) {
        if (text.equals("@none")) {
            return true;
        }
        if (text.isEmpty() || text.length() > LONGEST_LANGUAGE_TAG) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAsciiLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /// Whether it is an absolute URI or IRI: a scheme, a colon, and at least one character.
    public static boolean isUri(String text) {
        int length = text.length();
        int colon = schemeEnd(text);
        if (colon < 1 || length > LONGEST_URI || colon == length - 1) {
            return false;
        }
        for (int i = colon + 1; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return isIriTail(text, i);
            }
            if (!isUriCharacter(text, i, c)) {
                return false;
            }
        }
        return true;
    }

    private static int schemeEnd(String text) {
        if (text.isEmpty() || !isAsciiLetter(text.charAt(0))) {
            return -1;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (!isAsciiLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isUriCharacter(String text, int at, char c) {
        if (c == '%') {
            return at + 2 < text.length()
                    && Character.digit(text.charAt(at + 1), 16) >= 0
                    && Character.digit(text.charAt(at + 2), 16) >= 0;
        }
        if (c == '[' || c == ']') {
            return text.contains("//["); // an IPv6 host
        }
        return isAsciiLetterOrDigit(c) || URI_PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isIriTail(String text, int from) {
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean valid = c < 0x80 ? isUriCharacter(text, i, (char) c) : isVisible(c);
            if (!valid) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> !isBlankOrSelector(c);
        };
    }

    /// Characters with a category of their own that show nothing: fillers, the braille blank,
    /// joiners and variation selectors.
    private static boolean isBlankOrSelector(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD ->
                    true;
            default ->
                    (c >= 0x180B && c <= 0x180F)
                            || (c >= 0xFE00 && c <= 0xFE0F)
                            || (c >= 0xE0000 && c <= 0xE0FFF);
        };
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return isAsciiLetter(c) || (c >= '0' && c <= '9');
    }
}
