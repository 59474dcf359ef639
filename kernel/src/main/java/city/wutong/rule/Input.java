package city.wutong.rule;

import city.wutong.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator is told of an entity.
sealed interface Input {
    /// One command's changes of the entity.
    ///
    /// @param news what attributes came to be, by short name; empty: the attribute is gone
    /// @param at when it was observed, by the city clock
    /// @param observed whether it says when it was observed: only that is a sign of life
    /// @param now the city clock when it was told
    record Observation(Map<String, Optional<Json>> news, Instant at, boolean observed, Instant now)
            implements Input {
        public Observation {
            news = Map.copyOf(news);
        }
    }

    /// Observations older than what the entity is: they tell nothing about now, but of the past.
    ///
    /// @param now the city clock when they were told
    record Late(List<Past> past, Instant now) implements Input {
        public Late {
            past = List.copyOf(past);
        }
    }

    /// What an attribute was.
    ///
    /// @param name its short name
    /// @param at when it was observed
    record Past(String name, Json content, Instant at) {}

    /// The city clock has come so far.
    record Tick(Instant now) implements Input {}

    /// The entity is no more.
    record Ended(Instant at) implements Input {}
}
