package city.wutong.trial;

import city.wutong.json.Json;
import city.wutong.scenario.EntityModel;
import city.wutong.scenario.file.Place;
import city.wutong.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// One test of a scenario: what is there, what happens, and what must follow.
///
/// @param given the entities that are there at the beginning, by their names in the test
/// @param steps in the order of the city's time; at least one
public record Trial(
        String scenario,
        Place place,
        Text name,
        SequencedMap<String, Given> given,
        List<Step> steps) {

    public Trial {
        steps = List.copyOf(steps);
    }

    /// An entity that is there.
    ///
    /// @param id its URI, made from type and name
    public record Given(String id, EntityModel model, SequencedMap<String, Json> attributes) {}

    /// What happens at one moment, and what must be so after it.
    ///
    /// @param times when, by the city's time; several when it repeats
    /// @param observe values by entity and attribute, observed at each of these times
    /// @param act what people do, after the last
    public record Step(
            Place place,
            List<Instant> times,
            SequencedMap<String, SequencedMap<String, Json>> observe,
            List<Act> act,
            Optional<Then> then) {
        public Step {
            times = List.copyOf(times);
            act = List.copyOf(act);
        }
    }

    /// What a person does on a case.
    ///
    /// @param caseType the full id
    /// @param of the entity that the case is about
    /// @param photos how many photographs go along
    /// @param refused the code of the refusal that is expected; empty: it is done
    public record Act(
            Place place,
            String caseType,
            String of,
            String action,
            Optional<String> note,
            int photos,
            Optional<String> refused) {}

    /// What must be so.
    ///
    /// @param alerts all alerts that there are, cleared ones too; empty: not asked
    /// @param cases all cases that there are; empty: not asked
    /// @param indices by full id
    public record Then(
            Optional<List<Expected>> alerts,
            Optional<List<Expected>> cases,
            Map<String, ExpectedFigure> indices) {
        public Then {
            indices = Map.copyOf(indices);
        }
    }

    /// An alert or a case, as far as the test speaks of it: names of features and what they are.
    public record Expected(Place place, SequencedMap<String, String> features) {}

    /// What an index must come to.
    public sealed interface ExpectedFigure {
        Place place();

        /// A number.
        record Value(Place place, BigDecimal value) implements ExpectedFigure {}

        /// Nothing was due.
        record Nothing(Place place) implements ExpectedFigure {}

        /// The numbers of some parts; of others nothing is said.
        record Parts(Place place, SequencedMap<String, BigDecimal> values)
                implements ExpectedFigure {}
    }
}
