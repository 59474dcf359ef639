package city.wutong.trial;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.rule.Rehearsal.Raised;
import city.wutong.scenario.Scenarios;
import city.wutong.scenario.file.Mistakes;
import city.wutong.server.Wutong;
import java.io.IOException;
import java.net.URI;
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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules about readings that cannot be right, on half-hourly readings of car parks: the alerts are
/// those that loops find, every reading over capacity is in doubt and no other, and an index leaves
/// out what is in doubt.
///
/// The readings are made up, in the shape of those of Aarhus (Open Data Aarhus through the EU
/// project CityPulse). That file is not here, for nobody has said for this very file what it may be
/// used for; name it to ask for it.
class DoubtedParkingTest {
    private static final Duration STEP_WINDOW = Duration.ofMinutes(45);
    private static final Duration STUCK = Duration.ofHours(6);
    private static final Duration SILENT = Duration.ofHours(2);
    private static final int MOST_STEP = 200;
    private static final ZoneId AARHUS = ZoneId.of("Europe/Copenhagen");

    @TempDir Path temp;

    record Reading(String lot, Instant at, int parked, int spots) {}

    @Test
    void made_readings_have_the_alerts_that_loops_find() {
        var readings = made();
        var found = compared(readings);
        assertThat(found.keySet()).hasSize(4);
        assertThat(found.values()).as("each rule has something to find").allMatch(n -> n > 0);
    }

    @Test
    void the_readings_of_aarhus_have_the_alerts_that_loops_find() throws IOException {
        var file = Optional.ofNullable(System.getProperty("wutong.aarhus"));
        assumeTrue(file.isPresent(), "-Dwutong.aarhus names no aarhus_parking_2014.csv.gz");
        compared(
                ToldPast.lines(Files.newInputStream(Path.of(file.get()))).stream()
                        .map(DoubtedParkingTest::reading)
                        .toList());
    }

    @Test
    void an_index_leaves_out_what_is_in_doubt_until_it_is_corrected() {
        var mistakes = new Mistakes();
        var trials = new ArrayList<Trial>();
        for (var scenario : Scenarios.load(ToldPast.SCENARIOS).on()) {
            trials.addAll(TrialReader.read(scenario, mistakes));
        }
        assertThat(mistakes.all()).isEmpty();
        assertThat(trials).hasSize(1);
        var told = new ArrayList<String>();
        assertThat(run(trials, told)).allMatch(Verdict::isPassed, String.join("\n", told));
    }

    private List<Verdict> run(List<Trial> trials, List<String> told) {
        var options =
                Map.of(
                        "data", temp.resolve("data").toString(),
                        "port", "0",
                        "access", "open",
                        "tenants.by-header", "true",
                        "clock.replay", "true",
                        "scenarios", ToldPast.SCENARIOS.toAbsolutePath().toString());
        var office = new TrialClock();
        try (var city = Wutong.open(Config.of(new Layers().options(options)), office, List.of())) {
            var root = URI.create("http://127.0.0.1:" + city.port());
            return new Trials(root, office, told::add).run(trials);
        }
    }

    // --- the rules against loops -------------------------------------------------------------

