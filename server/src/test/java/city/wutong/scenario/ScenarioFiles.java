package city.wutong.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files of a small scenario without a mistake, to be broken one by one.
final class ScenarioFiles {
    static final String ID = "parking";

    private static final Map<String, String> GOOD = new LinkedHashMap<>();

    static {
        GOOD.put(
                "scenario.yaml",
                """
                formatVersion: 1
                name: {zh: 停车, en: Parking}
                about: {zh: 停车场, en: Parking lots}
                version: 1
                """);
        GOOD.put(
                "model/Lot.schema.json",
                """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "Lot",
                  "x-name": {"zh": "停车场", "en": "Lot"},
                  "x-retention": "180d",
                  "type": "object",
                  "properties": {
                    "name": {"x-name": {"zh": "名称", "en": "Name"}, "type": "string"},
                    "free": {"x-name": {"zh": "空位", "en": "Free"}, "type": "integer", "x-unit": "个"},
                    "total": {"x-name": {"zh": "车位", "en": "Spots"}, "type": "integer"},
                    "keptBy": {"x-name": {"zh": "网关", "en": "Gateway"}, "x-kind": "Relationship", "type": "string"},
                    "grid": {"x-name": {"zh": "网格", "en": "Grid"}, "type": "string", "x-area": true, "x-sensitivity": "open"},
                    "keeper": {"x-name": {"zh": "管理员", "en": "Keeper"}, "type": "string", "x-sensitivity": "personal", "x-mask": "name"},
                    "location": {"x-name": {"zh": "位置", "en": "Position"}, "x-kind": "GeoProperty", "type": "object", "x-sensitivity": "sensitive", "x-mask": "position"}
                  }
                }
                """);
        GOOD.put(
                "model/context.jsonld",
                "{\"@context\": {\"free\": \"https://example.org/free\"}}\n");
        GOOD.put(
                "roles.yaml",
                """
                formatVersion: 1
                roles:
                  - role: attendant
                    name: {zh: 收费员, en: Attendant}
                    opens: [read-context, write-context, read-cases, work-on-cases]
                    reads: [Lot, Case]
                    writes: Lot
                    clear: personal
                  - role: planner
                    name: {zh: 规划员, en: Planner}
                    opens: [read-context, read-indices]
                    reads: all
                """);
        GOOD.put(
                "rules/lots.yaml",
                """
                formatVersion: 1
                rules:
                  - rule: lot-full
                    name: {zh: 车位已满, en: Lot full}
                    watch: Lot
                    when: entity.free == 0 && entity.total > 10
                    for: 15m
                    clear: |
                      entity.free > 5 ||
                      entity.total < 5
                    alert: {severity: low, category: traffic, subCategory: parking, text: {zh: "{name} 已满", en: "{name} is full"}}
                    case: guide-cars
                  # by day only
                  - rule: lot-silent
                    name: {zh: 失联, en: Silent}
                    watch: Lot
                    absent: 1h30m
                    while: others-report
                    alert: {severity: low, category: traffic, subCategory: parking, text: {zh: 失联, en: silent}}
                  - rule: lot-stuck
                    name: {zh: 不变, en: Stuck}
                    watch: Lot
                    unchanged: {attributes: [free], for: 1d}
                    alert: {severity: low, category: traffic, subCategory: parking, text: {zh: 不变, en: stuck}}
                """);
        GOOD.put(
                "cases/guide-cars.yaml",
                """
                formatVersion: 1
                case: guide-cars
                version: 2
                name: {zh: 引导, en: Guide cars}
                clock: {limit: PT2H, unit: natural}
                states:
                  - {state: opened, open: true, name: {zh: 待办, en: Opened}}
                  - {state: guided, open: true, name: {zh: 已引导, en: Guided}}
                  - {state: closed, open: false, name: {zh: 办结, en: Closed}}
                transitions:
                  - {action: guide, name: {zh: 引导, en: Guide}, from: opened, to: guided, note: required, evidence: {least: 1, most: 2}}
                  - {action: close, name: {zh: 办结, en: Close}, from: [opened, guided], to: closed, role: attendant}
                """);
        GOOD.put(
                "indices/free.yaml",
                """
                formatVersion: 1
                index: free
                name: {zh: 空位, en: Free}
                about: {zh: 空位数, en: Free spots}
                target: {least: 10}
                figure: |
                  select sum(cast(attributes->>'free' as numeric)) as value
                  from entity where type = 'Lot'
                rows: select id from entity where type = 'Lot'
                """);
        GOOD.put(
                "views/lots.yaml",
                """
                formatVersion: 1
                view: lots
                kind: map
                name: {zh: 停车场, en: Lots}
                type: Lot
                label: name
                colour:
                  attribute: free
                  unknown: "#9aa0a6"
                  bands:
                    - {upTo: 0, colour: "#ff0000", name: {zh: 满, en: Full}}
                    - {upTo: 10.5, colour: "#ffff00", name: {zh: 少, en: Few}}
                    - {colour: "#00e400", name: {zh: 空, en: Free}}
                show: [free, total]
                chart: free
                """);
        GOOD.put(
                "sample/replay.yaml",
                """
                formatVersion: 1
                name: {zh: 一天, en: A day}
                source: demo/lots
                from: 2020-04-02 08:00
                to: 2020-04-03T08:00:00+08:00
                step: 1h
                """);
    }

    private final Map<String, String> files = new LinkedHashMap<>(GOOD);

    static ScenarioFiles good() {
        return new ScenarioFiles();
    }

    /// The names of its files.
    static java.util.List<String> names() {
        return java.util.List.copyOf(GOOD.keySet());
    }

    String text(String file) {
        return files.getOrDefault(file, "");
    }

    ScenarioFiles with(String file, String text) {
        files.put(file, text);
        return this;
    }

    /// @throws IllegalArgumentException when there is nothing of the sort in the file
    ScenarioFiles replaced(String file, String old, String by) {
        if (!text(file).contains(old)) {
            throw new IllegalArgumentException("no " + old + " in " + file);
        }
        return with(file, text(file).replace(old, by));
    }

    ScenarioFiles without(String file) {
        files.remove(file);
        return this;
    }

    /// Writes them into a folder of its name within this one, and loads that.
    Scenarios load(Path folder) {
        write(folder);
        return Scenarios.load(folder);
    }

    void write(Path folder) {
        writeAs(folder, ID);
    }

    /// Writes them as a scenario of another name.
    void writeAs(Path folder, String id) {
        files.forEach((name, text) ->
                write(folder.resolve(id).resolve(name), text.getBytes(StandardCharsets.UTF_8)));
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
