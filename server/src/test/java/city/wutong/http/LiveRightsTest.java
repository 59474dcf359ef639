package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.SignedIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A live stream lasts no longer than the rights that it was opened by.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRightsTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";

    private final TestCity city = TestCity.openWithSignIn(Map.of());

    @AfterAll
    void close() {
        city.close();
    }

    /// What takes somebody's rights away.
    private interface End {
        void of(SignedIn somebody);
    }

    private List<String> told(String name, End end) throws IOException {
        var somebody = city.signIn(name, "leader");
        var told = new ArrayList<String>();
        var response = city.stream("/events", "Cookie", somebody.cookie());
        assertThat(response.statusCode()).isEqualTo(200);
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            make("urn:ngsi-ld:Thing:before-" + name);
            for (var line = lines.readLine(); !line.contains(":before-"); line = lines.readLine()) {
                told.add(line);
            }
            end.of(somebody);
            make("urn:ngsi-ld:Thing:after-" + name);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
            }
        }
        return told;
    }

    private void make(String id) {
        var entity = "{\"id\":\"" + id + "\",\"type\":\"Thing\"}";
        assertThat(city.post(ENTITIES, entity, TestCity.admin()).status()).isEqualTo(201);
    }

    @Test
    void it_ends_when_its_session_does() throws IOException {
        assertThat(told("signs-out", somebody -> city.delete("/api/session", somebody.headers())))
                .noneMatch(line -> line.contains(":after-"));
    }

    @Test
    void it_ends_when_the_rights_of_its_caller_change() throws IOException {
        assertThat(
                        told(
                                "promoted",
                                somebody -> city.grant(somebody.id(), "handler", "default", "*")))
                .noneMatch(line -> line.contains(":after-"));
    }

    @Test
    void it_ends_when_its_key_is_revoked() throws IOException {
        var key =
                city.post(
                        "/api/keys",
                        TestCity.json(
                                "name", "screen", "role", "leader", "tenant", "*", "area", "*"),
                        TestCity.admin());
        var bearer = "Bearer " + TestCity.text(key.json(), "secret");
        var response = city.stream("/events", "Authorization", bearer);
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith(": from");
            assertThat(city.delete(key.header("Location"), TestCity.admin()).status())
                    .isEqualTo(204);
            make("urn:ngsi-ld:Thing:after-key");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat(line).doesNotContain(":after-");
            }
        }
    }
}
