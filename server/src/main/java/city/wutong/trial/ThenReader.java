package city.wutong.trial;

import city.wutong.cases.CaseType;
import city.wutong.index.Index;
import city.wutong.rule.Rule;
import city.wutong.scenario.Scenario;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Yaml;
import city.wutong.trial.Trial.Expected;
import city.wutong.trial.Trial.ExpectedFigure;
import city.wutong.trial.Trial.Given;
import city.wutong.trial.Trial.Then;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads what a step expects. A feature that is not written is not asked for, but for an alert's
/// status: that is `active` unless it says otherwise.
final class ThenReader {
    static final String RULE = "rule";
    static final String CASE = "case";
    static final String OF = "of";
    static final String STATUS = "status";
    static final String SINCE = "since";
    static final String UNTIL = "until";
    static final String ACTIONS = "actions";

    private static final List<String> KEYS = List.of("alerts", "cases", "indices");
    private static final List<String> ALERT_KEYS =
            List.of(
                    RULE,
                    OF,
                    STATUS,
                    "severity",
                    "acknowledged",
                    "occurrences",
                    "members",
                    SINCE,
                    UNTIL);
    private static final List<String> CASE_KEYS =
            List.of(CASE, OF, "state", "open", "onTime", "steps", "alerts", ACTIONS);

    private final Scenario scenario;
    private final SequencedMap<String, Given> given;
    private final Mistakes mistakes;

    ThenReader(Scenario scenario, SequencedMap<String, Given> given, Mistakes mistakes) {
        this.scenario = scenario;
        this.given = given;
        this.mistakes = mistakes;
    }

    /// The full id of something that is of this scenario unless another is named.
    static String full(Scenario scenario, String name) {
        return name.contains("/") ? name : scenario.id() + "/" + name;
    }

    /// The name without its scenario.
    static String brief(String id) {
        return id.substring(id.indexOf('/') + 1);
    }

    Then read(Yaml value) {
        var fields = FieldReader.of(value, "then", KEYS, mistakes);
        if (fields.all().isEmpty()) {
            mistakes.add(fields.place(), Fault.NOTHING_ASKED);
        }
        return new Then(
                fields.optional("alerts").map(list -> items("alerts", list)).map(this::alerts),
                fields.optional("cases").map(list -> items("cases", list)).map(this::cases),
                fields.optional("indices").map(this::figures).orElse(Map.of()));
    }

    /// Here an empty list says something: that there is none.
    private List<Yaml> items(String key, Yaml value) {
        if (value instanceof Yaml.Items list) {
            return list.items();
        }
        mistakes.add(value.place(), Fault.NOT_LIST, key);
        return List.of();
    }

    private List<String> words(String key, Yaml value) {
        return items(key, value).stream()
                .filter(Yaml.Scalar.class::isInstance)
                .map(item -> ((Yaml.Scalar) item).text())
                .sorted()
                .toList();
    }

    private List<Expected> alerts(List<Yaml> items) {
        return items.stream().map(this::alert).toList();
    }

    private Expected alert(Yaml item) {
        var fields = FieldReader.of(item, "alerts", ALERT_KEYS, mistakes);
        var features = new LinkedHashMap<String, String>();
        var rules = scenario.rules().stream().map(Rule::id).toList();
        features.put(RULE, named(fields, RULE, rules, Fault.UNKNOWN_RULE));
        features.put(OF, subject(fields));
        features.put(STATUS, "active");
        fields.optionalOneOf(STATUS, List.of("active", "cleared"), word -> word)
                .ifPresent(status -> features.put(STATUS, status));
        var severities = List.of(Rule.Severity.values());
        fields.optionalOneOf("severity", severities, Rule.Severity::word)
                .ifPresent(severity -> features.put("severity", severity.word()));
        flag(fields, "acknowledged", features);
        counts(fields, List.of("occurrences", "members"), features);
        fields.optionalTime(SINCE).ifPresent(time -> features.put(SINCE, time.toString()));
        fields.optionalTime(UNTIL).ifPresent(time -> features.put(UNTIL, time.toString()));
        return new Expected(fields.place(), features);
    }

    private List<Expected> cases(List<Yaml> items) {
        return items.stream().map(this::theCase).toList();
    }

    private Expected theCase(Yaml item) {
        var fields = FieldReader.of(item, "cases", CASE_KEYS, mistakes);
        var features = new LinkedHashMap<String, String>();
        var types = scenario.caseTypes().stream().map(CaseType::id).toList();
        var type = named(fields, CASE, types, Fault.UNKNOWN_CASE_TYPE);
        features.put(CASE, type);
        features.put(OF, subject(fields));
        state(fields, type).ifPresent(state -> features.put("state", state));
        flag(fields, "open", features);
        flag(fields, "onTime", features);
        counts(fields, List.of("steps", "alerts"), features);
        fields.optional(ACTIONS)
                .ifPresent(
                        value -> features.put(ACTIONS, String.join(", ", words(ACTIONS, value))));
        return new Expected(fields.place(), features);
    }

