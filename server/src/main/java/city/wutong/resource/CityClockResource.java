package city.wutong.resource;

import city.wutong.clock.CityTime;
import city.wutong.clock.CityTime.Mode;
import city.wutong.context.Command;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Ruling.Ruled;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.jsonld.DateTimes;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// `/api/city-clock`: what time it is in the city (DESIGN §4.2).
final class CityClockResource {
    private static final Set<String> FIELDS = Set.of("mode", "time", "speed");
    private static final double FASTEST = 1e6;

    private final Tenancy tenancy;
    private final Clock officeClock;
    private final boolean settable;
    private final ClockRuns runs;

    /// @param settable whether it may be set at all
    CityClockResource(Tenancy tenancy, Clock officeClock, boolean settable) {
        this.tenancy = tenancy;
        this.officeClock = officeClock;
        this.settable = settable;
        this.runs = new ClockRuns(officeClock);
    }

    Answer read(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var clock = tenancy.of(call).time();
        return Tell.object()
                .with("mode", clock.mode().word())
                .with("time", clock.now(officeClock))
                .with("speed", Json.of(clock.speed()))
                .answer(200);
    }

    Answer set(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        if (!settable) {
            throw Refusal.of(HttpReason.CLOCK_FIXED).thrown();
        }
        var clock = clock(Fields.of(call, FIELDS));
        var patch = clock.patch();
        var operation = new Operation.Own(CityTime.ID, (_, _) -> new Ruled.Done(patch));
        var command = Command.of(operation, call.cause(), call.weight());
        var outcome = tenancy.ofCreation(call).writer().submit(command).getFirst();
        if (outcome instanceof Outcome.Refused(var _, var refusal)) {
            return Answer.refused(refusal);
        }
        runs.wasSet(call.rights(), clock);
        return Answer.of(204);
    }

    /// What it is set to, as the audit entry says; empty for a tick of a replay that was told of.
    Optional<String> named(Call call) {
        try {
            var clock = clock(Fields.of(call, FIELDS));
            return runs.isTick(call.rights(), clock)
                    ? Optional.empty()
                    : Optional.of(ClockRuns.told(clock));
        } catch (Refused e) {
            return Optional.of(""); // it will be refused for that
        }
    }

    private CityTime clock(Fields fields) {
        var word = fields.text("mode", "live, replay, paused");
        var mode =
                Mode.ofWord(word)
                        .orElseThrow(
                                () -> Fields.wrong("mode", Json.of(word), "live, replay, paused"));
        double speed = fields.decimal("speed", 1);
        if (speed < 0 || speed > FASTEST) {
            throw Fields.wrong("speed", Json.of(speed), "0 to 1000000");
        }
        return new CityTime(mode, mode == Mode.LIVE ? officeClock.instant() : time(fields), speed);
    }

    private static Instant time(Fields fields) {
        var allowed = "a UTC time like 2026-11-22T06:30:00Z";
        var text = fields.text("time", allowed);
        return DateTimes.read(text).orElseThrow(() -> Fields.wrong("time", Json.of(text), allowed));
    }
}
