package city.wutong.rule;

import city.wutong.expression.Expression;
import city.wutong.json.Json;
import city.wutong.rule.Trace.Crossing;
import city.wutong.rule.Trace.Progress;
import city.wutong.rule.Trace.Sample;
import city.wutong.rule.Trace.Samples;
import city.wutong.rule.Trace.Tally;
import city.wutong.rule.Trace.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A figure that a rule works out of what an entity has told, so that its expressions can speak of
/// the past: `derived.name`. Each is a pure function of a [Trace] and the time of the city clock.
public sealed interface Derived {
    /// The short name of the attribute that it is worked out of; empty when it is of others' ones.
    default Optional<String> ofAttribute() {
        return switch (this) {
            case Before(var attribute) -> Optional.of(attribute);
            case Windowed(var attribute, var _, var _, var _) -> Optional.of(attribute);
            case Placed(var attribute, var _, var _) -> Optional.of(attribute);
            case Linked _ -> Optional.empty();
        };
    }

    /// The value that the attribute had before its last change.
    record Before(String attribute) implements Derived {}

    /// Where the entity is, seen from a place.
    ///
    /// @param attribute a GeoProperty
    record Placed(String attribute, Relation relation, Where where) implements Derived {}

    /// How a position is to a place.
    enum Relation {
        /// Whether it lies in it.
        WITHIN,
        /// Whether it lies in it, and has come from outside.
        ENTERED,
        /// Whether it lies outside, and has been in it.
        LEFT,
        /// How far away it is, in metres; 0 inside.
        DISTANCE;

        /// As it is written, e.g. `within`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What other entities tell that lead to this one by a Relationship, as a road's sensors to it.
    ///
    /// @param type the expanded type of the others
    /// @param by the expanded name of the Relationship
    /// @param attributes short name to expanded name of what the expression speaks of
    /// @param when what is asked of each; what cannot be said counts as no
    record Linked(
            String type, String by, Map<String, String> attributes, Expression when, Telling tell)
            implements Derived {
        public Linked {
            attributes = Map.copyOf(attributes);
        }
    }

    /// What is told of those that meet a condition; nothing while there are none to ask.
    enum Telling {
        ANY,
        ALL,
        COUNT,
        /// From 0 to 1.
        SHARE;

        /// As it is written, e.g. `any`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Optional<Json> of(Tally tally) {
            if (tally.all() == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (this) {
                        case ANY -> Json.of(tally.meeting() > 0);
                        case ALL -> Json.of(tally.meeting() == tally.all());
                        case COUNT -> Json.of(tally.meeting());
                        case SHARE -> Json.of((double) tally.meeting() / tally.all());
                    });
        }
    }

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
            case Placed _ -> Crossing.NONE;
            case Linked _ -> Tally.NONE;
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
    default Trace told(Trace trace, Optional<Json> content, Instant at, Places places) {
        return switch (trace) {
            case Crossing crossing -> crossing.to(content.flatMap(where -> isIn(where, places)));
            case Tally tally -> tally;
            case Turn turn -> turn.to(content);
            case Samples samples ->
                    content.filter(this::counts)
                            .map(value -> samples.with(new Sample(at, value)))
                            .orElse(samples);
            case Progress progress -> progress;
        };
    }

    private Optional<Boolean> isIn(Json position, Places places) {
        return this instanceof Placed(var _, var _, var where)
                ? places.of(where).flatMap(place -> place.holds(position))
                : Optional.empty();
    }

    /// The trace after an observation that is older than what the attribute is.
    default Trace toldLate(Trace trace, Json content, Instant at) {
        return trace instanceof Samples
                ? told(trace, Optional.of(content), at, Places.DRAWN)
                : trace;
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

    /// The figure that a state has under a name.
    default Optional<Json> figure(KeyState state, String name, Instant now, Places places) {
        var content = ofAttribute().map(attribute -> state.facts().get(attribute));
        return figure(trace(state, name), content, now, places);
    }

    /// The figure at a time of the city clock; empty when there is none.
    ///
    /// @param content what the attribute is; empty: it is not there
    default Optional<Json> figure(Trace trace, Optional<Json> content, Instant now, Places places) {
        return switch (trace) {
            case Turn(var _, var before) -> before;
            case Samples samples -> figure(samples, now);
            case Crossing crossing -> content.flatMap(at -> figure(crossing, at, places));
            case Tally tally ->
                    this instanceof Linked linked ? linked.tell().of(tally) : Optional.empty();
            case Progress _ -> Optional.empty();
        };
    }

    private Optional<Json> figure(Crossing crossing, Json position, Places places) {
        if (!(this instanceof Placed(var _, var relation, var where))) {
            return Optional.empty();
        }
        return switch (relation) {
            case WITHIN -> isIn(position, places).map(Json::of);
            case ENTERED -> crossing.inside().map(in -> Json.of(in && crossing.crossed()));
            case LEFT -> crossing.inside().map(in -> Json.of(!in && crossing.crossed()));
            case DISTANCE ->
                    places.of(where)
                            .map(place -> place.metresTo(position))
                            .filter(OptionalDouble::isPresent)
                            .map(metres -> Json.of(metres.getAsDouble()));
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
