package city.wutong.http;

import static city.wutong.http.TestCity.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tenants that a header makes, and that they are not without number.
class TenantBoundTest {
    private static TestCity.Reply make(TestCity city, String tenant) {
        return city.post(
                "/ngsi-ld/v1/entities",
                "{\"id\":\"urn:ngsi-ld:Thing:1\",\"type\":\"Thing\"}",
                "NGSILD-Tenant",
                tenant);
    }

    @Test
    void past_the_bound_no_header_makes_one_more() {
        try (var city = TestCity.open(Map.of("tenants.by-header", "true", "tenants.most", "3"))) {
            assertThat(make(city, "water").status()).isEqualTo(201);
            var refused = make(city, "gas");
            assertThat(refused.status()).as(refused.body()).isEqualTo(507);
            assertThat(text(refused.json(), "code")).isEqualTo("http.tenants-full");
            assertThat(city.get("/api/tenants").body())
                    .isEqualTo("[\"default\",\"fire\",\"water\"]");
            assertThat(make(city, "fire").status()).isEqualTo(201);
            assertThat(make(city, "water").status()).isEqualTo(409);
        }
    }
}
