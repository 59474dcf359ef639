package city.wutong.rule;

import city.wutong.expression.Facts;
import city.wutong.expression.Truth;
import city.wutong.json.Json;
import city.wutong.rule.Rule.Condition;
import city.wutong.rule.Rule.Condition.Holds;
import city.wutong.rule.Rule.Condition.Sequence;
import city.wutong.rule.Rule.Condition.Silent;
import city.wutong.rule.Rule.Condition.Stuck;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A rule as a pure keyed function: (state, input) → (state, wake, signal). It holds nothing
/// between two inputs, so that the same class runs here and in a stream processor.
final class Operator {
    /// A silence that cannot be judged yet, because the source itself is behind, is looked at again
    /// after this part of its limit.
    private static final int LOOKS = 16;

    private final Rule rule;
    private final Places places;

    /// @param places those that the rule names
    Operator(Rule rule, Places places) {
        this.rule = rule;
        this.places = places;
    }

    /// @param source how the watched entities report, taken together
    Step step(KeyState state, Input input, Source source) {
        return switch (input) {
            case Input.Ended(var at) -> Step.clear(state.since(Optional.empty()), at);
            case Input.Observation observation -> observed(state, observation, source);
            case Input.Tick(var now) -> ticked(state, now, source);
            case Input.Late late -> toldLate(state, late);
        };
    }

    private Step observed(KeyState before, Input.Observation input, Source source) {
        var state = before.told(input.news(), input.at(), input.observed());
        return switch (rule.condition()) {
            case Holds holds -> {
                var known = withoutGap(before, state, input.at());
                yield isOfNow(holds)
                        ? judged(
                                traced(known, holds, input), holds, latest(input.at(), input.now()))
                        : holding(known, holds, Facts.of(known.facts()), input.at());
            }
            case Silent silent -> heard(before, state, silent, source);
            case Stuck stuck -> moved(before, state, stuck, input);
            case Sequence sequence ->
                    new SequenceOperator(sequence, rule.clear()).observed(state, input);
        };
    }

    private Step ticked(KeyState state, Instant now, Source source) {
        return switch (rule.condition()) {
            case Holds holds ->
                    isOfNow(holds) ? judged(state, holds, now) : waited(state, holds, now);
            case Silent silent -> listened(state, silent, now, source);
            case Stuck _ -> Step.to(state);
            case Sequence sequence ->
                    new SequenceOperator(sequence, rule.clear()).ticked(state, now);
        };
    }

    // --- it holds, for so long ---------------------------------------------------------------

    /// What went stale before this observation came has not held all the time.
    private KeyState withoutGap(KeyState before, KeyState state, Instant at) {
        return isStale(before, at) ? state.since(Optional.empty()) : state;
    }

    private Step holding(KeyState state, Holds holds, Facts facts, Instant at) {
        var truth = isInForce(holds, at) ? holds.when().test(facts) : Truth.NO;
        if (state.episode().isPresent()) {
            return isOver(facts, truth)
                    ? Step.clear(state.since(Optional.empty()), at)
                    : Step.to(state);
        }
        if (truth != Truth.YES) {
            return Step.to(state.since(Optional.empty()));
        }
        var begun = state.since().orElse(at);
        var pending = state.since(Optional.of(begun));
        var due = begun.plus(holds.atLeast());
        return at.isBefore(due) ? Step.waiting(pending, due) : Step.raise(pending, begun, at);
    }

    private boolean isOver(Facts facts, Truth truth) {
        return rule.clear()
                .map(expression -> expression.test(facts) == Truth.YES)
                .orElse(truth == Truth.NO);
    }

    private Step waited(KeyState state, Holds holds, Instant now) {
        if (state.episode().isPresent() || state.since().isEmpty()) {
            return Step.to(state);
        }
        var begun = state.since().get();
        var due = begun.plus(holds.atLeast());
        if (now.isBefore(due)) {
            return Step.waiting(state, due);
        }
        return isStale(state, due)
                ? Step.to(state.since(Optional.empty()))
                : Step.raise(state, begun, now);
    }

    /// Whether what is known was observed too long ago to say that it still holds.
    private boolean isStale(KeyState state, Instant now) {
        return rule.fresh().filter(fresh -> state.seen().plus(fresh).isBefore(now)).isPresent();
    }

    // --- it holds of what was, or at certain times -------------------------------------------

    /// Whether what it says may change with the time alone.
    private static boolean isOfNow(Holds holds) {
        return !holds.derived().isEmpty() || holds.during().isPresent();
    }

    private static boolean isInForce(Holds holds, Instant at) {
        return holds.during().map(schedule -> schedule.holds(at)).orElse(true);
    }

    private KeyState traced(KeyState state, Holds holds, Input.Observation input) {
        var traces = new LinkedHashMap<String, Trace>();
        holds.derived()
                .forEach((name, derived) -> {
                    var trace = derived.trace(state, name);
                    traces.put(
                            name,
                            derived.ofAttribute()
                                    .filter(input.news()::containsKey)
                                    .map(attribute -> told(derived, trace, attribute, input))
                                    .orElse(trace));
                });
        return state.traced(traces);
    }

