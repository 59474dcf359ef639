package city.wutong.trial;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.scenario.Scenario;
import city.wutong.scenario.Scenarios;
import city.wutong.scenario.file.Mistakes;
import city.wutong.server.Wutong;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tests of the scenarios that come with Wutong pass, and tests that expect something else fail
/// for the right reason: on a real city with its own PostgreSQL.
class TrialsTest {
    private static final String WRONG =
            """
            formatVersion: 1
            tests:
              - test: {zh: 误以为一小时就报警, en: expects an alert after an hour}
                given: {a: {type: AirQualityObserved, name: 下沙}}
                steps:
                  - at: 2020-04-04 08:00
                    every: 1h
                    until: 2020-04-04 09:00
                    observe: {a: {aqi: 120}}
                    then: {alerts: [{rule: air-quality-unhealthy, of: a}]}
              - test: {zh: 误以为没有报警, en: expects no alert}
                given: {a: {type: AirQualityObserved, name: 下沙}}
                steps:
                  - at: 2020-04-04 08:00
                    every: 1h
                    until: 2020-04-04 10:00
                    observe: {a: {aqi: 120}}
                    then: {alerts: []}
              - test: {zh: 误以为没有案件, en: expects another number}
                given: {a: {type: AirQualityObserved, name: 下沙}}
                steps:
                  - at: 2020-04-04 08:00
                    every: 1h
                    until: 2020-04-04 10:00
                    observe: {a: {aqi: 120}}
                    then: {indices: {cases-open: 0, cases-closed-on-time: 0}}
              - test: {zh: 误以为可以直接办结, en: expects to close at once}
                given: {a: {type: AirQualityObserved, name: 下沙}}
                steps:
                  - at: 2020-04-04 08:00
                    every: 1h
                    until: 2020-04-04 10:00
                    observe: {a: {aqi: 120}}
                  - act: [{case: air-pollution, of: a, do: verify}]
                    then: {cases: []}
            """;

    @TempDir Path temp;

    @Test
    void the_scenarios_tests_pass_and_wrong_expectations_fail() throws IOException {
        var scenarios = Path.of("..", "scenario").toAbsolutePath().normalize();
        var environment = Scenarios.load(scenarios).on().getFirst();
        var mistakes = new Mistakes();
        var trials = new ArrayList<>(TrialReader.read(environment, mistakes));
        int right = trials.size();
        var wrong = Files.writeString(temp.resolve("wrong.yaml"), WRONG);
        trials.addAll(TrialReader.read(with(environment, wrong), mistakes));
        assertThat(mistakes.all()).isEmpty();

        var told = new ArrayList<String>();
        var verdicts = run(trials, scenarios, told);

        assertThat(verdicts.subList(0, right)).allMatch(Verdict::isPassed, String.join("\n", told));
        var failures = verdicts.subList(right, verdicts.size());
        assertThat(failures).noneMatch(Verdict::isPassed);
        assertThat(differences(failures.get(0)))
                .containsExactly(
                        "alerts: rule environment/air-quality-unhealthy, of a, status active ≠ none");
        assertThat(differences(failures.get(1)))
                .singleElement()
                .asString()
                .startsWith("alerts: none ≠ rule environment/air-quality-unhealthy, of a");
        assertThat(differences(failures.get(2)))
                .containsExactly("index cases-closed-on-time: 0 ≠ null", "index cases-open: 0 ≠ 1");
        assertThat(differences(failures.get(3)))
                .singleElement()
                .asString()
                .startsWith("verify on the air-pollution of a: done ≠ refused as case.not-now");
        assertThat(told).anyMatch(line -> line.contains("environment/tests/wrong.yaml:6"));
    }

    private List<Verdict> run(List<Trial> trials, Path scenarios, List<String> told) {
        var options =
                Map.of(
                        "data", temp.resolve("data").toString(),
                        "port", "0",
                        "access", "open",
                        "tenants.by-header", "true",
                        "clock.replay", "true",
                        "scenarios", scenarios.toString());
        var office = new TrialClock();
        try (var city = Wutong.open(Config.of(new Layers().options(options)), office, List.of())) {
            var root = URI.create("http://127.0.0.1:" + city.port());
            return new Trials(root, office, told::add).run(trials);
        }
    }

    private static List<String> differences(Verdict verdict) {
        return verdict.failure().orElseThrow().differences().stream()
                .map(d -> d.about() + ": " + d.expected() + " ≠ " + d.found())
                .toList();
    }

    private static Scenario with(Scenario s, Path test) {
        return new Scenario(
                s.id(),
                s.name(),
                s.about(),
                s.version(),
                s.needs(),
                s.context(),
                s.models(),
                s.roles(),
                s.rules(),
                s.caseTypes(),
                s.indices(),
                s.views(),
                s.replay(),
                List.of(test));
    }
}
