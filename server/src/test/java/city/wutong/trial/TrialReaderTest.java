package city.wutong.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import city.wutong.scenario.Scenario;
import city.wutong.scenario.Scenarios;
import city.wutong.scenario.file.Mistake;
import city.wutong.scenario.file.Mistakes;
import city.wutong.trial.Trial.ExpectedFigure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrialReaderTest {
    /// Where a mistake is expected; it is taken out of the file.
    private static final String HERE = "▶";

    private static final String GOOD =
            """
            formatVersion: 1
            tests:
              - test: {zh: 甲, en: one}
                given:
                  a: {type: AirQualityObserved, name: 下沙, location: [120.3, 30.3]}
                  b: {type: AirQualityObserved}
                steps:
                  - at: 2020-04-04 08:00
                    every: 1h
                    until: 2020-04-04 10:00
                    observe: {a: {aqi: 120}}
                  - act: [{case: air-pollution, of: a, do: receive}]
                    then:
                      alerts: [{rule: air-quality-unhealthy, of: a, since: 2020-04-04 08:00}]
                      cases: []
                      indices: {alerts-now: 1, cases-closed-on-time: null, aqi-by-county: {"330104": 57}}
            """;

    @TempDir Path folder;

    private final Mistakes mistakes = new Mistakes();

    private List<Trial> read(String text) {
        try {
            var file = folder.resolve("t.yaml");
            Files.writeString(file, text);
            var environment = Scenarios.load(Path.of("..", "scenario")).on().getFirst();
            return TrialReader.read(with(environment, file), mistakes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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

    @Test
    void a_test_is_read_with_its_times_and_what_it_expects() {
        var trial = read(GOOD).getFirst();

        assertThat(mistakes.all()).isEmpty();
        assertThat(trial.given().keySet()).containsExactly("a", "b");
        assertThat(trial.given().sequencedValues().getFirst().id())
                .isEqualTo("urn:ngsi-ld:AirQualityObserved:a");
        assertThat(trial.steps().getFirst().times())
                .containsExactly(
                        Instant.parse("2020-04-04T00:00:00Z"),
                        Instant.parse("2020-04-04T01:00:00Z"),
                        Instant.parse("2020-04-04T02:00:00Z"));
        var second = trial.steps().get(1);
        assertThat(second.times()).containsExactly(Instant.parse("2020-04-04T02:00:00Z"));
        var then = second.then().orElseThrow();
        assertThat(then.alerts().orElseThrow().getFirst().features())
                .containsEntry("rule", "environment/air-quality-unhealthy")
                .containsEntry("status", "active");
        assertThat(then.cases().orElseThrow()).isEmpty();
        assertThat(then.indices().get("environment/cases-closed-on-time"))
                .isInstanceOf(ExpectedFigure.Nothing.class);
        assertThat(then.indices().get("environment/aqi-by-county"))
                .isInstanceOfSatisfying(
                        ExpectedFigure.Parts.class,
                        parts ->
                                assertThat(parts.values())
                                        .containsEntry("330104", new BigDecimal(57)));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("tests:", "▶test:\ntests:", "test is no key"),
                arguments("observe: {a: {aqi", "observe: {▶c: {aqi", "no entity c"),
                arguments("observe: {a: {aqi", "observe: {a: {▶aqy", "no attribute aqy"),
                arguments(
                        "type: AirQualityObserved, name",
                        "type: ▶AirQuality, name",
                        "no entity type"),
                arguments("do: receive", "do: ▶recieve", "no action recieve"),
                arguments("case: air-pollution", "case: ▶air", "no case type air"),
                arguments("rule: air-quality-unhealthy", "rule: ▶air-quality-unhelthy", "no rule"),
                arguments("{alerts-now: 1", "{▶alert-now: 1", "no index alert-now"),
                arguments("alerts-now: 1,", "alerts-now: ▶many,", "should be a number"),
                arguments("of: a, since", "of: ▶z, since", "no entity z"),
                arguments("since: 2020-04-04 08:00", "since: ▶eight", "date and time"),
                arguments("until: 2020-04-04 10:00", "▶until: 2020-04-04 07:00", "before the step"),
                arguments("  - act:", "  - ▶at: 2020-04-04 09:00\n        act:", "before the step"),
                arguments("every: 1h", "▶every: 1s", "more than 2000 times"),
                arguments("        every: 1h\n", "", "goes with every only"),
                arguments(
                        "cases: []",
                        "cases: [{case: air-pollution, of: a, state: ▶open}]",
                        "no state open"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void a_mistake_in_a_test_is_told_with_its_place(String old, String by, String problem) {
        assertThat(GOOD).contains(old);
        var marked = GOOD.replace(old, by);
        read(marked.replace(HERE, ""));

        assertThat(mistakes.all())
                .anySatisfy(mistake -> {
                    assertThat(mistake.problem().en()).contains(problem);
                    assertThat(mistake.problem().zh()).matches("(?s).*\\p{IsHan}.*");
                    assertThat(mistake.remedy().zh()).matches("(?s).*\\p{IsHan}.*");
                    assertThat(mistake.file()).isEqualTo("environment/tests/t.yaml");
                    if (marked.contains(HERE)) {
                        assertThat(place(mistake)).isEqualTo(place(marked));
                    }
                });
    }

    private static List<Integer> place(Mistake mistake) {
        return List.of(mistake.line(), mistake.column());
    }

    private static List<Integer> place(String marked) {
        var before = marked.substring(0, marked.indexOf(HERE));
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        return List.of(lines + 1, before.length() - before.lastIndexOf('\n'));
    }

    @Test
    void a_test_that_asks_nothing_is_a_mistake() {
        read(GOOD.substring(0, GOOD.indexOf("        then:")));
        assertThat(mistakes.all())
                .singleElement()
                .satisfies(
                        mistake -> assertThat(mistake.problem().en()).contains("proves nothing"));
    }
}
