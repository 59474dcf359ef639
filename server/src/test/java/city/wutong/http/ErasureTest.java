package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is kept of a person goes when they ask for it (PIPL article 47).
@ExtendWith(WorkingCity.Shared.class)
class ErasureTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String PAST = "/ngsi-ld/v1/temporal/entities/";
    private static final String ID = "urn:ngsi-ld:Patient:erased";
    private static final String REASON = "request 17 of the person";

    private final WorkingCity working;
    private final TestCity city;

    ErasureTest(WorkingCity working) {
        this.working = working;
        this.city = working.plain();
    }

    private TestCity.Reply erase(String ids, String reason) {
        return city.post(
                "/api/erasures",
                "{\"entities\":[%s],\"reason\":\"%s\"}".formatted(ids, reason),
                "Content-Type",
                "application/json");
    }

    private void create(String id, int pulse) {
        var body =
                "{\"id\":\"%s\",\"type\":\"Patient\",\"pulse\":{\"type\":\"Property\",\"value\":%d}}"
                        .formatted(id, pulse);
        assertThat(city.post(ENTITIES, body).status()).isEqualTo(201);
    }

    @Test
    void the_present_and_the_past_are_gone_also_of_earlier_lives() {
        create(ID, 61);
        assertThat(city.delete(ENTITIES + "/" + ID).status()).isEqualTo(204);
        create(ID, 62);
        assertThat(city.get(PAST + ID).body()).contains("61", "62");
        var reply = erase("\"" + ID + "\",\"urn:ngsi-ld:Patient:never-was\"", REASON);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains(ID).contains("\"kept\":[]");
        assertThat(city.get(ENTITIES + "/" + ID).status()).isEqualTo(404);
        assertThat(city.get(PAST + ID).status()).isEqualTo(404);
        create(ID, 63);
        assertThat(city.get(PAST + ID).body()).contains("63").doesNotContain("62");
    }

    @Test
    void it_is_written_down_why() {
        erase("\"urn:ngsi-ld:Patient:8\"", "because they asked for it");
        var audit = city.get("/api/audit?action=person.erase&object=urn:ngsi-ld:Patient:8");
        assertThat(audit.body()).contains("because they asked for it");
    }

    @Test
    void a_case_is_kept_and_the_answer_says_why() {
        var id = WorkingCity.text(working.caseOf("erased"), "id");
        var reply = erase("\"" + id + "\"", REASON);
        assertThat(reply.body()).contains("\"erased\":[]").contains("POST /api/cases");
        assertThat(city.get("/api/cases/" + id).status()).isEqualTo(200);
    }

    @Test
    void what_is_no_request_is_refused_by_its_field() {
        assertThat(erase("", REASON).body()).contains("entities").contains("1 to 100");
        assertThat(erase("\"no uri\"", REASON).status()).isEqualTo(400);
        assertThat(erase("\"urn:x:1\"", "why").body()).contains("5 to 200 characters");
    }
}