    private static void counts(
            FieldReader fields, List<String> keys, Map<String, String> features) {
        for (var key : keys) {
            if (fields.has(key)) {
                features.put(key, String.valueOf(fields.whole(key, 0, Integer.MAX_VALUE)));
            }
        }
    }

    private Optional<String> state(FieldReader fields, String type) {
        var known =
                scenario.caseTypes().stream()
                        .filter(t -> t.id().equals(type))
                        .flatMap(t -> t.states().stream())
                        .map(CaseType.State::id)
                        .toList();
        var written = fields.optionalScalar("state");
        written.filter(state -> !known.isEmpty() && !known.contains(state.text()))
                .ifPresent(state ->
                        mistakes.add(
                                state.place(),
                                Fault.UNKNOWN_STATE,
                                state.text(),
                                Mistakes.instead(state.text(), known)));
        return written.map(Yaml.Scalar::text);
    }

    private static void flag(
            FieldReader fields, String key, SequencedMap<String, String> features) {
        if (fields.has(key)) {
            features.put(key, String.valueOf(fields.flag(key)));
        }
    }

    private String named(FieldReader fields, String key, List<String> ids, Fault fault) {
        var written = fields.requiredScalar(key);
        var id = written.map(w -> full(scenario, w.text())).orElse(FieldReader.STAND_IN);
        written.filter(_ -> !ids.contains(id))
                .ifPresent(w -> {
                    var known = ids.stream().map(ThenReader::brief).toList();
                    mistakes.add(w.place(), fault, w.text(), Mistakes.instead(w.text(), known));
                });
        return id;
    }

    private String subject(FieldReader fields) {
        var written = fields.requiredScalar(OF);
        written.filter(name -> !given.containsKey(name.text()))
                .ifPresent(name ->
                        mistakes.add(
                                name.place(),
                                Fault.UNKNOWN_ENTITY,
                                name.text(),
                                Mistakes.instead(name.text(), given.sequencedKeySet())));
        return written.map(Yaml.Scalar::text).orElse(FieldReader.STAND_IN);
    }

    // --- indices -----------------------------------------------------------------------------

    private Map<String, ExpectedFigure> figures(Yaml value) {
        var figures = new LinkedHashMap<String, ExpectedFigure>();
        var known = scenario.indices().stream().map(Index::id).toList();
        var names = value instanceof Yaml.Fields(var _, var _, var all) ? all : null;
        var keys = names == null ? List.<String>of() : List.copyOf(names.sequencedKeySet());
        FieldReader.of(value, "indices", keys, mistakes)
                .all()
                .forEach((name, field) -> {
                    var id = full(scenario, name);
                    if (!known.contains(id)) {
                        var words = known.stream().map(ThenReader::brief).toList();
                        mistakes.add(
                                field.place(),
                                Fault.UNKNOWN_INDEX,
                                name,
                                Mistakes.instead(name, words));
                    }
                    figure(name, field).ifPresent(figure -> figures.put(id, figure));
                });
        return figures;
    }

    private Optional<ExpectedFigure> figure(String name, Yaml.Field field) {
        return switch (field.value()) {
            case Yaml.Scalar scalar when scalar.isNull() ->
                    Optional.of(new ExpectedFigure.Nothing(field.place()));
            case Yaml.Scalar scalar ->
                    number(name, scalar)
                            .map(value -> new ExpectedFigure.Value(field.place(), value));
            case Yaml.Fields(var _, var _, var parts) -> Optional.of(parts(field, parts));
            case Yaml.Items items -> {
                mistakes.add(items.place(), Fault.NOT_NUMBER, name, "[…]");
                yield Optional.empty();
            }
        };
    }

    private ExpectedFigure parts(Yaml.Field field, SequencedMap<String, Yaml.Field> parts) {
        var values = new LinkedHashMap<String, BigDecimal>();
        parts.forEach((key, part) -> {
            if (part.value() instanceof Yaml.Scalar scalar) {
                number(key, scalar).ifPresent(value -> values.put(key, value));
            } else {
                mistakes.add(part.place(), Fault.NOT_NUMBER, key, "{…}");
            }
        });
        return new ExpectedFigure.Parts(field.place(), values);
    }

    private Optional<BigDecimal> number(String name, Yaml.Scalar scalar) {
        var number = scalar.number();
        if (number.isEmpty()) {
            mistakes.add(scalar.place(), Fault.NOT_NUMBER, name, scalar.text());
        }
        return number;
    }
}
