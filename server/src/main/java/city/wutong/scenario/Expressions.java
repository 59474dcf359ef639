package city.wutong.scenario;

import city.wutong.expression.Expression;
import city.wutong.expression.ExpressionMistake;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import city.wutong.scenario.file.Yaml;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads expressions, and finds the place in the file of what is wrong with one.
final class Expressions {
    /// Attributes are found by `entity.name` alone; by any other way they would count as missing.
    private static final Pattern WHOLE =
            Pattern.compile("\\b(?:entity|derived)\\b(?!\\s*\\.\\s*\\w)");

    private static final Pattern MEMBER = Pattern.compile("\\b(?:entity|derived)\\s*\\.\\s*(\\w+)");

    private final Vocabulary vocabulary;

    Expressions(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// The condition over entities of that model, or nothing after a mistake.
    ///
    /// @param figures the names that it can find under `derived`
    Optional<Expression> read(
            Yaml.Scalar written, Optional<EntityModel> model, Set<String> figures) {
        try {
            var expression = Expression.of(written.text());
            check(written, expression, model);
            checkFigures(written, expression, figures);
            return Optional.of(expression);
        } catch (ExpressionMistake e) {
            vocabulary
                    .mistakes()
                    .add(
                            written.placeOf(e.line(), e.column()),
                            Fault.EXPRESSION_WRONG,
                            String.valueOf(e.getMessage()).strip());
            return Optional.empty();
        }
    }

    private void check(Yaml.Scalar written, Expression expression, Optional<EntityModel> model) {
        var text = withoutTexts(written.text());
        var whole = WHOLE.matcher(text);
        if (whole.find()) {
            var place = placeOf(written, text, whole.start());
            vocabulary.mistakes().add(place, Fault.EXPRESSION_WHOLE_ENTITY);
        } else if (expression.attributes().isEmpty() && expression.derived().isEmpty()) {
            vocabulary.mistakes().add(written.place(), Fault.EXPRESSION_CONSTANT);
        }
        for (var name : expression.attributes().stream().sorted().toList()) {
            vocabulary.attribute(model, name, placeOf(written, text, name));
        }
    }

    private void checkFigures(Yaml.Scalar written, Expression expression, Set<String> figures) {
        var text = withoutTexts(written.text());
        for (var name : expression.derived().stream().sorted().toList()) {
            if (!figures.contains(name)) {
                vocabulary
                        .mistakes()
                        .add(
                                placeOf(written, text, name),
                                Fault.UNKNOWN_FIGURE,
                                name,
                                Mistakes.instead(name, figures));
            }
        }
    }

    /// The same length, with nothing inside of quotes.
    private static String withoutTexts(String text) {
        var bare = new StringBuilder(text);
        char quote = 0;
        for (int at = 0; at < bare.length(); at++) {
            char c = bare.charAt(at);
            if (quote == 0) {
                quote = c == '"' || c == '\'' ? c : 0;
            } else if (c == quote) {
                quote = 0;
            } else if (c != '\n') {
                bare.setCharAt(at, ' ');
            }
        }
        return bare.toString();
    }

    private static Place placeOf(Yaml.Scalar written, String text, String member) {
        var matcher = MEMBER.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(member)) {
                return placeOf(written, text, matcher.start(1));
            }
        }
        return written.place();
    }

    private static Place placeOf(Yaml.Scalar written, String text, int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
        return written.placeOf(line, text.codePointCount(lineStart, offset) + 1);
    }
}
