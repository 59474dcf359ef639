package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Single requests per second, as a ratio to the bare web server, and of a caller whose role limits
/// what they see to one who may do everything: slices of the two by turns, with the same client.
final class Requests implements Measurement {
    private static final int ENTITIES = 10_000;
    private static final int[] CONCURRENCIES = {1, 16, 64};
    private static final String PATH = "/ngsi-ld/v1/entities";

    private final Entities shape = new Entities();
    private final AtomicInteger nextNew = new AtomicInteger(ENTITIES);

    /// A kind of request.
    private enum Kind {
        GET,
        PATCH,
        POST
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        try (var folder = new Folder();
                var city = CityProcess.start(folder.path(), List.of())) {
            new Load(city.port(), ENTITIES).all();
            int length = bodyLength(city.port());
            int barePort = CityProcess.freePort();
            var bare = Slices.bareServer(barePort, length);
            try {
                report.line(
                        "GET answers %,d bytes, PATCH sends %,d, POST sends %,d",
                        length,
                        patch(0, new SplittableRandom(1)).length,
                        shape.entity(0, 0, new SplittableRandom(1)).length);
                arguments.profile().start(city);
                for (var kind : Kind.values()) {
                    for (int concurrency : CONCURRENCIES) {
                        Slices.Sender sender = (line, random) -> send(kind, line, random);
                        Slices.compare(
                                new Slices.Asked(kind.name(), sender, sender),
                                concurrency,
                                new Slices.Ports(city.port(), barePort),
                                report);
                    }
                }
                arguments.profile().stop(city, report);
            } finally {
                bare.destroy();
                bare.waitFor();
            }
        }
        authorization(report);
    }

    /// What it costs to look at what a caller may: the same GET by who holds a role for one type
    /// and one area, with masks, and by who may do everything, of the same server.
    private static void authorization(Report report) throws Exception {
        try (var folder = new Folder()) {
            int port = CityProcess.freePort();
            var city = Slices.java(folder, RoledCity.class, folder.path().toString(), "" + port);
            try {
                new Load(port, ENTITIES).all();
                for (int concurrency : CONCURRENCIES) {
                    Slices.compare(
                            new Slices.Asked(
                                    "GET by role",
                                    (line, random) -> get(line, random, RoledCity.LIMITED),
                                    (line, random) -> get(line, random, "X-Limitless: yes\r\n"),
                                    "with all rights"),
                            concurrency,
                            new Slices.Ports(port, port),
                            report);
                }
            } finally {
                city.destroy();
                city.waitFor();
            }
        }
    }

    private static Line.Answer get(Line line, SplittableRandom random, String header)
            throws IOException {
        var path = PATH + "/" + Entities.id(random.nextInt(ENTITIES));
        return line.send(Line.head("GET", path, header, 0), new byte[0]);
    }

    private static int bodyLength(int port) throws IOException {
        try (var line = new Line(port)) {
            return line.send("GET", PATH + "/" + Entities.id(0), new byte[0]).body().length;
        }
    }

    private Line.Answer send(Kind kind, Line line, SplittableRandom random) throws IOException {
        int number = random.nextInt(ENTITIES);
        return switch (kind) {
            case GET -> line.send("GET", PATH + "/" + Entities.id(number), new byte[0]);
            case PATCH ->
                    line.send(
                            "PATCH",
                            PATH + "/" + Entities.id(number) + "/attrs/pm25",
                            patch(number, random));
            case POST -> {
                int fresh = nextNew.getAndIncrement();
                yield line.send("POST", PATH, shape.entity(fresh, fresh, random));
            }
        };
    }

    private static byte[] patch(int number, SplittableRandom random) {
        var body =
                "{\"value\":"
                        + (10 + random.nextInt(90))
                        + ",\"observedAt\":\"2026-01-01T00:00:"
                        + (10 + number % 50)
                        + "Z\"}";
        return body.getBytes(StandardCharsets.US_ASCII);
    }
}
