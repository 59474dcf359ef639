package city.wutong.resource;

import city.wutong.access.Rights;
import city.wutong.clock.CityTime;
import city.wutong.clock.CityTime.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The replays that set city clocks, one of a tenant at most.
///
/// The entry by which a run begins says who sets the clock, from when on and how fast: whoever
/// knows it knows each tick after it. A tick is therefore what goes on with just that: by the same,
/// at the same speed, forward, and no faster than the speed allows. Anything else is told by
/// itself: a jump, a step back, another speed or mode. A start of the process begins all runs anew.
final class ClockRuns {
    /// A tick may come so much early.
    private static final Duration EARLY = Duration.ofSeconds(1);

    private final Clock officeClock;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    ClockRuns(Clock officeClock) {
        this.officeClock = officeClock;
    }

    /// @param begun what the clock was set to by the entry that tells of it
    /// @param at when that was, by the office clock
    /// @param last what it shows now
    private record Run(String actor, CityTime begun, Instant at, Instant last) {
        boolean goesOnWith(String who, CityTime clock, Instant now) {
            return who.equals(actor)
                    && clock.mode() == Mode.REPLAY
                    && Double.compare(clock.speed(), begun.speed()) == 0
                    && !clock.time().isBefore(last)
                    && !clock.time().isAfter(farthest(now));
        }

        private Instant farthest(Instant now) {
            var office = Duration.between(at, now).plus(EARLY);
            return begun.time().plusMillis((long) (office.toMillis() * begun.speed()));
        }
    }

    /// Whether setting it to that goes on with a run that is told of.
    boolean isTick(Rights by, CityTime clock) {
        return Optional.ofNullable(runs.get(by.tenant()))
                .filter(run -> run.goesOnWith(by.caller().actor(), clock, officeClock.instant()))
                .isPresent();
    }

    /// It was set to that.
    void wasSet(Rights by, CityTime clock) {
        runs.compute(by.tenant(), (_, run) -> after(run, by.caller().actor(), clock));
    }

    private @Nullable Run after(@Nullable Run run, String actor, CityTime clock) {
        var now = officeClock.instant();
        if (run != null && run.goesOnWith(actor, clock, now)) {
            return new Run(actor, run.begun(), run.at(), clock.time());
        }
        return clock.mode() == Mode.REPLAY ? new Run(actor, clock, now, clock.time()) : null;
    }

    /// As an audit entry says it.
    static String told(CityTime clock) {
        return switch (clock.mode()) {
            case LIVE -> Mode.LIVE.word();
            case PAUSED -> Mode.PAUSED.word() + " " + clock.time();
            case REPLAY -> Mode.REPLAY.word() + " " + clock.time() + " x" + clock.speed();
        };
    }
}
