package city.wutong.http;

import static city.wutong.http.TestCity.json;
import static city.wutong.http.TestCity.member;
import static city.wutong.http.TestCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Rules that are made, changed, tried and looked into while the city runs.
@Timeout(120)
@ExtendWith({WorkingCity.Shared.class, CareCity.Shared.class})
class RulesApiTest {
    private static final String RULES = "/api/rules";
    private static final String SOURCE =
            """
            rule: %s
            name: {zh: 很响, en: Very loud}
            watch: Noise
            when: entity.level > %d
            alert: {severity: low, category: environment, subCategory: noise, text: {zh: 响, en: Loud}}
            """;

    private final WorkingCity working;
    private final TestCity city;
    private final TestCity care;

    RulesApiTest(WorkingCity working, CareCity care) {
        this.working = working;
        this.city = working.plain();
        this.care = care.plain();
    }

    /// A name of a rule that no other test has.
    private static String fresh() {
        return "r" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String put(String name, int limit) {
        return json("source", SOURCE.formatted(name, limit), "note", "try " + limit);
    }

    private String measured(int level) {
        var id = "urn:ngsi-ld:Noise:" + UUID.randomUUID();
        var body =
                "{\"id\":\"%s\",\"type\":\"Noise\",\"level\":{\"type\":\"Property\",\"value\":%d}}"
                        .formatted(id, level);
        assertThat(city.post("/ngsi-ld/v1/entities", body).status()).isEqualTo(201);
        return id;
    }

    private static List<Json.Obj> items(Json json, String name) {
        return WorkingCity.items((Json.Obj) json, name);
    }

    private Json rule(String name) {
        return city.get(RULES + "/noise/" + name).json();
    }

    private void awaitActive(String name, int count) {
        working.await(
                () -> city.get(RULES + "/noise/" + name),
                reply -> member(reply.json(), "active").equals(Json.of(count)));
    }

    @Test
    void a_rule_is_made_changed_switched_and_removed_while_the_city_runs() {
        var name = fresh();
        var versions = RULES + "/noise/" + name + "/versions";
        measured(11_200);
        measured(11_500);
        var made = city.post(versions, put(name, 11_000));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        awaitActive(name, 2);
        assertThat(text(rule(name), "origin")).isEqualTo("console");
        assertThat(text(rule(name), "state")).isEqualTo("working");
        assertThat(city.get(RULES).body()).contains("noise/" + name);
        assertThat(city.post(versions, put(name, 11_300)).status()).isEqualTo(201);
        awaitActive(name, 1);
        assertThat(city.post(RULES + "/noise/" + name + "/off", "").status()).isEqualTo(204);
        awaitActive(name, 0);
        assertThat(text(rule(name), "state")).isEqualTo("off");
        assertThat(city.post(versions + "/1/restore", "").status()).isEqualTo(201);
        awaitActive(name, 2);
        var listed = items(city.get(versions).json(), "versions");
        assertThat(listed).hasSize(4);
        assertThat(text(listed.getFirst(), "source")).contains("> 11000");
        assertThat(text(listed.getLast(), "note")).isEqualTo("try 11000");
        var owned = city.put(RULES + "/noise/" + name + "/owner", json("owner", "Wang"));
        assertThat(owned.status()).isEqualTo(204);
        assertThat(text(rule(name), "owner")).isEqualTo("Wang");
        assertThat(city.delete(RULES + "/noise/" + name).status()).isEqualTo(204);
        assertThat(city.get(RULES + "/noise/" + name).status()).isEqualTo(404);
        assertThat(city.get(RULES + "/noise/" + name).body()).contains("rule.unknown");
    }

    @Test
    void a_scenarios_rule_counts_again_when_the_citys_version_is_taken_away() {
        var path = RULES + "/noise/too-loud";
        assertThat(city.delete(path).body()).contains("rule.nothing-to-remove");
        assertThat(city.post(path + "/versions", put("too-loud", 9_000)).status()).isEqualTo(201);
        assertThat(text(rule("too-loud"), "origin")).isEqualTo("console");
        assertThat(city.delete(path).status()).isEqualTo(204);
        assertThat(text(rule("too-loud"), "origin")).isEqualTo("scenario");
        assertThat(text(rule("too-loud"), "source")).contains("entity.level > 60");
    }

    @Test
    void a_mistaken_rule_is_refused_with_the_places_of_its_mistakes() {
        var name = fresh();
        var wrong = SOURCE.formatted(name, 5).replace("entity.level", "entity.lvl");
        var refused =
                city.post(
                        RULES + "/noise/" + name + "/versions", json("source", wrong, "note", ""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused.json(), "code")).isEqualTo("rule.mistaken");
        var mistake = items(refused.json(), "mistakes").getFirst();
        assertThat(member(mistake, "line")).isEqualTo(Json.of(4));
        assertThat(text(member(mistake, "problem"), "zh")).isNotBlank();
        var checked = city.post(RULES + "/check", json("scenario", "noise", "source", wrong));
        assertThat(items(checked.json(), "mistakes")).hasSize(1);
        var right = SOURCE.formatted(name, 5);
        var well = city.post(RULES + "/check", json("scenario", "noise", "source", right));
        assertThat(items(well.json(), "mistakes")).isEmpty();
        assertThat(text(member(well.json(), "rule"), "id")).isEqualTo("noise/" + name);
        var other = city.post(RULES + "/noise/other/versions", put(name, 5));
        assertThat(other.body()).contains("rule.name-differs");
        assertThat(city.post(RULES + "/none/x/versions", put("x", 5)).body())
                .contains("rule.scenario-unknown");
    }

    @Test
    void a_rule_says_why_and_is_traced() {
        var name = fresh();
        var path = RULES + "/noise/" + name;
        var id = measured(2_000);
        assertThat(city.post(path + "/versions", put(name, 3_000)).status()).isEqualTo(201);
        var why = city.get(path + "/why?entity=" + id);
        assertThat(member(why.json(), "fires")).isEqualTo(Json.of(false));
        assertThat(why.body()).contains("条件不成立", "2000");
        assertThat(city.get(path + "/traces?entity=" + id).body()).contains("rule.trace-unknown");
        var begun = "{\"entity\":\"%s\",\"minutes\":5}".formatted(id);
        assertThat(city.post(path + "/traces", begun).status()).isEqualTo(201);
        city.patch(
                "/ngsi-ld/v1/entities/" + id, "{\"level\":{\"type\":\"Property\",\"value\":4000}}");
        var traced =
                working.await(
                        () -> city.get(path + "/traces?entity=" + id),
                        reply -> reply.body().contains("\"raise\""));
        assertThat(traced.body()).contains("\"truth\":\"yes\"", "\"level\":4000");
        assertThat(member(city.get(path + "/why?entity=" + id).json(), "fires"))
                .isEqualTo(Json.of(true));
        assertThat(city.delete(path + "/traces?entity=" + id).status()).isEqualTo(204);
        assertThat(city.get(path + "/dead-letters").body()).isEqualTo("{\"letters\":[]}");
        assertThat(city.post(path + "/dead-letters/replay", "").body())
                .isEqualTo("{\"replayed\":0,\"failed\":0}");
    }

    @Test
    void a_rule_is_tried_on_the_past_against_another() {
        var name = fresh();
        var id = measured(700);
        measured(800);
        var done = tried(trial(name));
        var result = member(done.json(), "result");
        assertThat(result.toString()).contains(id);
        assertThat(member(done.json(), "against").toString()).doesNotContain(id);
        var only = tried(trial(name, "entity", id));
        assertThat(member(member(only.json(), "result"), "count")).isEqualTo(Json.of(1));
        assertThat(member(member(only.json(), "against"), "count")).isEqualTo(Json.of(0));
        assertThat(city.get("/api/rule-trials/none").body()).contains("rule.trial-unknown");
    }

    private static String trial(String name, String... more) {
        var members =
                new ArrayList<>(
                        List.of(
                                "scenario", "noise",
                                "source", SOURCE.formatted(name, 600),
                                "against", SOURCE.formatted(name, 750),
                                "from", "2020-01-01T00:00:00Z",
                                "to", "2999-01-01T00:00:00Z"));
        members.addAll(List.of(more));
        return json(members.toArray(String[]::new));
    }

    private Reply tried(String body) {
        var started = city.post("/api/rule-trials", body);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        var path = "/api/rule-trials/" + text(started.json(), "id");
        return working.await(
                () -> city.get(path), reply -> reply.body().contains("\"state\":\"done\""));
    }

    @Test
    void what_the_caller_sees_masked_is_nothing_to_make_a_rule_of() {
        var source =
                """
                rule: guess
                name: {zh: 猜, en: Guess}
                watch: Elder
                when: entity.phone == "13800000000"
                alert: {severity: low, category: health, subCategory: guess, text: {zh: 猜, en: Guess}}
                """;
        var put = json("source", source, "note", "");
        var refused =
                care.post(RULES + "/care/guess/versions", put, CareCity.CALLER, "rule-editor@*");
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("rule.masked", "phone");
        var trial =
                json(
                        "scenario", "care",
                        "source", source,
                        "from", "2020-01-01T00:00:00Z",
                        "to", "2999-01-01T00:00:00Z");
        assertThat(care.post("/api/rule-trials", trial, CareCity.CALLER, "rule-editor@*").body())
                .contains("rule.masked");
    }

    @Test
    void only_who_edits_rules_of_the_whole_tenant_changes_them() {
        var off = RULES + "/care/fall/off";
        for (var caller : new String[] {"rule-editor@west", "duty-officer@*", "leader@*"}) {
            assertThat(care.post(off, "", CareCity.CALLER, caller).status())
                    .as(caller)
                    .isEqualTo(403);
        }
        assertThat(care.post(off, "", CareCity.CALLER, "rule-editor@*").status()).isEqualTo(204);
        assertThat(
                        care.post(RULES + "/care/fall/on", "", CareCity.CALLER, "rule-editor@*")
                                .status())
                .isEqualTo(204);
    }
}
