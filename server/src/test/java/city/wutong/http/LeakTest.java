package city.wutong.http;

import static city.wutong.http.CareCity.ADMIN;
import static city.wutong.http.CareCity.CALLER;
import static city.wutong.http.CareCity.elder;
import static city.wutong.http.CareCity.place;
import static city.wutong.http.CareCity.property;
import static city.wutong.http.WorkingCity.items;
import static city.wutong.http.WorkingCity.object;
import static city.wutong.http.WorkingCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import city.wutong.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Crawls what can be read as several callers, and compares it with what a naive filter over all
/// data would let through. Whatever is hidden from a caller is a word of its own, which may stand
/// in no answer to them.
@ExtendWith(CareCity.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String ALL = ENTITIES + "?local=true&limit=1000&count=true";
    private static final String PURPOSE = "Wutong-Purpose";

    /// What is known of an entity, for the naive filter.
    ///
    /// @param area the town it lies in, by its code or its place; empty for none
    record Known(
            String id,
            String type,
            String area,
            Optional<String> name,
            Optional<String> phone,
            Optional<String> illness,
            Optional<double[]> place,
            int number,
            Optional<String> watches) {
        boolean isElder() {
            return type.equals("Elder");
        }
    }

    /// Who asks, and the naive filter for them.
    ///
    /// @param types that they read; empty for all
    /// @param area that they read; empty for all
    /// @param clear 0 open, 1 internal, 2 personal, 3 sensitive
    record Person(String roles, Set<String> types, String area, int clear, String purpose) {
        Person(String roles, Set<String> types, String area, int clear) {
            this(roles, types, area, clear, "");
        }

        boolean sees(Known known) {
            return (types.isEmpty() || types.contains(known.type()))
                    && (area.isEmpty() || known.area().equals(area));
        }

        String[] headers() {
            return purpose.isEmpty()
                    ? new String[] {CALLER, roles}
                    : new String[] {CALLER, roles, PURPOSE, purpose};
        }

        @Override
        public String toString() {
            return roles + purpose;
        }
    }

    private final CareCity city;
    private final List<Known> everything = new ArrayList<>();
    private final Map<String, String> cases = new LinkedHashMap<>();

    LeakTest(CareCity city) {
        this.city = city;
    }

    static Stream<Person> people() {
        var elders = Set.of("Elder");
        return Stream.of(
                new Person(ADMIN, Set.of(), "", 3),
                new Person("leader@*", Set.of(), "", 1),
                new Person("leader@west", Set.of(), "west", 1),
                new Person("handler@330483-gone", Set.of(), "gone", 1),
                new Person("carer@west", elders, "west", 2),
                new Person("carer@*", elders, "", 2),
                new Person("nurse@east", elders, "east", 3),
                new Person("visitor@*", Set.of(), "", 0),
                new Person("visitor@east", Set.of(), "east", 0),
                new Person("keeper@west", Set.of("Camera"), "west", 1),
                new Person("duty-officer@west", Set.of(), "west", 1),
                new Person("duty-officer@west", Set.of(), "west", 3, "case 2026-000001"),
                new Person("system-admin@*", Set.of("nothing"), "", 0),
                new Person("leader@*@fire", Set.of("nothing"), "", 0));
    }

    // The city

    @BeforeAll
    void fill() {
        var areas = List.of("west", "east", "");
        for (int i = 0; i < 24; i++) {
            var area = areas.get(i % 3);
            everything.add(
                    new Known(
                            "urn:ngsi-ld:Elder:" + i,
                            "Elder",
                            area,
                            Optional.of("张secretname" + i),
                            i % 2 == 0 ? Optional.of("1380000%04d".formatted(i)) : Optional.empty(),
                            i % 4 < 2 ? Optional.of("secretill" + i) : Optional.empty(),
                            i % 3 == 2 ? Optional.empty() : Optional.of(placeIn(area, i)),
                            100 + i,
                            Optional.empty()));
        }
        for (int i = 0; i < 12; i++) {
            var area = areas.get(i % 2);
            everything.add(
                    new Known(
                            "urn:ngsi-ld:Camera:" + i,
                            "Camera",
                            area,
                            Optional.of("camera" + i),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(placeIn(area, 100 + i)),
                            500 + i,
                            Optional.of("urn:ngsi-ld:Elder:" + i)));
        }
        // Who has fallen is the subject of an alert and a case, with their place.
        everything.add(
                new Known(
                        "urn:ngsi-ld:Elder:fallen",
                        "Elder",
                        "east",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(placeIn("east", 200)),
                        0,
                        Optional.empty()));
        // An index of values is asked only when many entities could be meant.
        for (int i = 0; i < 1_200; i++) {
            everything.add(
                    new Known(
                            "urn:ngsi-ld:Elder:many" + i,
                            "Elder",
                            "east",
                            Optional.empty(),
                            i == 7 ? Optional.of("13900000007") : Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            10_000 + i,
                            Optional.empty()));
        }
        var bodies = everything.stream().map(LeakTest::json).toList();
        for (int from = 0; from < bodies.size(); from += 500) {
            var some = bodies.subList(from, Math.min(from + 500, bodies.size()));
            var sent =
                    city.asAdmin(
                            "POST",
                            "/ngsi-ld/v1/entityOperations/create",
                            "[" + String.join(",", some) + "]");
            assertThat(sent.status()).isEqualTo(201);
        }
        await("/ngsi-ld/v1/entities?type=Alert", "Elder:fallen");
        await("/api/cases", "Elder:fallen");
        for (var town : List.of("west", "east")) {
            cases.put(town, caseAbout(town.equals("west") ? "0" : "1"));
        }
    }

    private void await(String path, String word) {
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; ) {
            if (city.asAdmin("GET", path, "").body().contains(word)) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no " + word + " at " + path);
    }

    private static double[] placeIn(String area, int i) {
        double west = area.equals("west") ? 120.1 : 120.6;
        return new double[] {west + i / 1_000.0 + 0.000123, 30.5 + 0.000456};
    }

    private static String json(Known known) {
        var members = new ArrayList<String>();
        known.name().ifPresent(name -> members.add(property("name", name)));
        known.phone().ifPresent(phone -> members.add(property("phone", phone)));
        known.illness().ifPresent(illness -> members.add(property("illness", illness)));
        known.place().ifPresent(place -> members.add(place(place[0], place[1])));
        known.watches()
                .ifPresent(id ->
                        members.add(
                                "\"watches\":{\"type\":\"Relationship\",\"object\":\""
                                        + id
                                        + "\"}"));
        if (known.isElder()) {
            members.add("\"mood\":{\"type\":\"Property\",\"value\":3}");
            return elder(known.id(), known.area(), known.number(), String.join(",", members));
        }
        members.add("\"load\":{\"type\":\"Property\",\"value\":" + known.number() + "}");
        return "{\"id\":\"%s\",\"type\":\"Camera\",%s}"
                .formatted(known.id(), String.join(",", members));
    }

    /// With a photograph; its place is the elder's.
    private String caseAbout(String number) {
        var opened =
                city.asAdmin(
                        "POST",
                        "/api/cases",
                        ("{\"caseType\":\"care/help\",\"subject\":\"urn:ngsi-ld:Elder:%s\","
                                        + "\"title\":{\"zh\":\"secrettitle%s\",\"en\":\"x\"}}")
                                .formatted(number, number));
        var id = text(object(opened.json()), "id");
        var photo = TestPhoto.of(number);
        var sent =
                city.plain()
                        .upload(
                                "/api/evidence",
                                photo,
                                "Content-Type",
                                "image/jpeg",
                                CALLER,
                                ADMIN);
        var hash = text(object(sent.json()), "sha256");
        city.asAdmin(
                "POST",
                "/api/cases/" + id + "/actions",
                "{\"action\":\"close\",\"evidence\":[\"" + hash + "\"]}");
        return id + " " + hash;
    }

    // The naive filter

    /// What simplified JSON shows of an entity; empty when it is hidden.
    private static Optional<Map<String, Object>> shown(Person person, Known known) {
        if (!person.sees(known)) {
            return Optional.empty();
        }
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", known.id());
        boolean isElder = known.isElder();
        int clear = person.clear();
        known.name()
                .ifPresent(name -> {
                    if (!isElder || clear >= 2) {
                        shown.put("name", name);
                    } else if (clear >= 1) {
                        shown.put("name", "张" + "*".repeat(name.length() - 1));
                    }
                });
        known.phone()
                .ifPresent(phone -> {
                    if (clear >= 2) {
                        shown.put("phone", phone);
                    } else if (clear >= 1) {
                        shown.put("phone", phone.substring(0, 3) + "****" + phone.substring(7));
                    }
                });
        known.illness().filter(_ -> clear >= 3).ifPresent(ill -> shown.put("illness", ill));
        known.place()
                .ifPresent(place -> {
                    if (!isElder || clear >= 3) {
                        shown.put("location", Arrays.toString(place));
                    } else if (clear >= 1) {
                        shown.put("location", Arrays.toString(gridded(place)));
                    }
                });
        if (isElder) {
            shown.put("mood", 3);
        }
        if (clear >= 1) {
            shown.put(isElder ? "steps" : "load", known.number());
            known.watches().ifPresent(id -> shown.put("watches", id));
            if (isElder && !known.area().isEmpty()) {
                shown.put("areaCode", known.area());
            }
        }
        return Optional.of(shown);
    }

    private static double[] gridded(double[] place) {
        return new double[] {Math.round(place[0] * 1e3) / 1e3, Math.round(place[1] * 1e3) / 1e3};
    }

    private List<Map<String, Object>> shown(Person person) {
        return everything.stream().flatMap(known -> shown(person, known).stream()).toList();
    }

    private List<String> idsShown(Person person, Predicate<Map<String, Object>> wanted) {
        return shown(person).stream()
                .filter(wanted)
                .map(each -> String.valueOf(each.get("id")))
                .toList();
    }

    /// The words that may stand in no answer to this person.
    private Set<String> secrets(Person person) {
        var secrets = new LinkedHashSet<String>();
        var linked = new LinkedHashSet<Object>(); // a Relationship that is seen tells an id
        shown(person).forEach(each -> linked.add(each.getOrDefault("watches", "")));
        for (var known : everything) {
            var shown = shown(person, known);
            var all = shown(new Person(ADMIN, Set.of(), "", 3), known).orElseThrow();
            all.forEach((name, value) -> {
                boolean isTold = shown.map(each -> value.equals(each.get(name))).orElse(false);
                if (!isTold && Set.of("name", "phone", "illness").contains(name)) {
                    secrets.add("\"" + value + "\"");
                }
                if (!isTold && name.equals("location")) {
                    secrets.add(String.valueOf(known.place().orElseThrow()[0]));
                }
                if (!isTold && name.equals("id") && !linked.contains(value)) {
                    secrets.add("\"" + value + "\"");
                }
            });
        }
        return secrets;
    }

    // The crawl

    private Reply get(Person person, String path, String... more) {
        var headers = new ArrayList<>(List.of(person.headers()));
        headers.addAll(List.of(more));
        return city.plain().get(path, headers.toArray(String[]::new));
    }

    private static boolean mayRead(Person person) {
        return !person.types().contains("nothing");
    }

    /// Own entities, alerts and cases, are looked at elsewhere.
    private static List<Json.Obj> entities(Reply reply) {
        return ((Json.Arr) reply.json())
                .items().stream()
                        .map(WorkingCity::object)
                        .filter(each -> Set.of("Elder", "Camera").contains(text(each, "type")))
                        .toList();
    }

    private static List<String> ids(Reply reply) {
        return entities(reply).stream().map(each -> text(each, "id")).toList();
    }

    private static Map<String, Object> told(Json.Obj entity) {
        var told = new LinkedHashMap<String, Object>();
        entity.members()
                .forEach((name, value) -> {
                    switch (value) {
                        case Json.Str(var text) -> told.put(name, text);
                        case Json.Num number -> told.put(name, (int) number.asDouble());
                        case Json.Obj place -> told.put(name, coordinates(place));
                        case Json.Arr _, Json.Literal _ -> told.put(name, value);
                    }
                });
        told.remove("type");
        return told;
    }

    private static String coordinates(Json.Obj place) {
        var items = ((Json.Arr) place.get("coordinates").orElseThrow()).items();
        return Arrays.toString(
                items.stream().mapToDouble(item -> ((Json.Num) item).asDouble()).toArray());
    }

    @ParameterizedTest
    @MethodSource("people")
    void entities_are_shown_as_the_naive_filter_shows_them(Person person) {
        var simplified = "&format=simplified";
        for (var type : List.of("Elder", "Camera")) {
            var expected = new ArrayList<Map<String, Object>>();
            for (var known : everything) {
                if (known.type().equals(type)) {
                    shown(person, known).ifPresent(expected::add);
                }
            }
            var found = new ArrayList<Map<String, Object>>();
            var page = get(person, ALL + simplified + "&type=" + type);
            if (!mayRead(person)) {
                assertThat(page.status()).isEqualTo(403);
                continue;
            }
            assertThat(page.header("NGSILD-Results-Count")).isEqualTo("" + expected.size());
            entities(page).forEach(each -> found.add(told(each)));
            var next = get(person, ALL + simplified + "&offset=1000&type=" + type);
            entities(next).forEach(each -> found.add(told(each)));
            assertThat(found).isEqualTo(expected);
        }
        for (var known : everything.subList(0, 40)) {
            var one = get(person, ENTITIES + "/" + known.id() + "?format=simplified");
            var expected = shown(person, known);
            if (mayRead(person)) {
                assertThat(one.status()).isEqualTo(expected.isPresent() ? 200 : 404);
                expected.ifPresent(shown -> assertThat(told(object(one.json()))).isEqualTo(shown));
            }
        }
    }

    @Test
    void what_is_hidden_is_not_there_word_by_word() {
        var west = new Person("leader@west", Set.of(), "west", 1);
        var hidden = get(west, ENTITIES + "/urn:ngsi-ld:Elder:1");
        var none = get(west, ENTITIES + "/urn:ngsi-ld:Elder:x");
        assertThat(hidden.body().replace("Elder:1", "Elder:x")).isEqualTo(none.body());
    }

    private record Asked(String query, Predicate<Map<String, Object>> naive) {}

    private static List<Asked> asked() {
        var near = "georel=near;maxDistance==";
        return List.of(
                new Asked("q=phone==\"13800000000\"", each -> is(each, "phone", "13800000000")),
                new Asked("q=phone==\"138****0000\"", each -> is(each, "phone", "138****0000")),
                new Asked("q=phone==\"13900000007\"", each -> is(each, "phone", "13900000007")),
                new Asked("q=phone", each -> each.containsKey("phone")),
                new Asked("q=!phone", each -> !each.containsKey("phone")),
                new Asked("q=illness", each -> each.containsKey("illness")),
                new Asked("q=!illness", each -> !each.containsKey("illness")),
                new Asked("q=illness==\"secretill0\"", each -> is(each, "illness", "secretill0")),
                new Asked("q=illness~=\"secret\"", each -> each.containsKey("illness")),
                new Asked(
                        "q=name~=\"secretname1$\"",
                        each -> String.valueOf(each.get("name")).endsWith("secretname1")),
                new Asked("q=steps>110", each -> each.get("steps") instanceof Integer n && n > 110),
                new Asked("q=steps==11150", each -> is(each, "steps", 11_150)),
                new Asked("attrs=illness", each -> each.containsKey("illness")),
                new Asked(
                        "attrs=phone,load",
                        each -> each.containsKey("phone") || each.containsKey("load")),
                new Asked(
                        near + "1&geometry=Point&coordinates=[120.100123,30.500456]",
                        each -> is(each, "location", "[120.100123, 30.500456]")),
                new Asked(
                        near + "1&geometry=Point&coordinates=[120.1,30.5]",
                        each -> is(each, "location", "[120.1, 30.5]")));
    }

    private static boolean is(Map<String, Object> shown, String name, Object value) {
        return value.equals(shown.get(name));
    }

    @ParameterizedTest
    @MethodSource("people")
    void no_question_tells_of_what_is_hidden(Person person) {
        if (!mayRead(person)) {
            return;
        }
        for (var asked : asked()) {
            var expected = idsShown(person, asked.naive());
            var path = ALL + "&" + encoded(asked.query());
            var found = new ArrayList<>(ids(get(person, path)));
            found.addAll(ids(get(person, path + "&offset=1000")));
            assertThat(found).as(asked.query()).isEqualTo(expected);
        }
        var linked =
                everything.stream()
                        .filter(known ->
                                shown(person, known)
                                        .filter(each -> each.containsKey("watches"))
                                        .isPresent())
                        .filter(known ->
                                everything.stream()
                                        .filter(each ->
                                                known.watches().equals(Optional.of(each.id())))
                                        .anyMatch(each ->
                                                shown(person, each)
                                                        .filter(seen -> seen.containsKey("illness"))
                                                        .isPresent()))
                        .map(Known::id)
                        .toList();
        var reply =
                get(
                        person,
                        ALL
                                + "&type=Camera&join=inline&joinLevel=1&"
                                + encoded("q=watches{illness}"));
        assertThat(ids(reply)).as("linked").isEqualTo(linked);
    }

    private static String encoded(String query) {
        return query.replace("\"", "%22")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("|", "%7C")
                .replace("^", "%5E")
                .replace(">", "%3E")
                .replace("[", "%5B")
                .replace("]", "%5D");
    }

    @ParameterizedTest
    @MethodSource("people")
    void an_order_tells_nothing_of_what_is_hidden(Person person) {
        if (!mayRead(person)) {
            return;
        }
        for (var key : List.of("illness", "phone", "name")) {
            var expected =
                    shown(person).stream()
                            .filter(each -> each.containsKey("steps") || each.containsKey("mood"))
                            .filter(each -> each.containsKey(key))
                            .sorted(Comparator.comparing(each -> String.valueOf(each.get(key))))
                            .map(each -> String.valueOf(each.get("id")))
                            .toList();
            var reply = get(person, ALL + "&type=Elder&q=" + key + "&collation=und&orderBy=" + key);
            assertThat(ids(reply)).as(key).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("people")
    void no_answer_holds_a_hidden_word(Person person) {
        var secrets = secrets(person);
        var body = "{\"type\":\"Query\",\"entities\":[{\"type\":\"Elder\"}]}";
        var paths =
                new ArrayList<>(
                        List.of(
                                ALL,
                                ALL + "&type=Elder&format=concise",
                                ALL + "&type=Camera&join=inline",
                                ALL + "&type=Camera&join=flat&joinLevel=2",
                                ALL + "&type=Elder&pick=illness,phone",
                                ALL + "&type=*&options=sysAttrs",
                                ALL + "&type=Alert",
                                ALL + "&type=Case",
                                "/ngsi-ld/v1/types",
                                "/ngsi-ld/v1/types?details=true",
                                "/ngsi-ld/v1/types/Elder",
                                "/ngsi-ld/v1/attributes",
                                "/ngsi-ld/v1/attributes?details=true",
                                "/ngsi-ld/v1/attributes/illness",
                                "/ngsi-ld/v1/entityMaps?type=Elder",
                                "/ngsi-ld/v1/temporal/entityMaps?type=Camera&timerel=after&timeAt=2026-01-01T00:00:00Z&timeproperty=modifiedAt",
                                "/ngsi-ld/v1/temporal/entities?type=Elder&timerel=after&timeAt=2026-01-01T00:00:00Z&timeproperty=modifiedAt&count=true",
                                "/ngsi-ld/v1/temporal/entities?type=Elder&timerel=after&timeAt=2026-01-01T00:00:00Z&timeproperty=modifiedAt&format=aggregatedValues&aggrMethods=min,max,distinctCount",
                                "/api/cases",
                                "/api/indices",
                                "/api/indices/care/elders/rows",
                                "/api/scenarios",
                                "/api/tenants"));
        for (var known : everything.subList(0, 36)) {
            paths.add(ENTITIES + "/" + known.id() + "?options=sysAttrs");
            paths.add(ENTITIES + "/" + known.id() + "?join=inline");
            paths.add("/ngsi-ld/v1/temporal/entities/" + known.id());
            paths.add("/ngsi-ld/v1/temporal/entities/" + known.id() + "?options=temporalValues");
        }
        for (var each : cases.values()) {
            paths.add("/api/cases/" + each.split(" ")[0]);
        }
        for (var path : paths) {
            var reply = get(person, path);
            if (reply.status() < 300) {
                assertThat(leaked(reply.body(), secrets)).as(path).isEmpty();
            }
            var geo = get(person, path, "Accept", "application/geo+json");
            if (geo.status() < 300) {
                assertThat(leaked(geo.body(), secrets)).as(path + " as GeoJSON").isEmpty();
            }
        }
        var posted =
                city.plain().post("/ngsi-ld/v1/entityOperations/query", body, person.headers());
        assertThat(leaked(posted.body(), secrets)).isEmpty();
    }

    private static List<String> leaked(String body, Set<String> secrets) {
        return secrets.stream().filter(body::contains).toList();
    }

    @ParameterizedTest
    @MethodSource("people")
    void discovery_counts_what_is_seen(Person person) {
        if (!mayRead(person)) {
            return;
        }
        var illness = get(person, "/ngsi-ld/v1/attributes/illness");
        long expected = shown(person).stream().filter(each -> each.containsKey("illness")).count();
        assertThat(illness.status()).isEqualTo(expected == 0 ? 404 : 200);
        if (expected > 0) {
            assertThat(text(object(illness.json()), "attributeCount")).contains("" + expected);
        }
        var elders = get(person, "/ngsi-ld/v1/types/Elder");
        long count = everything.stream().filter(k -> k.isElder() && person.sees(k)).count();
        assertThat(elders.status()).isEqualTo(count == 0 ? 404 : 200);
        if (count > 0) {
            assertThat(text(object(elders.json()), "entityCount")).contains("" + count);
        }
        var names = new TreeSet<String>();
        shown(person).forEach(each -> names.addAll(each.keySet()));
        var listed = get(person, "/ngsi-ld/v1/attributes").body();
        for (var name : List.of("illness", "phone", "steps", "load", "watches")) {
            // alerts and cases have none of these
            assertThat(listed.contains("\"" + name + "\""))
                    .as(name)
                    .isEqualTo(names.contains(name));
        }
    }

    @Test
    void a_map_is_its_makers() {
        var maker = new Person("leader@*", Set.of(), "", 1);
        var made = get(maker, "/ngsi-ld/v1/entityMaps?type=Elder");
        var path = made.header("NGSILD-EntityMap");
        assertThat(get(maker, path).status()).isEqualTo(200);
        var other = new Person("leader@west", Set.of(), "west", 1);
        assertThat(get(other, path).status()).isEqualTo(404);
        assertThat(city.plain().delete(path, other.headers()).status()).isEqualTo(404);
        assertThat(get(maker, path).status()).isEqualTo(200);
    }

    @Test
    void cases_are_seen_where_their_subject_is() {
        var west = new Person("leader@west", Set.of(), "west", 1);
        var listed = get(west, "/api/cases");
        assertThat(listed.body()).contains("secrettitle0").doesNotContain("secrettitle1");
        assertThat(text(object(listed.json()), "total")).contains("1");
        var own = cases.getOrDefault("west", "").split(" ");
        var other = cases.getOrDefault("east", "").split(" ");
        var shown = get(west, "/api/cases/" + own[0]);
        assertThat(shown.body()).contains("120.1,30.5").doesNotContain("120.100123");
        assertThat(get(west, "/api/cases/" + other[0]).status()).isEqualTo(404);
        assertThat(get(west, "/api/evidence/" + own[1]).status()).isEqualTo(200);
        assertThat(get(west, "/api/evidence/" + other[1]).status()).isEqualTo(404);
        // A role for other types sees none at all.
        var keeper = new Person("keeper@west", Set.of("Camera"), "west", 1);
        assertThat(get(keeper, "/api/cases").body()).doesNotContain("secrettitle");
    }

    @Test
    void a_transition_is_taken_by_whoever_holds_its_role_there() {
        var opened =
                city.asAdmin(
                        "POST",
                        "/api/cases",
                        "{\"caseType\":\"care/help\",\"subject\":\"urn:ngsi-ld:Elder:3\","
                                + "\"title\":{\"zh\":\"x\",\"en\":\"x\"}}");
        var path = "/api/cases/" + text(object(opened.json()), "id");
        var close = "{\"action\":\"close\"}";
        var handler = city.plain().post(path + "/actions", close, CALLER, "handler@west");
        assertThat(handler.status()).isEqualTo(403);
        assertThat(handler.body()).contains("case.role-needed");
        assertThat(
                        items(
                                object(
                                        get(new Person("handler@west", Set.of(), "west", 1), path)
                                                .json()),
                                "actions"))
                .isEmpty();
        var elsewhere =
                city.plain().post(path + "/actions", close, CALLER, "carer@east,handler@west");
        assertThat(elsewhere.status()).isEqualTo(403);
        var carer = city.plain().post(path + "/actions", close, CALLER, "carer@west");
        assertThat(carer.status()).isEqualTo(200);
    }

    @Test
    void rows_behind_an_index_are_those_of_what_is_seen_whole() {
        var carer = new Person("carer@west", Set.of("Elder"), "west", 2);
        var rows = get(carer, "/api/indices/care/elders/rows");
        assertThat(rows.status()).isEqualTo(200);
        assertThat(rows.body()).doesNotContain("Elder:1\"").doesNotContain("secretill");
    }

    @Test
    void masks_are_lifted_for_a_purpose_and_that_is_written_down() {
        var path = ENTITIES + "/urn:ngsi-ld:Elder:0?format=simplified";
        city.audit().clear();
        var masked = city.plain().get(path, CALLER, "duty-officer@west");
        assertThat(masked.body()).contains("138****0000");
        assertThat(city.audit()).isEmpty();
        var lifted =
                city.plain().get(path, CALLER, "duty-officer@west", PURPOSE, "case 2026-000001");
        assertThat(lifted.body()).contains("13800000000", "secretill0");
        assertThat(city.audit())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("mask.lift");
                    assertThat(entry.why()).isEqualTo("case 2026-000001");
                    assertThat(entry.object())
                            .isEqualTo("GET " + ENTITIES + "/urn:ngsi-ld:Elder:0");
                });
        var other = city.plain().get(path, CALLER, "leader@west", PURPOSE, "because I can");
        assertThat(other.status()).isEqualTo(403);
        var short1 = city.plain().get(path, CALLER, "duty-officer@west", PURPOSE, "why");
        assertThat(short1.status()).isEqualTo(400);
    }

    @Test
    void the_past_of_an_id_is_not_inherited() {
        var id = "urn:ngsi-ld:Elder:reborn";
        var first = elder(id, "east", 5, property("illness", "secretpast"));
        city.asAdmin("POST", ENTITIES, first);
        city.asAdmin("DELETE", ENTITIES + "/" + id, "");
        var mine = elder(id, "west", 6, "");
        assertThat(city.plain().post(ENTITIES, mine, CALLER, "nurse@west").status()).isEqualTo(201);
        var past = city.plain().get("/ngsi-ld/v1/temporal/entities/" + id, CALLER, "nurse@west");
        assertThat(past.status()).isEqualTo(200);
        assertThat(past.body()).doesNotContain("secretpast");
        var all = city.plain().get("/ngsi-ld/v1/temporal/entities/" + id, CALLER, ADMIN);
        assertThat(all.body()).contains("secretpast");
        city.asAdmin("DELETE", ENTITIES + "/" + id, "");
        assertThat(
                        city.plain()
                                .get("/ngsi-ld/v1/temporal/entities/" + id, CALLER, "nurse@west")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void a_live_stream_tells_what_is_seen_only() throws IOException {
        city.asAdmin("POST", ENTITIES, elder("urn:ngsi-ld:Elder:live1", "west", 5, ""));
        city.asAdmin("POST", ENTITIES, elder("urn:ngsi-ld:Elder:live2", "east", 5, ""));
        var told = new ArrayList<String>();
        var response = city.plain().stream("/events?type=Elder", CALLER, "leader@west");
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            told.add(lines.readLine());
            var secret = "{" + property("illness", "secretlive") + "}";
            city.asAdmin("POST", ENTITIES + "/urn:ngsi-ld:Elder:live1/attrs", secret);
            city.asAdmin("POST", ENTITIES + "/urn:ngsi-ld:Elder:live2/attrs", secret);
            city.asAdmin("DELETE", ENTITIES + "/urn:ngsi-ld:Elder:live2", "");
            var phone = "{" + property("phone", "13812340000") + "}";
            city.asAdmin("POST", ENTITIES + "/urn:ngsi-ld:Elder:live1/attrs", phone);
            readUntil(lines, "138****0000", told);
            city.asAdmin("DELETE", ENTITIES + "/urn:ngsi-ld:Elder:live1", "");
            readUntil(lines, "event: gone", told);
            told.add(lines.readLine());
        }
        var all = String.join("\n", told);
        assertThat(all).contains("Elder:live1").doesNotContain("live2");
        assertThat(all).doesNotContain("secretlive", "illness", "13812340000");
    }

    @Test
    void what_leaves_ones_sight_is_told_to_be_gone_and_of_what_was_never_in_it_nothing_is()
            throws IOException {
        city.asAdmin("POST", ENTITIES, elder("urn:ngsi-ld:Elder:moves", "west", 5, ""));
        city.asAdmin("POST", ENTITIES, elder("urn:ngsi-ld:Elder:unseen", "east", 5, ""));
        city.asAdmin("POST", ENTITIES, elder("urn:ngsi-ld:Elder:stays", "west", 5, ""));
        var told = new ArrayList<String>();
        var response = city.plain().stream("/events?type=Elder", CALLER, "leader@west");
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            told.add(lines.readLine());
            city.asAdmin(
                    "PATCH",
                    ENTITIES + "/urn:ngsi-ld:Elder:unseen/attrs",
                    "{" + property("areaCode", "county") + "}");
            city.asAdmin(
                    "PATCH",
                    ENTITIES + "/urn:ngsi-ld:Elder:moves/attrs",
                    "{" + property("areaCode", "east") + "}");
            city.asAdmin(
                    "PATCH",
                    ENTITIES + "/urn:ngsi-ld:Elder:moves/attrs",
                    "{" + property("phone", "13812345678") + "}");
            readUntil(lines, "event: gone", told);
            told.add(lines.readLine());
            city.asAdmin(
                    "PATCH",
                    ENTITIES + "/urn:ngsi-ld:Elder:moves/attrs",
                    "{" + property("phone", "13812345679") + "}");
            city.asAdmin(
                    "PATCH",
                    ENTITIES + "/urn:ngsi-ld:Elder:stays/attrs",
                    "{" + property("areaCode", "grid") + "}");
            readUntil(lines, "Elder:stays", told);
        } finally {
            for (var name : List.of("moves", "unseen", "stays")) {
                city.asAdmin("DELETE", ENTITIES + "/urn:ngsi-ld:Elder:" + name, "");
            }
        }
        var all = String.join("\n", told);
        assertThat(all).containsOnlyOnce("event: gone").containsOnlyOnce("Elder:moves");
        assertThat(all).doesNotContain("unseen", "reset");
    }

    private static void readUntil(BufferedReader lines, String word, List<String> told)
            throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            told.add(line);
            if (line.contains(word)) {
                return;
            }
        }
        throw new AssertionError("never told: " + word);
    }
}
