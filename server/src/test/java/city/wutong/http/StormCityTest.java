package city.wutong.http;

import static city.wutong.http.WorkingCity.items;
import static city.wutong.http.WorkingCity.object;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A gateway dies with 500 devices behind it, in a whole city.
@Timeout(180)
class StormCityTest {
    private static final String GATEWAY = "urn:ngsi-ld:Gateway:1";
    private static final int DEVICES = 500;
    private static final String ALERTS =
            "/ngsi-ld/v1/entities?type=Alert&options=simplified&limit=1000";
    private static final Map<String, String> FILES =
            Map.of(
                    "lamps/scenario.yaml",
                    """
                    formatVersion: 1
                    name: {zh: 路灯, en: Lamps}
                    about: {zh: 路灯, en: Street lamps}
                    version: "1"
                    """,
                    "lamps/model/Lamp.schema.json",
                    """
                    {
                      "$schema": "https://json-schema.org/draft/2020-12/schema",
                      "title": "Lamp",
                      "x-name": {"zh": "路灯", "en": "Lamp"},
                      "type": "object",
                      "properties": {
                        "power": {"x-name": {"zh": "功率", "en": "Power"}, "type": "number"},
                        "refGateway": {"x-name": {"zh": "网关", "en": "Gateway"}, "x-kind": "Relationship", "type": "string"}
                      }
                    }
                    """,
                    "lamps/model/context.jsonld",
                    "{\"@context\": {}}\n",
                    "lamps/rules/lamps.yaml",
                    """
                    formatVersion: 1
                    rules:
                      - rule: lamp-silent
                        name: {zh: 路灯失联, en: Lamp silent}
                        watch: Lamp
                        absent: 30m
                        group: {by: refGateway, least: 20, within: 5m}
                        alert: {severity: high, category: environment, subCategory: lamp, text: {zh: 失联, en: silent}}
                        case: repair
                    """,
                    "lamps/cases/repair.yaml",
                    """
                    formatVersion: 1
                    case: repair
                    version: 1
                    name: {zh: 维修, en: Repair}
                    clock: {limit: 24h, unit: natural}
                    states:
                      - {state: opened, open: true, name: {zh: 待办, en: Opened}}
                      - {state: closed, open: false, name: {zh: 办结, en: Closed}}
                    transitions:
                      - {action: close, name: {zh: 办结, en: Close}, from: opened, to: closed, note: optional}
                    """);

    @TempDir Path folder;

    private TestCity open() throws IOException {
        for (var file : FILES.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(Path.of(String.valueOf(path.getParent())));
            Files.writeString(path, file.getValue());
        }
        return TestCity.open(Map.of("scenarios", folder.toString(), "clock.replay", "true"));
    }

    private static void tick(TestCity city, Instant time) {
        var body = "{\"mode\":\"replay\",\"time\":\"%s\",\"speed\":1}".formatted(time);
        assertThat(city.put("/api/city-clock", body).status()).isEqualTo(204);
    }

    private static void report(TestCity city, Instant at) {
        var lamps =
                IntStream.rangeClosed(1, DEVICES)
                        .mapToObj(number ->
                                """
                                {"id":"urn:ngsi-ld:Lamp:%d","type":"Lamp",
                                 "power":{"type":"Property","value":1,"observedAt":"%s"},
                                 "refGateway":{"type":"Relationship","object":"%s"}}
                                """
                                        .formatted(number, at, GATEWAY))
                        .collect(Collectors.joining(",", "[", "]"));
        var reply = city.post("/ngsi-ld/v1/entityOperations/upsert?options=update", lamps);
        assertThat(reply.status()).as(reply.body()).isIn(201, 204);
    }

    private static List<Json.Obj> alerts(TestCity city) {
        return ((Json.Arr) city.get(ALERTS).json())
                .items().stream().map(WorkingCity::object).toList();
    }

    private static List<Json.Obj> awaitAlerts(TestCity city, int active) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var alerts = alerts(city);
        while (active(alerts) != active) {
            assertThat(System.nanoTime()).as("%d are active", active(alerts)).isLessThan(end);
            Thread.onSpinWait();
            alerts = alerts(city);
        }
        return alerts;
    }

    private static long active(List<Json.Obj> alerts) {
        return alerts.stream()
                .filter(alert -> WorkingCity.text(alert, "status").equals("active"))
                .count();
    }

    @Test
    void a_dead_gateway_is_one_alert_with_500_members_and_one_case() throws Exception {
        try (var city = open()) {
            var dawn = Instant.parse("2026-03-01T08:00:00Z");
            tick(city, dawn);
            report(city, dawn);
            tick(city, dawn.plus(Duration.ofMinutes(31)));
            var alerts = awaitAlerts(city, DEVICES + 1);
            var heads = alerts.stream().filter(alert -> alert.get("members").isPresent()).toList();
            assertThat(heads).hasSize(1);
            var head = heads.getFirst();
            assertThat(WorkingCity.text(head, "alertSource")).isEqualTo(GATEWAY);
            assertThat(head.get("members")).contains(Json.of(DEVICES));
            var id = WorkingCity.text(head, "id");
            assertThat(alerts)
                    .filteredOn(alert -> WorkingCity.text(alert, "memberOf").equals(id))
                    .hasSize(DEVICES);
            assertOneCase(city);
            report(city, dawn.plus(Duration.ofMinutes(32)));
            awaitAlerts(city, 0);
            assertOneCase(city);
        }
    }

    private static void assertOneCase(TestCity city) {
        var path = "/api/cases?limit=1000";
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var cases = items(object(city.get(path).json()), "cases");
        while (cases.isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
            cases = items(object(city.get(path).json()), "cases");
        }
        assertThat(cases)
                .extracting(each -> WorkingCity.text(each, "subject"))
                .containsExactly(GATEWAY);
    }
}
