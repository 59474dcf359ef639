package city.wutong.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.Marks;
import city.wutong.access.Mask;
import city.wutong.access.Permission;
import city.wutong.access.Sensitivity;
import city.wutong.access.TypeScope;
import city.wutong.cases.CaseType;
import city.wutong.index.Index.Target;
import city.wutong.jsonld.CoreContexts;
import city.wutong.rule.Rule.Condition;
import city.wutong.scenario.file.Mistake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {
    @TempDir Path folder;

    @Test
    void a_good_folder_is_switched_on_with_all_that_is_in_it() {
        var scenarios = ScenarioFiles.good().load(folder);

        assertThat(scenarios.mistakes()).isEmpty();
        var parking = scenarios.on().getFirst();
        assertThat(parking.id()).isEqualTo("parking");
        assertThat(parking.version()).isEqualTo("1");
        assertThat(scenarios.rules())
                .extracting(rule -> rule.id())
                .containsExactly("parking/lot-full", "parking/lot-silent", "parking/lot-stuck");
        assertThat(scenarios.views()).hasSize(1);
        assertThat(scenarios.indices().getFirst().target())
                .contains(new Target.AtLeast(BigDecimal.TEN));
        assertThat(parking.replay().map(Replay::from))
                .contains(Instant.parse("2020-04-02T00:00:00Z"));
    }

    @Test
    void short_names_are_expanded_by_the_context_of_the_scenario() {
        var rule = ScenarioFiles.good().load(folder).rules().getFirst();

        assertThat(rule.watch()).isEqualTo(CoreContexts.DEFAULT_VOCAB + "Lot");
        assertThat(rule.attributes())
                .containsEntry("free", "https://example.org/free")
                .containsEntry("total", CoreContexts.DEFAULT_VOCAB + "total")
                .containsEntry("name", CoreContexts.DEFAULT_VOCAB + "name");
    }

    @Test
    void a_scenario_declares_roles_over_its_types() {
        var roles = ScenarioFiles.good().load(folder).roles();

        var attendant = roles.getFirst();
        assertThat(attendant.id()).isEqualTo("parking/attendant");
        assertThat(attendant.opens())
                .containsExactlyInAnyOrder(
                        Permission.READ_CONTEXT,
                        Permission.WRITE_CONTEXT,
                        Permission.READ_CASES,
                        Permission.WORK_ON_CASES);
        assertThat(attendant.reads().names())
                .containsExactlyInAnyOrder(
                        CoreContexts.DEFAULT_VOCAB + "Lot", CoreContexts.DEFAULT_VOCAB + "Case");
        assertThat(attendant.writes().names()).containsExactly(CoreContexts.DEFAULT_VOCAB + "Lot");
        assertThat(attendant.clear()).isEqualTo(Sensitivity.PERSONAL);
        var planner = roles.get(1);
        assertThat(planner.reads()).isEqualTo(TypeScope.EVERY);
        assertThat(planner.writes()).isEqualTo(TypeScope.NONE);
        assertThat(planner.clear()).isEqualTo(Sensitivity.INTERNAL);
    }

    @Test
    void a_transition_names_the_role_that_takes_it() {
        var ways = ScenarioFiles.good().load(folder).caseTypes().getFirst().transitions();

        assertThat(ways.get(0).role()).isEmpty();
        assertThat(ways.get(1).role()).contains("parking/attendant");
    }

    @Test
    void a_model_marks_what_is_sensitive_and_where_an_entity_lies() {
        var marks = ScenarioFiles.good().load(folder).on().getFirst().models().getFirst().marks();

        assertThat(marks.attributes().get(CoreContexts.DEFAULT_VOCAB + "keeper"))
                .isEqualTo(new Marks.Mark(Sensitivity.PERSONAL, Optional.of(Mask.NAME)));
        assertThat(marks.attributes().get("https://example.org/free"))
                .isEqualTo(Marks.Mark.UNMARKED);
        assertThat(marks.areas()).containsExactly(CoreContexts.DEFAULT_VOCAB + "grid");
        assertThat(marks.highest()).isEqualTo(Sensitivity.SENSITIVE);
    }

    @Test
    void of_two_models_of_one_type_the_more_sensitive_mark_counts() {
        ScenarioFiles.good().write(folder);
        ScenarioFiles.good()
                .replaced(
                        "model/Lot.schema.json",
                        "\"zh\": \"车位\", \"en\": \"Spots\"}",
                        "\"zh\": \"车位\", \"en\": \"Spots\"}, \"x-sensitivity\": \"personal\"")
                .without("cases/guide-cars.yaml")
                .without("rules/lots.yaml")
                .writeAs(folder, "other");
        var all = Scenarios.load(folder);

        assertThat(all.mistakes()).isEmpty();
        var together =
                Marks.OfType.together(
                        all.on().stream()
                                .flatMap(each -> each.models().stream())
                                .map(EntityModel::marks)
                                .toList());
        assertThat(together.attributes())
                .containsEntry(
                        CoreContexts.DEFAULT_VOCAB + "total",
                        new Marks.Mark(Sensitivity.PERSONAL, Optional.empty()));
    }

    @Test
    void of_two_models_of_one_type_the_shorter_retention_counts() {
        ScenarioFiles.good().write(folder);
        ScenarioFiles.good()
                .replaced("model/Lot.schema.json", "180d", "30d")
                .without("cases/guide-cars.yaml")
                .without("rules/lots.yaml")
                .writeAs(folder, "other");

        assertThat(Scenarios.load(folder).retentions().values())
                .containsExactly(Duration.ofDays(30));
    }

    @Test
    void a_view_has_the_names_that_a_client_without_a_context_sees() {
        var view = ScenarioFiles.good().load(folder).views().getFirst();

        assertThat(view.type()).isEqualTo("Lot");
        assertThat(view.colour().attribute()).isEqualTo("https://example.org/free");
        assertThat(view.show().getFirst().unit()).contains("个");
        assertThat(view.colour().bands().getLast().upTo()).isEmpty();
    }

    @Test
    void rules_have_the_three_conditions() {
        var rules = ScenarioFiles.good().load(folder).rules();

        assertThat(rules.get(0).condition())
                .isInstanceOfSatisfying(
                        Condition.Holds.class,
                        holds -> assertThat(holds.atLeast()).isEqualTo(Duration.ofMinutes(15)));
        assertThat(rules.get(1).condition())
                .isEqualTo(new Condition.Silent(Duration.ofMinutes(90), true));
        assertThat(rules.get(2).condition())
                .isEqualTo(new Condition.Stuck(List.of("free"), Duration.ofDays(1)));
        assertThat(rules.get(0).caseType()).contains("parking/guide-cars");
        assertThat(rules.get(1).caseType()).isEmpty();
    }

    @Test
    void a_rule_may_doubt_one_attribute_or_several() {
        var rules =
                ScenarioFiles.good()
                        .replaced("rules/lots.yaml", "for: 15m", "for: 15m\n    doubts: free")
                        .replaced(
                                "rules/lots.yaml",
                                "absent: 1h30m",
                                "absent: 1h30m\n    doubts: [free, total]")
                        .load(folder)
                        .rules();
        assertThat(rules.get(0).notice().doubts()).containsExactly("free");
        assertThat(rules.get(1).notice().doubts()).containsExactly("free", "total");
        assertThat(rules.get(1).attributes()).containsEntry("free", "https://example.org/free");
        assertThat(rules.get(2).notice().doubts()).isEmpty();
    }

    @Test
    void a_rule_keeps_how_it_was_written_without_what_follows_it() {
        var rule = ScenarioFiles.good().load(folder).rules().getFirst();

        assertThat(rule.source().lines())
                .startsWith("rule: lot-full", "name: {zh: 车位已满, en: Lot full}", "watch: Lot")
                .contains("  entity.free > 5 ||")
                .endsWith("case: guide-cars");
    }

    @Test
    void a_case_type_has_its_states_and_ways() {
        var type = ScenarioFiles.good().load(folder).caseTypes().getFirst();

        assertThat(type.version()).isEqualTo(2);
        assertThat(type.limit().atMost()).isEqualTo(Duration.ofHours(2));
        assertThat(type.start().id()).isEqualTo("opened");
        assertThat(type.from("opened"))
                .extracting(CaseType.Transition::action)
                .containsExactly("guide", "close");
        assertThat(type.from("opened").getFirst().evidence())
                .isEqualTo(new CaseType.Evidence(1, 2));
    }

    @Test
    void a_scenario_with_a_mistake_is_off_and_the_others_are_on() {
        ScenarioFiles.good().write(folder);
        ScenarioFiles.write(
                folder.resolve("broken/scenario.yaml"), "formatVersion: 2\n".getBytes(UTF_8));

        var scenarios = Scenarios.load(folder);

        assertThat(scenarios.on()).extracting(Scenario::id).containsExactly("parking");
        assertThat(scenarios.mistakes())
                .extracting(Mistake::file)
                .containsOnly("broken/scenario.yaml");
    }

    @Test
    void all_mistakes_of_a_scenario_are_told_at_once() {
        var scenarios =
                ScenarioFiles.good()
                        .replaced("scenario.yaml", "\nname:", "\nnmae:")
                        .replaced("rules/lots.yaml", "for: 15m", "for: soon")
                        .replaced("rules/lots.yaml", "severity: low", "severity: loud")
                        .replaced("views/lots.yaml", "label: name", "label: naem")
                        .load(folder);

        assertThat(scenarios.mistakes())
                .extracting(Mistake::file)
                .contains(
                        "parking/scenario.yaml",
                        "parking/rules/lots.yaml",
                        "parking/views/lots.yaml")
                .hasSize(7);
    }

    @Test
    void a_rule_may_open_cases_of_another_scenario_while_that_is_on() {
        ScenarioFiles.good().write(folder);
        var other = "parking/guide-cars";
        var text =
                ScenarioFiles.good()
                        .text("rules/lots.yaml")
                        .replace("case: guide-cars", "case: " + other);
        for (var file : List.of("scenario.yaml", "model/Lot.schema.json")) {
            ScenarioFiles.write(
                    folder.resolve("other").resolve(file),
                    ScenarioFiles.good().text(file).getBytes(UTF_8));
        }
        ScenarioFiles.write(folder.resolve("other/rules/r.yaml"), text.getBytes(UTF_8));
        assertThat(Scenarios.load(folder).on()).hasSize(2);

        ScenarioFiles.write(
                folder.resolve("parking/scenario.yaml"), "formatVersion: 1\n".getBytes(UTF_8));
        var fallen = Scenarios.load(folder);
        assertThat(fallen.on()).isEmpty();
        assertThat(fallen.mistakes())
                .filteredOn(mistake -> mistake.file().equals("other/rules/r.yaml"))
                .singleElement()
                .satisfies(m ->
                        assertThat(m.problem().en()).contains("no case type parking/guide-cars"));
    }

    @Test
    void a_folder_that_is_not_there_is_a_mistake() {
        var scenarios = Scenarios.load(folder.resolve("nowhere"));
        assertThat(scenarios.on()).isEmpty();
        assertThat(scenarios.mistakes()).hasSize(1);
    }

    @Test
    void a_scenario_of_a_later_folder_takes_the_place_of_one_of_the_same_name() {
        ScenarioFiles.good().write(folder.resolve("one"));
        ScenarioFiles.good()
                .replaced("scenario.yaml", "\nversion: 1", "\nversion: 2")
                .write(folder.resolve("two"));
        var scenarios = Scenarios.load(List.of(folder.resolve("one"), folder.resolve("two")));
        assertThat(scenarios.mistakes()).isEmpty();
        assertThat(scenarios.on()).singleElement().extracting(Scenario::version).isEqualTo("2");
    }

    @Test
    void the_scenarios_of_this_repository_have_no_mistake() {
        var scenarios = Scenarios.load(Path.of("..", "scenario"));
        assertThat(scenarios.mistakes()).map(Mistake::english).isEmpty();
        assertThat(scenarios.on()).extracting(Scenario::id).contains("environment");
    }

    @Test
    void the_bands_of_the_air_stations_are_those_of_the_standard() {
        var view = Scenarios.load(Path.of("..", "scenario")).views().getFirst();
        assertThat(view.colour().bands())
                .extracting(band -> band.upTo().map(BigDecimal::intValue))
                .containsExactly(
                        Optional.of(50),
                        Optional.of(100),
                        Optional.of(150),
                        Optional.of(200),
                        Optional.of(300),
                        Optional.empty());
    }
}
