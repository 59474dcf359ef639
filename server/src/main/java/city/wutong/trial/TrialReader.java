package city.wutong.trial;

import city.wutong.cases.CaseType;
import city.wutong.json.Json;
import city.wutong.scenario.EntityModel;
import city.wutong.scenario.Scenario;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.DocumentReader;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import city.wutong.scenario.file.Yaml;
import city.wutong.trial.Trial.Act;
import city.wutong.trial.Trial.Given;
import city.wutong.trial.Trial.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `tests/*.yaml` of a scenario that has no mistakes itself.
public final class TrialReader {
    private static final List<String> TEST_KEYS = List.of("test", "given", "steps");
    private static final List<String> STEP_KEYS =
            List.of("at", "every", "until", "observe", "act", "then");
    private static final List<String> ACT_KEYS =
            List.of("case", "of", "do", "note", "photos", "refused");
    private static final int MOST_REPEATED = 2_000;
    private static final String TYPE = "type";

    private final Scenario scenario;
    private final Mistakes mistakes;

    private TrialReader(Scenario scenario, Mistakes mistakes) {
        this.scenario = scenario;
        this.mistakes = mistakes;
    }

    /// All tests of a scenario; what is wrong with them is told in the mistakes.
    public static List<Trial> read(Scenario scenario, Mistakes mistakes) {
        var reader = new TrialReader(scenario, mistakes);
        var trials = new ArrayList<Trial>();
        for (var file : scenario.tests()) {
            var name = scenario.id() + "/tests/" + file.getFileName();
            DocumentReader.read(file, name, mistakes)
                    .ifPresent(document -> trials.addAll(reader.trials(document)));
        }
        return trials;
    }

    private List<Trial> trials(Document document) {
        var file = FieldReader.ofFile(document, List.of("tests"), mistakes);
        return file.items("tests").stream().map(this::trial).toList();
    }

    private Trial trial(Yaml item) {
        var fields = FieldReader.of(item, "tests", TEST_KEYS, mistakes);
        var given = given(fields);
        var steps = new ArrayList<Step>();
        var last = Optional.<Instant>empty();
        for (var step : fields.items("steps")) {
            var read = step(step, given, last);
            steps.add(read);
            last = Optional.of(read.times().getLast());
        }
        if (!steps.isEmpty() && steps.stream().allMatch(step -> step.then().isEmpty())) {
            mistakes.add(fields.place(), Fault.NOTHING_ASKED);
        }
        return new Trial(scenario.id(), fields.place(), fields.words("test"), given, steps);
    }

    // --- what is there -----------------------------------------------------------------------

    private SequencedMap<String, Given> given(FieldReader trial) {
        var given = new LinkedHashMap<String, Given>();
        trial.required("given")
                .ifPresent(value ->
                        FieldReader.of(value, "given", keys(value), mistakes)
                                .all()
                                .forEach((name, field) ->
                                        entity(name, field).ifPresent(e -> given.put(name, e))));
        return given;
    }

    /// Where every key is a name of the writer's own.
    private static List<String> keys(Yaml value) {
        return value instanceof Yaml.Fields fields
                ? List.copyOf(fields.fields().sequencedKeySet())
                : List.of();
    }

    private Optional<Given> entity(String name, Yaml.Field field) {
        if (!FieldReader.isName(name)) {
            mistakes.add(field.place(), Fault.NOT_NAME, name, FieldReader.LONGEST_NAME);
        }
        var fields = FieldReader.of(field.value(), name, keys(field.value()), mistakes);
        var type = fields.requiredScalar(TYPE);
        var model = type.flatMap(this::model);
        return model.map(m ->
                new Given("urn:ngsi-ld:" + m.name() + ":" + name, m, attributes(fields.all(), m)));
    }

    private Optional<EntityModel> model(Yaml.Scalar type) {
        var models = scenario.models();
        var found = models.stream().filter(m -> m.name().equals(type.text())).findFirst();
        if (found.isEmpty()) {
            var known = models.stream().map(EntityModel::name).toList();
            unknown(type, Fault.UNKNOWN_TYPE, known);
        }
        return found;
    }

    private SequencedMap<String, Json> attributes(
            SequencedMap<String, Yaml.Field> fields, EntityModel model) {
        var attributes = new LinkedHashMap<String, Json>();
        fields.forEach((name, field) -> {
            if (name.equals(TYPE)) {
                return;
            }
            var known = model.attributes().sequencedKeySet();
            if (known.contains(name)) {
                attributes.put(name, field.value().json());
            } else {
                mistakes.add(
                        field.place(),
                        Fault.UNKNOWN_ATTRIBUTE,
                        name,
                        model.name(),
                        Mistakes.instead(name, known));
            }
        });
        return attributes;
    }

    // --- what happens ------------------------------------------------------------------------

