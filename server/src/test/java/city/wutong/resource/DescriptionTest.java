package city.wutong.resource;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.AuditEntry;
import city.wutong.audit.AuditQuery;
import city.wutong.audit.AuditTrail;
import city.wutong.audit.ChainHead;
import city.wutong.audit.ChainLink;
import city.wutong.audit.Verdict;
import city.wutong.http.Door;
import city.wutong.http.Encryption;
import city.wutong.json.Json;
import city.wutong.jsonld.ContextSource;
import city.wutong.jsonld.Contexts;
import city.wutong.openapi.Description;
import city.wutong.openapi.Language;
import city.wutong.scenario.Scenarios;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The description of the interface is sound OpenAPI 3.1 and has the routes that there are.
class DescriptionTest {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void it_has_the_routes_that_there_are() {
        var described =
                DescribedOperation.all(Description.in(Language.EN)).stream()
                        .map(each -> each.method() + " " + each.path())
                        .collect(Collectors.toCollection(TreeSet::new));
        var routes =
                api()
                        .routes(
                                new Api.Running(
                                        DescriptionTest::unasked,
                                        () -> "",
                                        Optional.empty(),
                                        new NoAudit()))
                        .all()
                        .stream()
                        .map(route -> route.method() + " " + route.path().replace("{+", "{"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(routes);
    }

    private static Health unasked() {
        throw new AssertionError("not asked");
    }

    private static Api api() {
        var settings =
                new Api.Settings(
                        new Door.Place("127.0.0.1", 0, Encryption.NONE),
                        Set.of(),
                        1,
                        1,
                        1,
                        false,
                        List.of());
        var clock = Clock.systemUTC();
        return new Api(
                settings,
                new NoCities(),
                new Contexts(ContextSource.NONE),
                Scenarios.NONE,
                Ids.of(clock),
                clock);
    }

    private record NoAudit() implements AuditTrail {
        @Override
        public void append(AuditEntry entry) {
            throw new AssertionError("not asked");
        }

        @Override
        public List<ChainLink> find(AuditQuery query, long before, int limit) {
            throw new AssertionError("not asked");
        }

        @Override
        public void each(AuditQuery query, Consumer<ChainLink> to) {
            throw new AssertionError("not asked");
        }

        @Override
        public Verdict verify() {
            throw new AssertionError("not asked");
        }

        @Override
        public ChainHead head() {
            throw new AssertionError("not asked");
        }
    }

    private record NoCities() implements Cities {
        @Override
        public Optional<City> city(String name) {
            return Optional.empty();
        }

        @Override
        public City standard() {
            throw new AssertionError("not asked");
        }

        @Override
        public Optional<City> cityOrNew(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_reference_leads_somewhere_and_every_component_is_used(Language language) {
        var document = Description.in(language);
        var references = new TreeSet<String>();
        gather(document, references);
        var components = new TreeSet<String>();
        object(document, "components")
                .members()
                .forEach((kind, all) ->
                        ((Json.Obj) all)
                                .members()
                                .keySet()
                                .forEach(name ->
                                        components.add("#/components/" + kind + "/" + name)));
        assertThat(references).isEqualTo(components);
    }

    private static void gather(Json json, Set<String> references) {
        switch (json) {
            case Json.Obj(var members) ->
                    members.forEach((name, value) -> {
                        if (name.equals("$ref") && value instanceof Json.Str(var reference)) {
                            references.add(reference);
                        }
                        gather(value, references);
                    });
            case Json.Arr(var items) -> items.forEach(item -> gather(item, references));
            case Json.Str _, Json.Num _, Json.Literal _ -> {}
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void it_is_sound_openapi(Language language) {
        var document = Description.in(language);
        assertThat(document.get("openapi")).contains(Json.of("3.1.0"));
        assertThat(object(document, "info").members()).containsKeys("title", "version");
        var tags = new TreeSet<String>();
        array(document, "tags").forEach(tag -> tags.add(text((Json.Obj) tag, "name")));
        var ids = new ArrayList<String>();
        for (var operation : DescribedOperation.all(document)) {
            var about = operation.method() + " " + operation.path();
            var json = operation.json();
            ids.add(text(json, "operationId"));
            assertThat(array(json, "tags")).as(about).hasSize(1);
            assertThat(tags)
                    .as(about)
                    .contains(((Json.Str) array(json, "tags").getFirst()).value());
            checkResponses(about, object(json, "responses"));
            checkParameters(about, operation);
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static void checkResponses(String about, Json.Obj responses) {
        assertThat(responses.members().keySet())
                .as(about)
                .isNotEmpty()
                .allMatch(status -> status.equals("default") || status.matches("[1-5]\\d\\d"))
                .anyMatch(status -> status.matches("[1-5]\\d\\d"));
    }

    private static void checkParameters(String about, DescribedOperation operation) {
        var names = new ArrayList<String>();
        for (var parameter : operation.parameters()) {
            assertThat(parameter.members().keySet())
                    .as(about)
                    .contains("name", "in", "description", "schema");
            names.add(text(parameter, "in") + " " + text(parameter, "name"));
            if (text(parameter, "in").equals("path")) {
                assertThat(parameter.get("required")).as(about).contains(Json.Literal.TRUE);
                assertThat(parameter.get("example")).as(about).isPresent();
            }
        }
        assertThat(names).as(about).doesNotHaveDuplicates();
        var inPath =
                Pattern.compile("\\{(\\w+)}")
                        .matcher(operation.path())
                        .results()
                        .map(found -> "path " + found.group(1))
                        .toList();
        assertThat(names.stream().filter(name -> name.startsWith("path ")).toList())
                .as(about)
                .containsExactlyInAnyOrderElementsOf(inPath);
    }

    @Test
    void all_is_said_in_both_languages() {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        texts(Description.in(Language.ZH), zh);
        texts(Description.in(Language.EN), en);
        assertThat(zh).hasSameSizeAs(en).hasSizeGreaterThan(100);
        // what is a proper name in both has no Han character
        assertThat(zh.stream().filter(text -> !HAN.matcher(text).find()))
                .isSubsetOf("ContextSourceIdentity", "GeoJSON");
        assertThat(en).noneMatch(text -> HAN.matcher(text).find());
        for (var language : Language.values()) {
            for (var operation : DescribedOperation.all(Description.in(language))) {
                assertThat(text(operation.json(), "summary")).as(operation.path()).isNotBlank();
            }
        }
    }

    private static void texts(Json json, List<String> texts) {
        switch (json) {
            case Json.Obj(var members) ->
                    members.forEach((name, value) -> {
                        if (name.equals("summary") || name.equals("description")) {
                            assertThat(value).isInstanceOf(Json.Str.class);
                            texts.add(((Json.Str) value).value());
                        }
                        if (!name.equals("example")) {
                            texts(value, texts);
                        }
                    });
            case Json.Arr(var items) -> items.forEach(item -> texts(item, texts));
            case Json.Str _, Json.Num _, Json.Literal _ -> {}
        }
    }

    @Test
    void a_path_has_methods_only() {
        object(Description.in(Language.EN), "paths")
                .members()
                .forEach((path, item) ->
                        assertThat(METHODS)
                                .as(path)
                                .containsAll(((Json.Obj) item).members().keySet()));
    }

    private static Json.Obj object(Json.Obj json, String name) {
        return (Json.Obj) json.get(name).orElseThrow();
    }

    private static List<Json> array(Json.Obj json, String name) {
        return ((Json.Arr) json.get(name).orElseThrow()).items();
    }

    private static String text(Json.Obj json, String name) {
        return json.get(name).map(value -> ((Json.Str) value).value()).orElse("");
    }
}
