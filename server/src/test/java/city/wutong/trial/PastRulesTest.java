package city.wutong.trial;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.scenario.Scenarios;
import city.wutong.scenario.file.Mistakes;
import city.wutong.server.Wutong;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that speak of the past, of the time of day and of what is around an entity, from their
/// file to their alerts, on a real city.
class PastRulesTest {
    private static final String MANIFEST =
            """
            formatVersion: 1
            name: {zh: 噪声, en: Noise}
            about: {zh: 噪声监测, en: Noise}
            version: 1
            """;
    private static final String MODEL =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "NoiseMeter",
              "x-name": {"zh": "噪声仪", "en": "Noise meter"},
              "type": "object",
              "properties": {
                "name": {"x-name": {"zh": "名称", "en": "Name"}, "type": "string"},
                "level": {"x-name": {"zh": "声级", "en": "Level"}, "type": "number"},
                "door": {"x-name": {"zh": "箱门", "en": "Door"}, "type": "string"},
                "place": {"x-name": {"zh": "位置", "en": "Place"}, "x-kind": "GeoProperty", "type": "object"},
                "partOf": {"x-name": {"zh": "所属街区", "en": "Quarter"}, "x-kind": "Relationship", "type": "string"}
              }
            }
            """;
    private static final String QUARTER =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Quarter",
              "x-name": {"zh": "街区", "en": "Quarter"},
              "type": "object",
              "properties": {
                "name": {"x-name": {"zh": "名称", "en": "Name"}, "type": "string"}
              }
            }
            """;
    private static final String RULES =
            """
            formatVersion: 1
            rules:
              - rule: loud-hour
                name: {zh: 一小时平均超标, en: Loud hour}
                watch: NoiseMeter
                derive:
                  hourly: {avg: level, over: 1h, least: 3}
                when: derived.hourly > 60
                clear: derived.hourly < 55
                alert: {severity: low, category: environment, subCategory: noise, text: {zh: 吵, en: loud}}
              - rule: loud-night
                name: {zh: 夜间超标, en: Loud night}
                watch: NoiseMeter
                when: entity.level > 50
                during: {hours: "22:00-06:00"}
                alert: {severity: low, category: environment, subCategory: noise, text: {zh: 夜里吵, en: loud at night}}
              - rule: forced-open
                name: {zh: 箱门被撬, en: Forced open}
                watch: NoiseMeter
                derive:
                  was: {before: door}
                when: derived.was == "locked" && entity.door == "open"
                alert: {severity: high, category: security, subCategory: tampering, text: {zh: 被撬, en: forced}}
              - rule: left-open
                name: {zh: 开箱后没有恢复读数, en: Left open}
                watch: NoiseMeter
                sequence:
                  - when: entity.door == "unlocked"
                  - {absent: entity.door == "locked", within: 2h}
                alert: {severity: low, category: security, subCategory: tampering, text: {zh: 没锁, en: left open}}
            """;
    private static final String AROUND =
            """
            formatVersion: 1
            rules:
              - rule: carried-off
                name: {zh: 被带离, en: Carried off}
                watch: NoiseMeter
                derive:
                  gone: {left: {polygon: [[120.1, 30.1], [120.2, 30.1], [120.2, 30.2], [120.1, 30.2], [120.1, 30.1]]}, of: place}
                when: derived.gone
                alert: {severity: high, category: security, subCategory: tampering, text: {zh: 被带离, en: carried off}}
              - rule: quarter-loud
                name: {zh: 街区整体超标, en: Loud quarter}
                watch: Quarter
                derive:
                  share: {linked: NoiseMeter, by: partOf, where: entity.level > 60, tell: share}
                when: derived.share >= 0.5
                for: 10m
                alert: {severity: low, category: environment, subCategory: noise, text: {zh: "{name} 吵", en: "{name} is loud"}}
              - rule: loud-at-work
                name: {zh: 工作日噪声, en: Loud on a working day}
                watch: NoiseMeter
                when: entity.level > 80
                during: {days: workdays}
                alert: {severity: low, category: environment, subCategory: noise, text: {zh: 吵, en: loud}}
              - rule: meter-silent
                name: {zh: 仪器失联, en: Silent meter}
                watch: NoiseMeter
                absent: 24h
                group: {by: partOf, least: 3, within: 10m}
                alert: {severity: low, category: environment, subCategory: noise, text: {zh: 失联, en: silent}}
              - rule: flickers
                name: {zh: 声级忽高忽低, en: Flickers}
                watch: NoiseMeter
                when: entity.level == 1
                flapping: 30m
                alert: {severity: low, category: environment, subCategory: noise, text: {zh: 忽高忽低, en: flickers}}
            """;
    private static final String AROUND_TESTS =
            """
            formatVersion: 1
            tests:
              - test: {zh: 从里面被带到外面, en: taken from inside to outside}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {m: {place: [120.3, 30.3]}}
                    then: {alerts: []}
                  - at: 2020-04-04 09:00
                    observe: {m: {place: [120.15, 30.15]}}
                    then: {alerts: []}
                  - at: 2020-04-04 10:00
                    observe: {m: {place: [120.3, 30.3]}}
                    then: {alerts: [{rule: carried-off, of: m, since: 2020-04-04 10:00}]}
                  - at: 2020-04-04 11:00
                    observe: {m: {place: [120.15, 30.15]}}
                    then: {alerts: [{rule: carried-off, of: m, status: cleared}]}
              - test: {zh: 一半以上的仪器超标十分钟, en: half of the meters for ten minutes}
                given:
                  q: {type: Quarter, name: 老城}
                  one: {type: NoiseMeter, partOf: q}
                  two: {type: NoiseMeter, partOf: q}
                  three: {type: NoiseMeter, partOf: q}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {one: {level: 70}}
                  - at: 2020-04-04 08:05
                    observe: {two: {level: 70}}
                  - at: 2020-04-04 08:14
                    then: {alerts: []}
                  - at: 2020-04-04 08:15
                    then: {alerts: [{rule: quarter-loud, of: q, since: 2020-04-04 08:05}]}
                  - at: 2020-04-04 08:20
                    observe: {one: {level: 40}}
                    then: {alerts: [{rule: quarter-loud, of: q, status: cleared}]}
              - test: {zh: 调休的星期日算工作日, en: a Sunday that is worked on is a working day}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-25 12:00
                    observe: {m: {level: 90}}
                    then: {alerts: []}
                  - at: 2020-04-26 00:00
                    then: {alerts: [{rule: loud-at-work, of: m, since: 2020-04-26 00:00}, {rule: loud-night, of: m}]}
              - test: {zh: 一个街区的仪器一起失联, en: the meters of a quarter fall silent together}
                given:
                  q: {type: Quarter, name: 老城}
                  one: {type: NoiseMeter, partOf: q}
                  two: {type: NoiseMeter, partOf: q}
                  three: {type: NoiseMeter, partOf: q}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {one: {level: 40}, two: {level: 40}}
                  - at: 2020-04-04 08:05
                    observe: {three: {level: 40}}
                  - at: 2020-04-05 08:05
                    then:
                      alerts:
                        - {rule: meter-silent, of: q, members: 3}
                        - {rule: meter-silent, of: one}
                        - {rule: meter-silent, of: two}
                        - {rule: meter-silent, of: three}
              - test: {zh: 半小时内再次出现是同一条预警, en: what comes again within half an hour is the same alert}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {m: {level: 1}}
                  - at: 2020-04-04 08:10
                    observe: {m: {level: 2}}
                    then: {alerts: [{rule: flickers, of: m, status: cleared, occurrences: 1}]}
                  - at: 2020-04-04 08:20
                    observe: {m: {level: 1}}
                    then: {alerts: [{rule: flickers, of: m, since: 2020-04-04 08:00, occurrences: 2}]}
            """;
    private static final String TESTS =
            """
            formatVersion: 1
            tests:
              - test: {zh: 平均值要有三个读数, en: an average has three readings}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {m: {level: 90}}
                    then: {alerts: []}
                  - at: 2020-04-04 08:20
                    observe: {m: {level: 58}}
                    then: {alerts: []}
                  - at: 2020-04-04 08:40
                    observe: {m: {level: 50}}
                    then: {alerts: [{rule: loud-hour, of: m, since: 2020-04-04 08:40}]}
                  - at: 2020-04-04 08:50
                    observe: {m: {level: 20}}
                    then: {alerts: [{rule: loud-hour, of: m, status: cleared}]}
              - test: {zh: 读数移出时间窗后平均值自己变, en: an average changes when a reading leaves its hour}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {m: {level: 10}}
                  - at: 2020-04-04 08:30
                    every: 10m
                    until: 2020-04-04 08:50
                    observe: {m: {level: 70}}
                    then: {alerts: []}
                  - at: 2020-04-04 09:00
                    then: {alerts: [{rule: loud-hour, of: m, since: 2020-04-04 09:00}]}
              - test: {zh: 夜里才算, en: only by night}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-04 20:00
                    observe: {m: {level: 52}}
                    then: {alerts: []}
                  - at: 2020-04-04 22:00
                    then: {alerts: [{rule: loud-night, of: m, since: 2020-04-04 22:00}]}
                  - at: 2020-04-05 06:00
                    then: {alerts: [{rule: loud-night, of: m, status: cleared}]}
              - test: {zh: 从锁上直接打开, en: from locked to open}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {m: {door: locked}}
                  - at: 2020-04-04 09:00
                    observe: {m: {door: unlocked}}
                  - at: 2020-04-04 09:01
                    observe: {m: {door: open}}
                    then: {alerts: []}
                  - at: 2020-04-04 10:00
                    observe: {m: {door: locked}}
                  - at: 2020-04-04 11:00
                    observe: {m: {door: open}}
                    then: {alerts: [{rule: forced-open, of: m, since: 2020-04-04 11:00}]}
              - test: {zh: 开锁后两小时没有锁上, en: unlocked and not locked again for two hours}
                given: {m: {type: NoiseMeter, name: 东门}}
                steps:
                  - at: 2020-04-04 08:00
                    observe: {m: {door: unlocked}}
                  - at: 2020-04-04 09:59
                    then: {alerts: []}
                  - at: 2020-04-04 10:00
                    then: {alerts: [{rule: left-open, of: m, since: 2020-04-04 08:00}]}
                  - at: 2020-04-04 10:30
                    observe: {m: {door: locked}}
                    then: {alerts: [{rule: left-open, of: m, status: cleared}]}
            """;

    @TempDir Path temp;

    @Test
    void what_a_rule_derives_raises_and_clears_its_alerts() throws IOException {
        var scenarios = temp.resolve("scenarios");
        write(scenarios.resolve("noise/scenario.yaml"), MANIFEST);
        write(scenarios.resolve("noise/model/NoiseMeter.schema.json"), MODEL);
        write(scenarios.resolve("noise/rules/noise.yaml"), RULES);
        write(scenarios.resolve("noise/tests/noise.yaml"), TESTS);
        write(scenarios.resolve("noise/model/Quarter.schema.json"), QUARTER);
        write(scenarios.resolve("noise/rules/around.yaml"), AROUND);
        write(scenarios.resolve("noise/tests/around.yaml"), AROUND_TESTS);
        var loaded = Scenarios.load(scenarios);
        assertThat(loaded.on()).as(loaded.toString()).hasSize(1);
        var mistakes = new Mistakes();
        var trials = TrialReader.read(loaded.on().getFirst(), mistakes);
        assertThat(mistakes.all()).isEmpty();
        assertThat(trials).hasSize(10);

        var told = new ArrayList<String>();
        assertThat(run(trials, scenarios, told))
                .allMatch(Verdict::isPassed, String.join("\n", told));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Verdict> run(List<Trial> trials, Path scenarios, List<String> told) {
        var options =
                Map.of(
                        "data", temp.resolve("data").toString(),
                        "port", "0",
                        "access", "open",
                        "tenants.by-header", "true",
                        "clock.replay", "true",
                        "scenarios", scenarios.toString());
        var office = new TrialClock();
        try (var city = Wutong.open(Config.of(new Layers().options(options)), office, List.of())) {
            var root = URI.create("http://127.0.0.1:" + city.port());
            return new Trials(root, office, told::add).run(trials);
        }
    }
}