    private Step step(Yaml item, SequencedMap<String, Given> given, Optional<Instant> last) {
        var fields = FieldReader.of(item, "steps", STEP_KEYS, mistakes);
        var times = times(fields, last);
        return new Step(
                fields.place(),
                times,
                observe(fields, given),
                fields.optionalItems("act").stream().map(act -> act(act, given)).toList(),
                fields.optional("then")
                        .map(then -> new ThenReader(scenario, given, mistakes).read(then)));
    }

    /// A step without a time happens at that of the step before.
    private List<Instant> times(FieldReader fields, Optional<Instant> last) {
        var at =
                last.isPresent() && !fields.has("at")
                        ? last.get()
                        : fields.optionalTime("at")
                                .orElseGet(() -> last.orElseGet(() -> fields.time("at")));
        if (last.filter(at::isBefore).isPresent()) {
            mistakes.add(fields.place("at"), Fault.TIME_GOES_BACK, "at");
        }
        if (fields.has("every") != fields.has("until")) {
            var there = fields.has("every") ? "every" : "until";
            mistakes.add(
                    fields.place(there),
                    Fault.ONLY_WITH,
                    there,
                    there.equals("every") ? "until" : "every");
            return List.of(at);
        }
        return fields.has("every") ? repeated(fields, at) : List.of(at);
    }

    private List<Instant> repeated(FieldReader fields, Instant at) {
        Duration every = fields.duration("every");
        Instant until = fields.time("until");
        var times = new ArrayList<Instant>();
        for (var time = at; !time.isAfter(until); time = time.plus(every)) {
            if (times.size() == MOST_REPEATED) {
                mistakes.add(fields.place("every"), Fault.TOO_MANY_STEPS, MOST_REPEATED);
                break;
            }
            times.add(time);
        }
        if (times.isEmpty()) {
            mistakes.add(fields.place("until"), Fault.TIME_GOES_BACK, "until");
            times.add(at);
        }
        return times;
    }

    private SequencedMap<String, SequencedMap<String, Json>> observe(
            FieldReader step, SequencedMap<String, Given> given) {
        var observed = new LinkedHashMap<String, SequencedMap<String, Json>>();
        step.optional("observe")
                .ifPresent(value ->
                        FieldReader.of(value, "observe", keys(value), mistakes)
                                .all()
                                .forEach((name, field) ->
                                        observe(name, field, given)
                                                .ifPresent(a -> observed.put(name, a))));
        return observed;
    }

    private Optional<SequencedMap<String, Json>> observe(
            String name, Yaml.Field field, SequencedMap<String, Given> given) {
        var entity = Optional.ofNullable(given.get(name));
        if (entity.isEmpty()) {
            mistakes.add(
                    field.place(),
                    Fault.UNKNOWN_ENTITY,
                    name,
                    Mistakes.instead(name, given.sequencedKeySet()));
            return Optional.empty();
        }
        var values = FieldReader.of(field.value(), name, keys(field.value()), mistakes);
        return Optional.of(attributes(values.all(), entity.get().model()));
    }

    private Act act(Yaml item, SequencedMap<String, Given> given) {
        var fields = FieldReader.of(item, "act", ACT_KEYS, mistakes);
        var type = fields.requiredScalar("case").flatMap(this::caseType);
        var of = fields.requiredScalar("of");
        of.filter(name -> !given.containsKey(name.text()))
                .ifPresent(n -> unknown(n, Fault.UNKNOWN_ENTITY, given.sequencedKeySet()));
        var action = fields.requiredScalar("do");
        type.ifPresent(t -> action.ifPresent(a -> checkAction(t, a)));
        return new Act(
                fields.place(),
                type.map(CaseType::id).orElse(FieldReader.STAND_IN),
                of.map(Yaml.Scalar::text).orElse(FieldReader.STAND_IN),
                action.map(Yaml.Scalar::text).orElse(FieldReader.STAND_IN),
                fields.optionalText("note"),
                fields.has("photos") ? fields.whole("photos", 0, CaseType.Evidence.MOST) : 0,
                fields.optionalText("refused"));
    }

    private Optional<CaseType> caseType(Yaml.Scalar written) {
        var id = ThenReader.full(scenario, written.text());
        var found = scenario.caseTypes().stream().filter(t -> t.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            unknown(
                    written,
                    Fault.UNKNOWN_CASE_TYPE,
                    scenario.caseTypes().stream().map(t -> ThenReader.brief(t.id())).toList());
        }
        return found;
    }

    private void checkAction(CaseType type, Yaml.Scalar action) {
        var known =
                type.transitions().stream().map(CaseType.Transition::action).distinct().toList();
        if (!known.contains(action.text())) {
            mistakes.add(
                    action.place(),
                    Fault.UNKNOWN_ACTION,
                    action.text(),
                    ThenReader.brief(type.id()),
                    Mistakes.instead(action.text(), known));
        }
    }

    private void unknown(Yaml.Scalar written, Fault fault, Collection<String> known) {
        Place place = written.place();
        mistakes.add(place, fault, written.text(), Mistakes.instead(written.text(), known));
    }
}
