package city.wutong.http;

import static city.wutong.http.WorkingCity.items;
import static city.wutong.http.WorkingCity.object;
import static city.wutong.http.WorkingCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people do with alerts over HTTP.
@Timeout(120)
@ExtendWith(WorkingCity.Shared.class)
class AlertsApiTest {
    private final WorkingCity working;
    private final TestCity city;

    AlertsApiTest(WorkingCity working) {
        this.working = working;
        this.city = working.plain();
    }

    private String alertOf(String name) {
        return text(working.caseOf(name), "alerts")
                .replaceAll(".*(urn:ngsi-ld:Alert:[0-9a-f-]+).*", "$1");
    }

    private String shown(String alert) {
        return city.get("/ngsi-ld/v1/entities/" + alert + "?options=simplified").body();
    }

    private static void assertDone(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(text(object(reply.json()), "code")).isEqualTo(code);
    }

    @Test
    void all_that_is_done_stands_in_the_alert_and_in_its_timeline() {
        var alert = alertOf("handled");
        var path = "/api/alerts/" + alert;
        assertDone(city.post(path + "/acknowledge", "{\"note\":\"seen\"}"));
        assertDone(city.put(path + "/assignee", ""));
        assertDone(city.post(path + "/comments", "{\"text\":\"on my way\"}"));
        assertDone(city.put(path + "/false-alarm", ""));
        assertDone(city.post(path + "/clear", "{\"reason\":\"a lorry\"}"));
        assertThat(shown(alert))
                .contains("\"acknowledgeNote\":\"seen\"", "\"falseAlarm\":true", "assignedTo")
                .contains("\"clearReason\":\"a lorry\"", "\"status\":\"cleared\"", "on my way");
        var moments = items(object(city.get(path + "/timeline").json()), "moments");
        assertThat(moments)
                .extracting(moment -> text(moment, "what"))
                .containsExactly(
                        "raised",
                        "acknowledged",
                        "assigned",
                        "commented",
                        "marked-false",
                        "cleared");
        assertThat(moments.getFirst())
                .satisfies(raised -> assertThat(text(raised, "by")).isEqualTo("rules"));
        assertThat(text(moments.getLast(), "detail")).isEqualTo("a lorry");
        assertThat(text(moments.getLast(), "by")).isNotEmpty().isNotEqualTo("rules");
    }

    @Test
    void what_is_taken_back_is_gone() {
        var alert = alertOf("taken-back");
        var path = "/api/alerts/" + alert;
        var until = Instant.now().plus(Duration.ofHours(1));
        assertDone(city.post(path + "/acknowledge", ""));
        assertDone(city.put(path + "/mute", "{\"until\":\"" + until + "\"}"));
        assertDone(city.put(path + "/assignee", "{}"));
        assertThat(shown(alert)).contains("mutedUntil", "mutedBy", "assignedTo");
        assertDone(city.delete(path + "/acknowledge"));
        assertDone(city.delete(path + "/mute"));
        assertDone(city.delete(path + "/assignee"));
        assertDone(city.delete(path + "/false-alarm"));
        assertThat(shown(alert))
                .contains("\"acknowledged\":false")
                .doesNotContain("mutedUntil", "mutedBy", "assignedTo", "acknowledgedBy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /clear | {} | http.field-missing",
                "POST | /clear | {'reason':''} | alert.text-length",
                "POST | /comments | {'text':7} | http.field-value",
                "POST | /acknowledge | {'why':'x'} | http.field-unknown",
                "PUT | /assignee | {'to':'nobody'} | alert.assignee-unknown",
                "PUT | /mute | {'until':'soon'} | http.field-value",
                "PUT | /mute | {'until':'2020-01-01T00:00:00Z'} | alert.mute-time",
            })
    void what_is_wrong_is_named(String method, String path, String body, String code) {
        var whole = "/api/alerts/" + alertOf("wrong") + path;
        var json = body.replace('\'', '"');
        assertProblem(
                method.equals("PUT") ? city.put(whole, json) : city.post(whole, json), 400, code);
    }

    @Test
    void many_are_acknowledged_at_once_and_those_that_cannot_be_are_told() {
        var one = alertOf("many-1");
        var other = alertOf("many-2");
        var none = WorkingCity.subject("many-1");
        var body = "{\"alerts\":[\"%s\",\"%s\",\"%s\"]}".formatted(one, none, other);
        var reply = city.post("/api/alert-acknowledgements", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"acknowledged\":2", "entity.unknown", none);
        assertThat(shown(one)).contains("\"acknowledged\":true");
        assertThat(shown(other)).contains("\"acknowledged\":true");
        assertProblem(
                city.post("/api/alert-acknowledgements", "{\"alerts\":[]}"),
                400,
                "http.field-missing");
    }

    @Test
    void what_is_no_alert_has_no_timeline() {
        alertOf("lone");
        assertProblem(
                city.get("/api/alerts/" + WorkingCity.subject("lone") + "/timeline"),
                404,
                "entity.unknown");
    }
}
