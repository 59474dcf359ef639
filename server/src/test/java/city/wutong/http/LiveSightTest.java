package city.wutong.http;

import static city.wutong.http.CareCity.CALLER;
import static city.wutong.http.CareCity.elder;
import static city.wutong.http.CareCity.place;
import static city.wutong.http.CareCity.property;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a live stream of limited sight tells of what leaves it, and of what is masked.
@Timeout(120)
@ExtendWith(CareCity.Shared.class)
class LiveSightTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String ALERTS = ENTITIES + "?type=Alert&limit=1000";
    private static final String CASES = "/api/cases";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CareCity care;

    LiveSightTest(CareCity care) {
        this.care = care;
    }

    /// A stream that is read until something stands in it.
    private final class Live implements AutoCloseable {
        private final BufferedReader lines;

        Live(String caller) throws IOException {
            var response = care.plain().stream("/events", CALLER, caller);
            assertThat(response.statusCode()).isEqualTo(200);
            lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith(": from");
        }

        /// The events until all is told up to a camera that is made now, as `name data`.
        List<String> untilNow(String camera) throws IOException {
            make(
                    "{\"id\":\"urn:ngsi-ld:Camera:%s\",\"type\":\"Camera\",%s}"
                            .formatted(camera, place(120.2, 30.5)));
            var told = new ArrayList<String>();
            var name = "";
            var line = lines.readLine();
            while (!line.startsWith(": to")
                    || told.stream().noneMatch(each -> each.contains("Camera:" + camera))) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    told.add(name + line.substring("data:".length()));
                }
                line = lines.readLine();
            }
            return told;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private void make(String entity) {
        assertThat(care.asAdmin("POST", ENTITIES, entity).status()).isEqualTo(201);
    }

    private void patch(String id, String name, String value) {
        var body = "{\"%s\":{\"type\":\"Property\",\"value\":%s}}".formatted(name, value);
        assertThat(care.asAdmin("PATCH", ENTITIES + "/" + id + "/attrs", body).status())
                .isEqualTo(204);
    }

    private String body(String path, String caller) {
        return care.plain().get(path, CALLER, caller).body();
    }

    /// The id of the alert or case about somebody, as soon as there is one.
    private String about(String id, String path, String type) {
        var wanted = Pattern.compile("urn:ngsi-ld:" + type + ":[0-9a-zA-Z:_-]+");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var each : body(path, CareCity.ADMIN).split("(?=\\{\"id\":)", -1)) {
                var found = wanted.matcher(each);
                if (each.contains(id) && found.find()) {
                    return found.group();
                }
            }
        }
        throw new AssertionError("no " + type + " about " + id);
    }

    private static String gone(String id) {
        return "gone {\"id\":\"" + id + "\"}";
    }

    @Test
    void an_alert_and_a_case_go_out_of_sight_with_whom_they_are_about() throws IOException {
        var id = "urn:ngsi-ld:Elder:mover";
        make(elder(id, "west", 5, ""));
        patch(id, "steps", "0");
        var alert = about(id, ALERTS, "Alert");
        var theCase = about(id, CASES, "Case");
        assertThat(body(ALERTS, "leader@west")).contains(alert);
        assertThat(body(CASES, "leader@west")).contains(theCase);
        try (var west = new Live("leader@west");
                var cameras = new Live("keeper@west");
                var everywhere = new Live("leader@*")) {
            west.untilNow("moving-1");
            cameras.untilNow("moving-2");
            everywhere.untilNow("moving-3");
            patch(id, "areaCode", "\"east\"");
            assertThat(west.untilNow("moved-1")).contains(gone(id), gone(alert), gone(theCase));
            assertThat(cameras.untilNow("moved-2"))
                    .noneMatch(told -> told.contains(alert) || told.contains(theCase));
            assertThat(everywhere.untilNow("moved-3")).noneMatch(told -> told.startsWith("gone"));
        }
        assertThat(body(ALERTS, "leader@west")).doesNotContain(alert);
        assertThat(body(CASES, "leader@west")).doesNotContain(theCase);
        assertThat(body(ALERTS, "leader@east")).contains(alert);
        assertThat(body(CASES, "leader@east")).contains(theCase);
    }

    @Test
    void an_alert_and_a_case_go_out_of_sight_when_their_subject_is_deleted() throws IOException {
        var id = "urn:ngsi-ld:Elder:leaver";
        make(elder(id, "west", 5, ""));
        patch(id, "steps", "0");
        var alert = about(id, ALERTS, "Alert");
        var theCase = about(id, CASES, "Case");
        try (var west = new Live("leader@west")) {
            west.untilNow("leaving");
            assertThat(care.asAdmin("DELETE", ENTITIES + "/" + id, "").status()).isEqualTo(204);
            assertThat(west.untilNow("left")).contains(gone(id), gone(alert), gone(theCase));
        }
        assertThat(body(ALERTS, "leader@west")).doesNotContain(alert);
        assertThat(body(CASES, "leader@west")).doesNotContain(theCase);
    }

    @Test
    void a_stream_names_what_is_masked_of_what_it_tells() throws IOException {
        var id = "urn:ngsi-ld:Elder:masked";
        try (var leader = new Live("leader@west");
                var carer = new Live("carer@*,keeper@west");
                var admin = new Live(CareCity.ADMIN)) {
            make(elder(id, "west", 5, property("name", "Wang Wu") + "," + place(120.12, 30.12)));
            assertThat(leader.untilNow("masked-1"))
                    .anyMatch(told ->
                            told.contains(id)
                                    && told.contains("\"masked\":[\"name\",\"location\"]")
                                    && !told.contains("Wang Wu"));
            assertThat(carer.untilNow("masked-2"))
                    .anyMatch(told ->
                            told.contains(id)
                                    && told.contains("\"masked\":[\"location\"]")
                                    && told.contains("Wang Wu"));
            assertThat(admin.untilNow("masked-3"))
                    .anyMatch(told -> told.contains(id) && !told.contains("\"masked\""));
        }
    }

    @Test
    void a_case_says_that_the_place_of_its_subject_is_masked() {
        var id = "urn:ngsi-ld:Elder:placed";
        make(elder(id, "west", 5, place(120.123456, 30.123456)));
        patch(id, "steps", "0");
        var path = CASES + "/" + about(id, CASES, "Case");
        assertThat(body(path, "leader@west"))
                .contains("\"masked\":[\"location\"]")
                .doesNotContain("120.123456");
        assertThat(body(path, CareCity.ADMIN)).contains("\"masked\":[]").contains("120.123456");
        assertThat(body(CASES, "leader@west"))
                .contains("\"masked\":[\"location\"]")
                .doesNotContain("120.123456");
    }
}
