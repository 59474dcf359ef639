package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// Queries per second, as a ratio to the bare web server that sends as many bytes; the same over
/// more and more entities, because the cost of a query is to follow its limit and not their number.
final class Queries implements Measurement {
    private static final int SMALLEST = 10_000;
    private static final int TIMES = 10;
    private static final int DEVICES = 10_000;
    private static final int CONCURRENCY = 16;
    private static final double MIXED_SECONDS = 8;
    private static final int READS = 16;
    private static final int BESIDES = 4;
    private static final int WRITING = 16;
    private static final String PATH = "/ngsi-ld/v1/entities";
    private static final String BATCH = "/ngsi-ld/v1/entityOperations/";
    private static final String BARE = PATH + "/x";
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final byte[] NOTHING = {};

    /// A kind of query, limited to 20 but for the first.
    private enum Kind {
        GET,
        TYPE,
        EQUAL,
        GREATER,
        NEAR,
        JOIN,
        POST_QUERY
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        for (int entities = SMALLEST; entities <= arguments.entities(); entities *= TIMES) {
            try (var folder = new Folder();
                    var city =
                            CityProcess.start(
                                    folder.path(),
                                    List.of(),
                                    Map.of("WUTONG_ENTITIES_SEARCHED", "temperature,refDevice"))) {
                new Load(city.port(), entities).all();
                devices(city.port());
                settled(city);
                report.line("%,d entities", entities);
                arguments.profile().start(city);
                for (var kind : Kind.values()) {
                    measure(kind, entities, city, report);
                }
                arguments.profile().stop(city, report);
                mixed(entities, city, report);
            }
        }
    }

    /// The follower that is behind the longest has done what the load left to do, so that it is not
    /// measured with the queries.
    private static void settled(CityProcess city) throws IOException, InterruptedException {
        city.awaitLag("entity-table", 0, SETTLING);
    }

    private static void devices(int port) throws IOException {
        try (var line = new Line(port)) {
            for (int from = 0; from < DEVICES; from += Load.BATCH) {
                var batch = new ArrayList<String>();
                for (int i = from; i < from + Load.BATCH; i++) {
                    batch.add(
                            "{\"id\":\"urn:ngsi-ld:Device:%07d\",\"type\":\"Device\",\"name\":{\"value\":\"d\"}}"
                                    .formatted(i));
                }
                Slices.checked(
                        line.send(
                                "POST",
                                BATCH + "upsert",
                                bytes("[" + String.join(",", batch) + "]")));
            }
        }
    }

    private static void measure(Kind kind, int entities, CityProcess city, Report report)
            throws Exception {
        Slices.Sender sender = (line, random) -> send(kind, entities, line, random);
        int length;
        try (var line = new Line(city.port())) {
            var answer = sender.send(line, new SplittableRandom(1));
            Slices.checked(answer);
            length = answer.body().length;
        }
        int barePort = CityProcess.freePort();
        var bare = Slices.bareServer(barePort, length);
        try {
            Slices.compare(
                    new Slices.Asked(
                            kind.name(), sender, (line, _) -> line.send("GET", BARE, NOTHING)),
                    CONCURRENCY,
                    new Slices.Ports(city.port(), barePort),
                    report);
        } finally {
            bare.destroy();
            bare.waitFor();
        }
    }

    private static Line.Answer send(Kind kind, int entities, Line line, SplittableRandom random)
            throws IOException {
        int number = random.nextInt(entities);
        return switch (kind) {
            case GET -> get(line, "/" + Entities.id(number));
            case TYPE -> get(line, "?type=Station&limit=20");
            case EQUAL ->
                    get(
                            line,
                            "?type=Station&limit=20&q=refDevice==urn:ngsi-ld:Device:%07d"
                                    .formatted(number));
            case GREATER -> get(line, "?type=Station&limit=20&q=temperature%3E995");
            case NEAR ->
                    get(
                            line,
                            "?type=Station&limit=20&georel=near;maxDistance==2000"
                                    + "&geometry=Point&coordinates="
                                    + "%%5B120.%04d,30.%04d%%5D"
                                            .formatted(
                                                    1 + random.nextInt(100) * 89,
                                                    1 + random.nextInt(100) * 97));
            case JOIN -> get(line, "?type=Station&limit=20&join=inline");
            case POST_QUERY ->
                    line.send(
                            "POST",
                            BATCH + "query?limit=20",
                            bytes(
                                    "{\"type\":\"Query\",\"entities\":[{\"type\":\"Station\"}],"
                                            + "\"q\":\"temperature>995\"}"));
        };
    }

