package city.wutong.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A million entities: what they take in memory, and how long the city needs to be back after
/// SIGKILL.
final class Million implements Measurement {
    private static final int STARTS = 3;
    private static final Duration SNAPSHOT_PATIENCE = Duration.ofMinutes(10);

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        try (var folder = new Folder()) {
            var city = CityProcess.start(folder.path(), List.of());
            try {
                fill(arguments.entities(), city, report);
                for (int i = 0; i < STARTS; i++) {
                    city.kill();
                    city = again(folder, "the database left running", arguments, report);
                }
                long postmaster = city.postmaster();
                city.kill();
                ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
                city = again(folder, "the database killed as well", arguments, report);
            } finally {
                city.close();
            }
        }
    }

    private static void fill(int entities, CityProcess city, Report report) throws Exception {
        double empty = city.liveHeap();
        var done = new Load(city.port(), entities).all();
        report.line(
                "loaded %,d entities in %.0f s: %,.0f changes/s",
                entities, done.seconds(), done.perSecond());
        city.awaitLag("snapshot", 0, SNAPSHOT_PATIENCE);
        report.line("snapshot %,.0f changes behind", city.lag("snapshot"));
        double full = city.liveHeap();
        report.line("live heap %.0f MiB (empty %.0f MiB)", mib(full), mib(empty));
        report.line(
                "  of that recent changes %.0f MiB", mib(city.measure("wutong_feed_tail_bytes")));
        report.line("  %.0f bytes an entity", (full - empty) / entities);
        report.line("  %.0f by the city's own estimate", estimate(city) / entities);
    }

    private static double estimate(CityProcess city) throws IOException {
        return city.measure("wutong_entities_bytes");
    }

    private static CityProcess again(Folder folder, String how, Arguments arguments, Report report)
            throws Exception {
        var city = CityProcess.start(folder.path(), List.of());
        double found = city.measure("wutong_entities");
        report.line(
                "after SIGKILL, %s: ready in %.1f s with %,.0f entities",
                how, city.startSeconds(), found);
        if (found != arguments.entities()) {
            throw new IllegalStateException("entities are missing");
        }
        report.line("  live heap %.0f MiB", mib(city.liveHeap()));
        return city;
    }

    private static double mib(double bytes) {
        return bytes / (1 << 20);
    }
}
