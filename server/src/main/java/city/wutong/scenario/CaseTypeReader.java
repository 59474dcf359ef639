package city.wutong.scenario;

import city.wutong.access.BuiltInRoles;
import city.wutong.access.Permission;
import city.wutong.access.Role;
import city.wutong.cases.CaseType;
import city.wutong.cases.CaseType.Evidence;
import city.wutong.cases.CaseType.Limit;
import city.wutong.cases.CaseType.Note;
import city.wutong.cases.CaseType.State;
import city.wutong.cases.CaseType.Transition;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import city.wutong.scenario.file.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// Reads `cases/*.yaml`, each a case type.
final class CaseTypeReader {
    private static final List<String> KEYS =
            List.of("case", "version", "name", "clock", "retention", "states", "transitions");
    private static final List<String> TRANSITION_KEYS =
            List.of("action", "name", "from", "to", "note", "evidence", "role");
    private static final int MOST_VERSIONS = 100_000;

    private final Vocabulary vocabulary;
    private final Mistakes mistakes;
    private final List<Role> roles;
    private final Set<String> ids = new LinkedHashSet<>();

    /// @param roles the scenario's own
    CaseTypeReader(Vocabulary vocabulary, List<Role> roles) {
        this.roles = List.copyOf(roles);
        this.vocabulary = vocabulary;
        this.mistakes = vocabulary.mistakes();
    }

    /// The ids of all that were read, the mistaken ones too.
    Set<String> ids() {
        return Set.copyOf(ids);
    }

    Optional<CaseType> read(Document document) {
        int before = mistakes.count();
        var file = FieldReader.ofFile(document, KEYS, mistakes);
        var id = vocabulary.define(file, "case");
        ids.add(id);
        int version = file.whole("version", 1, MOST_VERSIONS);
        var name = file.words("name");
        var limit = limit(file);
        var kept = file.optionalRetention("retention");
        var states = states(file);
        var transitions = transitions(file, states);
        if (mistakes.count() == before) {
            checkWays(file, states, transitions);
        }
        return mistakes.count() == before
                ? Optional.of(
                        new CaseType(
                                id,
                                version,
                                name,
                                List.copyOf(states.values()),
                                transitions,
                                limit,
                                kept))
                : Optional.empty();
    }

    /// Natural time only, until work hours and calendars come: the unit is written all the same, so
    /// that nobody takes it for something else.
    private Limit limit(FieldReader file) {
        var clock =
                file.required("clock")
                        .map(c -> FieldReader.of(c, "clock", List.of("limit", "unit"), mistakes));
        clock.ifPresent(c -> c.oneOf("unit", List.of("natural"), word -> word));
        return new Limit(clock.map(c -> c.duration("limit")).orElse(Duration.ofHours(1)));
    }

    private SequencedMap<String, State> states(FieldReader file) {
        var states = new LinkedHashMap<String, State>();
        for (var item : file.items("states")) {
            var fields = FieldReader.of(item, "states", List.of("state", "name", "open"), mistakes);
            var id = fields.name("state");
            var state = new State(id, fields.words("name"), fields.flag("open"));
            if (states.isEmpty() && !state.open()) {
                mistakes.add(fields.place(), Fault.STARTS_CLOSED, id);
            }
            if (states.putIfAbsent(id, state) != null) {
                mistakes.add(fields.place("state"), Fault.KEY_TWICE, id);
            }
        }
        return states;
    }

    private List<Transition> transitions(FieldReader file, SequencedMap<String, State> states) {
        var transitions = new ArrayList<Transition>();
        var leaving = new HashSet<String>();
        for (var item : file.items("transitions")) {
            var fields = FieldReader.of(item, "transitions", TRANSITION_KEYS, mistakes);
            var from = fields.scalars("from");
            var action = fields.name("action");
            from.forEach(state -> known(states, state));
            for (var state : from) {
                if (!leaving.add(action + " " + state.text())) {
                    mistakes.add(state.place(), Fault.ACTION_TWICE, action, state.text());
                }
            }
            transitions.add(transition(fields, action, from, states));
        }
        return transitions;
    }

