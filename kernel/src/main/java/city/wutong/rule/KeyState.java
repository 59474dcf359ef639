package city.wutong.rule;

import city.wutong.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a rule remembers of one entity. Times are of the city clock.
///
/// @param entityId the URI
/// @param facts the contents of the attributes that the rule speaks of, by short name
/// @param seen when the entity was last observed, or came to be
/// @param since when what the rule waits for began: the condition to hold, the values to stay;
///   empty while it does not
/// @param episode the start of the episode whose alert is active; empty when none is
/// @param traces what is remembered for each [Derived], by its name, or of a sequence
/// @param alert the last alert about it; empty when there was none
record KeyState(
        String entityId,
        Map<String, Json> facts,
        Instant seen,
        Optional<Instant> since,
        Optional<Instant> episode,
        Map<String, Trace> traces,
        Optional<LastAlert> alert) {

    KeyState {
        facts = Map.copyOf(facts);
        traces = Map.copyOf(traces);
    }

    /// An entity that comes to be.
    static KeyState born(String entityId, Instant at) {
        return new KeyState(
                entityId,
                Map.of(),
                at,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    KeyState since(Optional<Instant> begin) {
        return begin.equals(since)
                ? this
                : new KeyState(entityId, facts, seen, begin, episode, traces, alert);
    }

    KeyState raised(Instant start) {
        return new KeyState(entityId, facts, seen, since, Optional.of(start), traces, alert);
    }

    KeyState cleared() {
        return new KeyState(entityId, facts, seen, since, Optional.empty(), traces, alert);
    }

    /// With what an observation tells; a fact whose content is empty is gone.
    KeyState told(Map<String, Optional<Json>> news, Instant at, boolean observed) {
        var known = new LinkedHashMap<>(facts);
        news.forEach((name, content) ->
                content.ifPresentOrElse(value -> known.put(name, value), () -> known.remove(name)));
        var last = observed && at.isAfter(seen) ? at : seen;
        return new KeyState(entityId, known, last, since, episode, traces, alert);
    }

    KeyState traced(Map<String, Trace> next) {
        return next.equals(traces)
                ? this
                : new KeyState(entityId, facts, seen, since, episode, next, alert);
    }

    KeyState alert(LastAlert last) {
        return new KeyState(entityId, facts, seen, since, episode, traces, Optional.of(last));
    }

    /// What was written down before alerts were remembered had one for each episode.
    KeyState knowingItsAlert() {
        return alert.isPresent() || episode.isEmpty()
                ? this
                : alert(LastAlert.first(episode.get(), episode.get(), Optional.empty()));
    }

    /// Whether its alert is raised.
    boolean isRaised() {
        return alert.filter(LastAlert::active).isPresent();
    }
}
