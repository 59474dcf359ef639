package city.wutong.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Damps what flaps (抖动): a pure function from what an operator says of an entity to what is said
/// of its alert.
///
/// # Theory
///
/// An operator says when an episode begins and ends. An episode that begins within the rule's
/// `flapping` after the last one ended opens the same alert again. From the [#MOST_TURNS]th episode
/// of an alert on its ends are not told any more: the alert stays raised until nothing has been
/// wrong for `flapping`, and is cleared as of then. What is said depends on the times of episodes
/// only, not on when the clock is looked at: when the next episode is told before the clock has
/// been, the alert that is over by then is cleared first.
final class Flapping {
    /// Episodes of one alert after which it is held.
    static final int MOST_TURNS = 5;

    private final Duration quiet;

    /// @param quiet zero: nothing is damped
    Flapping(Duration quiet) {
        this.quiet = quiet;
    }

    Step damped(Step step, Input input) {
        if (step.signal().isPresent()) {
            return switch (step.signal().get()) {
                case Step.Signal.Raise raise -> raised(step, raise);
                case Step.Signal.Clear clear -> ended(step, clear, input);
                case Step.Signal.Renew _ -> step; // operators do not say that
            };
        }
        return switch (input) {
            case Input.Tick(var now) -> awaited(step, now);
            case Input.Ended(var at) -> held(step).map(last -> clear(step, last, at)).orElse(step);
            case Input.Observation _, Input.Late _ -> waiting(step);
        };
    }

    private Step raised(Step step, Step.Signal.Raise raise) {
        var known = step.state().alert();
        if (known.isEmpty()) {
            return said(step, LastAlert.first(raise.start(), raise.at(), Optional.empty()), raise);
        }
        var last = known.get();
        if (isSame(last, raise.start())) {
            var again = new Step.Signal.Raise(last.start(), raise.at());
            return said(step, last.again(raise.at()), again);
        }
        var next = LastAlert.first(raise.start(), raise.at(), Optional.of(last.start()));
        return said(
                step,
                next,
                last.isHeld()
                        ? new Step.Signal.Renew(
                                new Step.Signal.Clear(last.start(), due(last)), raise)
                        : raise);
    }

    private boolean isSame(LastAlert last, Instant start) {
        return start.equals(last.start())
                || last.ended().isEmpty()
                || (!quiet.isZero() && !start.isAfter(due(last)));
    }

    private Step ended(Step step, Step.Signal.Clear clear, Input input) {
        var known = step.state().alert();
        if (known.isEmpty()) {
            return step;
        }
        var last = known.get();
        boolean isHeld =
                !quiet.isZero()
                        && last.occurrences() >= MOST_TURNS
                        && !(input instanceof Input.Ended);
        var next = last.ended(clear.at(), isHeld);
        return isHeld
                ? waiting(new Step(step.state().alert(next), step.wake(), Optional.empty()))
                : said(step, next, new Step.Signal.Clear(last.start(), clear.at()));
    }

    private Step awaited(Step step, Instant now) {
        return held(step)
                .filter(last -> !now.isBefore(due(last)))
                .map(last -> clear(step, last, due(last)))
                .orElseGet(() -> waiting(step));
    }

    private static Step clear(Step step, LastAlert last, Instant at) {
        return said(step, last.cleared(), new Step.Signal.Clear(last.start(), at));
    }

    private static Step said(Step step, LastAlert next, Step.Signal signal) {
        return new Step(step.state().alert(next), step.wake(), Optional.of(signal));
    }

    /// Wants to be woken too when what is held has been quiet for long enough.
    private Step waiting(Step step) {
        return held(step)
                .map(last ->
                        Stream.concat(step.wake().stream(), Stream.of(due(last)))
                                .min(Instant::compareTo)
                                .orElseThrow())
                .map(step::wakingAt)
                .orElse(step);
    }

    private static Optional<LastAlert> held(Step step) {
        return step.state().alert().filter(LastAlert::isHeld);
    }

    private Instant due(LastAlert last) {
        return last.ended().orElse(last.raisedAt()).plus(quiet);
    }
}
