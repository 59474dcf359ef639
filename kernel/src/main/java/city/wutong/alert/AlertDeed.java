package city.wutong.alert;

import java.time.Instant;
import java.util.Optional;

/// What somebody does with an alert (预警处置).
public sealed interface AlertDeed {
    /// Says that they have seen it.
    record Acknowledge(Optional<String> note) implements AlertDeed {}

    /// Takes an acknowledgement back.
    record Unacknowledge() implements AlertDeed {}

    /// Clears it by hand: so it stays until what is wrong has ended and begins anew.
    ///
    /// @param at the time of the city clock
    record Clear(String reason, Instant at) implements AlertDeed {}

    /// Gives it to somebody to look after.
    ///
    /// @param to an actor
    record Assign(String to) implements AlertDeed {}

    /// Nobody looks after it any more.
    record Release() implements AlertDeed {}

    record Comment(String text) implements AlertDeed {}

    /// Nobody is to be told of it until then, nor of the next alerts of its rule about its entity.
    ///
    /// @param until by the office clock
    record Mute(Instant until) implements AlertDeed {}

    record Unmute() implements AlertDeed {}

    /// Says that nothing was wrong: what rules are measured by.
    record MarkFalse() implements AlertDeed {}

    record UnmarkFalse() implements AlertDeed {}
}