    /// How many alerts each rule raised.
    private static Map<String, Integer> compared(List<Reading> readings) {
        var past = past(readings);
        long begun = System.nanoTime();
        var over = past.alerts(ToldPast.rule("parking/lot-over-capacity"));
        var jump = past.alerts(ToldPast.rule("parking/lot-jump"));
        var stuck = past.alerts(ToldPast.rule("parking/lot-stuck"));
        var silent = past.alerts(ToldPast.rule("parking/lot-silent"));
        double seconds = (System.nanoTime() - begun) / 1e9;

        var byLot = readings.stream().collect(groupingBy(Reading::lot));
        assertThat(over).containsExactlyInAnyOrderElementsOf(each(byLot, Loops::over));
        assertThat(jump).containsExactlyInAnyOrderElementsOf(each(byLot, Loops::jump));
        assertThat(stuck).containsExactlyInAnyOrderElementsOf(each(byLot, Loops::stuck));
        var times = new TreeSet<>(readings.stream().map(Reading::at).toList());
        assertThat(silent)
                .usingElementComparator(
                        Comparator.comparing(Raised::entity)
                                .thenComparing(Raised::start)
                                .thenComparing(alert -> alert.cleared().orElse(Instant.MAX)))
                .containsExactlyInAnyOrderElementsOf(each(byLot, lot -> Loops.silent(lot, times)));

        var doubted = readings.stream().filter(reading -> isDoubted(reading, over)).toList();
        assertThat(doubted)
                .containsExactlyElementsOf(
                        readings.stream().filter(each -> each.parked() > each.spots()).toList());
        System.out.printf(
                "parking: %,d readings, %,d (%.1f %%) over capacity and in doubt; alerts: %d over"
                        + " capacity, %d jump, %d stuck, %d silent; %.1f s%n",
                readings.size(),
                doubted.size(),
                100.0 * doubted.size() / readings.size(),
                over.size(),
                jump.size(),
                stuck.size(),
                silent.size(),
                seconds);
        return Map.of(
                "over", over.size(),
                "jump", jump.size(),
                "stuck", stuck.size(),
                "silent", silent.size());
    }

    private static boolean isDoubted(Reading reading, List<Raised> alerts) {
        return alerts.stream()
                .anyMatch(alert ->
                        alert.entity().equals(reading.lot())
                                && !reading.at().isBefore(alert.start())
                                && alert.cleared()
                                        .filter(end -> !reading.at().isBefore(end))
                                        .isEmpty());
    }

    private static ToldPast past(List<Reading> readings) {
        var past = new ToldPast("OffStreetParking");
        for (var each : readings) {
            past.observe(
                    each.lot(),
                    each.at(),
                    Map.of("occupiedSpotNumber", each.parked(), "totalSpotNumber", each.spots()));
        }
        return past;
    }

    /// What is to be found in the readings of one car park.
    private interface Loop {
        List<Raised> of(List<Reading> lot);
    }

    private static List<Raised> each(Map<String, List<Reading>> byLot, Loop loop) {
        return byLot.values().stream().flatMap(lot -> loop.of(lot).stream()).toList();
    }

    private static final class Loops {
        private Loops() {}

        static List<Raised> over(List<Reading> lot) {
            var found = new ArrayList<Raised>();
            Optional<Instant> since = Optional.empty();
            for (var each : lot) {
                boolean isOver = each.parked() > each.spots();
                if (isOver && since.isEmpty()) {
                    since = Optional.of(each.at());
                } else if (!isOver && since.isPresent()) {
                    found.add(alert(each.lot(), since.get(), since.get(), Optional.of(each.at())));
                    since = Optional.empty();
                }
            }
            since.ifPresent(start ->
                    found.add(alert(lot.getFirst().lot(), start, start, Optional.empty())));
            return found;
        }

        static List<Raised> stuck(List<Reading> lot) {
            var found = new ArrayList<Raised>();
            for (int from = 0; from < lot.size(); ) {
                int to = from;
                while (to < lot.size() && lot.get(to).parked() == lot.get(from).parked()) {
                    to++;
                }
                var start = lot.get(from).at();
                var end =
                        to < lot.size() ? Optional.of(lot.get(to).at()) : Optional.<Instant>empty();
                lot.subList(from, to).stream()
                        .map(Reading::at)
                        .filter(at -> !at.isBefore(start.plus(STUCK)))
                        .findFirst()
                        .ifPresent(raised ->
                                found.add(alert(lot.getFirst().lot(), start, raised, end)));
                from = to;
            }
            return found;
        }

