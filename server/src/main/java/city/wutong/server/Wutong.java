package city.wutong.server;

import city.wutong.access.Areas;
import city.wutong.access.AuditLog;
import city.wutong.access.Caller;
import city.wutong.access.Policy;
import city.wutong.access.Roles;
import city.wutong.audit.AuditChain;
import city.wutong.auth.People;
import city.wutong.auth.SampleRoles;
import city.wutong.auth.proof.Seal;
import city.wutong.config.Access;
import city.wutong.config.Config;
import city.wutong.feed.Reaction;
import city.wutong.http.Door;
import city.wutong.http.Encryption;
import city.wutong.http.Gate;
import city.wutong.http.Origins;
import city.wutong.http.RemoteContexts;
import city.wutong.http.SelfSigned;
import city.wutong.json.Json;
import city.wutong.jsonld.CachedContexts;
import city.wutong.jsonld.Contexts;
import city.wutong.people.PeopleStore;
import city.wutong.postgres.Database;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.postgres.OutsidePostgres;
import city.wutong.postgres.Tables;
import city.wutong.resource.Api;
import city.wutong.resource.Ids;
import city.wutong.resource.Replaying;
import city.wutong.scenario.Scenarios;
import city.wutong.simulator.CityDoor;
import city.wutong.start.DataFolder;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A city that runs: everything it is made of, opened in this order and closed in reverse.
///
/// A datum's way begins at the [Door] and goes through a [Tenant]: decided and committed by its
/// writer, shown by its context, followed by its followers.
public final class Wutong implements AutoCloseable {
    /// The system property by which the launcher names the folder that Wutong came in.
    public static final String HOME = "wutong.home";

    private final Opened opened;
    private final Database database;
    private final People people;
    private final Door door;
    private final Scenarios scenarios;
    private final Encryption encryption;

    private Wutong(
            Opened opened,
            Database database,
            People people,
            Door door,
            Scenarios scenarios,
            Encryption encryption) {
        this.opened = opened;
        this.database = database;
        this.people = people;
        this.door = door;
        this.scenarios = scenarios;
        this.encryption = encryption;
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
        return open(config, officeClock, reactions, Optional.empty());
    }

    /// As above, with a gate of somebody else's.
    public static Wutong open(
            Config config,
            Clock officeClock,
            List<Reaction> reactions,
            Optional<Gatekeeping> gatekeeping) {
        return open(config, officeClock, reactions, gatekeeping, Optional.empty());
    }

    /// Who is let in, in which areas they can be at work, and where it is written down what they
    /// do.
    ///
    /// @param areas as they are now
    public record Gatekeeping(Gate gate, Supplier<Areas> areas, AuditLog audit) {}

