package city.wutong.rule;

import java.time.Instant;
import java.util.Optional;

/// What an operator answers: the state after an input, when it is to be woken, what it signals.
///
/// @param wake the time of the city clock at which it wants a [Input.Tick]; empty: never
record Step(KeyState state, Optional<Instant> wake, Optional<Signal> signal) {

    /// What a rule says of an entity.
    sealed interface Signal {
        /// Something is wrong, since `start`; found out at `at`.
        record Raise(Instant start, Instant at) implements Signal {}

        /// The episode that began then is over.
        record Clear(Instant start, Instant at) implements Signal {}

        /// An alert that was held is over, and another begins.
        record Renew(Clear over, Raise next) implements Signal {}
    }

    static Step to(KeyState state) {
        return new Step(state, Optional.empty(), Optional.empty());
    }

    static Step waiting(KeyState state, Instant wake) {
        return new Step(state, Optional.of(wake), Optional.empty());
    }

    /// An episode begins.
    static Step raise(KeyState state, Instant start, Instant at) {
        return new Step(
                state.raised(start), Optional.empty(), Optional.of(new Signal.Raise(start, at)));
    }

    /// The episode, if there is one, ends.
    static Step clear(KeyState state, Instant at) {
        return new Step(
                state.cleared(),
                Optional.empty(),
                state.episode().map(start -> new Signal.Clear(start, at)));
    }

    /// The same signal with another state, and nothing to wait for.
    Step with(KeyState next) {
        return new Step(next, Optional.empty(), signal);
    }

    Step wakingAt(Instant at) {
        return new Step(state, Optional.of(at), signal);
    }
}
