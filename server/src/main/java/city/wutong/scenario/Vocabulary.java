package city.wutong.scenario;

import city.wutong.scenario.EntityModel.AttributeModel;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import city.wutong.scenario.file.Yaml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names of a scenario while it is being read: which types, attributes and case types there
/// are, and which names are taken.
final class Vocabulary {
    private final String scenario;
    private final List<EntityModel> models;
    private final Set<String> unread;
    private final Mistakes mistakes;
    private final Map<String, Place> taken = new HashMap<>();

    /// @param unread types that there are, but that could not be read
    Vocabulary(String scenario, List<EntityModel> models, Set<String> unread, Mistakes mistakes) {
        this.scenario = scenario;
        this.models = List.copyOf(models);
        this.unread = Set.copyOf(unread);
        this.mistakes = mistakes;
    }

    Mistakes mistakes() {
        return mistakes;
    }

    /// The full id of what a mapping names under a key that is also the word for what it is.
    String define(FieldReader fields, String kind) {
        var name = fields.name(kind);
        if (!name.equals(FieldReader.STAND_IN)) {
            var place = fields.place(kind);
            var before = taken.putIfAbsent(kind + " " + name, place);
            if (before != null) {
                mistakes.add(place, Fault.TWICE, kind, name, before.line(), before.file());
            }
        }
        return Scenario.idOf(scenario, name);
    }

    /// The model of the type that is written there.
    Optional<EntityModel> type(Yaml.Scalar written) {
        var found = models.stream().filter(m -> m.name().equals(written.text())).findFirst();
        if (found.isEmpty() && !unread.contains(written.text())) {
            var known = models.stream().map(EntityModel::name).toList();
            mistakes.add(
                    written.place(),
                    Fault.UNKNOWN_TYPE,
                    written.text(),
                    Mistakes.instead(written.text(), known));
        }
        return found;
    }

    /// An attribute of a type, spoken of at a place; nothing when the type is unknown already.
    Optional<AttributeModel> attribute(Optional<EntityModel> model, String name, Place place) {
        var found = model.map(m -> m.attributes().get(name));
        if (model.isPresent() && found.isEmpty()) {
            var known = List.copyOf(model.get().attributes().sequencedKeySet());
            mistakes.add(
                    place,
                    Fault.UNKNOWN_ATTRIBUTE,
                    name,
                    model.get().name(),
                    Mistakes.instead(name, known));
        }
        return found;
    }

    /// The full id of a case type: of this scenario unless it names another.
    String caseType(String written) {
        return written.contains("/") ? written : inScenario(written);
    }

    /// The id that something of this scenario has.
    String inScenario(String name) {
        return Scenario.idOf(scenario, name);
    }
}
