package city.wutong.http;

import static city.wutong.http.WorkingCity.items;
import static city.wutong.http.WorkingCity.object;
import static city.wutong.http.WorkingCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a reading to a closed case.
@Timeout(120)
@ExtendWith(WorkingCity.Shared.class)
class CasesApiTest {
    private final WorkingCity working;
    private final TestCity city;

    CasesApiTest(WorkingCity working) {
        this.working = working;
        this.city = working.plain();
    }

    private static String path(Json.Obj theCase) {
        return "/api/cases/" + text(theCase, "id");
    }

    private Reply act(Json.Obj theCase, String body, String... headers) {
        return city.post(path(theCase) + "/actions", body, headers);
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(text(object(reply.json()), "code")).isEqualTo(code);
    }

    @Test
    void a_reading_becomes_an_alert_and_a_case_that_is_closed_with_proof() {
        var opened = working.caseOf("whole");
        assertThat(text(opened, "caseType")).isEqualTo(WorkingCity.CASE_TYPE);
        assertThat(text(opened, "number")).matches("\\d{4}-\\d{6}");
        assertThat(text(opened, "title")).contains("70 dB", "70 分贝");
        assertThat(text(opened, "location")).contains("120.2");
        var received = act(opened, "{\"action\":\"receive\",\"steps\":1}");
        assertThat(received.status()).as(received.body()).isEqualTo(200);
        assertThat(text(object(received.json()), "state")).isEqualTo("received");

        assertProblem(act(opened, "{\"action\":\"finish\"}"), 400, "case.note-missing");
        assertProblem(
                act(opened, "{\"action\":\"finish\",\"note\":\"done\"}"),
                400,
                "case.evidence-count");
        var photo = working.evidence("whole");
        var finish =
                "{\"action\":\"finish\",\"note\":\"停工\",\"evidence\":[\"%s\"]}".formatted(photo);
        assertThat(act(opened, finish).status()).isEqualTo(200);

        var closed = object(act(opened, "{\"action\":\"verify\"}").json());
        assertThat(text(closed, "state")).isEqualTo("closed");
        assertThat(closed.get("open")).contains(Json.Literal.FALSE);
        assertThat(closed.get("onTime")).contains(Json.Literal.TRUE);
        assertThat(items(closed, "actions")).isEmpty();
        assertThat(items(closed, "events"))
                .extracting(event -> text(event, "kind"))
                .containsExactly("opened", "moved", "moved", "moved");
        assertThat(text(items(closed, "events").get(2), "evidence")).contains(photo);
        assertProblem(act(opened, "{\"action\":\"verify\"}"), 409, "case.not-now");
        assertThat(city.get(path(opened)).json()).isEqualTo(closed);
    }

    @Test
    void a_case_and_its_alert_are_entities_that_nobody_else_changes() {
        var opened = working.caseOf("own");
        var id = text(opened, "id");
        var alert = text(opened, "alerts").replaceAll(".*(urn:ngsi-ld:Alert:[0-9a-f-]+).*", "$1");
        var shown = object(city.get("/ngsi-ld/v1/entities/" + id + "?options=concise").json());
        assertThat(text(shown, "number")).isEqualTo(text(opened, "number"));
        assertThat(text(shown, "alerts")).contains(alert);
        for (var entity : java.util.List.of(id, alert)) {
            var path = "/ngsi-ld/v1/entities/" + entity;
            assertProblem(city.delete(path), 403, "entity.own");
            assertProblem(city.patch(path, "{\"status\":\"x\"}"), 403, "entity.own");
            assertProblem(city.post(path + "/attrs", "{\"status\":\"x\"}"), 403, "entity.own");
            assertProblem(city.delete(path + "/attrs/location"), 403, "entity.own");
        }
        var forged = "{\"id\":\"urn:ngsi-ld:Alert:forged\",\"type\":\"Alert\"}";
        assertProblem(city.post("/ngsi-ld/v1/entities", forged), 403, "entity.own");
    }

    @Test
    void an_alert_is_acknowledged_once_and_only_an_alert() {
        var opened = working.caseOf("seen");
        var alert = text(opened, "alerts").replaceAll(".*(urn:ngsi-ld:Alert:[0-9a-f-]+).*", "$1");
        var path = "/api/alerts/" + alert + "/acknowledge";
        assertThat(city.post(path, "").status()).isEqualTo(204);
        assertThat(city.post(path, "").status()).isEqualTo(204);
        assertThat(city.get("/ngsi-ld/v1/entities/" + alert + "?options=simplified").body())
                .contains("\"acknowledged\":true", "\"status\":\"active\"");
        var other = "/api/alerts/" + WorkingCity.subject("seen") + "/acknowledge";
        assertProblem(city.post(other, ""), 404, "entity.unknown");
    }

    @Test
    void who_was_slower_is_told_what_happened() {
        var opened = working.caseOf("slow");
        assertThat(act(opened, "{\"action\":\"receive\",\"steps\":1}").status()).isEqualTo(200);
        var slower = act(opened, "{\"action\":\"receive\",\"steps\":1}");
        assertProblem(slower, 409, "case.moved-on");
        assertThat(slower.body()).contains("receive");
    }

