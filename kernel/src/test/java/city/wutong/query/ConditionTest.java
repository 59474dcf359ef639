package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clause 4.9 says of each operator and kind of attribute.
class ConditionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '\'',
            value = {
                "20@v==20@true",
                "20.0@v==20@true",
                "20@v==2e1@true",
                "20@v!=20@false",
                "20@v>19.5@true",
                "20@v>20@false",
                "20@v>=20@true",
                "20@v<20.5@true",
                "20@v<=19@false",
                "9007199254740993@v>9007199254740992@true",
                "0.30000000000000000001@v>0.3@true",
                "20@v==10..20@true",
                "9@v==10..20@false",
                "9@v!=10..20@true",
                "15@v!=10..20@false",
                "20@v==1,20@true",
                "20@v!=1,20@false",
                "20@v!=1,2@true",
                "20@v==\"20\"@false",
                "20@v!=\"20\"@true",
                "20@v>\"1\"@false",
                "\"red\"@v==\"red\"@true",
                "\"red\"@v==\"black\",\"red\"@true",
                "\"red\"@v!=\"black\",\"red\"@false",
                "\"red\"@v>\"blue\"@true",
                "\"red\"@v==\"a\"..\"z\"@true",
                "\"red\"@v!=7@true",
                "\"red\"@v>7@false",
                "\"\\ud83d\\ude00\"@v>\"\\uffff\"@true",
                "\"\\uffff\"@v<\"\\ud83d\\ude00\"@true",
                "true@v==true@true",
                "true@v==false@false",
                "true@v!=false@true",
                "1@v==true@false",
                "[\"blue\",\"red\"]@v==\"red\"@true",
                "[\"blue\",\"red\"]@v!=\"red\"@false",
                "[\"blue\",\"black\"]@v!=\"red\"@true",
                "[\"red\",\"blue\"]@v==\"black\",\"red\"@true",
                "[\"blue\",\"yellow\"]@v!=\"black\",\"red\"@true",
                "[1,15]@v==10..20@true",
                "[15]@v>10@false",
                "[]@v!=1@true",
                "\"Eiffel Tower\"@v~=\"^Eif\"@true",
                "\"Eiffel Tower\"@v~=Tow.r$@true",
                "\"Eiffel Tower\"@v~=\"^Tower\"@false",
                "\"Eiffel Tower\"@v!~=\"^Eif\"@false",
                "\"Pisa Tower\"@v!~=\"^Eif\"@true",
                "7@v~=\"7\"@false",
                "7@v!~=\"8\"@false",
                "[\"a\"]@v~=\"a\"@false",
                "\"2026-03-01T08:00:00Z\"@v==2026-03-01T08:00:00.000Z@true",
                "\"2026-03-01T08:00:00.5Z\"@v>2026-03-01T08:00:00Z@true",
                "\"2026-03-01T08:00:00Z\"@v==2026-01-01T00:00:00Z..2027-01-01T00:00:00Z@true",
                "\"2026-03-01\"@v<2026-03-02@true",
                "\"2026-02-30\"@v<2026-03-02@false",
                "\"08:30:00Z\"@v>08:00:00Z@true",
                "\"08:00:00.5Z\"@v==08:00:00,5Z@true",
                "\"08:00:00.5Z\"@v==07:00:00Z,08:00:00,5Z@true",
                "\"tomorrow\"@v<2026-03-02@false",
                "\"tomorrow\"@v!=2026-03-02@true",
                "\"urn:a:b\"@v==urn:a:b@true",
                "{\"city\":\"Berlin\"}@v[city]==\"Berlin\"@true",
                "{\"city\":\"Berlin\"}@v[city]@true",
                "{\"city\":\"Berlin\"}@v[street]@false",
                "{\"city\":\"Berlin\"}@v[street]!=\"x\"@false",
                "{\"city\":\"Berlin\"}@v==\"Berlin\"@false",
                "{\"a\":{\"b\":40}}@v[a.b]==40@true",
                "{\"a\":{\"b\":40}}@v[a.b.c]@false",
                "{\"object\":\"x\"}@v==\"x\"@false"
            })
    void a_property_is_compared_by_its_value(String value, String q, boolean matches) {
        assertThat(
                        Sample.q(q)
                                .matches(
                                        Sample.entity(Sample.property("v", value)),
                                        LinkedEntities.NONE))
                .isEqualTo(matches);
    }

    @Test
    void a_typed_value_is_what_it_holds() {
        var typed =
                Sample.property(
                        "v", "{\"@type\":\"DateTime\",\"@value\":\"2026-03-01T08:00:00Z\"}");

        assertThat(
                        Sample.q("v>2026-01-01T00:00:00Z")
                                .matches(Sample.entity(typed), LinkedEntities.NONE))
                .isTrue();
        assertThat(Sample.q("v~=\"^2026\"").matches(Sample.entity(typed), LinkedEntities.NONE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "absent",
                "absent==1",
                "absent!=1",
                "absent<1",
                "absent~=\"a\"",
                "absent!~=\"a\"",
                "v.absent!=1",
                "v[absent]!=1",
                "v.observedAt!=2026-03-01T08:00:00Z",
                "expiresAt"
            })
    void what_is_missing_matches_nothing_not_even_unequal(String q) {
        assertThat(
                        Sample.q(q)
                                .matches(
                                        Sample.entity(Sample.property("v", "{}")),
                                        LinkedEntities.NONE))
                .isFalse();
    }

    @Test
    void only_absence_matches_what_is_missing() {
        var entity = Sample.entity(Sample.property("v", "1"));

        assertThat(Sample.q("!w").matches(entity, LinkedEntities.NONE)).isTrue();
        assertThat(Sample.q("!v").matches(entity, LinkedEntities.NONE)).isFalse();
        assertThat(Sample.q("!w;v==1").matches(entity, LinkedEntities.NONE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "\"urn:a\"@v==urn:a@true",
                "\"urn:a\"@v==\"urn:a\"@true",
                "\"urn:a\"@v!=urn:a@false",
                "\"urn:a\"@v!=urn:b@true",
                "\"urn:a\"@v!=7@true",
                "\"urn:a\"@v>\"urn:a\"@false",
                "\"urn:a\"@v~=\"urn\"@false",
                "\"urn:a\"@v!~=\"x\"@false",
                "[\"urn:a\",\"urn:b\"]@v==urn:b@true",
                "[\"urn:a\",\"urn:b\"]@v!=urn:b@false",
                "[\"urn:a\",\"urn:b\"]@v==urn:c,urn:b@true",
                "[{\"object\":\"urn:a\"}]@v==urn:a@true",
                "\"urn:a\"@v[x]@false"
            })
    void a_relationship_is_equal_or_unequal_and_nothing_else(
            String content, String q, boolean matches) {
        for (var kind :
                List.of(
                        AttributeKind.RELATIONSHIP,
                        AttributeKind.LIST_RELATIONSHIP,
                        AttributeKind.VOCAB_PROPERTY)) {
            assertThat(
                            Sample.q(q)
                                    .matches(
                                            Sample.entity(Sample.attribute("v", kind, content)),
                                            LinkedEntities.NONE))
                    .isEqualTo(matches);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "v[en]==\"red\"@true",
                "v[en]==\"rouge\"@false",
                "v[en]!=\"red\"@false",
                "v[en]!=\"rouge\"@true",
                "v[de]==\"Katze\"@true",
                "v[it]!=\"rosso\"@false",
                "v[it]@false",
                "v[en]@true",
                "v==\"rouge\"@true",
                "v[*]==\"rouge\"@true",
                "v[*]!=\"red\"@false",
                "v[*]!=\"verde\"@true",
                "v!=\"Katze\"@false",
                "v~=\"^ro\"@true",
                "v!~=\"^ro\"@false",
                "v!~=\"^x\"@true",
                "v[en.x]@false"
            })
    void a_language_property_is_asked_in_one_language_or_in_any(String q, boolean matches) {
        var content = "{\"fr\":\"rouge\",\"en\":\"red\",\"de\":[\"rot\",\"Katze\"]}";
        var color = Sample.attribute("v", AttributeKind.LANGUAGE_PROPERTY, content);

        assertThat(Sample.q(q).matches(Sample.entity(color), LinkedEntities.NONE))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "speed==60@true",
                "speed!=60@true",
                "speed!=60,70@false",
                "speed.datasetId==urn:gps@true",
                "speed.datasetId==\"urn:gps\"@true",
                "speed.datasetId==urn:other@false",
                "speed.datasetId!=urn:other@true",
                "speed.unitCode==\"KMH\"@true",
                "speed.unitCode~=\"^K\"@true",
                "speed.observedAt>=2026-02-28T23:59:59Z@true",
                "speed.observedAt>=\"2026-02-28T23:59:59Z\"@true",
                "speed.observedAt==\"2026-03-01T00:00:00Z\",\"2025-03-01T00:00:00Z\"@true",
                "speed.observedAt<2026-02-28T23:59:59Z@false",
                "speed.observedAt~=\"2026\"@false",
                "speed.observedAt==2026-03-01@false",
                "speed.modifiedAt>2026-01-01T00:00:00Z@true",
                "speed.createdAt@true",
                "speed.expiresAt@false",
                "speed.accuracy<0.5@true",
                "speed.accuracy.by==\"gps\"@true",
                "speed.accuracy.by==\"radar\"@false",
                "modifiedAt>\"2020-01-01T00:00:00Z\"@true",
                "modifiedAt==2026-03-01T08:00:00,5Z@true",
                "createdAt==2026-01-01T00:00:00Z@true"
            })
    void a_path_leads_to_members_and_sub_attributes_of_any_instance(String q, boolean matches) {
        assertThat(Sample.q(q).matches(car(), LinkedEntities.NONE)).isEqualTo(matches);
    }

    private static Entity car() {
        var by = Sample.property("by", "\"gps\"");
        var accuracy =
                Sample.attribute(
                        "accuracy",
                        null,
                        AttributeKind.PROPERTY,
                        "0.1",
                        null,
                        Attribute.Details.of(null, List.of(), null, List.of(by)));
        var details = Attribute.Details.of("KMH", List.of(), null, List.of(accuracy));
        return Sample.entity(
                Sample.property("speed", "60"),
                Sample.attribute(
                        "speed",
                        "urn:gps",
                        AttributeKind.PROPERTY,
                        "70",
                        Instant.parse("2026-03-01T00:00:00Z"),
                        details));
    }

    @Test
    void and_binds_tighter_than_or() {
        var entity = Sample.entity(Sample.property("a", "1"));

        assertThat(Sample.q("a==1|a==2;a==3").matches(entity, LinkedEntities.NONE)).isTrue();
        assertThat(Sample.q("(a==1|a==2);a==3").matches(entity, LinkedEntities.NONE)).isFalse();
        assertThat(Sample.q("((a>5|a<2);a==1)").matches(entity, LinkedEntities.NONE)).isTrue();
    }

    @Test
    void values_are_expanded_for_the_attributes_named_so() {
        var entity =
                Sample.entity(
                        Sample.attribute(
                                "category",
                                AttributeKind.VOCAB_PROPERTY,
                                "\"https://example.org/commercial\""));
        var plain = Sample.q("category==commercial");
        var expanded = QParser.parse("category==commercial", Sample::expand, Set.of("category"));
        var listed =
                QParser.parse("category!=\"commercial\",x", Sample::expand, Set.of("category"));

        assertThat(plain.matches(entity, LinkedEntities.NONE)).isFalse();
        assertThat(expanded.matches(entity, LinkedEntities.NONE)).isTrue();
        assertThat(listed.matches(entity, LinkedEntities.NONE)).isFalse();
    }

    @Test
    void a_condition_on_times_of_the_entity_alone_mentions_no_attribute() {
        assertThat(Sample.q("modifiedAt>2020-01-01T00:00:00Z").mentionsAttribute()).isFalse();
        assertThat(Sample.q("modifiedAt;!v").mentionsAttribute()).isTrue();
        assertThat(Sample.q("v.modifiedAt|createdAt").mentionsAttribute()).isTrue();
    }
}
