package city.wutong.http;

import static city.wutong.http.CareCity.CALLER;
import static city.wutong.http.CareCity.elder;
import static city.wutong.http.CareCity.place;
import static city.wutong.http.CareCity.property;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who may look up, hand out and erase what is kept of a person, and what answers say of masks.
@ExtendWith(CareCity.Shared.class)
class RightsOfPersonsTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities/";
    private static final String WANG = "urn:ngsi-ld:Elder:wang";
    private static final String ZHAO = "urn:ngsi-ld:Elder:zhao";
    private static final String EXPORT =
            "{\"person\":\"%s\",\"reason\":\"request 3 of the person\"}";
    private static final String ERASE =
            "{\"entities\":[\"%s\"],\"reason\":\"request 3 of the person\"}";

    private final CareCity care;

    RightsOfPersonsTest(CareCity care) {
        this.care = care;
    }

    @BeforeEach
    void somebody() {
        care.asAdmin("DELETE", ENTITIES + WANG, "");
        care.asAdmin(
                "POST",
                "/ngsi-ld/v1/entities",
                elder(
                        WANG,
                        "west",
                        3,
                        property("name", "Wang Wu") + "," + place(120.123456, 30.123456)));
        care.asAdmin("DELETE", ENTITIES + ZHAO, "");
        care.asAdmin("POST", "/ngsi-ld/v1/entities", elder(ZHAO, "west", 3, ""));
    }

    private TestCity.Reply ask(String method, String path, String body, String caller) {
        return care.plain().send(method, path, body, CALLER, caller);
    }

    @Test
    void only_who_holds_the_right_for_the_whole_tenant_may() {
        var others =
                List.of(
                        "privacy-officer@west",
                        "privacy-officer@*@fire",
                        "leader@*",
                        "duty-officer@*",
                        "system-admin@*",
                        "carer@*");
        for (var caller : others) {
            assertThat(ask("GET", "/api/personal-data/" + WANG, "", caller).status())
                    .as(caller)
                    .isEqualTo(403);
            assertThat(ask("POST", "/api/exports", EXPORT.formatted(WANG), caller).status())
                    .as(caller)
                    .isEqualTo(403);
            assertThat(ask("POST", "/api/erasures", ERASE.formatted(WANG), caller).status())
                    .as(caller)
                    .isEqualTo(403);
        }
        var officer = "privacy-officer@*";
        var told = ask("GET", "/api/personal-data/" + WANG, "", officer);
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains(WANG).doesNotContain("Wang Wu");
        assertThat(ask("POST", "/api/exports", EXPORT.formatted(WANG), officer).status())
                .isEqualTo(200);
        assertThat(ask("GET", ENTITIES + WANG, "", officer).status()).isEqualTo(403);
    }

    @Test
    void another_tenant_keeps_nothing_of_them() {
        var reply =
                care.plain()
                        .get(
                                "/api/personal-data/" + WANG,
                                CALLER,
                                "privacy-officer@*",
                                "NGSILD-Tenant",
                                "fire");
        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void what_is_masked_is_named_and_what_is_clear_is_not() {
        var leader = ask("GET", ENTITIES + WANG, "", "leader@*");
        assertThat(leader.header("Wutong-Masked")).isEqualTo("location, name");
        var carer = ask("GET", ENTITIES + WANG, "", "carer@*");
        assertThat(carer.header("Wutong-Masked")).isEqualTo("location");
        assertThat(ask("GET", ENTITIES + WANG, "", CareCity.ADMIN).header("Wutong-Masked"))
                .isEmpty();
        assertThat(
                        ask("GET", ENTITIES + WANG + "?attrs=steps", "", "leader@*")
                                .header("Wutong-Masked"))
                .isEmpty();
        assertThat(ask("GET", ENTITIES + ZHAO, "", "leader@*").header("Wutong-Masked")).isEmpty();
        var visitor = ask("GET", ENTITIES + WANG, "", "visitor@*");
        assertThat(visitor.header("Wutong-Masked")).isEmpty();
    }

    @Test
    void lists_and_the_past_say_so_too_and_tell_of_nothing_that_is_not_in_them() {
        var list = ask("GET", "/ngsi-ld/v1/entities?type=Elder&attrs=name", "", "leader@*");
        assertThat(list.header("Wutong-Masked")).isEqualTo("name");
        var none = ask("GET", "/ngsi-ld/v1/entities?type=Elder&id=" + ZHAO, "", "leader@*");
        assertThat(none.header("Wutong-Masked")).isEmpty();
        var past = ask("GET", "/ngsi-ld/v1/temporal/entities/" + WANG, "", "leader@*");
        assertThat(past.header("Wutong-Masked")).isEqualTo("location, name");
    }
}