    @Test
    void the_same_key_takes_effect_once() {
        var opened = working.caseOf("key");
        var comment = "{\"note\":\"hm\"}";
        var path = path(opened) + "/comments";
        var once = city.post(path, comment, "Idempotency-Key", "k-1");
        var again = city.post(path, comment, "Idempotency-Key", "k-1");
        assertThat(once.status()).as(once.body()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(once.json());
        assertThat(items(object(again.json()), "events")).hasSize(2);

        var body =
                """
                {"caseType":"%s","subject":"%s","title":{"zh":"题","en":"T"}}\
                """
                        .formatted(WorkingCity.CASE_TYPE, WorkingCity.subject("key"));
        var first = city.post("/api/cases", body, "Idempotency-Key", "k-2");
        var second = city.post("/api/cases", body, "Idempotency-Key", "k-2");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(city.get(first.header("Location")).status()).isEqualTo(200);
        assertProblem(
                city.post("/api/cases", body, "Idempotency-Key", "x".repeat(201)),
                400,
                "http.parameter-value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'dance'} | 400 | case.action-unknown",
                "{'action':'verify'} | 409 | case.not-now",
                "{'note':'x'} | 400 | http.field-missing",
                "{'action':7} | 400 | http.field-value",
                "{'action':'receive','steps':0} | 400 | http.field-value",
                "{'action':'receive','steps':'1'} | 400 | http.field-value",
                "{'action':'receive','evidence':'x'} | 400 | http.field-value",
                "{'action':'receive','evidence':['../../etc/passwd']} | 400 | case.evidence-unknown",
                "{'action':'receive','colour':'red'} | 400 | http.field-unknown",
                "[] | 400 | http.field-value",
            })
    void what_is_wrong_is_named(String body, int status, String code) {
        var opened = working.caseOf("wrong");
        assertProblem(act(opened, body.replace('\'', '"')), status, code);
        assertThat(city.get(path(opened)).body()).contains("\"steps\":1,");
    }

    @Test
    void what_cannot_be_stored_as_text_is_refused_and_harms_nobody() {
        var opened = working.caseOf("nul");
        var reply = city.post(path(opened) + "/comments", "{\"note\":\"a\\u0000b\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(city.post(path(opened) + "/comments", "{\"note\":\"🌳\\\"\"}").status())
                .isEqualTo(200);
    }

    @Test
    void a_case_needs_a_type_a_subject_and_words() {
        var body =
                "{\"caseType\":\"%s\",\"subject\":\"%s\",\"title\":{\"zh\":\"题\",\"en\":\"%s\"}}";
        assertProblem(
                city.post("/api/cases", body.formatted("no/such", "urn:x:1", "T")),
                400,
                "case.type-unknown");
        assertProblem(
                city.post("/api/cases", body.formatted(WorkingCity.CASE_TYPE, "urn:x:1", "T")),
                400,
                "case.subject-unknown");
        working.caseOf("words");
        var subject = WorkingCity.subject("words");
        assertProblem(
                city.post("/api/cases", body.formatted(WorkingCity.CASE_TYPE, subject, " ")),
                400,
                "http.field-value");
        assertProblem(city.get("/api/cases/urn:ngsi-ld:Case:none"), 404, "case.unknown");
        assertProblem(city.get("/api/cases/none"), 400, "http.not-a-uri");
    }

    @Test
    void cases_are_listed_newest_first_page_by_page() {
        var older = working.caseOf("list1");
        var newer = working.caseOf("list2");
        var body = city.get("/api/cases?limit=1000&open=true&type=noise/too-loud").body();
        assertThat(body.indexOf(text(newer, "id")))
                .isBetween(0, body.indexOf(text(older, "id")) - 1);
        var page = object(city.get("/api/cases?limit=1&offset=1").json());
        assertThat(items(page, "cases")).hasSize(1);
        assertThat(object(city.get("/api/cases?state=dancing").json()).get("total"))
                .contains(Json.of(0));
        assertProblem(city.get("/api/cases?limit=1001"), 400, "http.parameter-value");
        assertProblem(city.get("/api/cases?open=perhaps"), 400, "http.parameter-value");
        assertProblem(city.get("/api/cases?colour=red"), 400, "http.parameter-unknown");
    }

    @Test
    void problems_are_told_in_the_readers_language() {
        var path = "/api/cases/urn:ngsi-ld:Case:none";
        assertThat(city.get(path, "Accept-Language", "zh-CN").body()).contains("没有案件");
        assertThat(city.get(path, "Accept-Language", "en").body()).contains("There is no case");
    }

    @Test
    void each_tenant_has_its_own_cases() {
        var opened = working.caseOf("mine");
        assertThat(city.get("/api/cases?tenant=fire").body())
                .doesNotContain(WorkingCity.subject("mine"));
        assertProblem(city.get(path(opened) + "?tenant=fire"), 404, "case.unknown");
        assertThat(city.get("/api/cases?tenant=nobody").status()).isEqualTo(404);
        assertThat(city.get("/api/tenants").body()).contains("fire");
    }
}
