package city.wutong.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantNameTest {
    /// What PostgreSQL leaves of a name, without what is appended to that of a schema.
    private static final int MOST = 63 - "_reader".length();

    @ParameterizedTest
    @CsvSource({
        "haining, city_haining",
        "parks_2, city_parks_2",
        "Fire-Dept, city__h1fire_dept",
        "fire-dept, city__g0fire_dept",
        "fire_Dept, city__01fire_dept",
        "2026, city__02026",
        "_, city__0_",
        "-, city__1_",
        "A, city__1a"
    })
    void a_name_has_its_schema_and_a_schema_its_name(String name, String schema) {
        assertThat(new TenantName(name).schema()).isEqualTo(schema);
        assertThat(TenantName.ofSchema(schema)).contains(new TenantName(name));
    }

    @Property(tries = 2_000)
    void every_name_can_be_read_back(
            @ForAll
                    @StringLength(min = 1, max = TenantName.LONGEST)
                    @CharRange(from = 'a', to = 'e')
                    @CharRange(from = 'A', to = 'E')
                    @CharRange(from = '0', to = '9')
                    @Chars({'-', '_', 'z', 'Z'})
                    String name) {
        var schema = new TenantName(name).schema();
        assertThat(schema).matches("[a-z][a-z0-9_]*").hasSizeLessThanOrEqualTo(MOST);
        assertThat(TenantName.ofSchema(schema)).contains(new TenantName(name));
    }

    @Test
    void no_two_names_share_a_schema() {
        var letters = "aA-_0bB".toCharArray();
        var schemas = new HashMap<String, String>();
        for (char a : letters) {
            for (char b : letters) {
                for (char c : letters) {
                    for (var name : new String[] {"" + a, "" + a + b, "" + a + b + c}) {
                        var other = schemas.put(new TenantName(name).schema(), name);
                        assertThat(other == null || other.equals(name)).isTrue();
                    }
                }
            }
        }
        assertThat(schemas).hasSize(7 + 7 * 7 + 7 * 7 * 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "city",
                "city_",
                "city__",
                "city__0",
                "city__0abc",
                "city__zabc",
                "city__1aé",
                "city_Fire",
                "city_fire-dept",
                "town_fire",
                "public"
            })
    void what_no_name_leads_to_is_nobodys_schema(String schema) {
        assertThat(TenantName.ofSchema(schema)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "é", "a/b", "a.b", "\"", "a\u0000"})
    void other_characters_are_no_name(String name) {
        assertThat(TenantName.isName(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantName(name));
    }

    @Test
    void a_name_is_not_longer_than_a_schema_can_bear() {
        assertThat(TenantName.isName("X".repeat(TenantName.LONGEST))).isTrue();
        assertThat(TenantName.isName("x".repeat(TenantName.LONGEST + 1))).isFalse();
    }
}
