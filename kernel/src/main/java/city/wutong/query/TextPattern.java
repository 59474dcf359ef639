package city.wutong.query;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Instant;
import java.util.ArrayDeque;

/// A regular expression that a client sent, for ids (`idPattern`) and for texts (`~=`). As with
/// POSIX (IEEE 1003.2) it is found anywhere in a text unless it is anchored.
///
/// RE2 takes time in proportion to the text for whatever pattern, where a backtracking engine can
/// hang. Its one weakness is `(a{100}){100}`, which it writes out: that is counted before it is
/// compiled.
public final class TextPattern implements Operand {
    /// Longer patterns are refused.
    public static final int LONGEST = 500;

    /// A pattern may have no more steps than this when its repetitions are written out.
    public static final int MOST_STEPS = 2_000;

    /// Longer texts match no pattern: nobody waits for a search through megabytes.
    public static final int LONGEST_TEXT = 100_000;

    /// RE2's `\Q…\E` would hide parentheses from the counting; POSIX does not know it.
    private static final String QUOTED = "\\Q";

    private final String text;
    private final Pattern pattern;

    private TextPattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /// The pattern that a text spells.
    ///
    /// @throws Refused when it is no regular expression or too costly a one
    public static TextPattern of(String text) {
        if (text.length() > LONGEST || text.contains(QUOTED) || steps(text) > MOST_STEPS) {
            throw Refusal.of(QueryReason.PATTERN_TOO_COMPLEX, text, LONGEST, MOST_STEPS).thrown();
        }
        try {
            return new TextPattern(text, Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw Refusal.of(QueryReason.PATTERN_MALFORMED, text, e.getDescription()).thrown();
        }
    }

    /// Whether the pattern is found in a text.
    public boolean isIn(String searched) {
        return searched.length() <= LONGEST_TEXT && pattern.matcher(searched).find();
    }

    /// The pattern as it was sent.
    public String pattern() {
        return text;
    }

    /// Steps of the compiled pattern.
    int size() {
        return pattern.programSize();
    }

    @Override
    public boolean suits(Operator operator) {
        return operator.isPattern();
    }

    @Override
    public boolean holds(Operator operator, Json value) {
        return value instanceof Json.Str(var string) && isIn(string);
    }

    @Override
    public boolean holds(Operator operator, Instant value) {
        return false;
    }

    @Override
    public boolean holds(Operator operator, String value) {
        return isIn(value);
    }

    @Override
    public String text() {
        return JsonWriter.text(new Json.Str(text));
    }

    /// An upper bound, roughly, of what the written-out pattern takes: each character one step,
    /// each repetition as often as its largest number says, groups as a whole.
    private static long steps(String text) {
        var outer = new ArrayDeque<Long>();
        long before = 0;
        long last = 0;
        for (int i = 0; i < text.length() && before < MOST_STEPS; i++) {
            char c = text.charAt(i);
            if (c == '(') {
                outer.push(before + last);
                before = 0;
                last = 0;
            } else if (c == ')' && !outer.isEmpty()) {
                last += before;
                before = outer.pop();
            } else if (c == '{') {
                last *= largestNumber(text, i + 1);
            } else {
                before += last;
                last = 1;
                i = c == '[' ? classEnd(text, i) : c == '\\' ? i + 1 : i;
            }
        }
        return outer.stream().mapToLong(Long::longValue).sum() + before + last;
    }

    /// Where the character class that begins here ends: brackets and parentheses in it are
    /// characters.
    private static int classEnd(String text, int from) {
        int i = from + 1;
        i += i < text.length() && text.charAt(i) == '^' ? 1 : 0;
        i += i < text.length() && text.charAt(i) == ']' ? 1 : 0;
        while (i < text.length() && text.charAt(i) != ']') {
            int named = text.startsWith("[:", i) ? text.indexOf(":]", i) : -1;
            i = named > 0 ? named + 2 : text.charAt(i) == '\\' ? i + 2 : i + 1;
        }
        return i;
    }

    private static long largestNumber(String text, int from) {
        long largest = 1;
        long number = 0;
        for (int i = from; i < text.length() && text.charAt(i) != '}'; i++) {
            int digit = text.charAt(i) - '0';
            number = digit >= 0 && digit <= 9 ? Math.min(number * 10 + digit, MOST_STEPS) : 0;
            largest = Math.max(largest, number);
        }
        return largest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