    /// As above, as a demonstration.
    ///
    /// @throws StartRefused when others than this machine could reach a demonstration
    static Wutong open(
            Config config,
            Clock officeClock,
            List<Reaction> reactions,
            Optional<Gatekeeping> given,
            Optional<Demo> demo) {
        var opened = new Opened();
        try {
            var folder = opened.add(DataFolder.lock(config.storage().data()));
            folder.keepFor(demo.isPresent() ? "demo" : "run");
            var database = opened.add(database(config.storage(), folder));
            var web = web(config.context(), officeClock, opened);
            var contexts = new Contexts(web);
            var audit = opened.add(audit(config, database, folder, officeClock));
            var encryption = encryption(config, folder.path(), officeClock);
            var core = contexts.resolve(Json.array(List.of()));
            var scenarios = Scenarios.load(scenarioFolders(config));
            var roles = roles(scenarios, demo);
            var ids = Ids.of(officeClock);
            var seal = seal(config, folder);
            var people =
                    opened.add(
                            new People(
                                    new People.Ground(
                                            config,
                                            PeopleStore.open(database),
                                            roles::of,
                                            seal,
                                            audit,
                                            ids::uuid,
                                            officeClock)));
            var staff = Organising.staff(config, mapFolders(config), database, people, officeClock);
            staff.oidc().ifPresent(opened::add);
            var shown = demo.map(_ -> new SampleRoles(people, scenarios.roles()));
            var gatekeeping =
                    given.orElseGet(() ->
                            new Gatekeeping(people.gateway(), staff.organisation()::areas, audit));
            var ground =
                    new Ground(
                            config,
                            folder.path(),
                            scenarios,
                            gatekeeping.areas(),
                            core,
                            web,
                            officeClock,
                            ids,
                            reactions,
                            audit::settle,
                            seal);
            var tenants = opened.add(Tenants.open(database, ground));
            var metrics = opened.add(new Metrics(tenants, contexts, audit));
            var access =
                    new Api.Access(
                            gatekeeping.gate(),
                            new Policy(scenarios.marks(), gatekeeping.areas()),
                            roles,
                            gatekeeping.audit());
            var api =
                    new Api(
                            settings(config, encryption),
                            tenants,
                            contexts,
                            scenarios,
                            shown.map(staff::with).orElse(staff),
                            ids,
                            officeClock,
                            access);
            var running =
                    new Api.Running(
                            tenants::health,
                            metrics::scrape,
                            demo.map(Replaying.class::cast),
                            audit);
            var door = opened.add(api.open(running));
            return new Wutong(opened, database, people, door, scenarios, encryption);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static AuditChain audit(
            Config config, Database database, DataFolder folder, Clock clock) {
        return AuditChain.open(
                new Tables(database, AuditChain.SCHEMA),
                AuditCommand.folder(folder.path()),
                clock,
                config.audit().keep());
    }

    private static Roles roles(Scenarios scenarios, Optional<Demo> demo) {
        var all = new ArrayList<>(scenarios.roles());
        demo.ifPresent(_ -> all.add(SampleRoles.ONLOOKER));
        return new Roles(all);
    }

    /// Runs a city until the process is told to stop.
    static ExitCode run(Config config, Voice voice) {
        try (StopSignal stop = StopSignal.listen()) {
            config.describeDifferences().forEach(line -> voice.say("set: " + line));
            try (Wutong wutong = open(config, Clock.systemUTC(), List.of())) {
                wutong.introduce(voice);
                var address = wutong.address(Reachable.host(config.http()));
                voice.say("Wutong listens on " + address);
                wutong.invite(voice, address);
                voice.say("Ctrl-C or SIGTERM stops it.");
                stop.await();
                voice.say("Wutong is stopping.");
            }
            voice.say("Wutong has stopped.");
        }
        return ExitCode.OK;
    }

    /// Tells the person who starts it what it stands on.
    void introduce(Voice voice) {
        voice.say(database.describe());
        encryption
                .fingerprint()
                .ifPresent(print -> voice.say("TLS certificate, SHA-256: " + print));
        for (var scenario : scenarios.on()) {
            voice.say("scenario: " + scenario.id() + " (" + scenario.name().en() + ")");
        }
        for (var mistake : scenarios.mistakes()) {
            voice.say("scenario not switched on: " + mistake.english());
        }
    }

    /// Tells how the city gets its first accounts, if it has none.
    void invite(Voice voice, String address) {
        if (people.mode() == Access.Mode.OPEN) {
            return;
        }
        people.setUp()
                .offer()
                .ifPresent(offered -> {
                    voice.say("");
                    voice.say(
                            "  This city has no "
                                    + offered.role().name().en().toLowerCase(Locale.ROOT)
                                    + " yet. Whoever is to be it opens, once:");
                    voice.say("  " + address + "/console/set-up#" + offered.token());
                    voice.say("");
                });
    }

    /// How a part of this process asks it, as any program does.
    CityDoor door(String host, Caller caller) {
        return new CityDoor(
                URI.create(address(host)), Optional.of(people.lend(caller)), encryption.trusted());
    }

    /// How it is reached by that name.
    String address(String host) {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return encryption.scheme() + "://" + name + ":" + port();
    }

    private static Encryption encryption(Config config, Path data, Clock clock) {
        var tls = config.tls();
        if (tls.certificate().isPresent() && tls.key().isPresent()) {
            return Encryption.of(tls.certificate().get(), tls.key().get());
        }
        if (tls.certificate().isPresent() || tls.key().isPresent()) {
            throw new StartRefused(
                    ExitCode.USAGE,
                    "A TLS certificate and its key belong together: give both tls-cert and tls-key.");
        }
        return tls.selfSigned()
                ? SelfSigned.in(data.resolve("tls"), Reachable.name(config.http()), clock)
                : Encryption.NONE;
    }

    /// Those that come with Wutong (the launcher says where), then the city's own.
    private static List<Path> scenarioFolders(Config config) {
        var folders = new ArrayList<Path>();
        home().map(home -> home.resolve("scenario"))
                .filter(Files::isDirectory)
                .ifPresent(folders::add);
        folders.addAll(config.scenarios().folders());
        return folders;
    }

    private static List<Path> mapFolders(Config config) {
        var folders = new ArrayList<>(config.console().map());
        home().map(home -> home.resolve("demo/map")).ifPresent(folders::add);
        return folders;
    }

    /// The folder that Wutong came in, when a launcher names it.
    static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty(HOME)).map(Path::of);
    }

    static Database database(Config.Storage storage, DataFolder folder) {
        return storage.dbUrl().isEmpty()
                ? EmbeddedPostgres.start(folder)
                : OutsidePostgres.open(storage.dbUrl().value());
    }

    private static Seal seal(Config config, DataFolder folder) {
        var secret = config.access().secretKey();
        return secret.isEmpty() ? Seal.in(folder.path()) : Seal.of(secret.value());
    }

    private static CachedContexts web(Config.Context context, Clock clock, Opened opened) {
        return context.fetch()
                ? opened.add(new RemoteContexts(context.fetchPrivate(), clock))
                : CachedContexts.NONE;
    }

    private static Api.Settings settings(Config config, Encryption encryption) {
        return new Api.Settings(
                new Door.Place(config.http().bind(), config.http().port(), encryption),
                config.http().maxBodyBytes(),
                config.writer().queueBytes(),
                config.events().maxStreams(),
                config.clock().replay(),
                origins(config),
                mapFolders(config));
    }

    private static Origins origins(Config config) {
        var pages = Set.copyOf(config.http().origins());
        boolean open = config.access().mode() == Access.Mode.OPEN;
        if (open && pages.contains(Origins.ANY)) {
            throw new StartRefused(
                    ExitCode.USAGE,
                    "With access = open and http.origins = * any page in a browser on this machine"
                            + " could change the city: name the pages, or let people sign in.");
        }
        return new Origins(open ? Set.of() : Set.copyOf(config.http().hosts()), !open, pages);
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
