package city.wutong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.Mistake;
import city.wutong.scenario.file.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of mistake: what is broken in the good scenario, where that is told, and how.
class MistakesTest {
    private static final String RULES = "rules/lots.yaml";
    private static final String ROLES = "roles.yaml";
    private static final String CASES = "cases/guide-cars.yaml";
    private static final String INDEX = "indices/free.yaml";
    private static final String VIEW = "views/lots.yaml";
    private static final String MODEL = "model/Lot.schema.json";
    private static final String CONTEXT = "model/context.jsonld";
    private static final String REPLAY = "sample/replay.yaml";
    private static final String MANIFEST = "scenario.yaml";

    @TempDir Path folder;

    /// Where the mistake is expected; it is taken out of the file.
    private static final String HERE = "▶";

    /// @param by what stands in the file in place of `old`, with the mistake's place marked
    private static Arguments broken(Fault fault, String file, String old, String by, String hint) {
        return arguments(fault, file, old, by, hint);
    }

    static Stream<Arguments> broken() {
        return Stream.of(manifest(), model(), marks(), roles(), rules(), cases(), others())
                .flatMap(all -> all);
    }

    private static Stream<Arguments> manifest() {
        return Stream.of(
                broken(
                        Fault.UNKNOWN_KEY,
                        MANIFEST,
                        "version: 1\n",
                        "version: 1\n▶verson: 1\n",
                        "did you mean version"),
                broken(
                        Fault.MISSING_KEY,
                        MANIFEST,
                        "formatVersion: 1\n",
                        "▶name: {zh: x, en: x}\n",
                        "Add formatVersion"),
                broken(Fault.MISSING_KEY, MANIFEST, "{zh: 停车, ", "▶{", "Add zh"),
                broken(Fault.MISSING_KEY, RULES, "{zh: 失联, en: Silent}", "▶{zh: 失联}", "Add en"),
                broken(
                        Fault.WRONG_VERSION,
                        MANIFEST,
                        "formatVersion: 1",
                        "formatVersion: ▶7",
                        "formatVersion: 1"),
                broken(Fault.NOT_FIELDS, MANIFEST, "{zh: 停车, en: Parking}", "▶停车", "key: value"),
                broken(Fault.NOT_TEXT, MANIFEST, "zh: 停车,", "zh: ▶'',", "Write text"),
                broken(Fault.NOT_TEXT, MANIFEST, "zh: 停车,", "zh: ▶[停车],", "Write text"),
                broken(
                        Fault.TOO_LONG,
                        MANIFEST,
                        "zh: 停车,",
                        "zh: ▶" + "长".repeat(20_001) + ",",
                        "shorter"),
                broken(Fault.KEY_TWICE, MANIFEST, "name: {", "name: 1\n▶name: {", "Remove one"),
                broken(Fault.NOT_YAML, MANIFEST, "name: {zh", "name: ▶}{zh", "quotes"),
                broken(
                        Fault.ALIAS,
                        MANIFEST,
                        "formatVersion: 1",
                        "formatVersion: ▶&one 1",
                        "Write the value out"),
                broken(
                        Fault.ALIAS,
                        MANIFEST,
                        "formatVersion: 1",
                        "formatVersion: ▶*one",
                        "Write the value out"),
                broken(
                        Fault.TAG,
                        MANIFEST,
                        "formatVersion: 1",
                        "formatVersion: ▶!!str 1",
                        "Remove the tag"),
                broken(Fault.SECOND_DOCUMENT, MANIFEST, "about: ", "▶---\nabout: ", "one document"),
                broken(Fault.KEY_NOT_TEXT, MANIFEST, "about: ", "▶[a]: 1\nabout: ", "key: value"));
    }

