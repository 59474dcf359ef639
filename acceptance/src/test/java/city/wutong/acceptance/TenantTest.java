package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cities and departments that share a server and nothing else.
class TenantTest {
    private static final String HEADER = "NGSILD-Tenant";
    private static final String ID = "urn:ngsi-ld:Tree:1";
    private static final String TREE =
            """
            {"id":"urn:ngsi-ld:Tree:1","type":"Tree","height":%d}
            """;

    @TempDir Path temp;

    @Test
    void tenants_share_nothing() throws Exception {
        try (var city = RunningCity.open(temp, "tenants=parks,roads")) {
            var client = city.client();
            try (var events = Events.open(client, "/events", HEADER + ": parks")) {
                create(client, 1);
                create(client, 2, HEADER, "parks");
                assertThat(events.next().data()).contains("\"height\":2");
            }
            assertThat(client.get(Client.ENTITIES + "/" + ID).body()).contains("\"value\":1");
            assertThat(client.get(Client.ENTITIES + "/" + ID, HEADER, "parks").body())
                    .contains("\"value\":2");
            assertThat(client.get(Client.ENTITIES + "/" + ID, HEADER, "roads").status())
                    .isEqualTo(404);
            assertThat(client.get(Client.TEMPORAL + ID, HEADER, "roads").status()).isEqualTo(404);
            assertThat(client.get(Client.ENTITIES + "?type=Tree", HEADER, "roads").body())
                    .isEqualTo("[]");
            assertThat(client.delete(Client.ENTITIES + "/" + ID, HEADER, "parks").status())
                    .isEqualTo(204);
            assertThat(client.get(Client.ENTITIES + "/" + ID).status()).isEqualTo(200);
        }
    }

    @Test
    void an_unknown_tenant_is_not_found_and_not_made() {
        try (var city = RunningCity.open(temp)) {
            var client = city.client();
            var refused = client.post(Client.ENTITIES, TREE.formatted(1), HEADER, "parks");
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.text("type"))
                    .isEqualTo("https://uri.etsi.org/ngsi-ld/errors/NonexistentTenant");
            assertThat(refused.text("detail")).contains("parks");
            assertThat(client.get(Client.ENTITIES + "/" + ID, HEADER, "parks").status())
                    .isEqualTo(404);
            var misnamed = client.get(Client.ENTITIES + "/" + ID, HEADER, "Parks; drop schema");
            assertThat(misnamed.status()).isEqualTo(400);
            assertThat(misnamed.text("code")).isEqualTo("http.tenant-name");
        }
    }

    @Test
    void a_create_makes_a_tenant_where_that_is_allowed_and_it_stays() {
        try (var city = RunningCity.open(temp, "tenants.by-header=true")) {
            var client = city.client();
            assertThat(client.get(Client.ENTITIES + "/" + ID, HEADER, "parks").status())
                    .isEqualTo(404);
            assertThat(client.delete(Client.ENTITIES + "/" + ID, HEADER, "parks").text("type"))
                    .endsWith("NonexistentTenant");
            create(client, 3, HEADER, "parks");
        }
        try (var city = RunningCity.open(temp)) {
            assertThat(city.client().get(Client.ENTITIES + "/" + ID, HEADER, "parks").body())
                    .contains("\"value\":3");
            assertThat(city.client().get(Client.ENTITIES + "/" + ID).status()).isEqualTo(404);
        }
    }

    @Test
    void names_that_differ_by_capitals_or_hyphens_are_different_tenants_after_a_start_too() {
        var names = List.of("fire-dept", "fire_dept", "Fire-Dept", "9");
        try (var city = RunningCity.open(temp, "tenants.by-header=true", "tenants=Fire_Dept")) {
            for (int i = 0; i < names.size(); i++) {
                create(city.client(), i, HEADER, names.get(i));
            }
        }
        try (var city = RunningCity.open(temp)) {
            for (int i = 0; i < names.size(); i++) {
                var tree = city.client().get(Client.ENTITIES + "/" + ID, HEADER, names.get(i));
                assertThat(tree.body()).contains("\"value\":" + i);
                assertThat(tree.header("NGSILD-Tenant")).contains(names.get(i));
            }
            assertThat(city.client().get("/api/tenants").body()).contains("Fire_Dept");
        }
    }

    private static void create(Client client, int height, String... headers) {
        var reply = client.post(Client.ENTITIES, TREE.formatted(height), headers);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }
}