    private static Line.Answer get(Line line, String rest) throws IOException {
        return line.send("GET", PATH + rest, NOTHING);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Reads, writes and queries together: as many as there can be, then half of that. There each
    /// read's time is told from when it was due; writes go over lines of their own, so that their
    /// wait for the disk is not counted as a read's.
    private static void mixed(int entities, CityProcess city, Report report) throws Exception {
        double peak = together(entities, city) / MIXED_SECONDS;
        var reads = atPace(entities, city, peak / 2);
        report.line(
                "mixed: reads %,.0f/s at the peak; at half of it p50 %.2f ms, p99 %.2f ms",
                peak, reads.millis(0.5), reads.millis(0.99));
    }

    /// How many reads there were when each line does one thing after the other as fast as it can.
    private static long together(int entities, CityProcess city) throws Exception {
        long end = System.nanoTime() + (long) (MIXED_SECONDS * 1e9);
        return Slices.together(
                        CONCURRENCY,
                        seed -> {
                            var random = new SplittableRandom(seed);
                            var reads = new Latencies();
                            try (var line = new Line(city.port())) {
                                for (long now = System.nanoTime(); now < end; ) {
                                    if (random.nextInt(READS) < BESIDES) {
                                        beside(line, entities, random);
                                    }
                                    Slices.checked(send(Kind.GET, entities, line, random));
                                    reads.add(System.nanoTime() - now);
                                    now = System.nanoTime();
                                }
                            }
                            return reads;
                        })
                .count();
    }

    /// @param pace reads a second, of all lines together
    private static Latencies atPace(int entities, CityProcess city, double pace) throws Exception {
        double ofReader = pace / CONCURRENCY;
        double ofWriter = pace * BESIDES / READS / WRITING;
        Deed read = (line, random) -> Slices.checked(send(Kind.GET, entities, line, random));
        Deed besides = (line, random) -> beside(line, entities, random);
        return Slices.together(
                CONCURRENCY + WRITING,
                seed -> {
                    if (seed < CONCURRENCY) {
                        return paced(city, ofReader, seed, read);
                    }
                    paced(city, ofWriter, seed, besides);
                    return new Latencies(); // only reads are told of
                });
    }

    /// What is done over one line at a pace.
    private interface Deed {
        void on(Line line, SplittableRandom random) throws IOException;
    }

    private static Latencies paced(CityProcess city, double pace, long seed, Deed deed)
            throws IOException {
        var random = new SplittableRandom(seed);
        var times = new Latencies();
        long start = System.nanoTime();
        long end = start + (long) (MIXED_SECONDS * 1e9);
        try (var line = new Line(city.port())) {
            for (long due = start; due < end; due += (long) (1e9 / pace)) {
                LockSupport.parkNanos(due - System.nanoTime());
                deed.on(line, random);
                times.add(System.nanoTime() - due);
            }
        }
        return times;
    }

    /// To sixteen reads come three writes and a query.
    private static void beside(Line line, int entities, SplittableRandom random)
            throws IOException {
        if (random.nextInt(BESIDES) == 0) {
            Slices.checked(send(Kind.GREATER, entities, line, random));
            return;
        }
        var patch = bytes("{\"value\":" + (100 + random.nextInt(900)) + "}");
        var path = PATH + "/" + Entities.id(random.nextInt(entities)) + "/attrs/pm25";
        Slices.checked(line.send("PATCH", path, patch));
    }
}
