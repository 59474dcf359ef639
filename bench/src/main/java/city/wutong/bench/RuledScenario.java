package city.wutong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A scenario folder about stations and beacons, with as many rules as a measurement wants.
final class RuledScenario {
    private static final String MANIFEST =
            """
            formatVersion: 1
            name: {zh: 测量, en: Measured}
            about: {zh: 用于测量规则, en: For measuring rules}
            version: "1"
            """;
    private static final String MODEL =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "%1$s",
              "x-name": {"zh": "%1$s", "en": "%1$s"},
              "type": "object",
              "properties": {
                "%2$s": {"x-name": {"zh": "%2$s", "en": "%2$s"}, "type": "number"}
              }
            }
            """;
    private static final String ALERT =
            "alert: {severity: low, category: environment, subCategory: measured,"
                    + " text: {zh: 测量, en: Measured}}";
    private static final String RULE =
            """
              - rule: %s
                name: {zh: 测量, en: Measured}
                watch: %s
                %s
                %s
            """;

    private RuledScenario() {}

    /// Makes the folder of scenarios.
    ///
    /// @param ofStations rules that watch every station and never say anything
    /// @return the variables by which a city reads it
    static Map<String, String> in(Path folder, int ofStations) throws IOException {
        var scenario = folder.resolve("scenarios").resolve("measured");
        Files.createDirectories(scenario.resolve("model"));
        Files.createDirectories(scenario.resolve("rules"));
        Files.writeString(scenario.resolve("scenario.yaml"), MANIFEST);
        Files.writeString(scenario.resolve("model/context.jsonld"), "{\"@context\": {}}\n");
        Files.writeString(
                scenario.resolve("model/Station.schema.json"), MODEL.formatted("Station", "pm25"));
        Files.writeString(
                scenario.resolve("model/Beacon.schema.json"), MODEL.formatted("Beacon", "level"));
        var rules = new StringBuilder("formatVersion: 1\nrules:\n");
        for (int i = 0; i < ofStations; i++) {
            var when = "when: entity.pm25 > " + (10_000 + i);
            rules.append(RULE.formatted("station-" + i, "Station", when, ALERT));
        }
        rules.append(RULE.formatted("loud", "Beacon", "when: entity.level > 1000", ALERT));
        rules.append(RULE.formatted("silent", "Beacon", "absent: 30s", ALERT));
        Files.writeString(scenario.resolve("rules/measured.yaml"), rules);
        return Map.of("WUTONG_SCENARIOS", folder.resolve("scenarios").toString());
    }
}
