package city.wutong.scenario;

import city.wutong.access.Sensitivity;
import city.wutong.expression.Expression;
import city.wutong.rule.Derived;
import city.wutong.rule.Restraint;
import city.wutong.rule.Rule;
import city.wutong.rule.Rule.Condition;
import city.wutong.rule.Rule.Notice;
import city.wutong.rule.Rule.Severity;
import city.wutong.scenario.EntityModel.AttributeModel;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `rules/*.yaml`, each a list of rules.
final class RuleReader {
    private static final List<String> KEYS =
            List.of(
                    "rule",
                    "name",
                    "watch",
                    "when",
                    "for",
                    "fresh",
                    "clear",
                    "derive",
                    "during",
                    "absent",
                    "while",
                    "unchanged",
                    "sequence",
                    "flapping",
                    "group",
                    "doubts",
                    "alert",
                    "case");
    private static final List<String> CONDITIONS =
            List.of("when", "absent", "unchanged", "sequence");
    private static final List<String> ONLY_WITH_WHEN = List.of("for", "fresh", "derive", "during");
    private static final String OTHERS_REPORT = "others-report";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Notice NO_NOTICE =
            new Notice(
                    Severity.LOW, FieldReader.STAND_IN, FieldReader.STAND_IN, FieldReader.NO_WORDS);

    private final Vocabulary vocabulary;
    private final Expressions expressions;
    private final DerivedReader past;
    private final SequenceReader sequences;
    private final RestraintReader restraints;
    private final List<CaseTypeUse> caseTypes = new ArrayList<>();

    RuleReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.expressions = new Expressions(vocabulary);
        this.past = new DerivedReader(vocabulary, expressions);
        this.sequences = new SequenceReader(vocabulary, expressions);
        this.restraints = new RestraintReader(vocabulary);
    }

    /// A case type that a rule opens cases of, and where it says so.
    record CaseTypeUse(String id, Yaml.Scalar written) {}

    /// What the rules that were read need of case types.
    List<CaseTypeUse> caseTypes() {
        return List.copyOf(caseTypes);
    }

    List<Rule> read(Document document) {
        var file = FieldReader.ofFile(document, List.of("rules"), vocabulary.mistakes());
        return file.items("rules").stream().flatMap(item -> rule(document, item).stream()).toList();
    }

    /// The rule that a document is by itself.
    Optional<Rule> one(Document document) {
        return rule(document, document.root());
    }

    private Optional<Rule> rule(Document document, Yaml item) {
        int before = vocabulary.mistakes().count();
        var fields = FieldReader.of(item, "rules", KEYS, vocabulary.mistakes());
        var id = vocabulary.define(fields, "rule");
        var name = fields.words("name");
        var written = fields.requiredScalar("watch");
        var model = written.flatMap(vocabulary::type);
        var derived = past.derived(fields, model);
        var condition = condition(fields, model, derived);
        var clear = expression(fields, "clear", model, derived);
        var notice = notice(fields, model, doubts(fields, model));
        var caseType = caseType(fields);
        var restraint = restraints.read(fields, model);
        if (condition.isEmpty() || model.isEmpty() || vocabulary.mistakes().count() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new Rule(
                        id,
                        name,
                        model.get().expanded(),
                        names(model.get(), spokenOf(condition.get(), clear, restraint, notice)),
                        condition.get(),
                        clear,
                        fields.optionalDuration("fresh"),
                        notice,
                        caseType,
                        restraint,
                        document.excerpt(item)));
    }

    private Optional<Condition> condition(
            FieldReader fields, Optional<EntityModel> model, Map<String, Derived> derived) {
        var given = CONDITIONS.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            var place = given.size() > 1 ? fields.place(given.getLast()) : fields.place();
            vocabulary.mistakes().add(place, Fault.NOT_ONE_CONDITION);
            return Optional.empty();
        }
        onlyWith(fields, ONLY_WITH_WHEN, "when");
        onlyWith(fields, List.of("while"), "absent");
        if (!fields.has("sequence")) {
            onlyWith(fields, List.of("clear"), "when");
        }
        fields.optionalDuration("fresh");
        return switch (given.getFirst()) {
            case "when" -> holds(fields, model, derived);
            case "absent" -> Optional.of(silent(fields));
            case "sequence" -> sequences.read(fields, model);
            case String _ -> Optional.of(stuck(fields, model));
        };
    }

    private void onlyWith(FieldReader fields, List<String> keys, String condition) {
        keys.stream()
                .filter(key -> fields.has(key) && !fields.has(condition))
                .forEach(key ->
                        vocabulary
                                .mistakes()
                                .add(fields.place(key), Fault.ONLY_WITH, key, condition));
    }

    private Optional<Condition> holds(
            FieldReader fields, Optional<EntityModel> model, Map<String, Derived> derived) {
        var atLeast = fields.optionalDuration("for").orElse(Duration.ZERO);
        var during = past.during(fields);
        return expression(fields, "when", model, derived)
                .map(when -> new Condition.Holds(when, atLeast, derived, during));
    }

    private Optional<Expression> expression(
            FieldReader fields,
            String key,
            Optional<EntityModel> model,
            Map<String, Derived> derived) {
        return fields.optionalScalar(key)
                .flatMap(written -> expressions.read(written, model, derived.keySet()));
    }

    private static Condition silent(FieldReader fields) {
        var others =
                fields.optionalOneOf("while", List.of(OTHERS_REPORT), word -> word).isPresent();
        return new Condition.Silent(fields.duration("absent"), others);
    }

    private Condition stuck(FieldReader fields, Optional<EntityModel> model) {
        var unchanged =
                fields.required("unchanged")
                        .map(value ->
                                FieldReader.of(
                                        value,
                                        "unchanged",
                                        List.of("attributes", "for"),
                                        vocabulary.mistakes()))
                        .orElse(fields);
        var names = unchanged.scalars("attributes");
        names.forEach(name -> vocabulary.attribute(model, name.text(), name.place()));
        var atLeast = unchanged.duration("for");
        return new Condition.Stuck(
                names.isEmpty()
                        ? List.of(FieldReader.STAND_IN)
                        : names.stream().map(Yaml.Scalar::text).toList(),
                atLeast);
    }

    /// The attributes whose values nobody is to take as facts while the alert is active.
    private List<String> doubts(FieldReader fields, Optional<EntityModel> model) {
        var names = fields.has("doubts") ? fields.scalars("doubts") : List.<Yaml.Scalar>of();
        names.forEach(name -> vocabulary.attribute(model, name.text(), name.place()));
        return names.stream().map(Yaml.Scalar::text).distinct().toList();
    }

    private Notice notice(FieldReader fields, Optional<EntityModel> model, List<String> doubts) {
        var keys = List.of("severity", "category", "subCategory", "text");
        var alert =
                fields.required("alert")
                        .map(value -> FieldReader.of(value, "alert", keys, vocabulary.mistakes()));
        if (alert.isEmpty()) {
            return NO_NOTICE;
        }
        var text = alert.get().words("text");
        alert.get().optional("text").ifPresent(written -> checkPlaceholders(written, model));
        return new Notice(
                alert.get().oneOf("severity", List.of(Severity.values()), Severity::word),
                alert.get().text("category"),
                alert.get().text("subCategory"),
                text,
                doubts);
    }

    private void checkPlaceholders(Yaml text, Optional<EntityModel> model) {
        if (text instanceof Yaml.Fields languages) {
            for (var language : languages.fields().values()) {
                if (language.value() instanceof Yaml.Scalar scalar) {
                    checkPlaceholders(scalar, model);
                }
            }
        }
    }

    private void checkPlaceholders(Yaml.Scalar scalar, Optional<EntityModel> model) {
        var matcher = PLACEHOLDER.matcher(scalar.text());
        while (matcher.find()) {
            int column = scalar.text().codePointCount(0, matcher.start(1)) + 1;
            boolean oneLine = scalar.text().indexOf('\n') < 0;
            var place = oneLine ? scalar.placeOf(1, column) : scalar.place();
            vocabulary
                    .attribute(model, matcher.group(1), place)
                    .filter(named ->
                            named.mark().sensitivity().compareTo(Sensitivity.PERSONAL) >= 0)
                    .ifPresent(named ->
                            vocabulary
                                    .mistakes()
                                    .addOnce(place, Fault.PERSONAL_IN_ALERT, named.name()));
        }
    }

    private Optional<String> caseType(FieldReader fields) {
        var written = fields.optionalScalar("case");
        written.ifPresent(scalar ->
                caseTypes.add(new CaseTypeUse(vocabulary.caseType(scalar.text()), scalar)));
        return written.map(scalar -> vocabulary.caseType(scalar.text()));
    }

    private static Set<String> spokenOf(
            Condition condition, Optional<Expression> clear, Restraint restraint, Notice notice) {
        var names = Rule.named(condition, clear);
        restraint.group().ifPresent(group -> names.add(group.by()));
        names.addAll(notice.doubts());
        for (var words : List.of(notice.text().zh(), notice.text().en())) {
            PLACEHOLDER.matcher(words).results().forEach(found -> names.add(found.group(1)));
        }
        return names;
    }

    private static Map<String, String> names(EntityModel model, Set<String> names) {
        var expanded = new LinkedHashMap<String, String>();
        for (var name : names) {
            Optional.ofNullable(model.attributes().get(name))
                    .map(AttributeModel::expanded)
                    .ifPresent(iri -> expanded.put(name, iri));
        }
        return expanded;
    }
}
