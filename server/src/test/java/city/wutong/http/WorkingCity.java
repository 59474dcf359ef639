package city.wutong.http;

import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A [TestCity] with a scenario about noise and one with a mistake, whose clock may be set.
///
/// @param plain what it is besides
record WorkingCity(TestCity plain) implements AutoCloseable {
    static final String CASE_TYPE = "noise/too-loud";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> FILES =
            Map.of(
                    "noise/scenario.yaml",
                    """
                    formatVersion: 1
                    name: {zh: 噪声, en: Noise}
                    about: {zh: 噪声监测, en: Noise at places}
                    version: "1"
                    """,
                    "noise/model/Noise.schema.json",
                    """
                    {
                      "$schema": "https://json-schema.org/draft/2020-12/schema",
                      "title": "Noise",
                      "x-name": {"zh": "噪声", "en": "Noise"},
                      "type": "object",
                      "properties": {
                        "level": {"x-name": {"zh": "声级", "en": "Level"}, "type": "number"}
                      }
                    }
                    """,
                    "noise/model/context.jsonld",
                    "{\"@context\": {}}\n",
                    "noise/rules/noise.yaml",
                    """
                    formatVersion: 1
                    rules:
                      - rule: too-loud
                        name: {zh: 噪声超标, en: Too loud}
                        watch: Noise
                        when: entity.level > 60
                        alert: {severity: high, category: environment, subCategory: noise, text: {zh: "{level} 分贝", en: "{level} dB"}}
                        case: too-loud
                    """,
                    "noise/cases/too-loud.yaml",
                    """
                    formatVersion: 1
                    case: too-loud
                    version: 1
                    name: {zh: 噪声处置, en: Too loud}
                    clock: {limit: 24h, unit: natural}
                    states:
                      - {state: opened, open: true, name: {zh: 待受理, en: Opened}}
                      - {state: received, open: true, name: {zh: 处置中, en: Under way}}
                      - {state: finished, open: true, name: {zh: 待核查, en: To be verified}}
                      - {state: closed, open: false, name: {zh: 已办结, en: Closed}}
                    transitions:
                      - {action: receive, name: {zh: 受理, en: Receive}, from: opened, to: received, note: optional}
                      - {action: finish, name: {zh: 完成, en: Finish}, from: received, to: finished, note: required, evidence: {least: 1, most: 2}}
                      - {action: verify, name: {zh: 核查, en: Verify}, from: finished, to: closed, note: optional}
                    """,
                    "noise/indices/cases.yaml",
                    """
                    formatVersion: 1
                    index: cases
                    name: {zh: 案件, en: Cases}
                    about: {zh: 全部案件, en: All cases}
                    figure: |
                      select count(*) as value from entity where type = 'Case'
                    rows: |
                      select id, attributes->>'number' as number from entity where type = 'Case' order by id
                    """,
                    "broken/scenario.yaml",
                    """
                    formatVersion: 1
                    name: {zh: 坏, en: Broken}
                    about: {zh: 坏, en: Broken}
                    version: "1"
                    """,
                    "broken/rules/broken.yaml",
                    """
                    formatVersion: 1
                    rules:
                      - rule: nobody-watches
                        wach: Noise
                    """);

    private static WorkingCity open() {
        try {
            var folder = Files.createTempDirectory("wutong-scenarios-");
            for (var file : FILES.entrySet()) {
                var path = folder.resolve("scenario").resolve(file.getKey());
                Files.createDirectories(Path.of(String.valueOf(path.getParent())));
                Files.writeString(path, file.getValue());
            }
            var map = Files.createDirectory(folder.resolve("map"));
            Files.writeString(
                    map.resolve("counties.geojson"),
                    "{\"type\":\"FeatureCollection\",\"features\":[]}");
            return new WorkingCity(
                    TestCity.open(
                            Map.of(
                                    "scenarios",
                                    folder.resolve("scenario").toString(),
                                    "map",
                                    map.toString(),
                                    "notifications.private",
                                    "true",
                                    "clock.replay",
                                    "true")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        plain.close();
    }

    /// Gives the city to whatever test class asks for it in its constructor.
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WorkingCity.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(WorkingCity.class))
                    .computeIfAbsent(WorkingCity.class, _ -> WorkingCity.open(), WorkingCity.class);
        }
    }

    /// Asks until the answer is as it should be.
    Reply await(Supplier<Reply> question, Predicate<Reply> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var reply = question.get();
        while (!wanted.test(reply)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + reply.body());
            }
            Thread.onSpinWait();
            reply = question.get();
        }
        return reply;
    }

    /// A place that is too loud, and the case that follows from it.
    Json.Obj caseOf(String name) {
        loud(name, 70, "2026-03-01T08:00:00Z");
        var subject = subject(name);
        var list =
                await(
                        () -> plain.get("/api/cases?limit=1000"),
                        reply -> reply.body().contains("\"" + subject + "\""));
        return items(object(list.json()), "cases").stream()
                .filter(each -> text(each, "subject").equals(subject))
                .findFirst()
                .orElseThrow();
    }

    static String subject(String name) {
        return "urn:ngsi-ld:Noise:" + name;
    }

    void loud(String name, int level, String at) {
        var body =
                """
                [{"id":"%s","type":"Noise","level":{"type":"Property","value":%d,"observedAt":"%s"},
                  "location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[120.2,30.3]}}}]
                """
                        .formatted(subject(name), level, at);
        plain.post("/ngsi-ld/v1/entityOperations/upsert?options=update", body);
    }

    static byte[] photo(String name) {
        return TestPhoto.of(name);
    }

    /// Sends a photograph; its hash.
    String evidence(String name) {
        var sent = plain.upload("/api/evidence", photo(name), "Content-Type", "image/jpeg");
        return text(object(sent.json()), "sha256");
    }

    // Words for JSON

    static Json.Obj object(Json json) {
        return (Json.Obj) json;
    }

    static String text(Json.Obj object, String name) {
        return object.get(name)
                .map(json -> json instanceof Json.Str(var text) ? text : json.toString())
                .orElse("");
    }

    static List<Json.Obj> items(Json.Obj object, String name) {
        var items = new ArrayList<Json.Obj>();
        if (object.get(name).orElse(Json.Literal.NULL) instanceof Json.Arr(var all)) {
            all.forEach(item -> items.add(object(item)));
        }
        return items;
    }
}
