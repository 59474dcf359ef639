package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is the same for all requests (clauses 5.5 and 6.3).
@ExtendWith(TestCity.Shared.class)
class CommonBehaviourTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";

    private final TestCity city;

    CommonBehaviourTest(TestCity city) {
        this.city = city;
    }

    @Test
    void clause_6_2_a_collection_is_the_same_with_and_without_a_slash_at_its_end() {
        assertThat(city.get(ENTITIES + "/?type=Nobody").body())
                .isEqualTo(city.get(ENTITIES + "?type=Nobody").body());
    }

    @Test
    void clause_6_3_6_an_answer_without_content_has_no_length() {
        var reply = city.delete(ENTITIES + "?type=Nobody");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.response().headers().firstValue("Content-Length")).isEmpty();
        assertThat(reply.response().headers().map().keySet())
                .noneMatch(name -> name.startsWith("x-wutong"));
    }

    @Test
    void clause_6_3_14_the_tenant_is_told_back_in_errors_too() {
        assertThat(city.get(ENTITIES + "?type=Nobody", "NGSILD-Tenant", "fire"))
                .extracting(reply -> reply.header("NGSILD-Tenant"))
                .isEqualTo("fire");
        var unknown = city.get(ENTITIES + "?type=Nobody", "NGSILD-Tenant", "nowhere");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("errors/NonexistentTenant");
        assertThat(unknown.header("NGSILD-Tenant")).isEqualTo("nowhere");
    }

    @Test
    void clause_5_15_1_a_source_tells_who_it_is_and_tenants_differ() {
        var path = "/ngsi-ld/v1/info/sourceIdentity";
        var own = city.get(path);
        assertThat(own.body())
                .contains("ContextSourceIdentity", "contextSourceUptime", "contextSourceTimeAt");
        assertThat(alias(city.get(path).body())).isEqualTo(alias(own.body()));
        assertThat(alias(city.get(path, "NGSILD-Tenant", "fire").body()))
                .isNotEqualTo(alias(own.body()));
    }

    private static String alias(String body) {
        var matcher = Pattern.compile("\"contextSourceAlias\":\"([^\"]+)\"").matcher(body);
        assertThat(matcher.find()).as(body).isTrue();
        return matcher.group(1);
    }
}
