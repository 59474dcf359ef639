package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One tenant's caller reaches for another's. Without the defence rights would be checked for the
/// one tenant and the fire brigade's entities read or changed as the other.
@ExtendWith(TestCity.Shared.class)
class TenantCrossingTest {
    private static final String ID = "urn:crossing:engine";
    private static final String PATH = "/ngsi-ld/v1/entities/" + ID;

    private final TestCity city;

    TenantCrossingTest(TestCity city) {
        this.city = city;
    }

    @BeforeEach
    void an_entity_of_the_fire_brigade() {
        city.post(
                "/ngsi-ld/v1/entities",
                "{\"id\":\"" + ID + "\",\"type\":\"Engine\"}",
                "NGSILD-Tenant",
                "fire");
    }

    @Test
    void an_id_of_another_tenant_leads_nowhere() {
        assertThat(city.get(PATH).status()).isEqualTo(404);
        assertThat(city.delete(PATH).status()).isEqualTo(404);
        assertThat(city.get("/ngsi-ld/v1/entities?type=Engine&id=" + ID).body()).isEqualTo("[]");
        assertThat(city.get(PATH, "NGSILD-Tenant", "fire").status()).isEqualTo(200);
    }

    @Test
    void two_tenants_in_one_request_are_refused() {
        var twice = city.get(PATH, "NGSILD-Tenant", "default", "NGSILD-Tenant", "fire");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(city.get(PATH + "?tenant=fire", "NGSILD-Tenant", "default").status())
                .isEqualTo(400);
        assertThat(city.get(PATH + "?tenant=fire&tenant=default").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fire,default",
                "fire default",
                "FIRE",
                "../fire",
                "city_fire",
                "fire%00",
                "fire'; drop schema city_fire cascade; --",
                "audit",
                "public",
                "pg_catalog",
                "information_schema"
            })
    void a_name_that_is_no_tenant_opens_none(String name) {
        assertThat(city.get(PATH, "NGSILD-Tenant", name).status()).as(name).isIn(400, 404);
    }
}