    private static Stream<Arguments> marks() {
        var open = "\"x-sensitivity\": \"open\"";
        return Stream.of(
                broken(
                        Fault.NOT_ONE_OF,
                        MODEL,
                        open,
                        "\"x-sensitivity\": ▶\"public\"",
                        "open, internal, personal, sensitive"),
                broken(
                        Fault.NOT_ONE_OF,
                        MODEL,
                        "\"x-mask\": \"name\"",
                        "\"x-mask\": ▶\"nam\"",
                        "did you mean name"),
                broken(
                        Fault.MASK_UNUSED,
                        MODEL,
                        open,
                        open + ", ▶\"x-mask\": \"text\"",
                        "personal or sensitive"),
                broken(
                        Fault.MASK_KIND,
                        MODEL,
                        "\"x-mask\": \"name\"",
                        "▶\"x-mask\": \"position\"",
                        "GeoProperty"),
                broken(
                        Fault.MASK_KIND,
                        MODEL,
                        "\"x-mask\": \"position\"",
                        "▶\"x-mask\": \"mobile\"",
                        "GeoProperty"),
                broken(
                        Fault.AREA_TWICE,
                        MODEL,
                        "\"properties\": {\n    \"name\": {",
                        "\"properties\": ▶{\n    \"name\": {\"x-area\": true, ",
                        "keep one"),
                broken(
                        Fault.ONLY_WITH,
                        MODEL,
                        "\"x-kind\": \"GeoProperty\"",
                        "\"x-kind\": \"GeoProperty\", ▶\"x-area\": true",
                        "Remove x-area"),
                broken(
                        Fault.ONLY_WITH,
                        MODEL,
                        "\"x-kind\": \"GeoProperty\"",
                        "\"x-kind\": \"GeoProperty\", ▶\"x-person\": \"owner\"",
                        "Remove x-person"),
                broken(
                        Fault.OTHER_NOT_PERSONAL,
                        MODEL,
                        "\"properties\": {\n    \"name\": {",
                        "\"properties\": {\n    \"name\": {▶\"x-person\": \"other\", ",
                        "personal or sensitive"),
                broken(
                        Fault.PERSON_OWNED,
                        MODEL,
                        "\"properties\": {\n    \"name\": {",
                        "\"x-person\": true, \"properties\": ▶{\n    \"who\": {\"x-name\": {\"zh\": \"谁\", \"en\": \"Who\"}, \"x-kind\": \"Relationship\", \"x-person\": \"owner\"},\n    \"name\": {",
                        "remove one of the two"),
                broken(
                        Fault.PERSONAL_IN_ALERT,
                        RULES,
                        "en: \"{name} is full\"",
                        "en: \"{▶keeper} is full\"",
                        "Leave it out"));
    }

    private static Stream<Arguments> roles() {
        return Stream.of(
                broken(
                        Fault.NOT_FOR_SCENARIOS,
                        ROLES,
                        "[read-context, read-indices]",
                        "[read-context, ▶grant-roles]",
                        "read-context, write-context"),
                broken(
                        Fault.NOT_ONE_OF,
                        ROLES,
                        "[read-context, read-indices]",
                        "[▶read-contex, read-indices]",
                        "did you mean read-context"),
                broken(
                        Fault.ONLY_WITH,
                        ROLES,
                        "    reads: all",
                        "    reads: all\n    ▶writes: all",
                        "Remove writes"),
                broken(
                        Fault.UNKNOWN_TYPE,
                        ROLES,
                        "writes: Lot",
                        "writes: ▶Lott",
                        "did you mean Lot"),
                broken(Fault.TWICE, ROLES, "role: planner", "▶role: attendant", "another name"),
                broken(
                        Fault.NOT_ONE_OF,
                        ROLES,
                        "clear: personal",
                        "clear: ▶everything",
                        "open, internal, personal, sensitive"),
                broken(
                        Fault.UNKNOWN_ROLE,
                        CASES,
                        "role: attendant",
                        "role: ▶atendant",
                        "did you mean attendant"),
                broken(
                        Fault.UNKNOWN_ROLE,
                        CASES,
                        "role: attendant",
                        "role: ▶planner",
                        "attendant"));
    }

