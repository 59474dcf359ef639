package city.wutong.rule;

import java.time.Instant;
import java.util.Optional;

/// The last alert of a rule about an entity, as the rule remembers it. Times are of the city clock.
///
/// @param start the start of its first episode, by which the alert is known
/// @param occurrences how many episodes it has had
/// @param raisedAt when its last episode was raised
/// @param ended when its last episode ended; empty while it goes on
/// @param active whether it is raised: also after an episode's end, while the rule waits for quiet
/// @param before the start of the alert before this one
/// @param target what it shares with other alerts of the rule, by the rule's [Rule.Group]
/// @param storm the start of the storm that it belongs to
record LastAlert(
        Instant start,
        int occurrences,
        Instant raisedAt,
        Optional<Instant> ended,
        boolean active,
        Optional<Instant> before,
        Optional<String> target,
        Optional<Instant> storm) {

    static LastAlert first(Instant start, Instant raisedAt, Optional<Instant> before) {
        return new LastAlert(
                start,
                1,
                raisedAt,
                Optional.empty(),
                true,
                before,
                Optional.empty(),
                Optional.empty());
    }

    /// Another episode of the same alert. One that was over belongs to no storm any more.
    LastAlert again(Instant at) {
        return new LastAlert(
                start,
                occurrences + 1,
                at,
                Optional.empty(),
                true,
                before,
                active ? target : Optional.empty(),
                active ? storm : Optional.empty());
    }

    /// Its episode is over.
    ///
    /// @param held whether it stays raised until it has been quiet
    LastAlert ended(Instant at, boolean held) {
        return new LastAlert(
                start, occurrences, raisedAt, Optional.of(at), held, before, target, storm);
    }

    LastAlert cleared() {
        return new LastAlert(start, occurrences, raisedAt, ended, false, before, target, storm);
    }

    LastAlert behind(String shared, Optional<Instant> ofStorm) {
        return new LastAlert(
                start, occurrences, raisedAt, ended, active, before, Optional.of(shared), ofStorm);
    }

    /// Whether it is raised though its last episode is over.
    boolean isHeld() {
        return active && ended.isPresent();
    }
}
