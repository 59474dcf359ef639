package city.wutong.rule;

import java.time.Duration;
import java.time.Instant;

/// When the entities that a rule watches report at all, taken together: so that an outage of their
/// whole source is not blamed on each of them.
///
/// @param newest the newest observation of any of them
/// @param alive when they began to report after the last outage
record Source(Instant newest, Instant alive) {
    static Source begun(Instant at) {
        return new Source(at, at);
    }

    /// After an observation; one that comes after a gap of `outage` or longer begins anew.
    Source observed(Instant at, Duration outage) {
        if (!at.isAfter(newest)) {
            return this;
        }
        boolean wasOut = Duration.between(newest, at).compareTo(outage) >= 0;
        return new Source(at, wasOut ? at : alive);
    }
}
