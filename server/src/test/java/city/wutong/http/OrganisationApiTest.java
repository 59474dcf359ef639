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

/// Areas, departments, posts and duties.
@Timeout(120)
@ExtendWith(TestCity.Shared.class)
class OrganisationApiTest {
    private final TestCity city;

    OrganisationApiTest(TestCity city) {
        this.city = city;
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(text(object(reply.json()), "code")).isEqualTo(code);
    }

    private String made(String path, String body) {
        var reply = city.post(path, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return text(object(reply.json()), "id");
    }

    @Test
    void areas_are_walked_from_the_province_down() {
        var top = object(city.get("/api/areas").json());
        assertThat(items(top, "areas"))
                .extracting(area -> text(area, "code"))
                .containsExactly("330000");
        var towns = object(city.get("/api/areas?parent=330483").json());
        assertThat(towns.get("total")).contains(Json.of(11));
        assertThat(items(towns, "areas"))
                .extracting(area -> text(area, "code"))
                .contains("330483008");
        var page = object(city.get("/api/areas?parent=330483&limit=2").json());
        assertThat(items(page, "areas")).hasSize(2);
        assertThat(page.get("total")).contains(Json.of(11));
        assertProblem(city.get("/api/areas?parent=999999"), 404, "organisation.area-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "梧桐街, 330483001",
        "wuzhen, 330483100",
        "330483004, 330483008",
        "33048310, 330483100"
    })
    void an_area_is_found_by_name_pinyin_code_and_alias(String q, String code) {
        var found = object(city.get("/api/areas?parent=330400&q=" + Paths.encoded(q)).json());
        assertThat(items(found, "areas")).extracting(area -> text(area, "code")).contains(code);
        var path = items(items(found, "areas").getFirst(), "path");
        assertThat(path)
                .extracting(step -> text(step, "code"))
                .startsWith("330000", "330400", "330483");
    }

    @Test
    void a_grid_is_added_changed_and_removed() {
        var body =
                "{\"code\":\"330483001-w1\",\"name\":{\"zh\":\"一网格\",\"en\":\"Grid 1\"},\"parent\":\"330483001\"}";
        var added = city.post("/api/areas", body);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(city.get(added.header("Location")).body()).contains("\"added\":true");
        assertProblem(city.post("/api/areas", body), 409, "organisation.area-code-taken");
        var area = "/api/areas/330483001-w1";
        assertThat(city.patch(area, "{\"aliases\":[\"w-one\"]}").body()).contains("w-one", "一网格");
        assertThat(city.get("/api/areas/w-one").body()).contains("330483001-w1");
        assertProblem(city.patch(area, "{\"parent\":\"330483100\"}"), 400, "http.field-unknown");
        var department =
                made("/api/departments", "{'name':{'zh':'队','en':'Team'},'area':'330483001-w1'}");
        assertProblem(city.delete(area), 409, "organisation.in-use");
        assertThat(city.delete("/api/departments/" + department).status()).isEqualTo(204);
        assertThat(city.delete("/api/areas/w-one").status()).isEqualTo(204);
        assertThat(city.get(area).status()).isEqualTo(404);
    }

    @Test
    void configured_areas_and_other_tenants_leave_areas_as_they_are() {
        assertProblem(city.delete("/api/areas/330483001"), 403, "organisation.area-fixed");
        assertProblem(city.patch("/api/areas/330483", "{}"), 403, "organisation.area-fixed");
        var body =
                "{\"code\":\"f-1\",\"name\":{\"zh\":\"网格\",\"en\":\"Grid\"},\"parent\":\"330483001\"}";
        assertProblem(
                city.post("/api/areas?tenant=fire", body), 403, "organisation.areas-of-default");
        assertProblem(
                city.post("/api/areas", body.replace("330483001", "330483")),
                400,
                "organisation.area-too-high");
    }

    @Test
    void who_is_on_duty_is_told_for_a_moment() {
        var anna = city.account("on-duty-anna");
        var bo = city.account("on-duty-bo");
        var department = made("/api/departments", "{'name':{'zh':'指挥中心','en':'Centre'}}");
        var post =
                made(
                        "/api/posts",
                        "{'name':{'zh':'值班长','en':'Watch'},'department':'" + department + "'}");
        var duty = "{'post':'" + post + "','account':'%s','from':'%s','to':'%s'}";
        // 08:00 on the city's clocks, Asia/Shanghai, is midnight UTC
        made("/api/duties", duty.formatted(anna, "2026-11-23T08:00", "2026-11-23T20:00"));
        made(
                "/api/duties",
                duty.formatted(bo, "2026-11-23T12:00:00Z", "2026-11-24T08:00:00+08:00"));
        var at = "/api/duties?post=" + post + "&at=";
        assertThat(onDuty(at + "2026-11-23T00:00:00Z")).containsExactly(anna);
        assertThat(onDuty(at + "2026-11-22T23:59:59Z")).isEmpty();
        assertThat(onDuty(at + "2026-11-23T20:00")).containsExactly(bo);
        assertThat(onDuty("/api/duties?post=" + post + "&to=2026-11-23T10:00"))
                .containsExactly(anna);
        var again = duty.formatted(anna, "2026-11-23T19:00", "2026-11-23T21:00").replace('\'', '"');
        assertProblem(city.post("/api/duties", again), 409, "organisation.duty-twice");
        assertProblem(city.get(at + "noon"), 400, "http.parameter-value");
        assertProblem(city.delete("/api/posts/" + post), 409, "organisation.in-use");
        assertThat(city.get("/api/duties?tenant=fire").body()).contains("\"total\":0");
        assertProblem(
                city.post("/api/duties?tenant=fire", again), 404, "organisation.post-unknown");
    }

    private java.util.List<String> onDuty(String path) {
        var reply = city.get(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return items(object(reply.json()), "duties").stream()
                .map(duty -> text(duty, "account"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/departments | {} | http.field-missing",
                "/api/departments | {'name':'队'} | http.field-value",
                "/api/departments | {'name':{'zh':'队','en':'T'},'tenant':'fire'} | http.field-unknown",
                "/api/departments | {'name':{'zh':'队','en':'T'},'id':'mine'} | http.field-unknown",
                "/api/departments | {'name':{'zh':'队','en':'T'},'area':'x'} | organisation.area-unknown",
                "/api/posts | {'name':{'zh':'岗','en':'P'},'department':'x'} | organisation.department-unknown",
                "/api/duties | {'post':'x','account':'Anna','from':'2026-11-23T08:00','to':'2026-11-23T09:00'} | http.field-value",
                "/api/duties | {'post':'x','account':'019a0000-0000-7000-8000-00000000000a','from':'noon','to':'2026-11-23T09:00'} | http.field-value",
                "/api/duties | {'post':'x','account':'019a0000-0000-7000-8000-00000000000a','from':'+999999-01-01T00:00','to':'2026-11-23T09:00'} | http.field-value",
            })
    void what_is_wrong_is_named(String path, String body, String code) {
        var reply = city.post(path, body.replace('\'', '"'));
        assertThat(reply.status()).isIn(400, 404);
        assertThat(text(object(reply.json()), "code")).isEqualTo(code);
    }

    @Test
    void nobody_without_an_account_is_on_duty() {
        var department = made("/api/departments", "{'name':{'zh':'队','en':'Team'}}");
        var post =
                made(
                        "/api/posts",
                        "{'name':{'zh':'岗','en':'Post'},'department':'" + department + "'}");
        var duty =
                "{'post':'%s','account':'019a0000-0000-7000-8000-00000000000a','from':'2026-11-23T08:00','to':'2026-11-23T20:00'}"
                        .formatted(post)
                        .replace('\'', '"');
        assertProblem(city.post("/api/duties", duty), 400, "organisation.account-unknown");
    }

    @Test
    void a_tenant_that_is_not_there_has_no_departments() {
        assertProblem(city.get("/api/departments?tenant=nowhere"), 404, "http.tenant-unknown");
    }
}
