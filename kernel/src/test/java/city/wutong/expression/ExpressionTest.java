package city.wutong.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Map<String, Json> FACTS =
            Map.of(
                    "aqi", Json.of(100),
                    "co", Json.of(0.5),
                    "name", Json.of("西湖"),
                    "working", Json.Literal.TRUE,
                    "gone", Json.Literal.NULL,
                    "huge", new Json.Big(new BigDecimal("1e300")),
                    "list", Json.array(List.of(Json.of(1), Json.Literal.NULL, Json.of(3))),
                    "address", Json.object(Map.of("street", Json.of("文一路"))));

    private static Truth truth(String text, Map<String, Json> facts) throws ExpressionMistake {
        return Expression.of(text).test(Facts.of(facts));
    }

    // What it says

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entity.aqi > 99 | YES",
                "entity.aqi > 100 | NO",
                "entity.aqi >= 100 | YES",
                "entity.name == '西湖' | YES",
                "entity.working | YES",
                "!entity.working | NO",
                "entity.address.street.startsWith('文') | YES",
                "size(entity.list) == 2 | YES",
                "entity.list.exists(x, x > 2) | YES",
                "entity.name in ['西湖', '上城'] | YES",
                "has(entity.aqi) && !has(entity.pm25) | YES",
                "true | YES"
            })
    void it_says_yes_or_no_of_what_is_known(String text, Truth truth) throws Exception {
        assertThat(truth(text, FACTS)).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity.pm25 > 1",
                "!(entity.pm25 > 1)",
                "entity.gone > 1",
                "entity.name > 1",
                "entity.aqi == 1 || entity.pm25 == 1",
                "entity.aqi == 100 && entity.pm25 == 1",
                "entity.address.number == 1",
                "entity.address > 1",
                "entity.working > 1",
                "entity.aqi",
                "entity.aqi / 0 > 1",
                "entity.list[7] == 1",
            })
    void it_does_not_know_what_needs_a_fact_that_is_missing_or_of_another_kind(String text)
            throws Exception {
        assertThat(truth(text, FACTS)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void an_unknown_part_that_decides_nothing_leaves_an_answer() throws Exception {
        assertThat(truth("entity.aqi == 100 || entity.pm25 == 1", FACTS)).isEqualTo(Truth.YES);
        assertThat(truth("entity.pm25 == 1 || entity.aqi == 100", FACTS)).isEqualTo(Truth.YES);
        assertThat(truth("entity.aqi == 1 && entity.pm25 == 1", FACTS)).isEqualTo(Truth.NO);
        assertThat(truth("entity.pm25 == 1 && entity.aqi == 1", FACTS)).isEqualTo(Truth.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity.aqi > 99.5",
                "entity.aqi == 100.0",
                "entity.co < 1",
                "entity.co >= 0.5",
                "entity.huge > 1",
                "entity.huge > entity.aqi",
                "entity.aqi < 100.00001",
            })
    void numbers_compare_by_their_value_whatever_they_are_written_as(String text) throws Exception {
        assertThat(truth(text, FACTS)).isEqualTo(Truth.YES);
    }

    @Property(tries = 300)
    void a_number_stands_where_it_stands_among_others(
            @ForAll @IntRange(min = -200, max = 200) int left,
            @ForAll @IntRange(min = -200, max = 200) int right,
            @ForAll boolean leftReal,
            @ForAll boolean rightReal)
            throws Exception {
        var facts = new LinkedHashMap<String, Json>();
        facts.put("a", leftReal ? Json.of(left / 2.0) : Json.of(left));
        facts.put("b", rightReal ? Json.of(right / 2.0) : Json.of(right));
        double a = leftReal ? left / 2.0 : left;
        double b = rightReal ? right / 2.0 : right;
        assertThat(truth("entity.a < entity.b", facts)).isEqualTo(Truth.of(a < b));
        assertThat(truth("entity.a >= entity.b", facts)).isEqualTo(Truth.of(a >= b));
        assertThat(truth("entity.a == entity.b", facts)).isEqualTo(Truth.of(a == b));
    }

    // What it speaks of

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entity.aqi > 100 && entity.areaCode != '330106' | aqi,areaCode",
                "has(entity.pm25) ? entity.pm25 > 1 : entity.pm10 > 2 | pm25,pm10",
                "entity.list.exists(x, x > entity.limit) | list,limit",
                "entity.address.street == 'a' | address",
                "entity['aqi'] > 100 | aqi",
                "true | ''"
            })
    void it_names_the_attributes_that_it_speaks_of(String text, String names) throws Exception {
        assertThat(Expression.of(text).attributes())
                .containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(","));
        assertThat(Expression.of(text).text()).isEqualTo(text);
    }

    // Mistakes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entity.aqi > | 1 | 13",
                "entity.aqi > 1 &&& true | 1 | 18",
                "aqi > 100 | 1 | 1",
                "true && nobody.aqi > 1 | 1 | 9",
                "1 + 'a' == 2 | 1 | 3",
                "entity.aqi.nothing() | 1 | 19",
                "entity.name == \"open | 1 | 16",
            })
    void a_mistake_names_its_place(String text, int line, int column) {
        assertThatExceptionOfType(ExpressionMistake.class)
                .isThrownBy(() -> Expression.of(text))
                .satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(line);
                    assertThat(mistake.column()).isEqualTo(column);
                    assertThat(mistake).message().isNotBlank();
                });
    }

    @Test
    void a_mistake_in_a_later_line_is_found_there() {
        assertThatExceptionOfType(ExpressionMistake.class)
                .isThrownBy(() -> Expression.of("entity.aqi > 100\n  && nobody"))
                .satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(2);
                    assertThat(mistake.column()).isEqualTo(6);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 + 1", "'a'", "[1]", "entity", "", " ", "size(entity.list)"})
    void what_is_neither_true_nor_false_is_no_condition(String text) {
        assertThatThrownBy(() -> Expression.of(text)).isInstanceOf(ExpressionMistake.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(entity) > 2",
                "'aqi' in entity",
                "entity.exists(name, name == 'aqi')",
                "entity[entity.name] > 1",
            })
    void the_entity_as_a_whole_cannot_be_asked(String text) {
        assertThatThrownBy(() -> Expression.of(text)).isInstanceOf(ExpressionMistake.class);
    }

    // Bounds

    @Test
    void what_is_too_long_or_too_deep_is_a_mistake() {
        assertThatThrownBy(() -> Expression.of("true || ".repeat(300) + "true"))
                .isInstanceOf(ExpressionMistake.class);
        assertThatThrownBy(() -> Expression.of("(".repeat(900) + "true" + ")".repeat(900)))
                .isInstanceOf(ExpressionMistake.class);
        assertThatThrownBy(() -> Expression.of("[".repeat(900) + "]".repeat(900) + " == []"))
                .isInstanceOf(ExpressionMistake.class);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void loops_end_whatever_the_facts() throws Exception {
        var many = Json.array(java.util.Collections.nCopies(400, Json.of(1)));
        var facts = Map.<String, Json>of("list", many);
        var loops =
                "entity.list.all(a, entity.list.all(b, entity.list.all(c,"
                        + " entity.list.all(d, a + b + c + d == 4))))";
        assertThat(truth(loops, facts)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void a_pattern_cannot_hang() throws Exception {
        var facts = Map.<String, Json>of("name", Json.of("a".repeat(50_000) + "b"));
        assertThat(truth("entity.name.matches('^(a+)+$')", facts)).isEqualTo(Truth.NO);
        assertThat(truth("entity.name.matches('(')", facts)).isEqualTo(Truth.UNKNOWN);
        assertThat(truth("entity.name.matches(entity.name + '(')", facts)).isEqualTo(Truth.UNKNOWN);
    }
}
