package city.wutong.rule;

import java.time.Duration;
import java.util.Optional;

/// What keeps a rule's alerts from being too many.
///
/// @param flapping an episode that begins within so long after the last one ended belongs to the
///   same alert; zero: each has its own
/// @param group when many alerts become one
public record Restraint(Duration flapping, Optional<Group> group) {
    public static final Restraint NONE = new Restraint(Duration.ZERO, Optional.empty());

    /// When many alerts that share a target are a storm (告警风暴), of which one alert about the target
    /// tells.
    ///
    /// @param by the short name of the watched entities' relationship to the target
    /// @param least so many, at least 2, ...
    /// @param within ... that are raised within so long
    public record Group(String by, int least, Duration within) {
        public Group {
            if (least < 2) {
                throw new IllegalArgumentException("one alert is no storm");
            }
        }
    }
}
