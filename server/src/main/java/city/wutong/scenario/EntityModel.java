package city.wutong.scenario;

import city.wutong.access.Marks;
import city.wutong.access.Marks.Mark;
import city.wutong.access.Marks.Persons;
import city.wutong.text.Text;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// What a scenario knows of a type of entities (`model/<Type>.schema.json`, JSON Schema 2020-12 of
/// their key-values form).
///
/// @param name as the scenario writes it, e.g. `AirQualityObserved`
/// @param expanded the same as an IRI, by the scenario's `@context`
/// @param words for people
/// @param retention how long such an entity is kept when nothing changes it; then it is erased with
///   its past
/// @param attributes by the name that the scenario writes
public record EntityModel(
        String name,
        String expanded,
        Text words,
        Optional<Duration> retention,
        boolean isPerson,
        SequencedMap<String, AttributeModel> attributes) {

    public EntityModel {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
    }

    /// What a scenario knows of an attribute.
    ///
    /// @param expanded its name as an IRI, by the scenario's `@context`
    /// @param kind which kind of NGSI-LD attribute it is
    /// @param unitCode UN/CEFACT Recommendation 20, e.g. `GQ`
    /// @param unit for people, e.g. `µg/m³`
    /// @param isSearched whether its values are indexed, so that a query finds few among many
    /// @param mark how sensitive it is, and how it is masked
    /// @param isArea whether it holds the code of the entity's area
    /// @param whose whom it speaks of, where the model says that
    public record AttributeModel(
            String name,
            String expanded,
            Text words,
            Kind kind,
            Optional<String> unitCode,
            Optional<String> unit,
            boolean isSearched,
            Mark mark,
            boolean isArea,
            Optional<Whose> whose) {}

    /// Of whom an attribute speaks.
    public enum Whose {
        /// It leads to the person whom the entity belongs to.
        OWNER("owner"),
        /// It tells of somebody else than the person who the entity is, or belongs to.
        OTHER("other");

        private final String word;

        Whose(String word) {
            this.word = word;
        }

        /// As models write it.
        public String word() {
            return word;
        }
    }

    /// What it says for the sake of access.
    Marks.OfType marks() {
        var marks = new HashMap<String, Mark>();
        var areas = new HashSet<String>();
        for (var attribute : attributes.values()) {
            marks.put(attribute.expanded(), attribute.mark());
            if (attribute.isArea()) {
                areas.add(attribute.expanded());
            }
        }
        return new Marks.OfType(
                marks, areas, new Persons(isPerson, names(Whose.OWNER), names(Whose.OTHER)));
    }

    private Set<String> names(Whose whose) {
        return attributes.values().stream()
                .filter(attribute -> attribute.whose().equals(Optional.of(whose)))
                .map(AttributeModel::expanded)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The kinds of attributes that a model declares.
    public enum Kind {
        PROPERTY("Property"),
        GEO_PROPERTY("GeoProperty"),
        RELATIONSHIP("Relationship"),
        LANGUAGE_PROPERTY("LanguageProperty");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As NGSI-LD writes it.
        public String word() {
            return word;
        }
    }
}
