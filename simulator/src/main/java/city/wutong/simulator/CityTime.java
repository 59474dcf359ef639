package city.wutong.simulator;

import java.time.Instant;

/// What a tenant's city clock shows.
///
/// @param speed how many times faster than real time it runs
record CityTime(Mode mode, Instant time, double speed) {
    /// How a city clock goes.
    enum Mode {
        LIVE("live"),
        REPLAY("replay"),
        PAUSED("paused");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /// As the API writes it.
        String word() {
            return word;
        }
    }
}
