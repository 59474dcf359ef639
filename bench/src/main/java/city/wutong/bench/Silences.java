package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Many beacons that report again and again, and some of which go silent: half of them before the
/// server is killed and started again, half after. Each is to have one alert, and no other is.
final class Silences {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// One of so many goes silent.
    private static final int SHARE = 100;

    private static final int MOST = 100_000;
    private static final int BATCH = 1_000;
    private static final String ID = "urn:ngsi-ld:Beacon:";
    private static final Pattern ISSUED =
            Pattern.compile("\"dateIssued\":\\{[^}]*?\"value\":\"([^\"]+)\"");
    private static final Pattern SOURCE =
            Pattern.compile("\"alertSource\":\\{[^}]*?\"object\":\"" + ID + "([0-9]+)\"");

    private final int beacons;
    private final int silent;
    private final Map<Integer, Instant> last = new HashMap<>();
    private int quiet;

    /// With at most [#MOST] beacons.
    static void measure(Arguments arguments, Report report) throws Exception {
        new Silences(Math.min(arguments.entities(), MOST)).run(report);
    }

    /// @param beacons how many there are
    private Silences(int beacons) {
        this.beacons = Math.max(BATCH, beacons / BATCH * BATCH);
        this.silent = this.beacons / SHARE;
    }

    private void run(Report report) throws Exception {
        try (var folder = new Folder()) {
            var variables = RuledScenario.in(folder.path(), 0);
            beforeTheKill(folder.path(), variables);
            try (var city = CityProcess.start(folder.path(), List.of(), variables)) {
                report.line(
                        "started again in %.1f s: it must be less than the limit",
                        city.startSeconds());
                reportUntil(city, silent, PATIENCE);
                reportUntil(city, beacons, LIMIT.plus(EVERY)); // nobody else
                tell(alerts(city), report);
            }
        }
    }

    private void beforeTheKill(Path folder, Map<String, String> variables) throws Exception {
        var city = CityProcess.start(folder, List.of(), variables);
        try {
            reportAll(city);
            quiet = silent / 2;
            reportUntil(city, silent / 2, PATIENCE);
            reportAll(city); // the start has the whole limit
            quiet = silent;
        } finally {
            city.kill();
        }
    }

    private void reportUntil(CityProcess city, int count, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (alerts(city).size() < count && System.nanoTime() < end) {
            long begun = System.nanoTime();
            reportAll(city);
            var left = EVERY.minusNanos(System.nanoTime() - begun);
            if (left.isPositive()) {
                Thread.sleep(left);
            }
        }
    }

    private void reportAll(CityProcess city) throws IOException {
        try (var line = new Line(city.port())) {
            for (int from = 0; from < beacons; from += BATCH) {
                var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                var body = new StringBuilder();
                for (int i = Math.max(from, quiet); i < from + BATCH; i++) {
                    last.put(i, now);
                    body.append(body.isEmpty() ? "[" : ",").append(beacon(i, now));
                }
                if (!body.isEmpty()) {
                    upsert(line, body.append("]").toString());
                }
            }
        }
    }

    private static String beacon(int number, Instant now) {
        return "{\"id\":\"%s%d\",\"type\":\"Beacon\",".formatted(ID, number)
                + "\"level\":{\"type\":\"Property\",\"value\":1,\"observedAt\":\"%s\"}}"
                        .formatted(now);
    }

    private static void upsert(Line line, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var answer = line.send("POST", "/ngsi-ld/v1/entityOperations/upsert", bytes);
        if (answer.status() != 201 && answer.status() != 204) {
            throw new IOException(answer.status() + " to a batch of beacons");
        }
    }

    /// An alert of a beacon.
    private record Alerted(int beacon, Instant issued) {}

    private static List<Alerted> alerts(CityProcess city) throws IOException {
        var all = new ArrayList<Alerted>();
        try (var line = new Line(city.port())) {
            while (true) {
                var path = "/ngsi-ld/v1/entities?type=Alert&limit=1000&offset=" + all.size();
                var text = line.send("GET", path, new byte[0]).text();
                var source = SOURCE.matcher(text);
                var issued = ISSUED.matcher(text);
                int before = all.size();
                while (source.find() && issued.find()) {
                    all.add(
                            new Alerted(
                                    Integer.parseInt(source.group(1)),
                                    Instant.parse(issued.group(1))));
                }
                if (all.size() - before < BATCH) {
                    return all;
                }
            }
        }
    }

    private void tell(List<Alerted> alerts, Report report) {
        long different = alerts.stream().map(Alerted::beacon).distinct().count();
        long twice = alerts.size() - different;
        long others = alerts.stream().filter(alert -> alert.beacon() >= silent).count();
        boolean exact = alerts.size() == silent && twice == 0 && others == 0;
        report.line(
                "%,d beacons, %,d silent, killed in between: %,d alerts, %,d twice, %,d of others: %s",
                beacons, silent, alerts.size(), twice, others, exact ? "exact" : "NOT EXACT");
        lateness("of all", alerts, report);
        lateness("before the kill", alerts.stream().filter(this::isEarly).toList(), report);
        lateness(
                "across the kill",
                alerts.stream().filter(alert -> !isEarly(alert)).toList(),
                report);
    }

    /// Whether it had been silent for long enough before the kill.
    private boolean isEarly(Alerted alert) {
        return alert.beacon() < silent / 2;
    }

    private void lateness(String which, List<Alerted> alerts, Report report) {
        var lateness = new Latencies();
        for (var alert : alerts) {
            var seen = last.getOrDefault(alert.beacon(), Instant.EPOCH);
            lateness.add(Duration.between(seen.plus(LIMIT), alert.issued()).toNanos());
        }
        report.line(
                "lateness %s (%d): p50 %.0f ms, p99 %.0f ms, max %.0f ms",
                which,
                lateness.count(),
                lateness.millis(0.5),
                lateness.millis(0.99),
                lateness.millis(1));
    }
}
