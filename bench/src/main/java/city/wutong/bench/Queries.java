package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final String PATH = "/ngsi-ld/v1/entities";
    private static final String BATCH = "/ngsi-ld/v1/entityOperations/";
    private static final String BARE = PATH + "/x";
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

    /// Reads, writes and queries together: as many as there can be, then half of that, of which the
    /// reads' times are told, each from when it was due.
    private static void mixed(int entities, CityProcess city, Report report) throws Exception {
        double peak = mixed(entities, city, 0).count() / MIXED_SECONDS;
        var reads = mixed(entities, city, peak / 2 / CONCURRENCY);
        report.line(
                "mixed: reads %,.0f/s at the peak; at half of it p50 %.2f ms, p99 %.2f ms",
                peak, reads.millis(0.5), reads.millis(0.99));
    }

    /// @param pace reads a second of one client; 0 for no bound
    private static Latencies mixed(int entities, CityProcess city, double pace) throws Exception {
        long start = System.nanoTime();
        long end = start + (long) (MIXED_SECONDS * 1e9);
        return Slices.together(
                CONCURRENCY,
                seed -> {
                    var random = new SplittableRandom(seed);
                    var reads = new Latencies();
                    try (var line = new Line(city.port())) {
                        long due = System.nanoTime();
                        while (due < end && System.nanoTime() < end) {
                            besides(line, entities, random);
                            if (pace > 0) {
                                due += (long) (1e9 / pace);
                                LockSupport.parkNanos(due - System.nanoTime());
                            } else {
                                due = System.nanoTime();
                            }
                            Slices.checked(send(Kind.GET, entities, line, random));
                            reads.add(System.nanoTime() - due);
                        }
                    }
                    return reads;
                });
    }

    /// To sixteen reads come three writes and a query.
    private static void besides(Line line, int entities, SplittableRandom random)
            throws IOException {
        int chance = random.nextInt(16);
        if (chance < 3) {
            var patch = bytes("{\"value\":" + (100 + random.nextInt(900)) + "}");
            var path = PATH + "/" + Entities.id(random.nextInt(entities)) + "/attrs/pm25";
            Slices.checked(line.send("PATCH", path, patch));
        } else if (chance == 3) {
            Slices.checked(send(Kind.GREATER, entities, line, random));
        }
    }
}
