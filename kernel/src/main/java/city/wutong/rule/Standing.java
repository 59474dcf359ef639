package city.wutong.rule;

import java.util.List;
import java.util.Optional;

/// What is remembered of a rule as a whole.
///
/// @param mark of the [InForce] that the memory belongs to; empty: from before there were marks
/// @param source how what it watches reports; empty: nothing was observed yet
/// @param isIsolated whether it is asked no more
/// @param letters why, the newest last
record Standing(
        String mark, Optional<Source> source, boolean isIsolated, List<DeadLetter> letters) {
    /// Letters that are kept: of more the oldest go.
    static final int MOST_LETTERS = 20;

    Standing {
        letters =
                List.copyOf(
                        letters.subList(
                                Math.max(0, letters.size() - MOST_LETTERS), letters.size()));
    }

    static Standing begun(String mark) {
        return new Standing(mark, Optional.empty(), false, List.of());
    }

    Standing with(Source next) {
        return new Standing(mark, Optional.of(next), isIsolated, letters);
    }
}
