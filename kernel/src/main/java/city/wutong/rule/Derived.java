package city.wutong.rule;

import city.wutong.json.Json;
import city.wutong.rule.Trace.Progress;
import city.wutong.rule.Trace.Sample;
import city.wutong.rule.Trace.Samples;
import city.wutong.rule.Trace.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A figure that a rule works out of what an entity has told, so that its expressions can speak of
/// the past: `derived.name`. Each is a pure function of a [Trace] and the time of the city clock.
public sealed interface Derived {
    /// The short name of the attribute that it is worked out of.
    String attribute();

    /// The value that the attribute had before its last change.
    record Before(String attribute) implements Derived {}

    /// An aggregate over a time of observations.
    ///
    /// @param least of so many observations; of fewer there is no figure
    record Windowed(String attribute, Aggregate aggregate, Span span, int least)
            implements Derived {
        public Windowed {
            if (least < 1) {
                throw new IllegalArgumentException("least is at least 1: " + least);
            }
        }
    }

    /// Which observations belong to a window, by when they were observed.
    sealed interface Span {
        Duration length();

        /// The last so long, up to and with now.
        record Sliding(Duration length) implements Span {}

        /// The last whole one of spans that follow each other.
        ///
        /// @param origin the start of one of them, e.g. of a day
        /// @param lateness so long after its end a span is waited for what is late
        record Tumbling(Duration length, Instant origin, Duration lateness) implements Span {
            /// The start of the span that is the last whole one at that time.
            Instant start(Instant now) {
                long since = origin.until(now.minus(lateness)).toMillis();
                long whole = Math.floorDiv(since, length.toMillis()) - 1;
                return origin.plusMillis(whole * length.toMillis());
            }
        }
    }

    /// The trace of an attribute of which nothing is known.
    default Trace begun() {
        return switch (this) {
            case Before _ -> Turn.NONE;
            case Windowed _ -> Samples.NONE;
        };
    }

    /// The trace that a state has for it under a name; a new one where there is none, or one of a
    /// figure that was called so before the rule was changed.
    default Trace trace(KeyState state, String name) {
        var begun = begun();
        var there = state.traces().get(name);
        return there != null && there.getClass() == begun.getClass() ? there : begun;
    }

    /// The trace after the attribute has become this; empty: it is gone.
    default Trace told(Trace trace, Optional<Json> content, Instant at) {
        return switch (trace) {
            case Turn turn -> turn.to(content);
            case Samples samples ->
                    content.filter(this::counts)
                            .map(value -> samples.with(new Sample(at, value)))
                            .orElse(samples);
            case Progress progress -> progress;
        };
    }

    /// The trace after an observation that is older than what the attribute is.
    default Trace toldLate(Trace trace, Json content, Instant at) {
        return trace instanceof Samples ? told(trace, Optional.of(content), at) : trace;
    }

    private boolean counts(Json content) {
        return content instanceof Json.Num
                || (this instanceof Windowed(var _, var aggregate, var _, var _)
                        && !aggregate.isOfNumbers());
    }

    /// Without what can matter no more.
    default Trace tidied(Trace trace, Instant now) {
        return this instanceof Windowed(var _, var _, var span, var _)
                        && trace instanceof Samples samples
                ? samples.from(first(span, now))
                : trace;
    }

    /// The figure at a time of the city clock; empty when there is none.
    default Optional<Json> figure(Trace trace, Instant now) {
        return switch (trace) {
            case Turn(var _, var before) -> before;
            case Samples samples -> figure(samples, now);
            case Progress _ -> Optional.empty();
        };
    }

    private Optional<Json> figure(Samples samples, Instant now) {
        if (!(this instanceof Windowed(var _, var aggregate, var span, var least))) {
            return Optional.empty();
        }
        var inside = within(samples, span, now);
        if (inside.size() < least) {
            return Optional.empty();
        }
        double figure = aggregate.of(inside);
        return Double.isFinite(figure) ? Optional.of(Json.of(figure)) : Optional.empty();
    }

    /// When the figure may next be another though nothing is told; empty: never.
    default Optional<Instant> turns(Trace trace, Instant now) {
        if (!(this instanceof Windowed(var _, var _, var span, var _))
                || !(trace instanceof Samples(var samples))
                || samples.isEmpty()) {
            return Optional.empty();
        }
        return switch (span) {
            case Span.Sliding(var length) -> slides(samples, length, now);
            case Span.Tumbling tumbling ->
                    Optional.of(
                            tumbling.start(now)
                                    .plus(tumbling.length().multipliedBy(2))
                                    .plus(tumbling.lateness()));
        };
    }

    /// When the next observation leaves the window, or one that is of a time to come enters it.
    private static Optional<Instant> slides(List<Sample> samples, Duration length, Instant now) {
        return samples.stream()
                .map(sample -> sample.at().isAfter(now) ? sample.at() : sample.at().plus(length))
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo);
    }

    private static List<Sample> within(Samples samples, Span span, Instant now) {
        var first = first(span, now);
        var end =
                switch (span) {
                    case Span.Sliding _ -> now.plusNanos(1);
                    case Span.Tumbling(var length, var _, var _) -> first.plus(length);
                };
        return samples.samples().stream()
                .filter(sample -> !sample.at().isBefore(first) && sample.at().isBefore(end))
                .toList();
    }

    private static Instant first(Span span, Instant now) {
        return switch (span) {
            case Span.Sliding(var length) -> now.minus(length).plusNanos(1);
            case Span.Tumbling tumbling -> tumbling.start(now);
        };
    }
}
