package city.wutong.bench;

import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.start.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Aggregates over the past of one entity (avg, min and max of every five minutes) by the temporal
/// API, against PostgreSQL's aggregate of the same values from a plain table with an index by time.
final class Temporal implements Measurement {
    private static final String PATH = "/ngsi-ld/v1/temporal/entities/urn:ngsi-ld:Gauge:1";
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BATCH = 10_000;
    private static final int ROUNDS = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int instances = arguments.entities();
        try (var folder = new Folder();
                var city = CityProcess.start(folder.path(), List.of());
                var line = new Line(city.port());
                var beside = new Folder();
                var lock = DataFolder.lock(beside.path().resolve("data"));
                var database = EmbeddedPostgres.start(lock)) {
            long begun = System.nanoTime();
            record(line, instances);
            report.line(
                    "%,d instances recorded in %.0f s",
                    instances, (System.nanoTime() - begun) / 1e9);
            city.awaitLag("segments", BATCH, PATIENCE);
            fill(database, instances);
            var ours = new double[ROUNDS];
            var theirs = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ours[round] = aggregated(line, instances);
                theirs[round] = aggregated(database, instances);
            }
            double own = median(ours);
            double other = median(theirs);
            report.line(
                    "avg, min, max by five minutes over %,d instances: %.3f s; PostgreSQL %.3f s; ratio %.2f",
                    instances, own, other, own / other);
        }
    }

    private static void record(Line line, int instances) throws IOException {
        var entity = "{\"id\":\"urn:ngsi-ld:Gauge:1\",\"type\":\"Gauge\"}";
        expect(line, "POST", "/ngsi-ld/v1/entities", entity);
        for (int from = 0; from < instances; from += BATCH) {
            var body = new StringBuilder("{\"level\":{\"type\":\"Property\",\"values\":[");
            for (int i = from; i < Math.min(from + BATCH, instances); i++) {
                body.append(i == from ? "[" : ",[")
                        .append(value(i))
                        .append(",\"")
                        .append(BEGUN.plusSeconds(i))
                        .append("\"]");
            }
            expect(line, "POST", PATH + "/attrs", body.append("]}}").toString());
        }
    }

    private static double value(int i) {
        return (i * 7_919L % 10_007) / 100.0;
    }

    private static void expect(Line line, String method, String path, String body)
            throws IOException {
        var answer = line.send(method, path, body.getBytes(StandardCharsets.UTF_8));
        if (answer.status() >= 300) {
            throw new IOException(answer.status() + " to " + path + ": " + answer.text());
        }
    }

    private static void fill(EmbeddedPostgres database, int instances) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table level (entity int, at timestamptz, value double precision)");
            statement.execute(
                    "insert into level select 1, timestamptz '2026-01-01Z' + i * interval '1 s',"
                            + " (i * 7919::bigint % 10007) / 100.0 from generate_series(0, "
                            + (instances - 1)
                            + ") i");
            statement.execute("create index on level (entity, at)");
            statement.execute("analyze level");
        }
    }

    private static double aggregated(Line line, int instances) throws IOException {
        var path =
                PATH
                        + "?format=aggregatedValues&aggrMethods=avg,min,max&aggrPeriodDuration=PT5M"
                        + "&timerel=between&timeAt="
                        + BEGUN
                        + "&endTimeAt="
                        + BEGUN.plusSeconds(instances);
        long begun = System.nanoTime();
        var answer = line.send("GET", path, new byte[0]);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (answer.status() != 200 || !answer.text().contains("\"avg\":[[")) {
            throw new IOException(answer.status() + ": " + answer.text());
        }
        return seconds;
    }

    private static double aggregated(EmbeddedPostgres database, int instances) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            long begun = System.nanoTime();
            int rows = 0;
            try (var answer =
                    statement.executeQuery(
                            "select date_bin('5 min', at, timestamptz '2026-01-01Z'), avg(value),"
                                    + " min(value), max(value) from level where entity = 1 and"
                                    + " at >= '2026-01-01Z' and at < timestamptz '2026-01-01Z' + "
                                    + instances
                                    + " * interval '1 s' group by 1 order by 1")) {
                while (answer.next()) {
                    rows++;
                }
            }
            if (rows == 0) {
                throw new IllegalStateException("nothing was aggregated");
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
