package city.wutong.query;

import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;

/// A place in a text that is being read, counted in columns from 1 for those who wrote it.
final class Cursor {
    /// More characters of what was found are not shown.
    private static final int SHOWN = 20;

    static final char END = '\0';

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    char peek() {
        return isAtEnd() ? END : text.charAt(at);
    }

    boolean isAt(char c) {
        return !isAtEnd() && text.charAt(at) == c;
    }

    boolean isAt(String prefix) {
        return text.startsWith(prefix, at);
    }

    void move(int count) {
        at += count;
    }

    boolean accept(char c) {
        boolean accepted = isAt(c);
        at += accepted ? 1 : 0;
        return accepted;
    }

    boolean accept(String token) {
        boolean accepted = isAt(token);
        at += accepted ? token.length() : 0;
        return accepted;
    }

    void skipSpaces() {
        while (isAt(' ')) {
            at++;
        }
    }

    /// What stands from there to here.
    String since(int start) {
        return text.substring(start, at);
    }

    /// The text as far as none of these characters stands, without moving there.
    String upTo(String stops) {
        int end = at;
        while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at, end);
    }

    char peek(int ahead) {
        int index = at + ahead;
        return index < text.length() ? text.charAt(index) : END;
    }

    /// The next so many characters, without moving.
    String ahead(int count) {
        return text.substring(at, at + count);
    }

    /// A name of clause 4.6.2, with or without a prefix; empty when none stands here.
    String name() {
        int start = at;
        if (acceptWord() && isAt(':')) {
            int colon = at++;
            at = acceptWord() ? at : colon;
        }
        return since(start);
    }

    /// A letter and what of letters, numbers and _ follows it; empty when none stands here.
    String word() {
        int start = at;
        acceptWord();
        return since(start);
    }

    private boolean acceptWord() {
        if (isAtEnd() || !Character.isLetter(text.codePointAt(at))) {
            return false;
        }
        while (!isAtEnd() && isOfName(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return true;
    }

    private static boolean isOfName(int c) {
        return c == '_'
                || Character.isLetter(c)
                || switch (Character.getType(c)) {
                    case Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER ->
                            true;
                    default -> false;
                };
    }

    /// What stands here, as a refusal shows it.
    String found() {
        if (isAtEnd()) {
            return "⟨end⟩";
        }
        int end = Math.min(text.length(), at + SHOWN);
        return text.substring(at, end) + (end < text.length() ? "…" : "");
    }

    Refused refused(QueryReason reason, Object... arguments) {
        return refusedAt(at, reason, arguments);
    }

    Refused refusedAt(int place, QueryReason reason, Object... arguments) {
        var all = new Object[arguments.length + 1];
        all[0] = place + 1;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Refusal.of(reason, all).thrown();
    }
}
