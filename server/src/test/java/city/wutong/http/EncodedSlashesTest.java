package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestCity.Shared.class)
class EncodedSlashesTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";

    private final TestCity city;

    EncodedSlashesTest(TestCity city) {
        this.city = city;
    }

    @ParameterizedTest
    @CsvSource({
        "https://slashes.example/lots/1, https%3A%2F%2Fslashes.example%2Flots%2F1",
        "https://slashes.example/lots/2, https:%2f%2fslashes.example%2Flots%2f2",
        "https://slashes.example/a%2Fb%25c, https%3A%2F%2Fslashes.example%2Fa%252Fb%2525c",
        "urn:slashes:a%2Fb, urn:slashes:a%252Fb"
    })
    void an_entity_whose_id_has_slashes_lives_as_any_other(String id, String path) {
        var place = ENTITIES + "/" + path;
        var body = "{\"id\":\"%s\",\"type\":\"Slashes\",\"a\":1}".formatted(id);
        assertThat(city.post(ENTITIES, body).status()).isEqualTo(201);
        assertThat(city.get(place).body()).contains("\"" + id + "\"");
        assertThat(city.patch(place + "/attrs", "{\"a\":2}").status()).isEqualTo(204);
        assertThat(city.delete(place + "/attrs/a").status()).isEqualTo(204);
        assertThat(city.delete(place).status()).isEqualTo(204);
        assertThat(city.get(place).status()).isEqualTo(404);
    }

    @Test
    void the_place_that_a_creation_names_is_that_of_the_entity() {
        var id = "https://slashes.example/lots/3";
        var made = city.post(ENTITIES, "{\"id\":\"%s\",\"type\":\"Slashes\"}".formatted(id));
        assertThat(city.get(made.header("Location")).body()).contains("\"" + id + "\"");
    }

    @Test
    void an_attribute_may_be_named_by_its_uri() {
        var place = ENTITIES + "/urn:slashes:4";
        city.post(
                ENTITIES,
                "{\"id\":\"urn:slashes:4\",\"type\":\"Slashes\",\"https://s.example/a\":1}");
        assertThat(city.delete(place + "/attrs/https%3A%2F%2Fs.example%2Fa").status())
                .isEqualTo(204);
    }

    @Test
    void a_path_with_needless_escapes_is_the_same_path() {
        assertThat(city.get("/ngsi-ld/v1/%65ntities?type=Slashes").status()).isEqualTo(200);
        assertThat(city.get("/ngsi-ld/v1/%65ntities/urn:slashes:nobody").status()).isEqualTo(404);
        assertThat(city.get("/%68ealth/live").status()).isEqualTo(200);
    }
}