        /// At each reading, and whenever one is 45 minutes old: the last less the first of those
        /// that are younger.
        static List<Raised> jump(List<Reading> lot) {
            var times = new TreeSet<Instant>();
            lot.forEach(each -> times.addAll(List.of(each.at(), each.at().plus(STEP_WINDOW))));
            var found = new ArrayList<Raised>();
            Optional<Instant> since = Optional.empty();
            int from = 0;
            int to = 0;
            for (var now : times.headSet(lot.getLast().at(), true)) {
                while (to < lot.size() && !lot.get(to).at().isAfter(now)) {
                    to++;
                }
                while (from < to && !lot.get(from).at().isAfter(now.minus(STEP_WINDOW))) {
                    from++;
                }
                var young = lot.subList(from, to);
                if (young.size() < 2) {
                    continue;
                }
                int step = young.getLast().parked() - young.getFirst().parked();
                boolean isJump = Math.abs(step) > MOST_STEP;
                if (isJump && since.isEmpty()) {
                    since = Optional.of(now);
                } else if (!isJump && since.isPresent()) {
                    found.add(
                            alert(
                                    lot.getFirst().lot(),
                                    since.get(),
                                    since.get(),
                                    Optional.of(now)));
                    since = Optional.empty();
                }
            }
            since.ifPresent(start ->
                    found.add(alert(lot.getFirst().lot(), start, start, Optional.empty())));
            return found;
        }

        /// Gaps in which others reported when the limit had passed, not counting what all missed.
        static List<Raised> silent(List<Reading> lot, NavigableSet<Instant> all) {
            var found = new ArrayList<Raised>();
            for (int i = 0; i < lot.size(); i++) {
                boolean isLast = i == lot.size() - 1;
                var next = isLast ? all.last() : lot.get(i + 1).at();
                var quiet = lot.get(i).at();
                for (var heard : all.subSet(quiet, false, next, true)) {
                    var before = Optional.ofNullable(all.lower(heard)).orElse(heard);
                    if (Duration.between(before, heard).compareTo(SILENT) >= 0) {
                        quiet = heard;
                    }
                }
                var due = quiet.plus(SILENT);
                if (!next.isBefore(due) && !all.subSet(due, true, next, isLast).isEmpty()) {
                    found.add(
                            alert(
                                    lot.getFirst().lot(),
                                    quiet,
                                    quiet,
                                    isLast ? Optional.empty() : Optional.of(next)));
                }
            }
            return found;
        }

        private static Raised alert(
                String lot, Instant start, Instant raised, Optional<Instant> cleared) {
            return new Raised(lot, start, raised, cleared);
        }
    }

    // --- readings ----------------------------------------------------------------------------

    private static Reading reading(String line) {
        var fields = line.split(",", -1);
        return new Reading(
                "urn:ngsi-ld:OffStreetParking:" + fields[4],
                LocalDateTime.parse(fields[1].replace(' ', 'T')).atZone(AARHUS).toInstant(),
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[3]));
    }

    /// Two weeks of eight car parks. One is too small for those who park in the afternoon, one
    /// stands still for nine hours, one doubles for an hour, one says nothing for five hours, and
    /// once all say nothing for four.
    private static List<Reading> made() {
        var random = new Random(2014);
        var start = Instant.parse("2014-05-22T07:09:04.145Z");
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < 14 * 48; i++) {
            var at = start.plus(Duration.ofMinutes(30L * i)).plusMillis(random.nextInt(20_000));
            boolean isOutage = i >= 400 && i < 408;
            for (int lot = 0; lot < 8 && !isOutage; lot++) {
                int spots = 200 + 100 * lot;
                int usual = (int) (spots * (0.5 - 0.3 * Math.cos(i * Math.PI / 24)));
                int parked = usual + random.nextInt(9);
                parked = lot == 1 ? parked + spots / 4 : parked;
                parked = lot == 2 && i >= 100 && i < 118 ? 77 : parked;
                parked = lot == 6 && i >= 206 && i < 208 ? parked + 300 : parked;
                boolean isSilent = lot == 4 && i >= 300 && i < 310;
                if (!isSilent) {
                    readings.add(
                            new Reading("urn:ngsi-ld:OffStreetParking:" + lot, at, parked, spots));
                }
            }
        }
        return List.copyOf(readings);
    }
}
