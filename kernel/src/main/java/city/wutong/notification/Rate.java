package city.wutong.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How many messages a channel takes in how long: in no stretch of that length are there more.
///
/// @param most from 1 to [#MOST]
/// @param per at least a second, at most a day
public record Rate(int most, Duration per) {
    /// The times of so many messages are remembered of each channel.
    public static final int MOST = 1_000;

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofDays(1);

    public Rate {
        if (most < 1 || most > MOST || per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no rate: " + most + " per " + per);
        }
    }

    /// Those of some times that still count.
    public List<Instant> counting(List<Instant> times, Instant now) {
        var since = now.minus(per);
        return times.stream().filter(time -> time.isAfter(since)).toList();
    }

    /// Whether one more may go.
    ///
    /// @param times when the ones before went
    public boolean hasRoom(List<Instant> times, Instant now) {
        return counting(times, now).size() < most;
    }
}
