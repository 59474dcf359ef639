package city.wutong.trial;

import city.wutong.scenario.file.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a test went.
///
/// @param failure empty: as expected
/// @param tookMs on the wall
public record Verdict(Trial trial, Optional<Failure> failure, long tookMs) {

    public boolean isPassed() {
        return failure.isEmpty();
    }

    /// Where a test stopped being as expected.
    ///
    /// @param place in the test's file
    /// @param at the city's time
    public record Failure(Place place, Instant at, List<Difference> differences) {
        public Failure {
            differences = List.copyOf(differences);
        }
    }

    /// One thing that is not as expected.
    ///
    /// @param about what it is about, e.g. `alerts`
    public record Difference(String about, String expected, String found) {}
}
