package city.wutong.bench;

import city.wutong.access.AuditEntry;
import city.wutong.audit.AuditChain;
import city.wutong.audit.Verdict;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.postgres.Tables;
import city.wutong.start.DataFolder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Audit entries a second, by 1, 16, 64 and 256 who append at once, against commits of one row a
/// transaction by one session; and how fast a chain is verified.
final class Audit implements Measurement {
    private static final int[] CONCURRENCIES = {1, 16, 64, 256};
    private static final long SLICE_NANOS = 3_000_000_000L;

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        try (var folder = new Folder();
                var lock = DataFolder.lock(folder.path().resolve("data"));
                var database = EmbeddedPostgres.start(lock)) {
            var tables = new Tables(database, AuditChain.SCHEMA);
            var heads = lock.path().resolve("audit");
            try (var chain =
                    AuditChain.open(tables, heads, Clock.systemUTC(), Duration.ofDays(1_096))) {
                slice(chain, 16);
                double single = commits(database);
                report.line("one row a transaction: %,.0f/s", single);
                for (int concurrency : CONCURRENCIES) {
                    var taken = slice(chain, concurrency);
                    double rate = taken.count() / (SLICE_NANOS / 1e9);
                    report.line(
                            "x %3d  %,8.0f/s  (%.1f)  p50 %.2f ms  p99 %.2f ms",
                            concurrency,
                            rate,
                            rate / single,
                            taken.millis(0.5),
                            taken.millis(0.99));
                }
            }
            long begun = System.nanoTime();
            if (AuditChain.verify(tables, heads) instanceof Verdict.Sound sound) {
                double seconds = (System.nanoTime() - begun) / 1e9;
                report.line("verified %,d/s", Math.round(sound.entries() / seconds));
            }
        }
    }

    private static Latencies slice(AuditChain chain, int concurrency) throws Exception {
        long end = System.nanoTime() + SLICE_NANOS;
        var parts = new ArrayList<Latencies>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Latencies>> all = new ArrayList<>();
            for (int i = 0; i < concurrency; i++) {
                all.add(threads.submit(() -> appending(chain, end)));
            }
            for (var one : all) {
                parts.add(one.get());
            }
        }
        return Latencies.together(parts);
    }

    private static Latencies appending(AuditChain chain, long end) {
        var latencies = new Latencies();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            chain.append(
                    new AuditEntry(
                            Clock.systemUTC().instant(),
                            "person:0198c0de-0000-7000-8000-000000000001",
                            "default",
                            "write-context",
                            "PATCH /ngsi-ld/v1/entities/urn:ngsi-ld:AirQualityObserved:1/attrs/pm25",
                            "",
                            "204"));
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private static double commits(EmbeddedPostgres database) throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table one_row (n bigint)");
            int count = 0;
            long end = System.nanoTime() + SLICE_NANOS;
            while (System.nanoTime() < end) {
                statement.execute("insert into one_row values (" + ++count + ")");
            }
            return count / (SLICE_NANOS / 1e9);
        }
    }
}