    private Transition transition(
            FieldReader fields,
            String action,
            List<Yaml.Scalar> from,
            SequencedMap<String, State> states) {
        var to = fields.requiredScalar("to");
        to.ifPresent(state -> known(states, state));
        return new Transition(
                action,
                fields.words("name"),
                new HashSet<>(from.stream().map(Yaml.Scalar::text).toList()),
                to.map(Yaml.Scalar::text).orElse(FieldReader.STAND_IN),
                fields.optionalOneOf("note", List.of(Note.values()), Note::word).orElse(Note.NONE),
                fields.optional("evidence").map(this::evidence).orElse(Evidence.NONE),
                fields.optionalScalar("role").flatMap(this::role));
    }

    /// A role of this scenario, or one that comes with Wutong. Whoever holds it must be able to act
    /// on cases at all.
    private Optional<String> role(Yaml.Scalar written) {
        var own = vocabulary.inScenario(written.text());
        var found =
                Stream.concat(roles.stream(), BuiltInRoles.ALL.stream())
                        .filter(role -> role.opens().contains(Permission.WORK_ON_CASES))
                        .filter(role -> role.id().equals(own) || role.id().equals(written.text()))
                        .findFirst();
        if (found.isEmpty()) {
            mistakes.add(
                    written.place(),
                    Fault.UNKNOWN_ROLE,
                    written.text(),
                    Mistakes.instead(written.text(), knownRoles()));
        }
        return found.map(Role::id);
    }

    private List<String> knownRoles() {
        return Stream.concat(roles.stream(), BuiltInRoles.ALL.stream())
                .filter(role -> role.opens().contains(Permission.WORK_ON_CASES))
                .map(role -> role.id().substring(role.id().indexOf('/') + 1))
                .toList();
    }

    private void known(SequencedMap<String, State> states, Yaml.Scalar state) {
        if (!states.containsKey(state.text())) {
            mistakes.add(
                    state.place(),
                    Fault.UNKNOWN_STATE,
                    state.text(),
                    Mistakes.instead(state.text(), states.keySet()));
        }
    }

    private Evidence evidence(Yaml value) {
        var fields = FieldReader.of(value, "evidence", List.of("least", "most"), mistakes);
        int before = mistakes.count();
        int least = fields.whole("least", 0, Evidence.MOST);
        int most = fields.whole("most", 0, Evidence.MOST);
        if (mistakes.count() == before && least > most) {
            mistakes.add(fields.place(), Fault.EVIDENCE_WRONG, least, most, Evidence.MOST);
        }
        return mistakes.count() == before ? new Evidence(least, most) : Evidence.NONE;
    }

    /// Every state can be come to, and every case can be closed.
    private void checkWays(
            FieldReader file, SequencedMap<String, State> states, List<Transition> transitions) {
        var places = placesOf(file);
        var entered = new HashSet<String>();
        var ending = new HashSet<String>();
        entered.add(states.sequencedKeySet().getFirst());
        states.values().stream().filter(s -> !s.open()).forEach(s -> ending.add(s.id()));
        for (int round = 0; round < states.size(); round++) {
            for (var transition : transitions) {
                if (transition.from().stream().anyMatch(entered::contains)) {
                    entered.add(transition.to());
                }
                if (ending.contains(transition.to())) {
                    ending.addAll(transition.from());
                }
            }
        }
        for (var state : states.keySet()) {
            var place = places.getOrDefault(state, file.place());
            if (!entered.contains(state)) {
                mistakes.add(place, Fault.NO_WAY_IN, state);
            }
            if (!ending.contains(state)) {
                mistakes.add(place, Fault.NO_WAY_OUT, state);
            }
        }
    }

    private static Map<String, Place> placesOf(FieldReader file) {
        var places = new LinkedHashMap<String, Place>();
        for (var item : file.optionalItems("states")) {
            if (item instanceof Yaml.Fields(var place, var _, var fields)
                    && fields.get("state") instanceof Yaml.Field(var _, Yaml.Scalar id)) {
                places.putIfAbsent(id.text(), place);
            }
        }
        return places;
    }
}
