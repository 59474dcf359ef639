package city.wutong.refusal;

import java.util.ArrayList;
import java.util.List;

/// A request that was refused, and why.
///
/// @param reason why
/// @param arguments what the words of the reason speak of: the field, the value, what is allowed;
///   each cut to [#LONGEST_ARGUMENT] characters
public record Refusal(Reason reason, List<String> arguments) {
    /// An answer repeats no more than this of what it was sent. A list of all that is allowed fits.
    public static final int LONGEST_ARGUMENT = 1_000;

    public Refusal {
        arguments = arguments.stream().map(Refusal::shortened).toList();
    }

    public static Refusal of(Reason reason, Object... arguments) {
        var words = new ArrayList<String>();
        for (var argument : arguments) {
            words.add(String.valueOf(argument));
        }
        return new Refusal(reason, words);
    }

    /// The same, with the field before its words that they do not name.
    ///
    /// @param field as the request spells it; a name or a URI, so without braces
    public Refusal within(String field) {
        return new Refusal(new Within(shortened(field), reason), arguments);
    }

    /// An exception that carries this refusal to the border of the part that was asked.
    public Refused thrown() {
        return new Refused(this);
    }

    public String english() {
        return fill(reason.english());
    }

    public String chinese() {
        return fill(reason.chinese());
    }

    private String fill(String words) {
        var text = new StringBuilder();
        int from = 0;
        for (int at = words.indexOf('{'); at >= 0; at = words.indexOf('{', from)) {
            int argument = argumentAt(words, at);
            text.append(words, from, at).append(argument < 0 ? "{" : arguments.get(argument));
            from = argument < 0 ? at + 1 : words.indexOf('}', at) + 1;
        }
        return text.append(words, from, words.length()).toString();
    }

    /// The number of the argument that `{0}`, `{1}`, … here stands for; -1 when none is meant.
    private int argumentAt(String words, int at) {
        for (int i = 0; i < arguments.size(); i++) {
            if (words.startsWith("{" + i + "}", at)) {
                return i;
            }
        }
        return -1;
    }

    private static String shortened(String argument) {
        if (argument.length() <= LONGEST_ARGUMENT) {
            return argument;
        }
        boolean cutsPair = Character.isHighSurrogate(argument.charAt(LONGEST_ARGUMENT - 1));
        return argument.substring(0, LONGEST_ARGUMENT - (cutsPair ? 1 : 0)) + "…";
    }
}
