package city.wutong.scenario;

import city.wutong.rule.Restraint;
import city.wutong.scenario.EntityModel.Kind;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads what keeps a rule's alerts from being too many: `flapping` and `group`.
final class RestraintReader {
    private static final int MOST_LEAST = 10_000;
    private static final List<String> KEYS = List.of("by", "least", "within");

    private final Vocabulary vocabulary;

    RestraintReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Restraint read(FieldReader fields, Optional<EntityModel> model) {
        var flapping = fields.optionalDuration("flapping").orElse(Duration.ZERO);
        return new Restraint(
                flapping, fields.optional("group").flatMap(each -> group(each, model)));
    }

    /// Nothing when there is a mistake in it.
    private Optional<Restraint.Group> group(Yaml written, Optional<EntityModel> model) {
        int before = vocabulary.mistakes().count();
        var fields = FieldReader.of(written, "group", KEYS, vocabulary.mistakes());
        var by = fields.requiredScalar("by");
        by.ifPresent(scalar -> checkRelationship(scalar, model));
        int least = fields.whole("least", 2, MOST_LEAST);
        var within = fields.duration("within");
        return vocabulary.mistakes().count() > before
                ? Optional.empty()
                : by.map(scalar -> new Restraint.Group(scalar.text(), least, within));
    }

    private void checkRelationship(Yaml.Scalar by, Optional<EntityModel> model) {
        vocabulary
                .attribute(model, by.text(), by.place())
                .filter(attribute -> attribute.kind() != Kind.RELATIONSHIP)
                .ifPresent(attribute ->
                        vocabulary
                                .mistakes()
                                .add(by.place(), Fault.NOT_RELATIONSHIP, attribute.name()));
    }
}
