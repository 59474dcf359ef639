package city.wutong.bench;

import city.wutong.bench.baseline.BareServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Requests to the city and to a bare server by turns, in slices, with the same client.
final class Slices {
    private static final double SLICE_SECONDS = 2;
    private static final int ROUNDS = 3;

    /// Sends one request on a connection.
    @FunctionalInterface
    interface Sender {
        Line.Answer send(Line line, SplittableRandom random) throws IOException;
    }

    private Slices() {}

    /// A bare server, with the JVM options that the launcher gives to the city.
    ///
    /// @param length what a GET answers, in bytes
    static Process bareServer(int port, int length) throws IOException, InterruptedException {
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

    /// Another process of ours, with the JVM options that the launcher gives to the city, once it
    /// is ready.
    static Process java(Folder folder, Class<?> main, String... words)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Jdk.tool("java").toString(),
                                "-XX:+UseCompactObjectHeaders",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(words));
        long start = System.nanoTime();
        var log = folder.path().resolve("log").toFile();
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        CityProcess.awaitReady(process, Integer.parseInt(words[words.length - 1]), start);
        return process;
    }

    /// A request, by its name, and what it is compared with.
    ///
    /// @param against what the other is called
    record Asked(String name, Sender city, Sender other, String against) {
        /// A request, and what stands for it at the bare server.
        Asked(String name, Sender city, Sender bare) {
            this(name, city, bare, "bare");
        }
    }

    /// Where the two answer.
    record Ports(int city, int bare) {}

    static void compare(Asked asked, int concurrency, Ports ports, Report report) throws Exception {
        slice(asked.city(), concurrency, ports.city());
        slice(asked.other(), concurrency, ports.bare());
        var ours = new ArrayList<Latencies>();
        var bare = new ArrayList<Latencies>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(slice(asked.city(), concurrency, ports.city()));
            bare.add(slice(asked.other(), concurrency, ports.bare()));
        }
        var us = Latencies.together(ours);
        var them = Latencies.together(bare);
        double seconds = ROUNDS * SLICE_SECONDS;
        report.line(
                "%-12s x %-2d  %,8.0f/s  %s %,8.0f/s  ratio %.2f   p50 %.2f ms, p99 %.2f ms"
                        + "   %s p50 %.2f ms, p99 %.2f ms",
                asked.name(),
                concurrency,
                us.count() / seconds,
                asked.against(),
                them.count() / seconds,
                (double) us.count() / them.count(),
                us.millis(0.5),
                us.millis(0.99),
                asked.against(),
                them.millis(0.5),
                them.millis(0.99));
    }

    private static Latencies slice(Sender sender, int concurrency, int port) throws Exception {
        long end = System.nanoTime() + (long) (SLICE_SECONDS * 1e9);
        return together(concurrency, seed -> client(sender, port, end, seed));
    }

    /// What one client measures.
    @FunctionalInterface
    interface Client {
        Latencies run(int seed) throws Exception;
    }

    /// So many clients at a time.
    static Latencies together(int concurrency, Client client) throws Exception {
        var parts = new ArrayList<Future<Latencies>>();
        try (var clients = Executors.newFixedThreadPool(concurrency)) {
            for (int i = 0; i < concurrency; i++) {
                int seed = i;
                parts.add(clients.submit(() -> client.run(seed)));
            }
        }
        var latencies = new ArrayList<Latencies>();
        for (var part : parts) {
            latencies.add(part.get());
        }
        return Latencies.together(latencies);
    }

    private static Latencies client(Sender sender, int port, long end, int seed)
            throws IOException {
        var random = new SplittableRandom(seed);
        var latencies = new Latencies();
        try (var line = new Line(port)) {
            while (System.nanoTime() < end) {
                long sent = System.nanoTime();
                checked(sender.send(line, random));
                latencies.add(System.nanoTime() - sent);
            }
        }
        return latencies;
    }

    static void checked(Line.Answer answer) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException(answer.status() + " " + answer.text());
        }
    }
}
