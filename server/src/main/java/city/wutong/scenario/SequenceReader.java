package city.wutong.scenario;

import city.wutong.expression.Expression;
import city.wutong.rule.Rule.Condition;
import city.wutong.rule.Rule.Phase;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what a rule wants to see in turn (`sequence`).
final class SequenceReader {
    private static final String SEQUENCE = "sequence";
    private static final String WHEN = "when";
    private static final String ABSENT = "absent";
    private static final String WITHIN = "within";
    private static final String UNLESS = "unless";
    private static final List<String> KEYS = List.of(WHEN, ABSENT, WITHIN, UNLESS);
    private static final int MOST_PHASES = 5;

    private final Vocabulary vocabulary;
    private final Expressions expressions;

    SequenceReader(Vocabulary vocabulary, Expressions expressions) {
        this.vocabulary = vocabulary;
        this.expressions = expressions;
    }

    /// The condition, or nothing after a mistake.
    Optional<Condition> read(FieldReader rule, Optional<EntityModel> model) {
        var items = rule.items(SEQUENCE);
        if (items.size() < 2 || items.size() > MOST_PHASES) {
            vocabulary.mistakes().add(rule.place(SEQUENCE), Fault.NOT_A_SEQUENCE, MOST_PHASES);
            return Optional.empty();
        }
        var phases = new ArrayList<Phase>();
        for (int i = 0; i < items.size(); i++) {
            var fields = FieldReader.of(items.get(i), SEQUENCE, KEYS, vocabulary.mistakes());
            phase(fields, model, i == 0, i == items.size() - 1).ifPresent(phases::add);
        }
        return phases.size() == items.size()
                ? Optional.of(new Condition.Sequence(phases))
                : Optional.empty();
    }

    private Optional<Phase> phase(
            FieldReader fields, Optional<EntityModel> model, boolean isFirst, boolean isLast) {
        if (fields.has(WHEN) == fields.has(ABSENT)) {
            vocabulary.mistakes().add(fields.place(), Fault.NOT_ONE_PHASE);
            return Optional.empty();
        }
        if (fields.has(ABSENT) && !isLast) {
            vocabulary.mistakes().add(fields.place(ABSENT), Fault.ABSENT_NOT_LAST);
            return Optional.empty();
        }
        if (isFirst) {
            refuseInFirst(fields);
        }
        var within = isFirst ? Duration.ZERO : fields.duration(WITHIN);
        var key = fields.has(ABSENT) ? ABSENT : WHEN;
        var unless = expression(fields, UNLESS, model);
        return expression(fields, key, model)
                .map(when -> new Phase(when, key.equals(ABSENT), within, unless));
    }

    private void refuseInFirst(FieldReader fields) {
        for (var key : List.of(WITHIN, UNLESS)) {
            if (fields.has(key)) {
                vocabulary.mistakes().add(fields.place(key), Fault.NOT_IN_FIRST, key);
            }
        }
    }

    private Optional<Expression> expression(
            FieldReader fields, String key, Optional<EntityModel> model) {
        return fields.optionalScalar(key)
                .flatMap((Yaml.Scalar written) -> expressions.read(written, model, Set.of()));
    }
}
