package city.wutong.simulator;

import city.wutong.simulator.Progress.State;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plays an archive into a server, one replay at a time, each into a tenant of its own: the first
/// into the default one, the others into `replay_2`, `replay_3`, and so on.
///
/// ```java
/// var city = CityDoor.open(URI.create("http://127.0.0.1:8080"));
/// var replays = new Replays(city, archive, Clock.systemUTC());
/// replays.resume(10);  // what an earlier process left unfinished, if there is any
/// replays.start(10);
/// ```
public final class Replays implements AutoCloseable {
    /// Tenants that replays may fill.
    public static final int MOST = 9;

    /// The shortest that a replay takes, in minutes.
    public static final double LEAST_MINUTES = 0.1;

    /// The longest that a replay takes, in minutes.
    public static final double MOST_MINUTES = 1_440;

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final CityDoor server;
    private final AirArchive archive;
    private final Pace pace;
    private final List<Listed> ended = new ArrayList<>();
    private @Nullable Playing current;
    private boolean closed;

    /// @param clock the real time by which replays go
    public Replays(CityDoor server, AirArchive archive, Clock clock) {
        this(server, archive, Pace.of(clock));
    }

    Replays(CityDoor server, AirArchive archive, Pace pace) {
        this.server = server;
        this.archive = archive;
        this.pace = pace;
    }

    /// One replay, as it stands now.
    ///
    /// @param id from 1
    public record Listed(int id, String tenant, Progress progress) {}

    /// The newest replay and the thread that plays it.
    private record Playing(int id, Replay replay, Thread thread) {
        Listed listed() {
            return new Listed(id, tenant(id), replay.progress());
        }
    }

    /// Starts the next replay; empty while one is running, and when all tenants are used.
    ///
    /// @param minutes how long the whole archive takes, [#LEAST_MINUTES] to [#MOST_MINUTES]
    public synchronized Optional<Listed> start(double minutes) {
        if (!canStart()) {
            return Optional.empty();
        }
        var next = replay(list().size() + 1, minutes);
        var before = current;
        if (before != null) {
            ended.add(before.listed());
        }
        return Optional.of(play(next));
    }

    /// Finds the replays that an earlier process played into this server, and goes on with the last
    /// of them if it was cut off. Meant for a process that has just started: it waits until the
    /// server answers, and finds nothing once there is a replay.
    ///
    /// @param minutes as for [#start]; the speed is that of a whole replay
    /// @return the replay that goes on
    public Optional<Listed> resume(double minutes) throws InterruptedException, ServerRefused {
        var earlier = earlier();
        synchronized (this) {
            if (earlier.isEmpty() || closed || !list().isEmpty()) {
                return Optional.empty();
            }
            earlier.subList(0, earlier.size() - 1).forEach(this::add);
            var newest = earlier.getLast();
            if (!newest.time().isBefore(archive.last())) {
                add(newest);
                return Optional.empty();
            }
            return Optional.of(play(replay(earlier.size(), minutes).from(newest.time())));
        }
    }

    /// All replays, in the order in which they were started.
    public synchronized List<Listed> list() {
        var all = new ArrayList<>(ended);
        var playing = current;
        if (playing != null) {
            all.add(playing.listed());
        }
        return List.copyOf(all);
    }

    /// Whether [#start] would start one.
    public synchronized boolean canStart() {
        var all = list();
        return !closed
                && all.size() < MOST
                && all.stream().noneMatch(each -> each.progress().state() == State.RUNNING);
    }

    /// Stops what is running; its city clock is paused where it is.
    @Override
    public synchronized void close() {
        closed = true;
        var playing = current;
        if (playing != null) {
            playing.thread().interrupt();
            try {
                playing.thread().join(STOPS_WITHIN);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Replay replay(int id, double minutes) {
        if (!(minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES)) {
            throw new IllegalArgumentException("a replay of " + minutes + " minutes");
        }
        return new Replay(
                new CityApi(server, tenant(id), pace),
                archive,
                Duration.ofMillis(Math.round(minutes * 60_000)),
                pace);
    }

    private Listed play(Replay replay) {
        int id = ended.size() + 1;
        var thread = Thread.ofVirtual().name("replay_" + id).start(replay);
        var playing = new Playing(id, replay, thread);
        current = playing;
        return playing.listed();
    }

    /// What the city clocks of earlier replays show, one by one.
    private List<CityTime> earlier() throws InterruptedException, ServerRefused {
        var clocks = new ArrayList<CityTime>();
        try (var standard = new CityApi(server, tenant(1), pace)) {
            var tenants = standard.tenants();
            for (int id = 1; id <= MOST && (id == 1 || tenants.contains(tenant(id))); id++) {
                try (var city = new CityApi(server, tenant(id), pace)) {
                    var clock = city.clock();
                    if (clock.mode() == CityTime.Mode.LIVE) {
                        break;
                    }
                    clocks.add(clock);
                }
            }
        }
        return clocks;
    }

    private void add(CityTime clock) {
        int id = ended.size() + 1;
        var state = clock.time().isBefore(archive.last()) ? State.INTERRUPTED : State.FINISHED;
        int sent = archive.hoursUpTo(clock.time());
        var progress = new Progress(state, sent, archive.hours().size(), clock.time(), null);
        ended.add(new Listed(id, tenant(id), progress));
    }

    private static String tenant(int id) {
        return id == 1 ? CityApi.STANDARD_TENANT : "replay_" + id;
    }
}
