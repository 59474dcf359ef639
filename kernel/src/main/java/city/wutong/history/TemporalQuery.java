package city.wutong.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which instances of an entity's attributes are wanted: ETSI GS CIM 009 V1.9.1 clause 4.11.
///
/// @param attributes expanded names; empty for all
/// @param lastN of each attribute, the last so many instances
/// @param isOfTime whether only instances are wanted that have the time asked for
public record TemporalQuery(
        TimeProperty timeProperty,
        Optional<Range> range,
        List<String> attributes,
        OptionalInt lastN,
        boolean isOfTime) {

    public TemporalQuery(
            TimeProperty timeProperty,
            Optional<Range> range,
            List<String> attributes,
            OptionalInt lastN) {
        this(timeProperty, range, attributes, lastN, range.isPresent());
    }

    /// By which of an instance's times it is chosen and sorted.
    public enum TimeProperty {
        OBSERVED_AT("observedAt"),
        CREATED_AT("createdAt"),
        MODIFIED_AT("modifiedAt"),
        DELETED_AT("deletedAt");

        private final String term;

        TimeProperty(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }

        public static Optional<TimeProperty> ofTerm(String term) {
            for (var property : values()) {
                if (property.term.equals(term)) {
                    return Optional.of(property);
                }
            }
            return Optional.empty();
        }
    }

    /// A stretch of time: from and including `from`, up to and excluding `to`.
    public record Range(Instant from, Instant to) {
        /// `timerel=before`: earlier than.
        public static Range before(Instant time) {
            return new Range(Instant.MIN, time);
        }

        /// `timerel=after`: at or later than.
        public static Range after(Instant time) {
            return new Range(time, Instant.MAX);
        }

        public boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    public TemporalQuery {
        attributes = List.copyOf(attributes);
        if (lastN.isPresent() && lastN.getAsInt() < 1) {
            throw new IllegalArgumentException("lastN is at least 1");
        }
    }

    /// Whether an instance of that time is asked for; null is the time of one that lacks it.
    boolean isMet(@Nullable Instant time) {
        return time != null && (range.isEmpty() || range.get().contains(time));
    }

    /// Everything there is.
    public static TemporalQuery all() {
        return new TemporalQuery(
                TimeProperty.OBSERVED_AT, Optional.empty(), List.of(), OptionalInt.empty());
    }
}
