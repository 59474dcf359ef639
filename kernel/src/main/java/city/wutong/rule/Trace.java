package city.wutong.rule;

import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is remembered of what was observed: of one attribute for the sake of a [Derived] figure, or
/// of a sequence that has begun.
sealed interface Trace {
    /// One observation.
    record Sample(Instant at, Json content) {}

    /// The observations of a window, in the order of their times. No two have the same time: of an
    /// instrument's two accounts of one instant the later told is its correction.
    record Samples(List<Sample> samples) implements Trace {
        /// How many are kept: of more the oldest go before their time.
        static final int MOST = 4_096;

        static final Samples NONE = new Samples(List.of());

        public Samples {
            samples = List.copyOf(samples);
        }

        Samples with(Sample sample) {
            var all = new ArrayList<>(samples);
            int place = all.size();
            while (place > 0 && all.get(place - 1).at().isAfter(sample.at())) {
                place--;
            }
            if (place > 0 && all.get(place - 1).at().equals(sample.at())) {
                all.set(place - 1, sample);
            } else {
                all.add(place, sample);
            }
            return new Samples(all.subList(Math.max(0, all.size() - MOST), all.size()));
        }

        /// Those at or after a time.
        Samples from(Instant first) {
            int begin = 0;
            while (begin < samples.size() && samples.get(begin).at().isBefore(first)) {
                begin++;
            }
            return begin == 0 ? this : new Samples(samples.subList(begin, samples.size()));
        }
    }

    /// What an attribute was before it became what it is.
    ///
    /// @param now what it is; empty: it is not there
    /// @param before what it was; empty: it was not there
    record Turn(Optional<Json> now, Optional<Json> before) implements Trace {
        static final Turn NONE = new Turn(Optional.empty(), Optional.empty());

        Turn to(Optional<Json> next) {
            return next.equals(now) ? this : new Turn(next, now);
        }
    }

    /// On which side of a place's edge it was seen last.
    ///
    /// @param inside empty: it has not been seen yet
    /// @param crossed whether it has come from the other side
    record Crossing(Optional<Boolean> inside, boolean crossed) implements Trace {
        static final Crossing NONE = new Crossing(Optional.empty(), false);

        /// @param now empty: it is not known where it is, and it counts as where it was
        Crossing to(Optional<Boolean> now) {
            return now.isEmpty() || now.equals(inside)
                    ? this
                    : new Crossing(now, inside.isPresent());
        }
    }

    /// How many of the others meet what is asked of them.
    record Tally(int meeting, int all) implements Trace {
        static final Tally NONE = new Tally(0, 0);

        Tally with(boolean meets) {
            return new Tally(meeting + (meets ? 1 : 0), all + 1);
        }

        Tally without(boolean met) {
            return new Tally(meeting - (met ? 1 : 0), all - 1);
        }
    }

    /// How far a sequence has come.
    ///
    /// @param reached how many phases have happened, at least one
    /// @param begun when the first did
    /// @param last when the last of them did
    record Progress(int reached, Instant begun, Instant last) implements Trace {}
}
