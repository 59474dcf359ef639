package city.wutong.bench;

import city.wutong.bench.baseline.BareServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Single requests per second, as a ratio to the bare web server: slices of the two by turns, with
/// the same client.
final class Requests implements Measurement {
    private static final int ENTITIES = 10_000;
    private static final int[] CONCURRENCIES = {1, 16, 64};
    private static final double SLICE_SECONDS = 2;
    private static final int ROUNDS = 3;
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
            var bare = bareServer(barePort, length);
            try {
                report.line(
                        "GET answers %,d bytes, PATCH sends %,d, POST sends %,d",
                        length,
                        patch(0, new SplittableRandom(1)).length,
                        shape.entity(0, 0, new SplittableRandom(1)).length);
                arguments.profile().start(city);
                for (var kind : Kind.values()) {
                    for (int concurrency : CONCURRENCIES) {
                        compare(kind, concurrency, city.port(), barePort, report);
                    }
                }
                arguments.profile().stop(city, report);
            } finally {
                bare.destroy();
                bare.waitFor();
            }
        }
    }

    private static int bodyLength(int port) throws IOException {
        try (var line = new Line(port)) {
            return line.send("GET", PATH + "/" + Entities.id(0), new byte[0]).body().length;
        }
    }

    /// With the JVM options that the launcher gives to the city.
    private static Process bareServer(int port, int length)
            throws IOException, InterruptedException {
        var command =
                List.of(
                        Jdk.tool("java").toString(),
                        "-XX:+UseCompactObjectHeaders",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        "" + port,
                        "" + length);
        long start = System.nanoTime();
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        CityProcess.awaitReady(process, port, start);
        return process;
    }

    private void compare(Kind kind, int concurrency, int port, int barePort, Report report)
            throws Exception {
        slice(kind, concurrency, port);
        slice(kind, concurrency, barePort);
        var ours = new ArrayList<Latencies>();
        var bare = new ArrayList<Latencies>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(slice(kind, concurrency, port));
            bare.add(slice(kind, concurrency, barePort));
        }
        var us = Latencies.together(ours);
        var them = Latencies.together(bare);
        double seconds = ROUNDS * SLICE_SECONDS;
        report.line(
                "%-5s x %-2d  %,8.0f/s  bare %,8.0f/s  ratio %.2f   p50 %.2f ms, p99 %.2f ms"
                        + "   bare p50 %.2f ms, p99 %.2f ms",
                kind,
                concurrency,
                us.count() / seconds,
                them.count() / seconds,
                (double) us.count() / them.count(),
                us.millis(0.5),
                us.millis(0.99),
                them.millis(0.5),
                them.millis(0.99));
    }

    private Latencies slice(Kind kind, int concurrency, int port) throws Exception {
        long end = System.nanoTime() + (long) (SLICE_SECONDS * 1e9);
        var parts = new ArrayList<Future<Latencies>>();
        try (var clients = Executors.newFixedThreadPool(concurrency)) {
            for (int i = 0; i < concurrency; i++) {
                int seed = i;
                parts.add(clients.submit(() -> client(kind, port, end, seed)));
            }
        }
        var latencies = new ArrayList<Latencies>();
        for (var part : parts) {
            latencies.add(part.get());
        }
        return Latencies.together(latencies);
    }

    private Latencies client(Kind kind, int port, long end, int seed) throws IOException {
        var random = new SplittableRandom(seed);
        var latencies = new Latencies();
        try (var line = new Line(port)) {
            while (System.nanoTime() < end) {
                long sent = System.nanoTime();
                var answer = send(kind, line, random);
                if (answer.status() >= 300) {
                    throw new IOException(answer.status() + " " + answer.text());
                }
                latencies.add(System.nanoTime() - sent);
            }
        }
        return latencies;
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
