package city.wutong.resource;

import static city.wutong.http.CareCity.ADMIN;
import static city.wutong.http.CareCity.CALLER;
import static city.wutong.http.CareCity.elder;
import static city.wutong.resource.PolicyTable.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.BuiltInRoles;
import city.wutong.access.Permission;
import city.wutong.access.Role;
import city.wutong.http.CareCity;
import city.wutong.http.Need;
import city.wutong.http.Routes;
import city.wutong.http.TestCity.Reply;
import city.wutong.http.TestPhoto;
import city.wutong.jsonld.LdContext;
import city.wutong.resource.PolicyTable.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The policy as a table: every route × each role that comes with Wutong × in the area, in another
/// area and in another tenant. A route that is not in the table fails.
@ExtendWith(CareCity.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTableTest {
    private static final String NGSI = "/ngsi-ld/v1";
    private static final String ELDER = LdContext.CORE.expand("Elder");

    private final CareCity city;
    private final Map<String, String> there = new LinkedHashMap<>();

    PolicyTableTest(CareCity city) {
        this.city = city;
    }

    static List<Routes.Route> routes() {
        return AllRoutes.there();
    }

    private static String name(Routes.Route route) {
        return route.method() + " " + route.path();
    }

    /// An elder of the west has fallen, and a case is open with a photograph.
    @BeforeAll
    void fill() {
        var id = "urn:ngsi-ld:Elder:fallen";
        ask("POST", NGSI + "/entities", elder(id, "west", 3, ""), ADMIN);
        ask(
                "PATCH",
                NGSI + "/entities/" + id,
                "{\"steps\":{\"type\":\"Property\",\"value\":0}}",
                ADMIN);
        there.put("alert", await(NGSI + "/entities?type=Alert", "urn:ngsi-ld:Alert:"));
        var opened =
                ask(
                        "POST",
                        "/api/cases",
                        "{\"caseType\":\"care/help\",\"subject\":\""
                                + id
                                + "\",\"title\":{\"zh\":\"x\",\"en\":\"x\"}}",
                        ADMIN);
        there.put("case", found(opened.body(), "urn:ngsi-ld:Case:"));
        var photo = TestPhoto.of("one");
        var sent =
                city.plain()
                        .upload(
                                "/api/evidence",
                                photo,
                                "Content-Type",
                                "image/jpeg",
                                CALLER,
                                ADMIN);
        there.put(
                "hash", found(sent.body(), "").replaceAll(".*\"sha256\":\"([0-9a-f]+)\".*", "$1"));
        var second =
                ask(
                        "POST",
                        "/api/cases",
                        "{\"caseType\":\"care/help\",\"subject\":\""
                                + id
                                + "\",\"title\":{\"zh\":\"y\",\"en\":\"y\"}}",
                        ADMIN);
        ask(
                "POST",
                "/api/cases/" + found(second.body(), "urn:ngsi-ld:Case:") + "/actions",
                "{\"action\":\"close\",\"evidence\":[\"" + there.get("hash") + "\"]}",
                ADMIN);
        var hosted =
                ask(
                        "POST",
                        NGSI + "/jsonldContexts",
                        "{\"@context\":{\"b\":\"https://b.org/\"}}",
                        ADMIN);
        var location = hosted.header("Location");
        there.put("hosted", location.substring(location.lastIndexOf('/') + 1));
    }

    private String await(String path, String id) {
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; ) {
            var body = ask("GET", path, "", ADMIN).body();
            if (body.contains(id)) {
                return found(body, id);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no " + id);
    }

    private static String found(String body, String id) {
        int at = body.indexOf(id);
        return id.isEmpty() ? body : body.substring(at, body.indexOf('"', at));
    }

    @Test
    void the_table_has_every_route_and_no_other() {
        assertThat(TABLE.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        routes().stream().map(PolicyTableTest::name).toList());
    }

    static Stream<Routes.Route> rows() {
        return routes().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_route_answers_each_role_as_the_table_says(Routes.Route route) {
        var row = Optional.ofNullable(TABLE.get(name(route))).orElseThrow();
        var wrong = new ArrayList<String>();
        expect(route, row, "", allowsNobody(route) ? row.here() : 401, wrong);
        for (var role : BuiltInRoles.ALL) {
            boolean may = may(route, role);
            int here = may ? here(route, row, role) : 403;
            expect(route, row, role.id() + "@west", here, wrong);
            expect(route, row, role.id() + "@county", here, wrong);
            expect(route, row, role.id() + "@east", may ? row.elsewhere() : 403, wrong);
            boolean isForAll = allowsNobody(route) || route.need() instanceof Need.SignIn;
            expect(route, row, role.id() + "@*@fire", isForAll ? row.here() : 403, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_edits_rules_draws_the_geo_fences_that_they_name() {
        var fence =
                """
                {"id": "urn:ngsi-ld:GeoFence:%s", "type": "GeoFence",
                 "location": {"type": "GeoProperty", "value": {"type": "Polygon",
                   "coordinates": [[[120, 30], [121, 30], [121, 31], [120, 30]]]}}}\
                """
                        .formatted(UUID.randomUUID());
        var editor = BuiltInRoles.RULE_EDITOR.id() + "@*";
        assertThat(ask("POST", NGSI + "/entities", fence, editor).status()).isEqualTo(201);
    }

    /// Who may write entities, but not elders, is refused them: in a batch each for itself.
    private static int here(Routes.Route route, Row row, Role role) {
        boolean writes = route.need().equals(new Need.Of(Permission.WRITE_CONTEXT));
        if (!writes || row.here() >= 400 || role.writes().includes(List.of(ELDER))) {
            return row.here();
        }
        return route.path().contains("/entityOperations/") ? 207 : 403;
    }

    private static boolean allowsNobody(Routes.Route route) {
        return route.need() instanceof Need.Nothing;
    }

    private static boolean may(Routes.Route route, Role role) {
        return switch (route.need()) {
            case Need.Nothing() -> true;
            case Need.SignIn() -> true;
            case Need.Of(var permission) -> role.opens().contains(permission);
            case Need.Either(var permissions) ->
                    permissions.stream().anyMatch(role.opens()::contains);
        };
    }

    private void expect(
            Routes.Route route, Row row, String caller, int expected, List<String> wrong) {
        int status = status(route.method(), row, caller);
        if (status != expected) {
            wrong.add("%s: %d, not %d".formatted(caller, status, expected));
        }
    }

    private int status(String method, Row row, String caller) {
        var fresh = "urn:ngsi-ld:Elder:" + UUID.randomUUID();
        if ((row.path() + row.body()).contains("$fresh")) {
            ask("POST", NGSI + "/entities", elder(fresh, "west", 5, ""), ADMIN);
        }
        var path = filled(row.path(), fresh);
        if (path.equals("/events")) {
            return streamed(path, caller);
        }
        return ask(method, path, filled(row.body(), fresh), caller).status();
    }

    private String filled(String text, String fresh) {
        var filled =
                text.replace("$fresh", fresh)
                        .replace("$new", "urn:ngsi-ld:Elder:" + UUID.randomUUID());
        for (var known : there.entrySet()) {
            filled = filled.replace("$" + known.getKey(), known.getValue());
        }
        return filled;
    }

    private int streamed(String path, String caller) {
        var response =
                caller.isEmpty()
                        ? city.plain().stream(path, "X-Nothing", "1")
                        : city.plain().stream(path, CALLER, caller);
        try (var _ = response.body()) {
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply ask(String method, String path, String body, String caller) {
        return city.plain().send(method, path, body, headers(caller));
    }

    private static String[] headers(String caller) {
        return caller.isEmpty() ? new String[] {"X-Nothing", "1"} : new String[] {CALLER, caller};
    }
}
