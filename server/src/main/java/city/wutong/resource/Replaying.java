package city.wutong.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Plays recorded readings over again (`wutong demo`).
public interface Replaying {
    /// How far a replay has come.
    ///
    /// @param id from 1
    /// @param tenant the tenant that it plays in
    /// @param state running, finished, failed or interrupted
    /// @param hour how many hours of the recording have been played
    /// @param hours how many there are
    record Progress(
            int id,
            String tenant,
            String state,
            int hour,
            int hours,
            Optional<Instant> cityTime,
            Optional<String> problem) {}

    /// All replays, in their order.
    List<Progress> list();

    /// Whether another can be started now.
    boolean canStart();

    /// Starts another, in a tenant of its own; empty when that is not possible now.
    ///
    /// @param minutes how long it takes on the wall
    Optional<Progress> start(double minutes);
}
