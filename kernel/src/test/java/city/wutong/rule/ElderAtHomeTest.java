package city.wutong.rule;

import static city.wutong.rule.Rules.expression;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.rule.Rule.Condition;
import city.wutong.rule.Rule.Phase;
import city.wutong.rule.Step.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Fourteen days of a person who lives alone (Ordóñez and others, UCI 271, home A, CC BY 4.0): a
/// rule that only looks for silence takes going out for trouble; one that knows the main door does
/// not, and yet sees who comes home and moves no more.
class ElderAtHomeTest {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration LIMIT = Duration.ofHours(4);
    private static final int A_DAY = 24 * 60;

    /// A sensor that begins to see something, or sees it no more.
    ///
    /// @param minute of [Rules#at]
    /// @param active how many sensors see something after it, the door's left out
    record Event(int minute, boolean isDoor, int active) {}

    /// Silence, whoever is at home.
    private static final Rule PLAIN = sequence("entity.active == 0 || entity.door == 1");

    /// Silence after something that happened inside: who is last heard of at the door may be out.
    private static final Rule REFINED = sequence("entity.active == 0 && entity.door == 0");

    private static Rule sequence(String quiet) {
        var heard = "entity.active >= 0 || entity.door >= 0";
        return Rules.rule(
                "elder",
                new Condition.Sequence(
                        List.of(
                                new Phase(
                                        expression(quiet), false, Duration.ZERO, Optional.empty()),
                                new Phase(expression(heard), true, LIMIT, Optional.empty()))));
    }

    @Test
    void a_plain_rule_takes_going_out_for_trouble_and_the_refined_one_does_not() {
        var log = log();
        assertThat(alarms(PLAIN, log, 0)).hasSize(2);
        assertThat(alarms(REFINED, log, 0)).isEmpty();
    }

    @Test
    void a_collapse_after_coming_home_is_seen() {
        var log = log();
        int comings = 0;
        for (int i = 2; i < log.size(); i++) {
            var event = log.get(i);
            boolean isFirstInside = log.get(i - 2).isDoor() && !log.get(i - 1).isDoor();
            if (!isFirstInside || event.isDoor() || event.active() != 0) {
                continue;
            }
            comings++;
            assertThat(alarms(REFINED, log.subList(0, i + 1), A_DAY))
                    .containsExactly(
                            Probe.raise(event.minute(), event.minute() + (int) LIMIT.toMinutes()));
        }
        assertThat(comings).isPositive();
    }

    @Test
    void wherever_the_log_is_cut_while_somebody_is_at_home_and_all_is_quiet_it_is_seen() {
        var log = log();
        for (int i = 0; i < log.size(); i += 7) {
            var last = log.get(i);
            boolean isQuietAtHome = !last.isDoor() && last.active() == 0;
            assertThat(alarms(REFINED, log.subList(0, i + 1), A_DAY))
                    .hasSize(isQuietAtHome ? 1 : 0);
        }
    }

    /// @param after so many minutes after the end of the log
    private static List<Signal> alarms(Rule rule, List<Event> log, int after) {
        var probe = new Probe(rule);
        for (var event : log) {
            probe.clock(event.minute())
                    .observes(
                            event.minute(),
                            "active",
                            event.active(),
                            "door",
                            event.isDoor() ? 1 : 0);
        }
        for (int minute = 1; minute <= after; minute++) {
            probe.clock(log.getLast().minute() + minute);
        }
        return probe.signals().stream().filter(Signal.Raise.class::isInstance).toList();
    }

    private record Edge(LocalDateTime at, boolean isDoor, int step) {}

    private static List<Event> log() {
        var edges = new ArrayList<Edge>();
        for (var line : lines()) {
            var fields = line.split(",", -1);
            boolean isDoor = fields[2].equals("Maindoor");
            edges.add(new Edge(LocalDateTime.parse(fields[0], WRITTEN), isDoor, 1));
            edges.add(new Edge(LocalDateTime.parse(fields[1], WRITTEN), isDoor, -1));
        }
        edges.sort(Comparator.comparing(Edge::at).thenComparing(Edge::step, (a, b) -> b - a));
        var start = edges.getFirst().at().toInstant(ZoneOffset.UTC);
        var log = new ArrayList<Event>();
        int active = 0;
        for (var edge : edges) {
            active += edge.isDoor() ? 0 : edge.step();
            var since = Duration.between(start, edge.at().toInstant(ZoneOffset.UTC));
            log.add(new Event((int) since.toMinutes(), edge.isDoor(), active));
        }
        return log;
    }

    private static List<String> lines() {
        var file =
                Objects.requireNonNull(ElderAtHomeTest.class.getResourceAsStream("adl-home-a.csv"));
        try (var in = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return in.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
