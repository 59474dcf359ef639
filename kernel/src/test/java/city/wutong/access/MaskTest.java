package city.wutong.access;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaskTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:03:07.5Z");

    private static Attribute of(AttributeKind kind, Json content) {
        return new Attribute(
                "https://example.org/a",
                null,
                kind,
                content,
                AT,
                AT,
                AT,
                new Attribute.Details("GQ", List.of(), null, List.of()));
    }

    private static Optional<String> masked(Mask mask, String text) {
        return mask.on(of(AttributeKind.PROPERTY, Json.of(text)))
                .map(attribute -> ((Json.Str) attribute.content()).value());
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, 张三, 张*",
        "NAME, 张三丰, 张**",
        "NAME, 欧阳修文, 欧阳**",
        "NAME, 欧阳, 欧*",
        "NAME, 张, *",
        "NAME, '', ''",
        "ID_CARD, 330483199001011234, 3304**********1234",
        "ID_CARD, 33048319900101123X, 3304**********123X",
        "ID_CARD, 330483900101123, 3304*******1123",
        "ID_CARD, 33048319, ********",
        "MOBILE, 13812341234, 138****1234",
        "MOBILE, 88012345, ********",
        "ADDRESS, 桐乡市梧桐街道振兴路1号3幢2单元401室, 桐乡市梧桐街道振兴路1号3幢***",
        "ADDRESS, 桐乡市振兴东路99号401, 桐乡市振兴东路99号***",
        "ADDRESS, 桐乡市濮院镇永越村南浜12, 桐乡市濮院镇永越村***",
        "ADDRESS, 桐乡市振兴东路某处, 桐乡市振兴东***",
        "ADDRESS, 某处, ***",
        "PLATE, 浙F12312, 浙F·**12",
        "PLATE, 浙F·12312, 浙F·**12",
        "PLATE, 浙FD12345, 浙F·**45",
        "PLATE, 浙F1, **",
        "BANK_CARD, 6222021234567890123, ****0123",
        "BANK_CARD, 6222, ****",
        "HEALTH, I10.900, I**",
        "TEXT, 请联系13812341234。, 请联系138****1234。",
        "TEXT, 电话 138 1234 1234 谢谢, 电话 138 **** 1234 谢谢",
        "TEXT, 身份证33048319900101123X的, 身份证330***********123X的",
        "TEXT, 浙F12312违停, 浙F·****违停",
        "TEXT, 2026年11月22日第12345号, 2026年11月22日第12345号"
    })
    void what_a_mask_shows(Mask mask, String text, String shown) {
        assertThat(masked(mask, text)).contains(shown);
    }

    @Test
    void what_no_mask_fits_is_not_shown() {
        assertThat(masked(Mask.HEALTH, "高血压")).isEmpty();
        assertThat(masked(Mask.PHOTO, "https://example.org/face.jpg")).isEmpty();
        assertThat(masked(Mask.POSITION, "120.5,30.6")).isEmpty();
        assertThat(Mask.MOBILE.on(of(AttributeKind.PROPERTY, Json.of(13812341234L)))).isEmpty();
        assertThat(Mask.NAME.on(of(AttributeKind.RELATIONSHIP, Json.of("urn:a:1")))).isEmpty();
        assertThat(Mask.TEXT.on(of(AttributeKind.JSON_PROPERTY, Json.of("x")))).isEmpty();
        var mixed = Json.array(List.of(Json.of("张三"), Json.of(1)));
        assertThat(Mask.NAME.on(of(AttributeKind.PROPERTY, mixed))).isEmpty();
    }

    @Test
    void languages_and_items_are_masked_each() {
        var map = new LinkedHashMap<String, Json>();
        map.put("zh", Json.of("张三"));
        map.put("en", Json.of("Zhang"));
        var shown = Mask.NAME.on(of(AttributeKind.LANGUAGE_PROPERTY, Json.object(map)));
        assertThat(shown.orElseThrow().content())
                .isEqualTo(Json.object(Map.of("zh", Json.of("张*"), "en", Json.of("Z****"))));
        var items = Json.array(List.of(Json.of("13812341234"), Json.of("13987654321")));
        assertThat(Mask.MOBILE.on(of(AttributeKind.LIST_PROPERTY, items)).orElseThrow().content())
                .isEqualTo(Json.array(List.of(Json.of("138****1234"), Json.of("139****4321"))));
    }

    private static Json point(double... coordinates) {
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of("Point"));
        members.put(
                "coordinates", Json.array(Arrays.stream(coordinates).mapToObj(Json::of).toList()));
        return Json.object(members);
    }

    @Test
    void a_position_is_told_on_a_grid_and_its_time_by_five_minutes() {
        var masked =
                Mask.POSITION
                        .on(of(AttributeKind.GEO_PROPERTY, point(120.56789, 30.61234, 12)))
                        .orElseThrow();
        assertThat(masked.content()).isEqualTo(point(120.568, 30.612));
        assertThat(masked.observedAt()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
        assertThat(Mask.POSITION.on(masked)).contains(masked);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings()
                        .withChars("0123456789".repeat(4) + " -*Xx张欧阳三浙沪AF·号幢楼村室。")
                        .ofMaxLength(60));
    }

    @Property(tries = 5_000)
    void what_is_masked_stays_as_it_is(@ForAll Mask mask, @ForAll("texts") String text) {
        masked(mask, text)
                .ifPresent(once -> assertThat(masked(mask, once)).as(text).contains(once));
    }

    private static final Pattern PERSONAL =
            Pattern.compile("(?<!\\d)(1[3-9]\\d{9}|\\d{15}|\\d{17}[\\dXx])(?!\\d)");

    @Property(tries = 5_000)
    void no_number_of_a_person_is_left(@ForAll("texts") String text) {
        for (var mask : List.of(Mask.TEXT, Mask.MOBILE, Mask.ID_CARD, Mask.BANK_CARD)) {
            assertThat(masked(mask, text).orElseThrow()).doesNotContainPattern(PERSONAL);
        }
    }

    @Property
    void a_position_is_never_further_off_than_half_a_step_of_the_grid(
            @ForAll double longitude, @ForAll double latitude) {
        double x = clamp(longitude, 180);
        double y = clamp(latitude, 90);
        var content =
                Mask.POSITION
                        .on(of(AttributeKind.GEO_PROPERTY, point(x, y)))
                        .orElseThrow()
                        .content();
        var shown = ((Json.Arr) ((Json.Obj) content).get("coordinates").orElseThrow()).items();
        assertThat(Math.abs(((Json.Num) shown.getFirst()).asDouble() - x)).isLessThan(0.000501);
        assertThat(Math.abs(((Json.Num) shown.get(1)).asDouble() - y)).isLessThan(0.000501);
    }

    private static double clamp(double value, double most) {
        return Math.IEEEremainder(value, 2 * most);
    }

    @ParameterizedTest
    @EnumSource(Mask.class)
    void every_mask_has_its_words(Mask mask) {
        assertThat(mask.text().zh()).isNotBlank();
        assertThat(mask.word()).matches("[a-z]+(-[a-z]+)*");
    }
}
