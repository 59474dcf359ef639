package city.wutong.bench;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.journal.PostgresJournal;
import city.wutong.journal.TenantStore;
import city.wutong.json.Json;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.start.DataFolder;
import java.time.Instant;

/// Groups of 1 to 1,000 changes, written by one statement and by COPY, by turns: where COPY begins
/// to pay.
final class Border implements Measurement {
    private static final int[] SIZES = {1, 4, 16, 32, 64, 96, 128, 192, 256, 512, 1_000};
    private static final int ROUNDS = 4;
    private static final long SLICE_NANOS = 500_000_000;

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        try (var folder = new Folder();
                var lock = DataFolder.lock(folder.path().resolve("data"));
                var database = EmbeddedPostgres.start(lock);
                var statements = TenantStore.open(database, "by_statement", Integer.MAX_VALUE);
                var copies = TenantStore.open(database, "by_copy", 0)) {
            var byStatement = new Side(statements.journal());
            var byCopy = new Side(copies.journal());
            byStatement.slice(16);
            byCopy.slice(16);
            report.line(
                    "group   statement       COPY   (median ms)   border is %d",
                    PostgresJournal.BORDER);
            for (int size : SIZES) {
                compare(size, byStatement, byCopy, report);
            }
        }
    }

    private static void compare(int size, Side byStatement, Side byCopy, Report report)
            throws JournalAway {
        var one = new java.util.ArrayList<Latencies>();
        var other = new java.util.ArrayList<Latencies>();
        for (int round = 0; round < ROUNDS; round++) {
            one.add(byStatement.slice(size));
            other.add(byCopy.slice(size));
        }
        report.line(
                "%5d %11.2f %10.2f",
                size, Latencies.together(one).millis(0.5), Latencies.together(other).millis(0.5));
    }

    /// A journal and how far it has come.
    private static final class Side {
        private final PostgresJournal journal;
        private long seq;

        Side(PostgresJournal journal) {
            this.journal = journal;
        }

        Latencies slice(int size) throws JournalAway {
            var latencies = new Latencies();
            long end = System.nanoTime() + SLICE_NANOS;
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                write(size);
                latencies.add(System.nanoTime() - start);
            }
            return latencies;
        }

        private void write(int size) throws JournalAway {
            var at = Instant.now();
            var group = journal.begin(at);
            for (int i = 0; i < size; i++) {
                group.append(change(++seq, at));
            }
            group.commit();
        }

        private static Change change(long seq, Instant at) {
            var attribute =
                    new Attribute(
                            "https://uri.etsi.org/ngsi-ld/default-context/pm25",
                            null,
                            AttributeKind.PROPERTY,
                            Json.of(seq % 100 / 10.0),
                            at,
                            Instant.EPOCH,
                            at,
                            Attribute.Details.NONE);
            return new Change(
                    seq,
                    1 + seq % 10_000,
                    "urn:ngsi-ld:AirQualityObserved:0000001",
                    new Change.Set(attribute),
                    at,
                    Cause.outside("bench"));
        }
    }
}
