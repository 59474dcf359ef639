package city.wutong.bench;

import city.wutong.bench.baseline.CopyBaseline;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Durable changes per second, through the whole path, as a ratio to PostgreSQL's own COPY of the
/// same rows on the same server: slices of the baseline before, between and after slices of the
/// load.
final class Changes implements Measurement {
    private static final int ENTITIES = 100_000;
    private static final String SCHEMA = "city";
    private static final int BASELINE_GROUPS = 10;
    private static final int SLICES = 3;
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final String[] FOLLOWERS = {"snapshot", "segments", "entity-table"};

    /// The share of the run that is given to the baseline's slices.
    private static final double BASELINE_SHARE = 0.1;

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        try (var folder = new Folder();
                var city = CityProcess.start(folder.path(), List.of())) {
            var load = new Load(city.port(), ENTITIES);
            var first = load.all();
            report.line("loaded %,d entities in %.1f s", ENTITIES, first.seconds());
            load.during(10);
            measure(arguments, city, load, report);
        }
    }

    private static void measure(Arguments arguments, CityProcess city, Load load, Report report)
            throws Exception {
        double seconds = arguments.minutes() * 60;
        double slice = seconds * BASELINE_SHARE;
        var profile = arguments.profile();
        var baselines = new ArrayList<Double>();
        var dones = new ArrayList<Load.Done>();
        try (var connection = city.connect()) {
            settings(connection, report);
            baselines.add(baseline(city, slice));
            profile.start(city);
            var used = new Used(city);
            for (int i = 0; i < SLICES; i++) {
                used.start();
                dones.add(load.during(seconds / SLICES));
                used.stop();
                report.line(
                        "slice %d: %,.0f changes/s, a batch p50 %.0f ms, p99 %.0f ms",
                        i + 1,
                        dones.getLast().perSecond(),
                        dones.getLast().batches().millis(0.5),
                        dones.getLast().batches().millis(0.99));
                lags(city, report);
                baselines.add(baseline(city, slice));
            }
            profile.stop(city, report);
            used.print(dones.stream().mapToDouble(Load.Done::changes).sum(), report);
            conclude(baselines, dones, report);
            report.line("live heap %.0f MiB", city.liveHeap() / (1 << 20));
        }
    }

    /// The followers that would disturb it are waited for first.
    private static double baseline(CityProcess city, double seconds) throws Exception {
        city.awaitLag("entity-table", 0, SETTLING);
        Thread.sleep(Duration.ofSeconds(2));
        try (var copy = CopyBaseline.open(city.connect(), SCHEMA, BASELINE_GROUPS)) {
            copy.rowsPerSecond(1);
            return copy.rowsPerSecond(seconds);
        }
    }

    private static void settings(Connection connection, Report report) throws SQLException {
        for (var name : List.of("server_version", "fsync", "synchronous_commit")) {
            try (var statement = connection.createStatement();
                    var answer = statement.executeQuery("show " + name)) {
                answer.next();
                report.line("%s = %s", name, answer.getString(1));
            }
        }
    }

    private static void lags(CityProcess city, Report report) throws IOException {
        for (var follower : FOLLOWERS) {
            report.line("  %s is %,.0f changes behind", follower, city.lag(follower));
        }
    }

    private static void conclude(List<Double> baselines, List<Load.Done> dones, Report report) {
        double changes = dones.stream().mapToDouble(Load.Done::changes).sum();
        double seconds = dones.stream().mapToDouble(Load.Done::seconds).sum();
        double copy = baselines.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        report.line("COPY slices: " + baselines.stream().map("%,.0f"::formatted).toList());
        report.line("COPY         %,10.0f rows/s", copy);
        report.line("changes      %,10.0f changes/s", changes / seconds);
        report.line("ratio        %10.2f", changes / seconds / copy);
    }

    /// CPU seconds of the processes while the load ran.
    private static final class Used {
        private final CityProcess city;
        private final long postmaster;
        private double java;
        private double postgres;
        private double client;
        private double seconds;

        Used(CityProcess city) throws IOException {
            this.city = city;
            this.postmaster = city.postmaster();
        }

        void start() throws IOException {
            add(-1);
        }

        void stop() throws IOException {
            add(1);
        }

        private void add(int sign) throws IOException {
            java += sign * Cpu.of(city.pid());
            postgres += sign * Cpu.ofFamily(postmaster);
            client += sign * Cpu.of(ProcessHandle.current().pid());
            seconds += sign * System.nanoTime() / 1e9;
        }

        void print(double changes, Report report) {
            report.line(
                    "CPU: java %.2f, postgres %.2f, client %.2f of %d cores",
                    java / seconds,
                    postgres / seconds,
                    client / seconds,
                    Runtime.getRuntime().availableProcessors());
            report.line(
                    "CPU a change: java %.1f us, postgres %.1f us",
                    java / changes * 1e6, postgres / changes * 1e6);
        }
    }
}
