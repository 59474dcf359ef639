package city.wutong.scenario;

import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;

/// What a demonstration of a scenario plays (`sample/replay.yaml`): recorded readings over again,
/// by a city clock that runs faster.
///
/// @param source the folder of the recording, e.g. `demo/air`
/// @param from the first moment that is played, city time
/// @param to the last one
/// @param step between two sets of readings
/// @param takes how long it takes on the wall
public record Replay(
        Text name, String source, Instant from, Instant to, Duration step, Duration takes) {}
