package city.wutong.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that can be set, part by part. Lowest to highest: defaults, a file, the environment
/// (`http.max-body-bytes` is `WUTONG_HTTP_MAX_BODY_BYTES`), options of the command line.
public record Config(
        Http http,
        Storage storage,
        Tenants tenants,
        Writer writer,
        Feed feed,
        Events events,
        Temporal temporal,
        Entities entities,
        Snapshot snapshot,
        Segments segments,
        Context context,
        Notifications notifications,
        Scenarios scenarios,
        Console console,
        CityClock clock,
        Areas areas,
        Oidc oidc,
        Access access,
        Rate rate,
        Tls tls,
        Audit audit,
        Cases cases,
        List<Given> differences) {

    /// Every key there is, in the order in which they are told.
    public static final List<Key<?>> KEYS =
            List.of(
                    Http.PORT,
                    Http.BIND,
                    Http.HOSTS,
                    Http.ORIGINS,
                    Access.MODE,
                    Access.SECOND_FACTOR,
                    Access.IDLE,
                    Access.LONGEST,
                    Access.PASSWORD_MEMORY,
                    Access.PASSWORD_PASSES,
                    Access.ADMIN_KEY,
                    Access.SECRET_KEY,
                    Rate.PER_CALLER,
                    Rate.PER_ADDRESS,
                    Storage.DATA,
                    Storage.DB_URL,
                    Tenants.NAMES,
                    Tenants.BY_HEADER,
                    Tenants.MOST,
                    Http.MAX_BODY_BYTES,
                    Tls.SELF_SIGNED,
                    Tls.CERTIFICATE,
                    Tls.KEY,
                    Audit.KEEP,
                    Cases.KEEP,
                    Cases.UNNAMED_EVIDENCE,
                    Writer.QUEUE_BYTES,
                    Feed.TAIL_BYTES,
                    Events.MAX_STREAMS,
                    Temporal.PAGE,
                    Entities.MAX_BYTES,
                    Entities.SEARCHED,
                    Snapshot.EVERY,
                    Segments.EVERY,
                    Context.FETCH,
                    Context.FETCH_PRIVATE,
                    Notifications.PRIVATE,
                    Scenarios.FOLDERS,
                    Console.MAP,
                    CityClock.ZONE,
                    CityClock.REPLAY,
                    Areas.TABLES,
                    Areas.SHAPES,
                    Oidc.ISSUER,
                    Oidc.CLIENT_ID,
                    Oidc.CLIENT_SECRET,
                    Oidc.ADDRESS,
                    Oidc.SCOPES,
                    Oidc.ACCOUNT_CLAIM,
                    Oidc.ROLES_CLAIM,
                    Oidc.ROLES,
                    Oidc.AREA_CLAIM,
                    Oidc.TRUSTS_SECOND_FACTOR);

    public Config {
        differences = List.copyOf(differences);
    }

    /// The door for requests.
    ///
    /// @param hosts names by which it is reached, besides this machine's own and addresses
    /// @param origins of pages elsewhere that may ask
    public record Http(
            int port, String bind, long maxBodyBytes, List<String> hosts, List<String> origins) {
        static final Key<Integer> PORT =
                Key.number("port", 8080, 0, 65_535, "Port for requests; 0 takes any free one.");
        static final Key<String> BIND =
                Key.address("bind", "127.0.0.1", "Address to take requests on.");
        static final Key<List<String>> HOSTS =
                Key.words(
                        "http.hosts",
                        "Names by which the city is reached, besides this machine's own and"
                                + " addresses: a request that means another is refused.",
                        "names of hosts");
        static final Key<List<String>> ORIGINS =
                Key.origins(
                        "http.origins",
                        "Origins of other sites' pages that may ask through a browser (CORS);"
                                + " cookies are never taken from them.");
        static final Key<Long> MAX_BODY_BYTES =
                Key.bytes(
                        "http.max-body-bytes",
                        "16 MiB",
                        1_024,
                        "The largest request body; a larger one is refused with 413.");

        public Http {
            hosts = List.copyOf(hosts);
            origins = List.copyOf(origins);
        }
    }

    /// How often one may ask, in requests a second; 0 means as often as they like.
    public record Rate(int perCaller, int perAddress) {
        private static final int MOST = 1_000_000;

        static final Key<Integer> PER_CALLER =
                Key.number(
                        "rate.per-caller",
                        500,
                        0,
                        MOST,
                        "Requests a second of one person or program that is known, for ten seconds"
                                + " ten times as many; more are refused with 429. 0: no limit.");
        static final Key<Integer> PER_ADDRESS =
                Key.number(
                        "rate.per-address",
                        50,
                        0,
                        MOST,
                        "The same from one address, of who is not known.");
    }

    /// How requests come encrypted: with a certificate of the city's, or one that vouches for
    /// itself.
    public record Tls(boolean selfSigned, Optional<Path> certificate, Optional<Path> key) {
        static final Key<Boolean> SELF_SIGNED =
                Key.words(
                        "tls",
                        List.of("off", "self-signed"),
                        "Whether to speak TLS with a certificate that is made here; one of yours is"
                                + " given by tls-cert and tls-key.");
        static final Key<Optional<Path>> CERTIFICATE =
                Key.file("tls-cert", "PEM file with the TLS certificate and those above it.");
        static final Key<Optional<Path>> KEY =
                Key.file("tls-key", "PEM file with the key of that certificate.");

        /// Whether requests come by TLS.
        public boolean isOn() {
            return selfSigned || certificate.isPresent();
        }
    }

    /// The audit log.
    public record Audit(Duration keep) {
        /// 网络安全法 article 23 asks for six months of logs.
        private static final Duration LEAST = Duration.ofDays(184);

        static final Key<Duration> KEEP =
                Key.duration(
                        "audit.keep",
                        Duration.ofDays(1_096),
                        LEAST,
                        "For how long audit entries are kept; older ones are cut off.");
    }

    /// Cases: how long after their closing they keep what they tell of people, where their type
    /// does not say; zero: for ever. And how long evidence is kept that no case names.
    public record Cases(Duration keep, Duration unnamedEvidence) {
        static final Key<Duration> KEEP =
                Key.duration(
                        "cases.keep",
                        Duration.ZERO,
                        Duration.ZERO,
                        "For how long after its closing a case keeps what it tells of people, where"
                                + " its type does not say; then words, places, evidence and alerts are"
                                + " erased. PT0S: for ever.");
        static final Key<Duration> UNNAMED_EVIDENCE =
                Key.duration(
                        "evidence.unnamed-keep",
                        Duration.ofDays(7),
                        Duration.ofHours(1),
                        "For how long after it was sent a photograph or document is kept that no"
                                + " case names.");

        /// Empty: for ever.
        public Optional<Duration> kept() {
            return keep.isZero() ? Optional.empty() : Optional.of(keep);
        }
    }

    /// Where data is kept. An empty `dbUrl` means a PostgreSQL of our own in the data folder.
    public record Storage(Path data, Secret dbUrl) {
        static final Key<Path> DATA =
                Key.folder("data", "~/.wutong", "Folder for everything that is kept on disk.");
        static final Key<Secret> DB_URL =
                Key.postgresUrl(
                        "db-url",
                        "A PostgreSQL (15 or newer) to use in place of our own; give it as a"
                                + " variable, because options are seen by all users of the machine.");
    }

    /// The tenants besides the default one.
    ///
    /// @param most how many there may be, the default one and those of the configuration among
    ///   them, for the header to make one more
    public record Tenants(List<String> names, boolean byHeader, int most) {
        static final Key<List<String>> NAMES =
                Key.tenants("tenants", "Tenants that exist besides the default one.");
        static final Key<Boolean> BY_HEADER =
                Key.flag(
                        "tenants.by-header",
                        false,
                        "Whether a create with an unknown NGSILD-Tenant makes that tenant.");
        static final Key<Integer> MOST =
                Key.number(
                        "tenants.most",
                        100,
                        1,
                        10_000,
                        "Tenants in all, past which a header that makes one more is refused with 507.");

        public Tenants {
            names = List.copyOf(names);
        }
    }

    /// The one writer of each tenant.
    public record Writer(long queueBytes) {
        static final Key<Long> QUEUE_BYTES =
                Key.bytes(
                        "writer.queue-bytes",
                        "64 MiB",
                        1L << 16,
                        "Commands that may wait for the writer; more are refused with 503.");
    }

    /// What followers read from memory.
    public record Feed(long tailBytes) {
        static final Key<Long> TAIL_BYTES =
                Key.bytes(
                        "feed.tail-bytes",
                        "64 MiB",
                        1L << 16,
                        "Recent changes kept in memory; who is further behind reads the journal.");
    }

    /// The temporal API of NGSI-LD.
    public record Temporal(int page) {
        static final Key<Integer> PAGE =
                Key.number(
                        "temporal.page",
                        10_000,
                        1,
                        100_000,
                        "Instances that one answer of the temporal API holds; the rest is asked for by time (206).");
    }

    /// Live streams.
    public record Events(int maxStreams) {
        static final Key<Integer> MAX_STREAMS =
                Key.number(
                        "events.max-streams",
                        1_000,
                        0,
                        1_000_000,
                        "Live streams at a time; one more is refused with 503.");
    }

    /// The present. Zero as `maxBytes` means three quarters of the largest heap.
    ///
    /// @param searched attributes by which queries are answered fast, besides those that scenarios
    ///   name: IRIs, or words of the default vocabulary
    public record Entities(long maxBytes, List<String> searched) {
        static final Key<List<String>> SEARCHED =
                Key.attributes(
                        "entities.searched",
                        "Attributes (IRIs, or names without an @context) whose values are indexed, so"
                                + " that q finds few among many entities fast.");

        static final Key<Long> MAX_BYTES =
                Key.bytes(
                        "entities.max-bytes",
                        "0",
                        0,
                        "Memory for entities, past which what makes them more is refused with 507;"
                                + " 0 means three quarters of the largest heap.");

        public Entities {
            searched = List.copyOf(searched);
        }

        /// The bound in bytes.
        public long bound() {
            return maxBytes > 0 ? maxBytes : Runtime.getRuntime().maxMemory() / 4 * 3;
        }
    }

    /// The compact copy of the present that a start reads first.
    public record Snapshot(Duration every) {
        static final Key<Duration> EVERY =
                Key.duration(
                        "snapshot.every",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        "Time between snapshots; shorter makes a start after a kill faster.");
    }

    /// Sorted history in the database.
    public record Segments(Duration every) {
        static final Key<Duration> EVERY =
                Key.duration(
                        "segments.every",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        "Time between cuts of history into sorted segments.");
    }

    /// JSON-LD contexts from elsewhere.
    public record Context(boolean fetch, boolean fetchPrivate) {
        static final Key<Boolean> FETCH =
                Key.flag(
                        "context.fetch",
                        true,
                        "Whether an @context that a request names is fetched from its URL.");
        static final Key<Boolean> FETCH_PRIVATE =
                Key.flag(
                        "context.fetch-private",
                        false,
                        "Whether it may be fetched from loopback and private addresses too.");
    }

    /// Messages to people and to other systems.
    public record Notifications(boolean alsoPrivate) {
        static final Key<Boolean> PRIVATE =
                Key.flag(
                        "notifications.private",
                        false,
                        "Whether channels of notifications may name hosts of loopback and private"
                                + " networks, such as a mail server in the house.");
    }

    /// Applications of the city, as folders.
    public record Scenarios(List<Path> folders) {
        static final Key<List<Path>> FOLDERS =
                Key.folders(
                        "scenarios", "Folders of scenarios besides those that come with Wutong.");

        public Scenarios {
            folders = List.copyOf(folders);
        }
    }

    /// What the console draws.
    public record Console(List<Path> map) {
        static final Key<List<Path>> MAP =
                Key.folders(
                        "map",
                        "Folders in which the base map's files (counties.geojson, ...) are looked for"
                                + " before those that come with Wutong.");

        public Console {
            map = List.copyOf(map);
        }
    }

    /// What time it is for people and for rules.
    public record CityClock(ZoneId zone, boolean replay) {
        static final Key<ZoneId> ZONE =
                Key.zone("zone", "Asia/Shanghai", "Time zone of the city's people and calendars.");
        static final Key<Boolean> REPLAY =
                Key.flag(
                        "clock.replay",
                        false,
                        "Whether PUT /api/city-clock may set the city clock to another time than"
                                + " the system's.");
    }

    /// The areas of the city.
    ///
    /// @param tables the areas themselves; empty means those of Zhejiang, which come along
    /// @param shapes where they are; empty means the counties of the base map
    public record Areas(List<Path> tables, List<Path> shapes) {
        static final Key<List<Path>> TABLES =
                Key.files(
                        "areas",
                        "Tables of the city's areas, in place of those of Zhejiang that come with"
                                + " Wutong.",
                        "CSV files divided by commas, each with the columns"
                                + " code,parent,name_zh,name_en,aliases");
        static final Key<List<Path>> SHAPES =
                Key.files(
                        "areas.shapes",
                        "The shapes of areas, in place of the counties of the base map.",
                        "GeoJSON files, or folders of them, divided by commas; features have the"
                                + " property code");

        public Areas {
            tables = List.copyOf(tables);
            shapes = List.copyOf(shapes);
        }
    }

    /// Reads all parts, or refuses with one sentence for each thing that is wrong.
    public static Config of(Layers layers) {
        Reader reader = new Reader(layers);
        Config config =
                new Config(
                        new Http(
                                reader.read(Http.PORT),
                                reader.read(Http.BIND),
                                reader.read(Http.MAX_BODY_BYTES),
                                reader.read(Http.HOSTS),
                                reader.read(Http.ORIGINS)),
                        new Storage(reader.read(Storage.DATA), reader.read(Storage.DB_URL)),
                        new Tenants(
                                reader.read(Tenants.NAMES),
                                reader.read(Tenants.BY_HEADER),
                                reader.read(Tenants.MOST)),
                        new Writer(reader.read(Writer.QUEUE_BYTES)),
                        new Feed(reader.read(Feed.TAIL_BYTES)),
                        new Events(reader.read(Events.MAX_STREAMS)),
                        new Temporal(reader.read(Temporal.PAGE)),
                        new Entities(
                                reader.read(Entities.MAX_BYTES), reader.read(Entities.SEARCHED)),
                        new Snapshot(reader.read(Snapshot.EVERY)),
                        new Segments(reader.read(Segments.EVERY)),
                        new Context(reader.read(Context.FETCH), reader.read(Context.FETCH_PRIVATE)),
                        new Notifications(reader.read(Notifications.PRIVATE)),
                        new Scenarios(reader.read(Scenarios.FOLDERS)),
                        new Console(reader.read(Console.MAP)),
                        new CityClock(reader.read(CityClock.ZONE), reader.read(CityClock.REPLAY)),
                        new Areas(reader.read(Areas.TABLES), reader.read(Areas.SHAPES)),
                        Oidc.read(reader),
                        Access.read(reader),
                        new Rate(reader.read(Rate.PER_CALLER), reader.read(Rate.PER_ADDRESS)),
                        new Tls(
                                reader.read(Tls.SELF_SIGNED),
                                reader.read(Tls.CERTIFICATE),
                                reader.read(Tls.KEY)),
                        new Audit(reader.read(Audit.KEEP)),
                        new Cases(reader.read(Cases.KEEP), reader.read(Cases.UNNAMED_EVIDENCE)),
                        reader.differences());
        if (config.access().mode() == Access.Mode.OPEN && !Key.isLoopback(config.http().bind())) {
            reader.refuse(
                    "bind = "
                            + config.http().bind()
                            + " needs access = sign-in: without sign-in nobody from outside may reach"
                            + " the city.");
        }
        reader.refuseWrong();
        return config;
    }

    /// Whether nobody but this machine reaches that address.
    public static boolean isThisMachineOnly(String bind) {
        return Key.isLoopback(bind);
    }

    /// What differs from the defaults and who said so, a line each, secrets masked.
    public List<String> describeDifferences() {
        return differences.stream()
                .map(g -> g.key() + " = " + g.text() + "  (" + g.where() + ")")
                .toList();
    }

    /// All keys with default, meaning and what is allowed, for people and for the docs.
    public static String describe() {
        return KEYS.stream().map(Config::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(Key<?> key) {
        return key.name()
                + " (default "
                + (key.fallback().isEmpty() ? "none" : key.fallback())
                + ", "
                + key.variable()
                + ")\n    "
                + key.about()
                + "\n    Allowed: "
                + key.allowed()
                + ".\n";
    }
}
