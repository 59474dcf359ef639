package city.wutong.server;

import city.wutong.access.BuiltInRoles;
import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.config.Config;
import city.wutong.resource.Replaying;
import city.wutong.simulator.AirArchive;
import city.wutong.simulator.ArchiveUnreadable;
import city.wutong.simulator.CityDoor;
import city.wutong.simulator.Replays;
import city.wutong.simulator.ServerRefused;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// A city that replays real readings through its own public API, as any device would send them.
final class Demo implements Replaying, AutoCloseable {
    /// What a replay takes on the wall, unless somebody says otherwise.
    static final int MINUTES = 10;

    private static final String ARCHIVE = "demo/air";

    /// As which the readings are sent: as any device's, and with the clock that they set.
    private static final Caller PLAYER =
            new Caller(
                    "demo",
                    Caller.Kind.MACHINE,
                    List.of(
                            new Holding(
                                    BuiltInRoles.REPLAYER,
                                    Holding.EVERY,
                                    Holding.EVERY,
                                    Optional.empty())));

    private final AirArchive archive;
    private volatile Optional<Replays> replays = Optional.empty();

    private Demo(AirArchive archive) {
        this.archive = archive;
    }

    /// Runs a demonstration until the process is told to stop.
    static ExitCode run(Config config, Voice voice) {
        checkReach(config.http().bind());
        try (StopSignal stop = StopSignal.listen();
                Demo demo = new Demo(archive())) {
            config.describeDifferences().forEach(line -> voice.say("set: " + line));
            try (Wutong wutong =
                    Wutong.open(
                            config,
                            Clock.systemUTC(),
                            List.of(),
                            Optional.empty(),
                            Optional.of(demo))) {
                wutong.introduce(voice);
                var host = config.http().bind();
                var address = wutong.address(host);
                demo.begin(wutong.door(host, PLAYER), voice);
                voice.say("");
                voice.say("  Open " + address + "/console/ in a browser.");
                voice.say("");
                voice.say("Ctrl-C or SIGTERM stops it.");
                stop.await();
                voice.say("Wutong is stopping.");
                demo.close();
            }
            voice.say("Wutong has stopped.");
        }
        return ExitCode.OK;
    }

    /// Anybody who reaches a demonstration takes whatever role they like.
    private static void checkReach(String bind) {
        if (!Config.isThisMachineOnly(bind)) {
            throw new StartRefused(
                    ExitCode.USAGE,
                    "bind = "
                            + bind
                            + " is not for a demonstration, in which everybody takes any role: start"
                            + " a city with wutong run.");
        }
    }

    private static AirArchive archive() {
        var folder =
                Wutong.home()
                        .map(home -> home.resolve(ARCHIVE))
                        .orElseThrow(() ->
                                new StartRefused(
                                        ExitCode.NOT_FOUND,
                                        "The demonstration's readings come with the source: start it"
                                                + " with ./wutong demo."));
        return read(folder);
    }

    private static AirArchive read(Path folder) {
        try {
            return AirArchive.read(folder);
        } catch (ArchiveUnreadable e) {
            throw new StartRefused(
                    ExitCode.NOT_FOUND,
                    "The demonstration's readings cannot be read: " + e.problem().english(),
                    e);
        }
    }

    /// Goes on with what an earlier process left unfinished, or begins the first replay.
    private void begin(CityDoor city, Voice voice) {
        var begun = new Replays(city, archive, Clock.systemUTC());
        replays = Optional.of(begun);
        voice.say(
                "%d air stations of Zhejiang, %d hours of April 2020 (real readings), played in %d minutes."
                        .formatted(archive.stations().size(), archive.hours().size(), MINUTES));
        try {
            var resumed = begun.resume(MINUTES);
            if (resumed.isPresent()) {
                voice.say("The replay that was cut off goes on.");
            } else if (begun.list().isEmpty()) {
                begun.start(MINUTES);
            } else {
                voice.say("An earlier replay has ended; the console offers another.");
            }
        } catch (ServerRefused e) {
            throw new IllegalStateException("the demonstration's own server refused it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Progress> list() {
        return replays.map(Replays::list).orElseGet(List::of).stream().map(Demo::told).toList();
    }

    @Override
    public boolean canStart() {
        return replays.map(Replays::canStart).orElse(false);
    }

    @Override
    public Optional<Progress> start(double minutes) {
        return replays.flatMap(all -> all.start(minutes)).map(Demo::told);
    }

    private static Progress told(Replays.Listed listed) {
        var progress = listed.progress();
        return new Progress(
                listed.id(),
                listed.tenant(),
                progress.state().word(),
                progress.hour(),
                progress.hours(),
                Optional.of(progress.cityTime()),
                Optional.ofNullable(progress.problem()).map(problem -> problem.english()));
    }

    @Override
    public void close() {
        replays.ifPresent(Replays::close);
    }
}
