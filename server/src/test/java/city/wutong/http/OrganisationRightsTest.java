package city.wutong.http;

import static city.wutong.http.TestCity.admin;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who may change the organisation, and where.
@Timeout(120)
class OrganisationRightsTest {
    private static final String GRID =
            "{\"code\":\"%s\",\"name\":{\"zh\":\"网格\",\"en\":\"Grid\"},\"parent\":\"%s\"}";
    private static final String TEAM = "{\"name\":{\"zh\":\"队\",\"en\":\"Team\"},\"area\":%s}";

    private static TestCity city;

    @BeforeAll
    static void open() {
        city = TestCity.openWithSignIn(Map.of());
    }

    @AfterAll
    static void close() {
        city.close();
    }

    private static void assertRefused(Reply reply, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.body()).contains("\"" + code + "\"");
    }

    @Test
    void everybody_who_is_known_sees_it_and_nobody_else() {
        var worker = city.signIn("sees-areas", "grid-worker");
        assertThat(city.get("/api/areas").status()).isEqualTo(401);
        assertThat(city.get("/api/areas", worker.headers()).status()).isEqualTo(200);
        assertThat(city.get("/api/duties", worker.headers()).status()).isEqualTo(200);
        var grid = GRID.formatted("w-9", "330483001");
        assertRefused(city.post("/api/areas", grid, worker.headers()), "access.not-allowed");
    }

    @Test
    void whoever_manages_one_town_changes_nothing_in_another() {
        // else: an administrator of one town takes the grids and teams of all others
        var id = city.account("of-a-town");
        city.grant(id, "system-admin", "*", "330483001");
        var town = city.signInAgain("of-a-town");
        assertRefused(
                city.post("/api/areas", GRID.formatted("w-1", "330483100"), town.headers()),
                "organisation.area-not-yours");
        assertThat(
                        city.post("/api/areas", GRID.formatted("w-1", "330483001"), town.headers())
                                .status())
                .isEqualTo(201);
        for (var area : new String[] {"null", "\"330483100\"", "\"330483\""}) {
            assertRefused(
                    city.post("/api/departments", TEAM.formatted(area), town.headers()),
                    "organisation.area-not-yours");
        }
        var own = city.post("/api/departments", TEAM.formatted("\"w-1\""), town.headers());
        assertThat(own.status()).as(own.body()).isEqualTo(201);
        var other = city.post("/api/departments", TEAM.formatted("\"330483100\""), admin());
        var path = "/api/departments/" + id(other);
        assertRefused(city.delete(path, town.headers()), "organisation.area-not-yours");
        assertRefused(
                city.patch(path, "{\"area\":\"330483001\"}", town.headers()),
                "organisation.area-not-yours");
        assertRefused(
                city.patch(
                        "/api/departments/" + id(own), "{\"area\":\"330483100\"}", town.headers()),
                "organisation.area-not-yours");
    }

    private static String id(Reply made) {
        return WorkingCity.text(WorkingCity.object(made.json()), "id");
    }

    @Test
    void another_tenants_department_is_not_there() {
        // else: an id that was seen once is enough
        var made = city.post("/api/departments", TEAM.formatted("null"), admin());
        var path = "/api/departments/" + id(made) + "?tenant=fire";
        assertThat(city.delete(path, admin()).status()).isEqualTo(404);
        assertThat(city.patch(path, "{\"area\":null}", admin()).status()).isEqualTo(404);
        assertThat(city.get("/api/departments?tenant=fire", admin()).body())
                .contains("\"total\":0");
    }

    @Test
    void an_area_for_which_a_role_is_held_stays() {
        // else: the code, given to another area, takes the role along
        city.post("/api/areas", GRID.formatted("w-held", "330483001"), admin());
        var id = city.account("holds-a-grid");
        city.grant(id, "grid-worker", "*", "w-held");
        assertThat(city.delete("/api/areas/w-held", admin()).status()).isEqualTo(409);
    }
}
