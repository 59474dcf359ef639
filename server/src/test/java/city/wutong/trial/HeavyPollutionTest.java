package city.wutong.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.wutong.rule.Rehearsal.Raised;
import city.wutong.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A rule for heavy pollution (HJ 633-2012) asked about years of readings of Beijing's stations
/// (Chen, UCI 501, CC BY 4.0): its alerts are those that a loop over the hours finds.
class HeavyPollutionTest {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final Rule RULE = ToldPast.rule("air/heavy-pollution");
    private static final int MOST_ALERTS = 5_000;

    /// One row of the data; what is empty was not measured.
    record Hour(String station, Instant at, OptionalInt pm25) {}

    @Test
    void a_winter_of_one_station_has_the_alerts_that_a_loop_finds() {
        var file = HeavyPollutionTest.class.getResourceAsStream("prsa-dongsi-winter-2015.csv.gz");
        var hours = hours(ToldPast.lines(Objects.requireNonNull(file)));
        assertThat(hours).hasSize(2_904);
        assertThat(hours).filteredOn(hour -> hour.pm25().isEmpty()).hasSize(19);
        var alerts = past(hours).alerts(RULE);
        assertThat(alerts).hasSizeGreaterThan(3).containsExactlyElementsOf(found(hours));
    }

    /// All of it is too much for the repository: name the folder with its files to ask for it.
    @Test
    void four_years_of_all_stations_have_the_alerts_that_a_loop_finds() throws IOException {
        var folder = Optional.ofNullable(System.getProperty("wutong.prsa"));
        assumeTrue(folder.isPresent(), "-Dwutong.prsa names no folder with PRSA_*.csv.gz");
        var hours = new ArrayList<Hour>();
        try (var files = Files.newDirectoryStream(Path.of(folder.get()), "PRSA_*.csv.gz")) {
            for (var file : files) {
                hours.addAll(hours(ToldPast.lines(Files.newInputStream(file))));
            }
        }
        hours.sort(Comparator.comparing(Hour::at).thenComparing(Hour::station));
        var past = past(hours);
        long begun = System.nanoTime();
        var alerts = past.alerts(RULE);
        tell(hours, alerts, past.readings(), Duration.ofNanos(System.nanoTime() - begun));
        assertThat(alerts).hasSizeLessThan(MOST_ALERTS).containsExactlyElementsOf(found(hours));
    }

    private static void tell(List<Hour> hours, List<Raised> alerts, long values, Duration took) {
        double inAlert =
                alerts.stream()
                        .mapToLong(alert ->
                                Duration.between(
                                                alert.start(),
                                                alert.cleared().orElse(hours.getLast().at()))
                                        .toHours())
                        .sum();
        System.out.printf(
                "PRSA: %,d rows, %,d values of PM2.5, %d alerts, %,.0f station hours in alert,"
                        + " %.1f s%n",
                hours.size(), values, alerts.size(), inAlert, took.toMillis() / 1e3);
    }

    private static ToldPast past(List<Hour> hours) {
        var past = new ToldPast("AirQualityObserved");
        for (var hour : hours) {
            hour.pm25()
                    .ifPresent(value ->
                            past.observe(hour.station(), hour.at(), Map.of("pm25", value)));
        }
        return past;
    }

    private static List<Hour> hours(List<String> lines) {
        return lines.stream().map(HeavyPollutionTest::hour).toList();
    }

    /// Both shapes: the whole rows, whose first column is a number of theirs, and those of the cut.
    private static Hour hour(String line) {
        var all = List.of(line.replace("\"", "").split(",", -1));
        var fields = all.size() > 6 ? all.subList(1, all.size()) : all;
        var at =
                LocalDateTime.of(
                        Integer.parseInt(fields.get(0)),
                        Integer.parseInt(fields.get(1)),
                        Integer.parseInt(fields.get(2)),
                        Integer.parseInt(fields.get(3)),
                        0);
        var value = fields.get(4);
        return new Hour(
                "urn:ngsi-ld:AirQualityObserved:" + fields.getLast(),
                at.atZone(BEIJING).toInstant(),
                value.equals("NA")
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) Math.round(Double.parseDouble(value))));
    }

    // --- the reference -----------------------------------------------------------------------

    private static List<Raised> found(List<Hour> hours) {
        var byStation = new TreeMap<String, List<Hour>>();
        hours.forEach(hour ->
                byStation.computeIfAbsent(hour.station(), _ -> new ArrayList<>()).add(hour));
        var found = new ArrayList<Raised>();
        byStation.values().forEach(station -> found.addAll(ofStation(station)));
        found.sort(Comparator.comparing(Raised::raised).thenComparing(Raised::entity));
        return found;
    }

    /// Hour by hour: 24 values back, 20 of them at least, above 150 for two hours, until 115.
    private static List<Raised> ofStation(List<Hour> hours) {
        var found = new ArrayList<Raised>();
        int begun = -1;
        int raised = -1;
        for (int now = 0; now < hours.size(); now++) {
            int count = 0;
            double sum = 0;
            for (int i = Math.max(0, now - 23); i <= now; i++) {
                if (hours.get(i).pm25().isPresent()) {
                    count++;
                    sum += hours.get(i).pm25().getAsInt();
                }
            }
            double mean = count >= 20 ? sum / count : Double.NaN;
            if (raised >= 0) {
                if (mean <= 115) {
                    found.add(alert(hours, begun, raised, Optional.of(hours.get(now).at())));
                    raised = -1;
                    begun = -1;
                }
            } else if (mean > 150) {
                begun = begun < 0 ? now : begun;
                raised = now - begun >= 2 ? now : -1;
            } else {
                begun = -1;
            }
        }
        if (raised >= 0) {
            found.add(alert(hours, begun, raised, Optional.empty()));
        }
        return found;
    }

    private static Raised alert(List<Hour> hours, int begun, int raised, Optional<Instant> end) {
        var start = hours.get(begun);
        return new Raised(start.station(), start.at(), hours.get(raised).at(), end);
    }
}
