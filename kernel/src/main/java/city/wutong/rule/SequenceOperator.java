package city.wutong.rule;

import city.wutong.expression.Expression;
import city.wutong.expression.Facts;
import city.wutong.expression.Truth;
import city.wutong.rule.Rule.Condition.Sequence;
import city.wutong.rule.Rule.Phase;
import city.wutong.rule.Trace.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of an [Operator] that follows a [Sequence].
///
/// A phase happens with an observation that tells of an attribute it speaks of and makes it true.
/// While only the first has happened, its newest time counts. What was observed before that which
/// the sequence has come to tells it nothing.
final class SequenceOperator {
    /// Under which name a state keeps how far it has come.
    private static final String TRACE = "sequence";

    private final List<Phase> phases;
    private final Optional<Expression> clear;

    SequenceOperator(Sequence sequence, Optional<Expression> clear) {
        this.phases = sequence.phases();
        this.clear = clear;
    }

    Step observed(KeyState state, Input.Observation input) {
        var at = input.at();
        var told = new Told(Facts.of(state.facts()), input);
        var before = progress(state).filter(progress -> !isOver(progress, at));
        if (before.filter(progress -> at.isBefore(progress.last())).isPresent()) {
            return Step.to(state);
        }
        var ended = state.episode().isPresent() && isCleared(told);
        var known = ended ? Step.clear(state, at) : Step.to(state);
        return advanced(known, before, told);
    }

    /// One observation, and what is known after it.
    private record Told(Facts facts, Input.Observation input) {
        boolean happens(Expression expression) {
            return expression.attributes().stream().anyMatch(input.news()::containsKey)
                    && expression.test(facts) == Truth.YES;
        }

        boolean fails(Expression expression) {
            return expression.attributes().stream().anyMatch(input.news()::containsKey)
                    && expression.test(facts) == Truth.NO;
        }
    }

    private Step advanced(Step known, Optional<Progress> before, Told told) {
        var at = told.input().at();
        var next = before.flatMap(progress -> reached(progress, told));
        if (next.filter(this::isComplete).isPresent()) {
            var begun = next.get().begun();
            var done = known.state().traced(Map.of());
            return done.episode().isPresent() ? Step.to(done) : Step.raise(done, begun, at);
        }
        boolean begins =
                next.filter(progress -> progress.reached() > 1).isEmpty()
                        && told.happens(phases.getFirst().when());
        return waiting(known, begins ? Optional.of(new Progress(1, at, at)) : next);
    }

    /// How far it is after an observation; empty when that has ended it.
    private Optional<Progress> reached(Progress progress, Told told) {
        var phase = phases.get(progress.reached());
        boolean happens = told.happens(phase.when());
        if (phase.unless().filter(told::happens).isPresent() || (phase.absent() && happens)) {
            return Optional.empty();
        }
        return Optional.of(
                happens
                        ? new Progress(progress.reached() + 1, progress.begun(), told.input().at())
                        : progress);
    }

    private boolean isComplete(Progress progress) {
        return progress.reached() == phases.size();
    }

    /// By what is said to clear it; else by what was missed, or when what came last is no more.
    private boolean isCleared(Told told) {
        var last = phases.getLast();
        return clear.map(expression -> expression.test(told.facts()) == Truth.YES)
                .orElseGet(
                        () -> last.absent() ? told.happens(last.when()) : told.fails(last.when()));
    }

    Step ticked(KeyState state, Instant now) {
        var progress = progress(state);
        if (progress.filter(this::awaitsAbsence).isEmpty() || now.isBefore(due(progress.get()))) {
            return waiting(Step.to(state), progress);
        }
        var done = state.traced(Map.of());
        return done.episode().isPresent()
                ? Step.to(done)
                : Step.raise(done, progress.get().begun(), now);
    }

    private boolean awaitsAbsence(Progress progress) {
        return phases.get(progress.reached()).absent();
    }

    /// Whether the next phase can happen no more. What must be absent is judged by the clock alone.
    private boolean isOver(Progress progress, Instant at) {
        return !awaitsAbsence(progress) && at.isAfter(due(progress));
    }

    private Instant due(Progress progress) {
        return progress.last().plus(phases.get(progress.reached()).within());
    }

    private Step waiting(Step step, Optional<Progress> progress) {
        var traces = progress.<Map<String, Trace>>map(each -> Map.of(TRACE, each)).orElse(Map.of());
        var waiting = step.with(step.state().traced(traces));
        return progress.filter(this::awaitsAbsence)
                .map(each -> waiting.wakingAt(due(each)))
                .orElse(waiting);
    }

    private Optional<Progress> progress(KeyState state) {
        return state.traces().get(TRACE) instanceof Progress progress
                        && progress.reached() < phases.size()
                ? Optional.of(progress)
                : Optional.empty();
    }
}
