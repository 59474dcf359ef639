package city.wutong.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// What rules cost: changes per second with fifty of them against none, and how long after a write
/// was acknowledged its alert is seen in the live stream. Then [MonthTried] and [Silences].
final class Rules implements Measurement {
    private static final int STATIONS = 10_000;
    private static final int RULES = 50;
    private static final int ALERTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BEACON = "urn:ngsi-ld:Beacon:";

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        double seconds = 60 * arguments.minutes();
        var without = load(0, seconds, new Profile(false, arguments.profile().file()), report);
        var with = load(RULES, seconds, arguments.profile(), report);
        report.line(
                "with %d rules: %.2f of the changes/s without, %.2f times the CPU a change",
                RULES, with.perSecond() / without.perSecond(), with.cpu() / without.cpu());
        latency(report);
        new MonthTried((int) Math.ceil(30 * Math.min(1, arguments.minutes())), 100).run(report);
        Silences.measure(arguments, report);
    }

    /// What a load came to, until the rules had read all of it.
    ///
    /// @param cpu seconds of the server's process a change
    private record Loaded(double perSecond, double cpu) {}

    private static Loaded load(int rules, double seconds, Profile profile, Report report)
            throws Exception {
        try (var folder = new Folder();
                var city =
                        CityProcess.start(
                                folder.path(), List.of(), RuledScenario.in(folder.path(), rules))) {
            var load = new Load(city.port(), STATIONS);
            load.all();
            load.during(Math.min(10, seconds)); // warms it up
            city.awaitLag("rules", 0, PATIENCE);
            profile.start(city);
            double cpu = Cpu.of(city.pid());
            long start = System.nanoTime();
            var done = load.during(seconds);
            city.awaitLag("rules", 0, PATIENCE);
            double all = (System.nanoTime() - start) / 1e9;
            var loaded =
                    new Loaded(done.changes() / all, (Cpu.of(city.pid()) - cpu) / done.changes());
            profile.stop(city, report);
            report.line(
                    "%d rules: %,.0f changes/s until all was asked, %.1f µs CPU a change",
                    rules, loaded.perSecond(), 1e6 * loaded.cpu());
            return loaded;
        }
    }

    /// One write after the other, each of which raises an alert.
    private static void latency(Report report) throws Exception {
        try (var folder = new Folder();
                var city =
                        CityProcess.start(
                                folder.path(), List.of(), RuledScenario.in(folder.path(), 0));
                var line = new Line(city.port());
                var events = events(city.port())) {
            var latencies = new Latencies();
            for (int i = 0; i < ALERTS; i++) {
                raise(line, i);
                long acknowledged = System.nanoTime();
                awaitAlertOf(events, BEACON + i);
                latencies.add(System.nanoTime() - acknowledged);
            }
            report.line(
                    "from the acknowledged write to the alert in the stream: p50 %.1f ms, p99 %.1f ms (%d)",
                    latencies.millis(0.5), latencies.millis(0.99), latencies.count());
        }
    }

    private static BufferedReader events(int port) throws IOException {
        var stream = URI.create("http://127.0.0.1:" + port + "/events?type=Alert").toURL();
        return new BufferedReader(
                new InputStreamReader(stream.openStream(), StandardCharsets.UTF_8));
    }

    private static void raise(Line line, int number) throws IOException {
        var body =
                "{\"id\":\"%s\",\"type\":\"Beacon\",\"level\":{\"type\":\"Property\",\"value\":2000}}"
                        .formatted(BEACON + number)
                        .getBytes(StandardCharsets.UTF_8);
        var answer = line.send("POST", "/ngsi-ld/v1/entities", body);
        if (answer.status() != 201) {
            throw new IOException(answer.status() + " " + answer.text());
        }
    }

    private static void awaitAlertOf(BufferedReader events, String entity) throws IOException {
        var wanted = "\"" + entity + "\"";
        for (var line = events.readLine(); line != null; line = events.readLine()) {
            if (line.contains(wanted) && line.contains("alertSource")) {
                return;
            }
        }
        throw new IOException("the live stream has ended");
    }
}