    private Trace told(Derived derived, Trace trace, String attribute, Input.Observation input) {
        var content = input.news().getOrDefault(attribute, Optional.empty());
        return derived.told(trace, content, input.at(), places);
    }

    private Step toldLate(KeyState state, Input.Late late) {
        if (!(rule.condition() instanceof Holds holds) || holds.derived().isEmpty()) {
            return Step.to(state);
        }
        var traces = new LinkedHashMap<String, Trace>();
        holds.derived()
                .forEach((name, derived) -> {
                    var trace = derived.trace(state, name);
                    for (var past : late.past()) {
                        if (derived.ofAttribute().filter(past.name()::equals).isPresent()) {
                            trace = derived.toldLate(trace, past.content(), past.at());
                        }
                    }
                    traces.put(name, trace);
                });
        return judged(state.traced(traces), holds, late.now());
    }

    /// Looks at it as it is at that time of the city clock, and wants to look again when that may
    /// have changed.
    private Step judged(KeyState state, Holds holds, Instant now) {
        var traces = new LinkedHashMap<String, Trace>();
        var figures = new LinkedHashMap<String, Json>();
        holds.derived()
                .forEach((name, derived) -> {
                    var trace = derived.tidied(derived.trace(state, name), now);
                    traces.put(name, trace);
                    var content =
                            derived.ofAttribute().map(attribute -> state.facts().get(attribute));
                    derived.figure(trace, content, now, places)
                            .ifPresent(figure -> figures.put(name, figure));
                });
        var tidy = isStale(state, now) ? state.since(Optional.empty()) : state;
        var facts = Facts.of(state.facts(), figures);
        return isStale(state, now)
                ? Step.to(tidy.traced(traces))
                : lookingAgain(holding(tidy.traced(traces), holds, facts, now), holds, now);
    }

    private static Step lookingAgain(Step step, Holds holds, Instant now) {
        var turns =
                holds.derived().entrySet().stream()
                        .flatMap(each -> turns(each.getValue(), step.state(), each.getKey(), now));
        var schedule = holds.during().map(during -> during.turns(now)).stream();
        return Stream.of(turns, schedule, step.wake().stream())
                .flatMap(times -> times)
                .min(Instant::compareTo)
                .map(step::wakingAt)
                .orElse(step);
    }

    private static Stream<Instant> turns(
            Derived derived, KeyState state, String name, Instant now) {
        return Optional.ofNullable(state.traces().get(name))
                .flatMap(trace -> derived.turns(trace, now))
                .stream();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    // --- nothing is heard, for so long -------------------------------------------------------

    /// What was observed before that which was heard already is no news of being alive.
    private static Step heard(KeyState before, KeyState state, Silent silent, Source source) {
        var due = quietSince(state, silent, source).plus(silent.atLeast());
        return state.seen().isAfter(before.seen())
                ? Step.clear(state, state.seen()).wakingAt(due)
                : Step.waiting(state, due);
    }

    private static Step listened(KeyState state, Silent silent, Instant now, Source source) {
        if (state.episode().isPresent()) {
            return Step.to(state);
        }
        var quiet = quietSince(state, silent, source);
        var due = quiet.plus(silent.atLeast());
        if (now.isBefore(due)) {
            return Step.waiting(state, due);
        }
        if (silent.whileOthersReport() && source.newest().isBefore(due)) {
            return Step.waiting(state, now.plus(silent.atLeast().dividedBy(LOOKS)));
        }
        return Step.raise(state, quiet, now);
    }

    private static Instant quietSince(KeyState state, Silent silent, Source source) {
        boolean wasOut = silent.whileOthersReport() && state.seen().isBefore(source.alive());
        return wasOut ? source.alive() : state.seen();
    }

    // --- it is heard, and says the same, for so long -----------------------------------------

    private static Step moved(
            KeyState before, KeyState state, Stuck stuck, Input.Observation input) {
        if (!input.observed() || !speaksOf(stuck, input.news())) {
            return Step.to(state);
        }
        boolean same = values(before, stuck).equals(values(state, stuck));
        if (!same || state.since().isEmpty()) {
            return Step.clear(state.since(Optional.of(input.at())), input.at());
        }
        var begun = state.since().get();
        boolean longEnough = !begun.plus(stuck.atLeast()).isAfter(input.at());
        return longEnough && state.episode().isEmpty()
                ? Step.raise(state, begun, input.at())
                : Step.to(state);
    }

    private static boolean speaksOf(Stuck stuck, Map<String, Optional<Json>> news) {
        return stuck.attributes().stream().anyMatch(news::containsKey);
    }

    private static List<Optional<Json>> values(KeyState state, Stuck stuck) {
        return stuck.attributes().stream()
                .map(name -> Optional.ofNullable(state.facts().get(name)))
                .toList();
    }

    /// The gap after which the whole source counts as having been out.
    static Duration outage(Condition condition) {
        return switch (condition) {
            case Holds(var _, var atLeast, var _, var _) -> atLeast;
            case Silent(var atLeast, var _) -> atLeast;
            case Stuck(var _, var atLeast) -> atLeast;
            case Sequence(var phases) -> phases.getLast().within();
        };
    }
}
