package city.wutong.simulator;

import city.wutong.json.Json;
import city.wutong.simulator.AirArchive.Hour;
import city.wutong.simulator.CityTime.Mode;
import city.wutong.simulator.Progress.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plays an archive into a tenant, once, by the tenant's city clock.
///
/// The clock runs evenly from the first hour to the last, so that a gap in the archive takes its
/// share of the time. An hour's readings are sent before the clock shows that hour: whoever sees
/// the hour sees them. Real time that is lost, because the server was away or the machine slept,
/// does not count: the clock stands still meanwhile and goes on from where it was.
///
/// An hour that is there already, after a lost answer or from before a crash, is not sent again.
final class Replay implements Runnable {
    private static final System.Logger LOG = System.getLogger(Replay.class.getName());
    private static final Duration TICK = Duration.ofMillis(500);

    /// Of the real time between two ticks no more than this counts.
    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);

    private final CityApi city;
    private final AirArchive archive;
    private final Pace pace;
    private final double speed;
    private final Instant start;
    private final boolean goesOn;
    private Duration played = Duration.ZERO;
    private Instant lastTick = Instant.EPOCH;
    private @Nullable Instant shown;
    private volatile Progress progress;

    /// @param length how long the whole archive takes
    Replay(CityApi city, AirArchive archive, Duration length, Pace pace) {
        this(city, archive, pace, speed(archive, length), archive.first(), false);
    }

    private Replay(
            CityApi city,
            AirArchive archive,
            Pace pace,
            double speed,
            Instant start,
            boolean goesOn) {
        this.city = city;
        this.archive = archive;
        this.pace = pace;
        this.speed = speed;
        this.start = start;
        this.goesOn = goesOn;
        this.shown = goesOn ? start : null;
        int sent = goesOn ? archive.hoursUpTo(start) : 0;
        this.progress = new Progress(State.RUNNING, sent, archive.hours().size(), start, null);
    }

    /// A replay that goes on, at the same speed, with the first hour after what the city clock
    /// showed last.
    Replay from(Instant cityTime) {
        return cityTime.isBefore(archive.first())
                ? new Replay(city, archive, pace, speed, archive.first(), false)
                : new Replay(city, archive, pace, speed, cityTime, true);
    }

    /// How far it has come; may be asked at any time.
    Progress progress() {
        var now = progress;
        return now.state() == State.RUNNING
                ? new Progress(now.state(), now.hour(), now.hours(), now.cityTime(), city.trouble())
                : now;
    }

    /// Plays to the end, unless the server refuses something or the thread is interrupted.
    @Override
    public void run() {
        try {
            play();
            ended(State.FINISHED, null);
        } catch (InterruptedException _) {
            pauseIfPossible();
            ended(State.INTERRUPTED, null);
        } catch (ServerRefused e) {
            pauseIfPossible();
            ended(State.FAILED, e.problem());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a replay broke", e);
            ended(State.FAILED, new Problem("The replay broke: " + e, "回放程序出错：" + e));
        } finally {
            city.close();
        }
    }

    private void play() throws InterruptedException, ServerRefused {
        if (!goesOn) {
            // Stations come to be in the time of the archive: rules count silence from there.
            show(Mode.REPLAY, start.minusMillis(1));
        }
        city.upsert(archive.stations().stream().map(AirEntities::station).toList());
        lastTick = pace.now();
        for (var hour : archive.hours()) {
            if (!goesOn || hour.at().isAfter(start)) {
                runUpTo(hour.at());
                send(entities(hour));
                show(Mode.REPLAY, hour.at());
                sent();
            }
        }
        show(Mode.PAUSED, archive.last());
    }

    private void send(List<Json.Obj> readings) throws InterruptedException, ServerRefused {
        if (!goesOn || !city.has(readings)) {
            city.upsert(readings);
        }
    }

    /// Lets the clock run until an hour is due.
    private void runUpTo(Instant hour) throws InterruptedException, ServerRefused {
        count();
        for (var left = left(hour); left.isPositive(); left = left(hour)) {
            pace.sleep(left.compareTo(TICK) < 0 ? left : TICK);
            count();
            if (left(hour).isPositive()) {
                show(Mode.REPLAY, start.plusMillis(Math.round(played.toMillis() * speed)));
            }
        }
    }

    /// Counts the real time since the last tick.
    private void count() {
        var now = pace.now();
        var step = Duration.between(lastTick, now);
        if (step.isPositive()) {
            played = played.plus(step.compareTo(LONGEST_STEP) < 0 ? step : LONGEST_STEP);
        }
        lastTick = now;
    }

    /// The real time until the clock is to show an hour, zero or less when it is due.
    private Duration left(Instant hour) {
        double due = Duration.between(start, hour).toMillis() / speed;
        return Duration.ofMillis((long) Math.ceil(due)).minus(played);
    }

    private void show(Mode mode, Instant time) throws InterruptedException, ServerRefused {
        city.setClock(new CityTime(mode, time, speed));
        shown = time;
        var now = progress;
        progress = new Progress(now.state(), now.hour(), now.hours(), time, null);
    }

    private void sent() {
        var now = progress;
        progress = new Progress(now.state(), now.hour() + 1, now.hours(), now.cityTime(), null);
    }

    private void pauseIfPossible() {
        var time = shown;
        if (time != null) {
            city.setClockIfPossible(new CityTime(Mode.PAUSED, time, speed));
        }
    }

    private void ended(State state, @Nullable Problem problem) {
        var now = progress;
        progress = new Progress(state, now.hour(), now.hours(), now.cityTime(), problem);
    }

    /// The readings in which there is something.
    private static List<Json.Obj> entities(Hour hour) {
        return hour.readings().stream()
                .filter(reading -> !reading.isEmpty())
                .map(AirEntities::reading)
                .toList();
    }

    private static double speed(AirArchive archive, Duration length) {
        var span = Duration.between(archive.first(), archive.last());
        return span.isZero() ? 1 : (double) span.toMillis() / length.toMillis();
    }
}
