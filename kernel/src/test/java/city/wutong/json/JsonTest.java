package city.wutong.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Generated;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class JsonTest {
    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    private static Json read(String text) throws JsonMalformed {
        return READER.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<Json> json() {
        return Generated.json();
    }

    @Provide
    Arbitrary<Json> numbers() {
        return Generated.numbers();
    }

    @Property
    void what_is_written_reads_as_the_same(@ForAll("json") Json json) throws Exception {
        assertThat(READER.read(JsonWriter.bytes(json))).isEqualTo(json);
    }

    /// Jackson's generator is the other witness.
    @Property
    void what_is_written_is_what_others_write(@ForAll("json") Json json) {
        var other = new ByteArrayOutputStream();
        try (var generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), other)) {
            write(json, generator);
        }
        assertThat(JsonWriter.text(json)).isEqualTo(other.toString(StandardCharsets.UTF_8));
    }

    private static void write(Json json, JsonGenerator generator) {
        switch (json) {
            case Json.Str(var text) -> generator.writeString(text);
            case Json.Whole(var number) -> generator.writeNumber(number);
            case Json.Real(var number) -> generator.writeNumber(number);
            case Json.Big(var number) -> generator.writeNumber(number);
            case Json.Literal.TRUE -> generator.writeBoolean(true);
            case Json.Literal.FALSE -> generator.writeBoolean(false);
            case Json.Literal.NULL -> generator.writeNull();
            case Json.Arr(var items) -> {
                generator.writeStartArray();
                items.forEach(item -> write(item, generator));
                generator.writeEndArray();
            }
            case Json.Obj(var members) -> {
                generator.writeStartObject();
                members.forEach((name, member) -> {
                    generator.writeName(name);
                    write(member, generator);
                });
                generator.writeEndObject();
            }
        }
    }

    @Property
    void a_decimal_of_few_digits_is_written_as_others_write_it(
            @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long digits,
            @ForAll @IntRange(max = 5) int scale) {
        double number = BigDecimal.valueOf(digits, scale).doubleValue();
        var real = number == 0 ? 0.0 : number;
        assertThat(JsonWriter.text(Json.of(real))).isEqualTo(Double.toString(real));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-9223372036854775808",
                "9223372036854775807",
                "0",
                "-1",
                "10",
                "1.0E300",
                "4.9E-324",
                "\"\\u0001\\t\\n\\\\\\\"/\"",
                "\"梧桐🌳é\"",
                "[]",
                "{}",
                "[[],{}]",
                "[\",\",\":\",\"{\",1]"
            })
    void what_is_read_is_written_the_same_again(String text) throws JsonMalformed {
        assertThat(JsonWriter.text(read(text))).isEqualTo(text);
    }

    @Test
    void half_a_character_is_not_written() {
        for (var half : List.of("\ud800", "a\udc00", "\ud800x")) {
            assertThatThrownBy(() -> JsonWriter.text(Json.of(half)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_tree_is_made_of_what_is_written_piece_by_piece() throws JsonMalformed {
        JsonContent content =
                out -> {
                    out.startObject();
                    out.name("a");
                    JsonContent.array(List.of(Json.of(1), Json.object(Map.of()))).writeTo(out);
                    out.name(JsonWord.of("梧桐"));
                    out.text(JsonWord.of("\""));
                    out.endObject();
                };
        assertThat(content.tree()).isEqualTo(read(JsonWriter.text(content)));
        assertThat(JsonWriter.text(content)).isEqualTo("{\"a\":[1,{}],\"梧桐\":\"\\\"\"}");
    }

    @Property
    void equal_numbers_have_equal_hashes_and_one_order(
            @ForAll("numbers") Json one, @ForAll("numbers") Json other) {
        var a = (Json.Num) one;
        var b = (Json.Num) other;
        assertThat(Integer.signum(a.compareTo(b)))
                .isEqualTo(Integer.signum(a.asDecimal().compareTo(b.asDecimal())));
        assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
        var same = new Json.Big(a.asDecimal());
        assertThat(same).isEqualTo(a).hasSameHashCodeAs(a);
    }

    @Property
    void the_order_of_members_does_not_matter(
            @ForAll @Size(max = 30) List<String> names, @ForAll("json") Json value) {
        var members = new LinkedHashMap<String, Json>();
        names.forEach(name -> members.put(name, value));
        var turned = new LinkedHashMap<String, Json>();
        var shuffled = new ArrayList<>(members.keySet());
        Collections.reverse(shuffled);
        shuffled.forEach(name -> turned.put(name, value));
        var object = Json.object(members);
        assertThat(object).isEqualTo(Json.object(turned)).hasSameHashCodeAs(Json.object(turned));
        assertThat(object.members().keySet()).containsExactlyElementsOf(members.keySet());
        assertThat(object.members().reversed().keySet()).containsExactlyElementsOf(shuffled);
        members.keySet().forEach(name -> assertThat(object.get(name)).contains(value));
        assertThat(object.get("no such name, so long as it is")).isEmpty();
    }

    @Test
    void an_object_cannot_be_changed() {
        for (int size : List.of(1, 50)) {
            var members = new LinkedHashMap<String, Json>();
            for (int i = 0; i < size; i++) {
                members.put("m" + i, Json.of(i));
            }
            var object = Json.object(members);
            members.clear();
            assertThat(object.members()).hasSize(size);
            assertThatThrownBy(() -> object.members().put("x", Json.of(1)))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> object.members().reversed().clear())
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void numbers_are_equal_by_value() throws Exception {
        assertThat(read("1"))
                .isEqualTo(read("1.0"))
                .isEqualTo(read("10e-1"))
                .isEqualTo(read("1.0000000000000000000"));
        assertThat(read("-0.0")).isEqualTo(read("0"));
        assertThat(read("9007199254740993")).isNotEqualTo(read("9007199254740992.0"));
        assertThat(read("0.1000000000000000055511151231257827")).isNotEqualTo(read("0.1"));
    }

    @Test
    void the_digits_that_neither_long_nor_double_hold_are_kept() throws Exception {
        var digits = "123456789012345678901234567890.123456789012345678901234567890";
        assertThat(read(digits)).isEqualTo(new Json.Big(new BigDecimal(digits)));
        assertThat(read("1e400")).isEqualTo(new Json.Big(new BigDecimal("1e400")));
        assertThat(JsonWriter.text(read("1.5"))).isEqualTo("1.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":null,\"a\":null}",
                "1 2",
                "{} x",
                "nul",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "'a'",
                "\"\t\"",
                "\"\\x\"",
                "// a\n1",
                "/* a */ 1",
                "1e5000",
                "{a:1}",
                "[1 2]",
                "\uFEFF{",
                "1e99999999999"
            })
    void what_is_not_json_is_refused_with_a_place(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        JsonMalformed.class,
                        e -> {
                            assertThat(e).message().isNotEmpty();
                            assertThat(e.line()).isPositive();
                            assertThat(e.column()).isPositive();
                        });
    }

    /// Half a pair is no character: it could be neither written in UTF-8 nor stored.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"a\\ud83d\"",
                "\"\\ud83dx\"",
                "{\"\\ud800\":1}",
                "[\"\\udc00\\ud800\"]"
            })
    void half_a_character_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonMalformed.class);
    }

    /// PostgreSQL stores it nowhere.
    @ParameterizedTest
    @ValueSource(strings = {"\"a\\u0000b\"", "{\"\\u0000\":1}"})
    void the_character_zero_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonMalformed.class);
    }

    @Test
    void characters_beyond_sixteen_bits_are_taken_in_either_form() throws Exception {
        assertThat(read("\"\\ud83c\\udf33\"")).isEqualTo(read("\"🌳\"")).isEqualTo(Json.of("🌳"));
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        for (byte[] bytes :
                List.of(
                        new byte[] {'"', (byte) 0xff, '"'},
                        new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                        new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'})) {
            assertThatThrownBy(() -> READER.read(bytes)).isInstanceOf(JsonMalformed.class);
        }
    }

    @Test
    void depth_and_length_have_limits() {
        var reader = new JsonReader(new JsonLimits(4, 10, 5));
        for (var text :
                List.of("[[[[[1]]]]]", "\"12345678901\"", "123456", "{\"12345678901\":1}")) {
            assertThatThrownBy(() -> reader.read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(JsonMalformed.class);
        }
        for (var text : List.of("[[[[1]]]]", "\"1234567890\"", "12345")) {
            assertThat(JsonWriter.text(readBy(reader, text))).isEqualTo(text);
        }
        assertThatThrownBy(() -> new JsonLimits(501, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Json readBy(JsonReader reader, String text) {
        try {
            return reader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void part_of_an_array_of_bytes_can_be_read() throws Exception {
        assertThat(READER.read("xx[1]yy".getBytes(StandardCharsets.UTF_8), 2, 3))
                .isEqualTo(Json.array(List.of(Json.of(1))));
    }

    @Test
    void json_has_no_number_that_is_none() {
        for (double none : List.of(Double.NaN, Double.POSITIVE_INFINITY)) {
            assertThatThrownBy(() -> Json.of(none)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Json.object(Map.of()).members()).isEmpty();
    }
}
