package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.entity.LinkedEntities;
import city.wutong.refusal.Reason;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature",
                "!temperature",
                "temperature==20",
                "temperature>=-20.5",
                "brandName!=\"Mercedes\"",
                "isParked==urn:ngsi-ld:OffStreetParking:Downtown1",
                "speed>50;brandName!=\"Mercedes\"",
                "speed>50|rpm>3000;brandName==\"M\"",
                "(speed>50|rpm>3000);brandName==\"M\"",
                "(a;b);c",
                "(a|b)|c",
                "temperature.observedAt>=2017-12-24T12:00:00Z",
                "sensor.rawdata[airquality.particulate]==40",
                "color[en]==\"red\"",
                "color[*]!=\"red\"",
                "color[zh-Hans]==\"红\"",
                "温度==20",
                "ex:speed.ex:accuracy<1",
                "name~=\"^a|b;(c)\"",
                "name!~=\"\\\\d+\"",
                "a==1..2",
                "a==\"x\"..\"y\"",
                "a==2026-01-01..2026-12-31",
                "a!=08:00:00Z..09:00:00.5Z",
                "a==1,\"two\",true,urn:x",
                "a==\"with \\\"quotes\\\" ; | ) ,\"",
                "a==http://a/../b",
                "modifiedAt>2026-01-01T00:00:00Z"
            })
    void what_is_written_in_canonical_form_is_written_back(String q) {
        assertThat(Sample.q(q).text(Sample::compact)).isEqualTo(q);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "(a)@a",
                "((a;b))@a;b",
                "(a;b)|c@a;b|c",
                " a == 1 ; b @a==1;b",
                "a==\"x\", \"y\"@a==\"x\",\"y\"",
                "a~=^b(c|d)$@a~=\"^b(c|d)$\"",
                "(a~=b)@a~=\"b\"",
                "a==1.50@a==1.5",
                "modifiedAt>\"2026-01-01T00:00:00Z\"@modifiedAt>2026-01-01T00:00:00Z",
                "a==08:00:00,5Z@a==08:00:00.5Z"
            })
    void other_ways_of_writing_become_the_canonical_one(String q, String canonical) {
        assertThat(Sample.q(q).text(Sample::compact)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "' '@Q_EMPTY@-",
                "1a==2@Q_NAME_EXPECTED@1",
                "_a@Q_NAME_EXPECTED@1",
                "a.@Q_NAME_EXPECTED@3",
                "a..b@Q_NAME_EXPECTED@3",
                "()@Q_NAME_EXPECTED@2",
                ";a@Q_NAME_EXPECTED@1",
                "a;@Q_DANGLING@3",
                "a|@Q_DANGLING@3",
                "a;;b@Q_DANGLING@3",
                "(a;)@Q_DANGLING@4",
                "(a@Q_PARENTHESIS_OPEN@1",
                "a;(b|c@Q_PARENTHESIS_OPEN@3",
                "a)@Q_PARENTHESIS_EXTRA@2",
                "a=1@Q_OPERATOR_UNKNOWN@2",
                "a===1@Q_OPERATOR_UNKNOWN@2",
                "a=~b@Q_OPERATOR_UNKNOWN@2",
                "a<>1@Q_OPERATOR_UNKNOWN@2",
                "a b@Q_TRAILING@3",
                "a&b@Q_TRAILING@2",
                "a==1 2@Q_TRAILING@6",
                "(a)b@Q_TRAILING@4",
                "a==\"x\"y@Q_TRAILING@7",
                "name==\"Eiffel@Q_QUOTE_OPEN@7",
                "name==\"Eiffel\\\"@Q_QUOTE_OPEN@7",
                "name==\"a\\x\"@Q_STRING_MALFORMED@7",
                "speed>@Q_VALUE_MISSING@7",
                "a==;b@Q_VALUE_MISSING@4",
                "a==1,@Q_VALUE_MISSING@6",
                "a==1..@Q_VALUE_MISSING@7",
                "a~=@Q_VALUE_MISSING@4",
                "a==1x@Q_VALUE_MALFORMED@4",
                "a==01@Q_VALUE_MALFORMED@4",
                "a==2026-13-01@Q_VALUE_MALFORMED@4",
                "a==2026-01-01T00:00:00+08:00@Q_VALUE_MALFORMED@4",
                "a==1e5000@Q_VALUE_MALFORMED@4",
                "a>4..5@Q_OPERAND_UNFIT@3",
                "a>1,2@Q_OPERAND_UNFIT@3",
                "a<urn:x@Q_OPERAND_UNFIT@3",
                "a>=true@Q_OPERAND_UNFIT@4",
                "a==1..\"x\"@Q_RANGE_MIXED@4",
                "a[b@Q_BRACKET_OPEN@2",
                "a[]@Q_BRACKET_MALFORMED@2",
                "a[b..c]@Q_BRACKET_MALFORMED@2",
                "a.owner{name}==\"x\"@Q_LINK_MISPLACED@8",
                "!owner{name}@Q_LINK_MISPLACED@7",
                "owner{name==\"x\"@Q_TRAILING@11",
                "owner{name}}@Q_TRAILING@12",
                "owner{A,B}@Q_TRAILING@10",
                "owner{}@Q_NAME_EXPECTED@7",
                "owner{A:}@Q_NAME_EXPECTED@9",
                "owner{A:type}@Q_NOT_AN_ATTRIBUTE@9",
                "type==\"Building\"@Q_NOT_AN_ATTRIBUTE@1",
                "a.observedAt.b@Q_MEMBER_ENDS_PATH@13",
                "a.observedAt[b]@Q_MEMBER_ENDS_PATH@13",
                "!a==1@Q_ABSENCE_COMPARED@3",
                "a~=\"(\"@PATTERN_MALFORMED@-"
            })
    void what_is_wrong_and_where_is_said(String q, QueryReason reason, String column) {
        var refusal = refusal(q);

        assertThat(refusal.reason()).isEqualTo(reason);
        if (!column.equals("-")) {
            assertThat(refusal.english()).startsWith("q, column " + column + ":");
            assertThat(refusal.chinese()).startsWith("q 第 " + column + " 列：");
        }
    }

    @Test
    void malformed_is_bad_request_data_and_too_much_is_too_complex() {
        assertThat(refusal("a;").reason().family()).isEqualTo(Reason.Family.BAD_REQUEST_DATA);
        assertThat(refusal("a".repeat(QParser.LONGEST + 1)).reason())
                .isEqualTo(QueryReason.Q_TOO_LONG);
        assertThat(refusal("(".repeat(QParser.DEEPEST + 1) + "a").reason())
                .isEqualTo(QueryReason.Q_TOO_DEEP);
        assertThat(refusal("a;".repeat(QParser.MOST_TERMS) + "a").reason())
                .isEqualTo(QueryReason.Q_TOO_MANY_TERMS);
        assertThat(refusal("a==1" + ",1".repeat(QParser.MOST_TERMS)).reason())
                .isEqualTo(QueryReason.Q_TOO_MANY_TERMS);
        assertThat(refusal("a" + ".a".repeat(QParser.LONGEST_PATH)).reason())
                .isEqualTo(QueryReason.Q_PATH_TOO_LONG);
        assertThat(refusal("a" + "{a".repeat(QParser.LONGEST_PATH + 1)).reason())
                .isEqualTo(QueryReason.Q_PATH_TOO_LONG);
        assertThat(QueryReason.Q_TOO_MANY_TERMS.family())
                .isEqualTo(Reason.Family.TOO_COMPLEX_QUERY);
    }

    @Test
    void as_much_as_is_allowed_is_read() {
        var deep = "(".repeat(QParser.DEEPEST) + "a" + ")".repeat(QParser.DEEPEST);
        var many = "a;".repeat(QParser.MOST_TERMS - 1) + "a";
        var shallow = "(a);".repeat(QParser.DEEPEST) + "(a)";

        assertThat(Sample.q(deep)).isEqualTo(Sample.q("a"));
        assertThat(Sample.q(many).text(Sample::compact)).isEqualTo(many);
        assertThat(Sample.q(shallow)).isNotNull();
    }

    @Property(tries = 5_000)
    void any_text_is_read_or_refused(@ForAll String text) {
        assertReadOrRefused(text);
    }

    @Property(tries = 20_000)
    void any_text_of_the_signs_of_the_language_is_read_or_refused(@ForAll("signs") String text) {
        assertReadOrRefused(text);
    }

    private static void assertReadOrRefused(String text) {
        var thrown = catchThrowable(() -> Sample.q(text));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(Refused.class);
            assertThat(thrown.getMessage()).isNotBlank().doesNotContain("{0}");
            return;
        }
        var condition = Sample.q(text);
        assertThat(Sample.q(condition.text(Sample::compact))).isEqualTo(condition);
        condition.matches(Sample.entity(Sample.property("a", "\"x\"")), LinkedEntities.NONE);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of(
                        "a",
                        "b1",
                        "observedAt",
                        "modifiedAt",
                        "温",
                        ".",
                        "..",
                        "[",
                        "]",
                        "*",
                        "{",
                        "}",
                        "(",
                        ")",
                        ";",
                        "|",
                        ",",
                        "!",
                        "=",
                        "==",
                        "!=",
                        ">",
                        "<=",
                        "~=",
                        "!~=",
                        "\"",
                        "\\",
                        "\"x\"",
                        "\"\\u4e2d\"",
                        "1",
                        "-2.5",
                        "1e9",
                        "true",
                        "urn:x:y",
                        "2026-01-01",
                        "T",
                        "08:00:00Z",
                        "2026-01-01T00:00:00.25Z",
                        ":",
                        " ",
                        "^")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    private static Refusal refusal(String q) {
        return catchThrowableOfType(Refused.class, () -> Sample.q(q)).refusal();
    }
}
