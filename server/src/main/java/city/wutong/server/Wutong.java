package city.wutong.server;

import city.wutong.config.Config;
import city.wutong.feed.Reaction;
import city.wutong.http.Api;
import city.wutong.http.Door;
import city.wutong.http.RemoteContexts;
import city.wutong.json.Json;
import city.wutong.jsonld.ContextSource;
import city.wutong.jsonld.Contexts;
import city.wutong.postgres.Database;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.postgres.OutsidePostgres;
import city.wutong.start.DataFolder;
import city.wutong.start.ExitCode;
import java.time.Clock;
import java.util.List;

/// A city that runs: everything it is made of, opened in this order and closed in reverse.
///
/// A datum's way begins at the [Door] and goes through a [Tenant]: decided and committed by its
/// writer, shown by its context, followed by its followers.
public final class Wutong implements AutoCloseable {
    private final Opened opened;
    private final Database database;
    private final Door door;

    private Wutong(Opened opened, Database database, Door door) {
        this.opened = opened;
        this.database = database;
        this.door = door;
    }

    /// The command line; see [CommandLineDoor].
    public static void main(String[] arguments) {
        System.exit(CommandLineDoor.enter(arguments));
    }

    /// Opens a city.
    ///
    /// @param officeClock what tokens, audit and `modifiedAt` are stamped by (DESIGN §4.2)
    /// @param reactions what follows from changes, in every tenant
    /// @throws city.wutong.start.StartRefused when it cannot be opened; nothing stays open then
    public static Wutong open(Config config, Clock officeClock, List<Reaction> reactions) {
        var opened = new Opened();
        try {
            var folder = opened.add(DataFolder.lock(config.storage().data()));
            var database = opened.add(database(config.storage(), folder));
            var contexts = new Contexts(contextSource(config.context(), opened));
            var core = contexts.resolve(Json.array(List.of()));
            var tenants = opened.add(Tenants.open(database, config, core, officeClock, reactions));
            var metrics = opened.add(new Metrics(tenants));
            var door =
                    opened.add(
                            Api.open(
                                    settings(config),
                                    tenants,
                                    contexts,
                                    tenants::health,
                                    metrics::scrape));
            return new Wutong(opened, database, door);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// Runs a city until the process is told to stop.
    static ExitCode run(Config config, Voice voice) {
        try (StopSignal stop = StopSignal.listen()) {
            config.describeDifferences().forEach(line -> voice.say("set: " + line));
            try (Wutong wutong = open(config, Clock.systemUTC(), List.of())) {
                voice.say(wutong.database.describe());
                voice.say("Wutong listens on http://" + config.http().bind() + ":" + wutong.port());
                voice.say("Ctrl-C or SIGTERM stops it.");
                stop.await();
                voice.say("Wutong is stopping.");
            }
            voice.say("Wutong has stopped.");
        }
        return ExitCode.OK;
    }

    private static Database database(Config.Storage storage, DataFolder folder) {
        return storage.dbUrl().isEmpty()
                ? EmbeddedPostgres.start(folder)
                : OutsidePostgres.open(storage.dbUrl().value());
    }

    private static ContextSource contextSource(Config.Context context, Opened opened) {
        return context.fetch()
                ? opened.add(new RemoteContexts(context.fetchPrivate()))
                : ContextSource.NONE;
    }

    private static Api.Settings settings(Config config) {
        return new Api.Settings(
                config.http().bind(),
                config.http().port(),
                config.http().maxBodyBytes(),
                config.writer().queueBytes(),
                config.events().maxStreams());
    }

    /// The port it listens on.
    public int port() {
        return door.port();
    }

    @Override
    public void close() {
        opened.close();
    }
}
