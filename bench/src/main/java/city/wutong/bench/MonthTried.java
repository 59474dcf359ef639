package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// A rule tried on a month of one type: beacons that were observed every five minutes.
final class MonthTried {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final int LOUD = 1_001;

    private final int days;
    private final int beacons;

    MonthTried(int days, int beacons) {
        this.days = days;
        this.beacons = beacons;
    }

    void run(Report report) throws Exception {
        try (var folder = new Folder();
                var city =
                        CityProcess.start(
                                folder.path(), List.of(), RuledScenario.in(folder.path(), 0));
                var line = new Line(city.port())) {
            int steps = (int) (Duration.ofDays(days).toMinutes() / STEP.toMinutes());
            for (int step = 0; step < steps; step++) {
                observe(line, step);
            }
            long begun = System.nanoTime();
            var told = await(line, start(line));
            report.line(
                    "a rule tried on %d days of %d beacons, %,d observations: %.1f s; %s",
                    days,
                    beacons,
                    (long) steps * beacons,
                    (System.nanoTime() - begun) / 1e9,
                    told.replaceAll("\"alerts\":\\[.*?],", ""));
        }
    }

    /// Each is loud for an hour a day.
    private void observe(Line line, int step) throws IOException {
        var body = new StringBuilder();
        for (int i = 0; i < beacons; i++) {
            boolean loud = (step / 12 + i) % 24 == 0;
            body.append(body.isEmpty() ? "[" : ",")
                    .append("{\"id\":\"urn:ngsi-ld:Beacon:%d\",\"type\":\"Beacon\",".formatted(i))
                    .append(
                            "\"level\":{\"type\":\"Property\",\"value\":%d,\"observedAt\":\"%s\"}}"
                                    .formatted(
                                            loud ? LOUD + step % 7 : step % 7,
                                            BEGUN.plus(STEP.multipliedBy(step))));
        }
        var bytes = body.append("]").toString().getBytes(StandardCharsets.UTF_8);
        var answer = line.send("POST", "/ngsi-ld/v1/entityOperations/upsert", bytes);
        if (answer.status() != 201 && answer.status() != 204) {
            throw new IOException(answer.status() + " to a batch of beacons");
        }
    }

    private String start(Line line) throws IOException {
        var rule =
                "rule: tried\\nname: {zh: 试, en: Tried}\\nwatch: Beacon\\nwhen: entity.level > 1000\\nfor: 30m\\n"
                        + "alert: {severity: low, category: environment, subCategory: measured,"
                        + " text: {zh: 试, en: Tried}}\\n";
        var body =
                "{\"scenario\":\"measured\",\"source\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
                        .formatted(rule, BEGUN, BEGUN.plus(Duration.ofDays(days)));
        var answer =
                line.send("POST", "/api/rule-trials", body.getBytes(StandardCharsets.UTF_8)).text();
        var id = ID.matcher(answer);
        if (!id.find()) {
            throw new IOException(answer);
        }
        return id.group(1);
    }

    private static String await(Line line, String id) throws IOException, InterruptedException {
        while (true) {
            var told = line.send("GET", "/api/rule-trials/" + id, new byte[0]).text();
            if (!told.contains("\"state\":\"running\"")) {
                return told;
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }
}
