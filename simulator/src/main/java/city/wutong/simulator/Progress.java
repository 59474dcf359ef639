package city.wutong.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a replay has come.
///
/// @param hour how many hours of the archive have been sent
/// @param hours how many there are
/// @param cityTime what the city clock was set to last
/// @param problem why it failed, or what it waits for while it runs; null when all is well
public record Progress(
        State state, int hour, int hours, Instant cityTime, @Nullable Problem problem) {
    /// What became of a replay.
    public enum State {
        RUNNING,
        /// It played to the last hour.
        FINISHED,
        /// The server refused something.
        FAILED,
        /// It was stopped before the end, or its process was.
        INTERRUPTED;

        /// As the API writes it.
        public String word() {
            return switch (this) {
                case RUNNING -> "running";
                case FINISHED -> "finished";
                case FAILED -> "failed";
                case INTERRUPTED -> "interrupted";
            };
        }
    }
}
