package city.wutong.refusal;

import java.util.ArrayList;
import java.util.List;

/// A request that was refused, and why.
///
/// @param reason why
/// @param arguments what the words of the reason speak of: the field, the value, what is allowed;
///   each cut to [#LONGEST_ARGUMENT] characters
public record Refusal(Reason reason, List<String> arguments) {
    /// An answer repeats no more than this of what it was sent.
    public static final int LONGEST_ARGUMENT = 200;

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
        var text = words;
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", arguments.get(i));
        }
        return text;
    }

    private static String shortened(String argument) {
        return argument.length() <= LONGEST_ARGUMENT
                ? argument
                : argument.substring(0, LONGEST_ARGUMENT) + "…";
    }
}