    private static Stream<Arguments> model() {
        return Stream.of(
                broken(
                        Fault.NOT_JSON,
                        MODEL,
                        "\"object\",\n  \"prop",
                        "\"object\"\n  ▶\"prop",
                        "RFC 8259"),
                broken(
                        Fault.MODEL_WRONG,
                        MODEL,
                        "\"title\": \"Lot\"",
                        "\"title\": ▶\"Slot\"",
                        "\"Lot\""),
                broken(Fault.UNKNOWN_KEY, MODEL, "\"x-unit\"", "▶\"x-unt\"", "did you mean x-unit"),
                broken(
                        Fault.NOT_ONE_OF,
                        MODEL,
                        "\"x-unit\": \"个\"",
                        "\"x-kind\": ▶\"Proprety\"",
                        "did you mean Property"),
                broken(Fault.NOT_TYPE_NAME, MODEL, "\"total\"", "▶\"total-spots\"", "4.6.2"),
                broken(
                        Fault.CONTEXT_WRONG,
                        CONTEXT,
                        "\"@context\": {\"free\": \"https://example.org/free\"}",
                        "▶\"@context\": \"https://example.org/c\"",
                        "addresses from elsewhere"));
    }

    private static Stream<Arguments> rules() {
        return Stream.of(
                broken(
                        Fault.NOT_RELATIONSHIP,
                        RULES,
                        "    for: 15m\n",
                        "    for: 15m\n    group: {by: ▶free, least: 20, within: 5m}\n",
                        "Relationship"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        RULES,
                        "    for: 15m\n",
                        "    for: 15m\n    doubts: ▶fre\n",
                        "did you mean free"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        RULES,
                        "    for: 15m\n",
                        "    for: 15m\n    doubts: [free, ▶spots]\n",
                        "name, free"),
                broken(
                        Fault.NOT_LIST,
                        RULES,
                        "    for: 15m\n",
                        "    for: 15m\n    doubts: ▶[]\n",
                        "[a, b]"),
                broken(
                        Fault.OUT_OF_RANGE,
                        RULES,
                        "    for: 15m\n",
                        "    for: 15m\n    group: {by: keptBy, least: ▶1, within: 5m}\n",
                        "range"),
                broken(
                        Fault.NOT_DURATION,
                        RULES,
                        "    for: 15m\n",
                        "    for: 15m\n    flapping: ▶often\n",
                        "90m"),
                broken(
                        Fault.UNKNOWN_TYPE,
                        RULES,
                        "watch: Lot\n    when",
                        "watch: ▶Lots\n    when",
                        "did you mean Lot"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        RULES,
                        "entity.free == 0",
                        "entity.▶fre == 0",
                        "did you mean free"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        RULES,
                        "      entity.total < 5",
                        "      entity.▶totl < 5",
                        "did you mean total"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        RULES,
                        "zh: \"{name} 已满\"",
                        "zh: \"已满 {▶nam}\"",
                        "did you mean name"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        RULES,
                        "[free]",
                        "[free, ▶fee]",
                        "did you mean free"),
                broken(
                        Fault.EXPRESSION_WRONG,
                        RULES,
                        "entity.free == 0 &&",
                        "entity.free ▶= 0 &&",
                        "CEL"),
                broken(
                        Fault.EXPRESSION_WRONG,
                        RULES,
                        "      entity.total < 5",
                        "      entity.total ▶! 5",
                        "CEL"),
                broken(
                        Fault.EXPRESSION_WRONG,
                        RULES,
                        "entity.free == 0 && entity.total > 10",
                        "▶1 + 2",
                        "CEL"),
                broken(
                        Fault.EXPRESSION_WHOLE_ENTITY,
                        RULES,
                        "> 10\n",
                        "> 10 && ▶entity['free'] == 0\n",
                        "entity.aqi"),
                broken(
                        Fault.EXPRESSION_CONSTANT,
                        RULES,
                        "entity.free == 0 && entity.total > 10",
                        "▶1 < 2",
                        "entity.aqi"),
                broken(
                        Fault.UNKNOWN_FIGURE,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {hourly: {avg: free, over: 1h}}\n    when: derived.▶hourley == 0 &&",
                        "did you mean hourly"),
                broken(
                        Fault.NOT_FIGURE_NAME,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {▶1h: {avg: free, over: 1h}}\n    when: entity.free == 0 &&",
                        "small letter"),
                broken(
                        Fault.NOT_ONE_FIGURE,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {avg: free, ▶max: free, over: 1h}}\n    when: entity.free == 0 &&",
                        "{before: status}"),
                broken(
                        Fault.NOT_ONE_SPAN,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: ▶{avg: free}}\n    when: entity.free == 0 &&",
                        "each: 1d"),
                broken(
                        Fault.ONLY_WITH,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {before: free, ▶over: 1h}}\n    when: entity.free == 0 &&",
                        "Remove over"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {avg: ▶fre, over: 1h}}\n    when: entity.free == 0 &&",
                        "did you mean free"),
                broken(
                        Fault.NOT_OF_KIND,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {within: {area: '330483'}, ▶of: free}}\n    when: entity.free == 0 &&",
                        "x-kind: GeoProperty"),
                broken(
                        Fault.NOT_ONE_PLACE,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {within: ▶{}}}\n    when: entity.free == 0 &&",
                        "point: [120.5, 30.6]"),
                broken(
                        Fault.PLACE_WRONG,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {entered: {polygon: ▶[[120, 30], [121, 30], [121, 31]]}}}\n    when: entity.free == 0 &&",
                        "Longitude first"),
                broken(
                        Fault.NOT_OF_KIND,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {linked: Lot, by: ▶free, where: entity.free == 0, tell: all}}\n    when: entity.free == 0 &&",
                        "x-kind: Relationship"),
                broken(
                        Fault.NOT_ONE_OF,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {linked: Lot, by: free, where: entity.free == 0, tell: ▶most}}\n    when: entity.free == 0 &&",
                        "any"),
                broken(
                        Fault.ONLY_WITH,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {within: {area: '330483'}, ▶over: 1h}}\n    when: entity.free == 0 &&",
                        "Remove over"),
                broken(
                        Fault.ONLY_WITH,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {avg: free, over: 1h, ▶of: location}}\n    when: entity.free == 0 &&",
                        "Remove of"),
                broken(
                        Fault.ONLY_WITH,
                        RULES,
                        "    when: entity.free == 0 &&",
                        "    derive: {h: {avg: free, over: 1h, ▶tell: any}}\n    when: entity.free == 0 &&",
                        "Remove tell"),
                broken(
                        Fault.NOT_ONE_OF,
                        RULES,
                        "    for: 15m",
                        "    during: {days: [▶workday]}",
                        "did you mean workdays"),
                broken(
                        Fault.NOT_A_SEQUENCE,
                        RULES,
                        "    absent: 1h30m\n    while: others-report",
                        "    ▶sequence: [{when: entity.free == 0}]",
                        "within: 30m"),
                broken(
                        Fault.NOT_ONE_PHASE,
                        RULES,
                        "    absent: 1h30m\n    while: others-report",
                        "    sequence: [{when: entity.free == 0}, ▶{within: 5m}]",
                        "Keep one"),
                broken(
                        Fault.ABSENT_NOT_LAST,
                        RULES,
                        "    absent: 1h30m\n    while: others-report",
                        "    sequence: [{▶absent: entity.free == 0}, {when: entity.free > 0, within: 5m}]",
                        "unless"),
                broken(
                        Fault.NOT_IN_FIRST,
                        RULES,
                        "    absent: 1h30m\n    while: others-report",
                        "    sequence: [{when: entity.free == 0, ▶within: 5m}, {when: entity.free > 0, within: 5m}]",
                        "Remove within"),
                broken(
                        Fault.MISSING_KEY,
                        RULES,
                        "    absent: 1h30m\n    while: others-report",
                        "    sequence: [{when: entity.free == 0}, ▶{when: entity.free > 0}]",
                        "Add within"),
                broken(
                        Fault.NOT_HOURS,
                        RULES,
                        "    for: 15m",
                        "    during: {hours: ▶22-6}",
                        "22:00-06:00"),
                broken(
                        Fault.NOT_ONE_OF,
                        RULES,
                        "    for: 15m",
                        "    during: {days: [mon, ▶Tue]}",
                        "did you mean tue"),
                broken(Fault.NOT_DURATION, RULES, "for: 15m", "for: ▶15", "90m"),
                broken(Fault.NOT_DURATION, RULES, "for: 15m", "for: ▶0m", "more than zero"),
                broken(Fault.NOT_DURATION, RULES, "for: 15m", "for: ▶9999d", "at most 366 days"),
                broken(Fault.NOT_DURATION, RULES, "for: 15m", "for: ▶P1M", "PT2H"),
                broken(
                        Fault.NOT_ONE_OF,
                        RULES,
                        "severity: low, category: traffic, subCategory: parking, text: {zh: 失",
                        "severity: ▶hihg, category: traffic, subCategory: parking, text: {zh: 失",
                        "did you mean high"),
                broken(
                        Fault.NOT_ONE_CONDITION,
                        RULES,
                        "absent: 1h30m",
                        "absent: 1h\n    ▶unchanged: {attributes: [free], for: 1h}",
                        "Keep one"),
                broken(
                        Fault.NOT_ONE_CONDITION,
                        RULES,
                        "rule: lot-stuck\n    name: {zh: 不变, en: Stuck}\n    watch: Lot\n    unchanged: {attributes: [free], for: 1d}",
                        "▶rule: lot-stuck\n    name: {zh: 不变, en: Stuck}\n    watch: Lot",
                        "Keep one"),
                broken(
                        Fault.ONLY_WITH,
                        RULES,
                        "absent: 1h30m",
                        "absent: 1h\n    ▶for: 2h",
                        "Remove for"),
                broken(
                        Fault.ONLY_WITH,
                        RULES,
                        "    for: 15m",
                        "    ▶while: others-report",
                        "Remove while"),
                broken(
                        Fault.NOT_ONE_OF,
                        RULES,
                        "others-report",
                        "▶others-reprot",
                        "did you mean others-report"),
                broken(
                        Fault.UNKNOWN_CASE_TYPE,
                        RULES,
                        "case: guide-cars",
                        "case: ▶guide-car",
                        "did you mean parking/guide-cars"),
                broken(Fault.TWICE, RULES, "rule: lot-silent", "▶rule: lot-full", "another name"),
                broken(
                        Fault.NOT_NAME,
                        RULES,
                        "rule: lot-silent",
                        "rule: ▶Lot_Silent",
                        "small letters"),
                broken(Fault.NOT_LIST, RULES, "rules:\n", "rules: ▶[]\nold:\n", "Write [a, b]"),
                broken(Fault.NOT_LIST, RULES, "[free]", "▶{free: 1}", "Write [a, b]"));
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                broken(
                        Fault.UNKNOWN_STATE,
                        CASES,
                        "to: guided",
                        "to: ▶guded",
                        "did you mean guided"),
                broken(
                        Fault.UNKNOWN_STATE,
                        CASES,
                        "[opened, guided]",
                        "[▶opend, guided]",
                        "did you mean opened"),
                broken(
                        Fault.NO_WAY_OUT,
                        CASES,
                        "{state: guided, open: true, name: {zh: 已引导, en: Guided}}\n",
                        "{state: guided, open: true, name: {zh: 已引导, en: Guided}}\n  - ▶{state: lost, open: true, name: {zh: 失, en: Lost}}\n",
                        "Add"),
                broken(
                        Fault.NO_WAY_OUT,
                        CASES,
                        "{state: guided, open: true, name: {zh: 已引导, en: Guided}}\n  - {state: closed, open: false",
                        "{state: guided, open: true, name: {zh: 已引导, en: Guided}}\n  - ▶{state: closed, open: true",
                        "Add a transition"),
                broken(
                        Fault.NO_WAY_IN,
                        CASES,
                        "{state: closed",
                        "▶{state: lost, open: false, name: {zh: 失, en: Lost}}\n  - {state: closed",
                        "Add one"),
                broken(
                        Fault.STARTS_CLOSED,
                        CASES,
                        "{state: opened, open: true",
                        "▶{state: opened, open: false",
                        "open: true"),
                broken(
                        Fault.ACTION_TWICE,
                        CASES,
                        "action: close, name: {zh: 办结, en: Close}, from: [opened",
                        "action: guide, name: {zh: 办结, en: Close}, from: [▶opened",
                        "another name"),
                broken(Fault.KEY_TWICE, CASES, "state: guided,", "▶state: opened,", "Remove one"),
                broken(
                        Fault.NOT_FLAG,
                        CASES,
                        "guided, open: true",
                        "guided, open: ▶yes",
                        "true or false"),
                broken(
                        Fault.EVIDENCE_WRONG,
                        CASES,
                        "{least: 1, most: 2}",
                        "▶{least: 3, most: 2}",
                        "at most"),
                broken(Fault.OUT_OF_RANGE, CASES, "most: 2}", "most: ▶99}", "within the range"),
                broken(
                        Fault.OUT_OF_RANGE,
                        CASES,
                        "version: 2",
                        "version: ▶1.5",
                        "within the range"),
                broken(
                        Fault.NOT_ONE_OF,
                        CASES,
                        "note: required",
                        "note: ▶requierd",
                        "did you mean required"),
                broken(Fault.NOT_ONE_OF, CASES, "unit: natural", "unit: ▶work-hours", "natural"));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                broken(
                        Fault.SQL_SEMICOLON,
                        INDEX,
                        "where type = 'Lot'\nrows",
                        "where type = 'Lot'▶;\nrows",
                        "without a semicolon"),
                broken(
                        Fault.SQL_NOT_SELECT,
                        INDEX,
                        "rows: select",
                        "rows: ▶delete",
                        "select or with"),
                broken(
                        Fault.SQL_NO_VALUE,
                        INDEX,
                        "figure: |\n  select sum(cast(attributes->>'free' as numeric)) as value",
                        "▶figure: |\n  select 1",
                        "numerator"),
                broken(
                        Fault.TARGET_WRONG,
                        INDEX,
                        "{least: 10}",
                        "▶{least: 10, most: 5}",
                        "{most: 0}"),
                broken(Fault.NOT_NUMBER, INDEX, "{least: 10}", "{least: ▶'10'}", "100 or 0.5"),
                broken(Fault.NOT_COLOUR, VIEW, "\"#ff0000\"", "▶red", "#00e400"),
                broken(Fault.BANDS_WRONG, VIEW, "upTo: 10.5", "▶upTo: 0", "rising order"),
                broken(
                        Fault.BANDS_WRONG,
                        VIEW,
                        "{colour: \"#00e400\"",
                        "{▶upTo: 99, colour: \"#00e400\"",
                        "rising order"),
                broken(
                        Fault.UNKNOWN_ATTRIBUTE,
                        VIEW,
                        "[free, total]",
                        "[free, ▶totl]",
                        "did you mean total"),
                broken(Fault.NOT_ONE_OF, VIEW, "kind: map", "kind: ▶chart", "map"),
                broken(Fault.NOT_TIME, REPLAY, "2020-04-02 08:00", "▶yesterday", "2020-04-02"),
                broken(
                        Fault.TIME_GOES_BACK,
                        REPLAY,
                        "to: 2020-04-03",
                        "▶to: 2020-04-01",
                        "forward"));
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("broken")
    void a_mistake_is_told_with_its_place_and_its_remedy(
            Fault fault, String file, String old, String by, String hint) {
        var files = ScenarioFiles.good().replaced(file, old, by);
        var place = place(file, files.text(file));
        var scenarios = files.replaced(file, HERE, "").load(folder);

        assertThat(scenarios.on()).isEmpty();
        var start = beginning(fault);
        assertThat(scenarios.mistakes())
                .as("of %s", scenarios.mistakes().stream().map(Mistake::english).toList())
                .filteredOn(mistake -> mistake.problem().en().contains(start))
                .filteredOn(mistake -> place.equals(placeOf(mistake)))
                .anySatisfy(m -> assertThat(m.remedy().en()).containsIgnoringCase(hint));
        assertThat(scenarios.mistakes()).allSatisfy(MistakesTest::speaksBothLanguages);
    }

    private static Place place(String file, String text) {
        var before = text.substring(0, text.indexOf(HERE));
        var line = before.substring(before.lastIndexOf('\n') + 1);
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        return new Place("parking/" + file, lines + 1, line.codePointCount(0, line.length()) + 1);
    }

    private static Place placeOf(Mistake mistake) {
        return new Place(mistake.file(), mistake.line(), mistake.column());
    }

    /// One fault in a file is one mistake, not a dozen.
    @Test
    void a_type_that_cannot_be_read_is_not_told_again_where_it_is_used() {
        var scenarios = ScenarioFiles.good().with(MODEL, "{").load(folder);
        assertThat(scenarios.mistakes()).hasSize(1);
    }

    /// The longest stretch of a fault's words without an argument.
    private static String beginning(Fault fault) {
        return Arrays.stream(fault.problem().en().split("\\{\\d}"))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow();
    }

    private static void speaksBothLanguages(Mistake mistake) {
        assertThat(mistake.problem().zh()).matches("(?s).*\\p{IsHan}.*");
        assertThat(mistake.remedy().zh()).matches("(?s).*\\p{IsHan}.*");
        assertThat(mistake.problem().en()).doesNotContain("{0}", "{1}", "{2}");
        assertThat(mistake.remedy().en()).doesNotContain("{0}", "{1}", "{2}");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void both_languages_of_a_fault_speak_of_the_same_things(Fault fault) {
        for (var text : List.of(fault.problem(), fault.remedy())) {
            for (int argument = 0; argument < 4; argument++) {
                var hole = "{" + argument + "}";
                assertThat(text.zh().contains(hole)).isEqualTo(text.en().contains(hole));
            }
        }
    }

    @Test
    void a_file_that_has_no_place_is_a_mistake() {
        var scenarios =
                ScenarioFiles.good()
                        .with("rules/old.yml", "x: 1")
                        .with("notes.txt", "x")
                        .load(folder);
        assertThat(scenarios.mistakes())
                .extracting(Mistake::file)
                .containsExactlyInAnyOrder("parking/rules/old.yml", "parking/notes.txt");
        assertThat(scenarios.mistakes()).allSatisfy(MistakesTest::speaksBothLanguages);
    }

    @Test
    void what_comes_later_is_refused_in_clear_words_and_an_empty_folder_is_not() throws Exception {
        Files.createDirectories(folder.resolve("parking/services"));
        var scenarios =
                ScenarioFiles.good().with("decisions/who.yaml", "formatVersion: 1").load(folder);
        assertThat(scenarios.mistakes())
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.file()).isEqualTo("parking/decisions/who.yaml");
                    assertThat(mistake.problem().en()).contains("does not know decisions/ yet");
                });
    }

    @Test
    void a_scenario_without_its_first_file_is_a_mistake() {
        var scenarios = ScenarioFiles.good().without("scenario.yaml").load(folder);
        assertThat(scenarios.mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.problem().en()).contains("scenario.yaml"));
    }

    @Test
    void a_file_past_its_bounds_is_refused_and_costs_nothing() {
        var scenarios =
                ScenarioFiles.good()
                        .with("rules/large.yaml", "#".repeat((1 << 20) + 1))
                        .with("rules/deep.yaml", "[".repeat(500_000))
                        .with("rules/deep2.yaml", "- ".repeat(400_000))
                        .with("rules/many.yaml", "[" + "1,".repeat(300_000) + "1]")
                        .with("rules/empty.yaml", "# nothing\n")
                        .load(folder);
        assertThat(scenarios.mistakes())
                .extracting(Mistake::file)
                .containsExactlyInAnyOrder(
                        "parking/rules/large.yaml",
                        "parking/rules/deep.yaml",
                        "parking/rules/deep2.yaml",
                        "parking/rules/many.yaml",
                        "parking/rules/empty.yaml");
    }

    @Test
    void bytes_that_are_no_text_are_a_mistake() {
        ScenarioFiles.good().write(folder);
        ScenarioFiles.write(folder.resolve("parking/rules/x.yaml"), new byte[] {'a', (byte) 0xff});
        assertThat(Scenarios.load(folder).mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.problem().en()).contains("not UTF-8"));
    }
}
