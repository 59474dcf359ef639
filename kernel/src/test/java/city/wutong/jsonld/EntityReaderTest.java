package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.attribute;
import static city.wutong.jsonld.Documents.entity;
import static city.wutong.jsonld.Documents.json;
import static city.wutong.jsonld.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.AttributePatch.Member;
import city.wutong.entity.EntityPatch;
import city.wutong.refusal.Reason;
import city.wutong.refusal.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityReaderTest {
    private static AttributePatch part(Purpose purpose, String fragment) {
        return new EntityReader(Documents.CITY, purpose).attribute("speed", json(fragment));
    }

    private static void refused(String members) {
        refused(Purpose.WHOLE, "{'id': 'urn:x:1', 'type': 'T', " + members + "}");
    }

    private static void refused(Purpose purpose, String document) {
        assertThatExceptionOfType(Refused.class)
                .as(document)
                .isThrownBy(() -> read(purpose, document))
                .satisfies(e ->
                        assertThat(e.refusal().reason().family())
                                .isEqualTo(Reason.Family.BAD_REQUEST_DATA));
    }

    @Test
    void names_types_and_vocabulary_are_expanded() {
        var patch =
                read(
                        Purpose.WHOLE,
                        "{'@id': 'urn:x:1', '@type': ['Building', 'Other', 'Building'], 'name': 'Tower', "
                                + "'use': {'vocab': ['name', 'office']}, "
                                + "'owner': {'object': 'urn:x:2', 'objectType': 'Building'}}");
        assertThat(patch.id()).isEqualTo("urn:x:1");
        assertThat(patch.types())
                .containsExactly(
                        "https://example.org/ns#Building",
                        "https://uri.etsi.org/ngsi-ld/default-context/Other");
        assertThat(patch.attributes().getFirst().name()).isEqualTo("https://example.org/ns#name");
        assertThat(patch.attributes().get(1).content())
                .isEqualTo(
                        json(
                                "['https://example.org/ns#name',"
                                        + " 'https://uri.etsi.org/ngsi-ld/default-context/office']"));
        assertThat(patch.attributes().get(2).objectTypes())
                .containsExactly("https://example.org/ns#Building");
    }

    @Test
    void the_concise_form_tells_its_kind_by_its_members() {
        assertThat(attribute("55").kind()).isEqualTo(AttributeKind.PROPERTY);
        assertThat(attribute("[1, 2]").content()).isEqualTo(json("[1, 2]"));
        assertThat(attribute("{'street': 'x'}").content()).isEqualTo(json("{'street': 'x'}"));
        assertThat(attribute("{'type': 'Point', 'coordinates': [8, 49]}").kind())
                .isEqualTo(AttributeKind.GEO_PROPERTY);
        assertThat(attribute("{'value': {'type': 'Point', 'coordinates': [8, 49]}}").kind())
                .isEqualTo(AttributeKind.GEO_PROPERTY);
        assertThat(attribute("{'object': 'urn:x:2'}").kind()).isEqualTo(AttributeKind.RELATIONSHIP);
        assertThat(attribute("{'languageMap': {'zh': '桐乡'}}").kind())
                .isEqualTo(AttributeKind.LANGUAGE_PROPERTY);
        assertThat(attribute("{'json': {'type': 'raw', 'x': null}}").content())
                .isEqualTo(json("{'type': 'raw', 'x': null}"));
        assertThat(attribute("{'valueList': [1, [2]]}").kind())
                .isEqualTo(AttributeKind.LIST_PROPERTY);
        assertThat(attribute("{'objectList': ['urn:x:1', {'object': 'urn:x:2'}]}").content())
                .isEqualTo(json("['urn:x:1', 'urn:x:2']"));
        assertThat(attribute("{'@type': 'DateTime', '@value': '2026-03-01T08:00:00Z'}").kind())
                .isEqualTo(AttributeKind.PROPERTY);
    }

    @Test
    void what_stands_beside_the_content_is_read() {
        var speed =
                attribute(
                        "{'type': 'Property', 'value': 5, 'unitCode': 'KMH', 'observedAt': '2026-03-01T08:00:00,5Z',"
                                + " 'expiresAt': '2027-01-01T00:00:00Z', 'valueType': 'xsd:double', 'source': {'value':"
                                + " 'gps', 'accuracy': 3}, 'createdAt': 'whatever'}");
        assertThat(speed.unitCode()).isEqualTo("KMH");
        assertThat(speed.observedAt()).isEqualTo(Instant.parse("2026-03-01T08:00:00.5Z"));
        assertThat(speed.expiresAt()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(speed.attributes()).hasSize(2);
        assertThat(speed.attributes().get(1).attributes().getFirst().content())
                .isEqualTo(json("3"));
    }

    @Test
    void null_members_vanish_but_null_items_and_arrays_stay() {
        assertThat(entity("'gone': null, 'speed': 1").attributes()).hasSize(1);
        assertThat(attribute("{'value': {'a': null, 'b': [{'c': null}, null, [1]]}}").content())
                .isEqualTo(json("{'b': [{}, null, [1]]}"));
        refused("'speed': {'type': 'Property', 'value': null}");
    }

    @Test
    void instances_are_told_apart_by_their_dataset() {
        var patch =
                entity(
                        "'speed': [{'value': 1, 'datasetId': '@none'}, {'value': 2, 'datasetId': 'urn:d:1'}]");
        assertThat(patch.attributes())
                .extracting(AttributePatch::datasetId)
                .containsExactly(null, "urn:d:1");
        assertThat(entity("'speed': {'dataset': {'@none': 1, 'urn:d:1': 2}}").attributes())
                .extracting(AttributePatch::datasetId)
                .containsExactly(null, "urn:d:1");
        refused("'speed': [{'value': 1}, {'value': 2, 'datasetId': '@none'}]");
        refused(
                "'speed': [{'value': 1, 'datasetId': 'urn:d:1'}, {'value': 2, 'datasetId': 'urn:d:1'}]");
        refused("'speed': {'value': 1, 'datasetId': 'urn:ngsi-ld:null'}");
        refused("'speed': {'value': 1, 'datasetId': 'no uri'}");
        refused("'speed': 1, 'https://example.org/ns#speed': 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'object': 'urn:x:2'",
                "'languageMap': {'en': 'hello'}",
                "'valueList': [1, 2]",
                "'previousValue': 0",
                "'entityIdSealed': 'x'",
                "'objectType': 'T'",
                "'entity': {}",
                "'@context': {}",
                "'observedAt': '2026-03-01T08:00:00+08:00'",
                "'observedAt': {'type': 'Property', 'value': '2026-03-01T08:00:00Z'}",
                "'observedAt': '2026-02-30T08:00:00Z'",
                "'observedAt': '2026-03-01T08:00:00.1234567Z'",
                "'observedAt': '2026-03-01T08:00Z'",
                "'observedAt': 'urn:ngsi-ld:null'",
                "'unitCode': 5",
                "'sub': 'urn:ngsi-ld:null'",
                "'sub': {'type': 'Property', 'value': 'urn:ngsi-ld:null'}",
                "'my attr': 1",
                "'createdBy-x': 1"
            })
    void a_property_with_this_member_is_refused(String member) {
        refused("'speed': {'type': 'Property', 'value': 1, " + member + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'speed': {'type': 'Property'}",
                "'speed': {'type': 'Relationship'}",
                "'speed': {'type': 'Speed', 'value': 1}",
                "'speed': {'type': ['Property'], 'value': 1}",
                "'speed': {'observedAt': '2026-03-01T08:00:00Z'}",
                "'speed': {'value': 1, 'object': 'urn:x:1'}",
                "'speed': {'type': 'Property', 'value': 'urn:ngsi-ld:null'}",
                "'speed': 'urn:ngsi-ld:null'",
                "'speed': {'type': 'Property', 'value': {'a': {'b': 'urn:ngsi-ld:null'}}}",
                "'speed': {'type': 'Relationship', 'object': 'urn:ngsi-ld:null'}",
                "'speed': {'type': 'Relationship', 'object': 'not a uri'}",
                "'speed': {'type': 'Relationship', 'object': []}",
                "'speed': {'type': 'Relationship', 'object': 'urn:x:1', 'unitCode': 'MTR'}",
                "'speed': {'type': 'Relationship', 'object': 'urn:x:1', 'value': 1}",
                "'speed': {'type': 'LanguageProperty', 'languageMap': {'en': 5}}",
                "'speed': {'type': 'LanguageProperty', 'languageMap': {'': 'x'}}",
                "'speed': {'type': 'LanguageProperty', 'languageMap': {'@none': 'urn:ngsi-ld:null'}}",
                "'speed': {'type': 'LanguageProperty', 'languageMap': {'en': 'x'}, 'valueType': 'xsd:string'}",
                "'speed': {'type': 'JsonProperty', 'json': 5}",
                "'speed': {'type': 'JsonProperty', 'json': {}, 'unitCode': 'MTR'}",
                "'speed': {'type': 'ListProperty', 'valueList': [1], 'value': 3}",
                "'speed': {'type': 'ListRelationship', 'objectList': ['not a uri']}",
                "'speed': {'type': 'VocabProperty', 'vocab': []}",
                "'location': {'type': 'Property', 'value': 7}",
                "'location': 7",
                "'location': {'type': 'GeoProperty', 'value': 'not a geometry'}",
                "'location': {'type': 'GeoProperty', 'value': {'type': 'Point', 'coordinates': [181, 0]}}",
                "'location': {'type': 'GeometryCollection', 'geometries': []}",
                "'ngsildproof': {'type': 'Property', 'value': 'text'}",
                "'ngsildproof': {'type': 'Property', 'value': {}, 'entityTypeSealed': 42}",
                "'datasetId': {'type': 'Property', 'value': 1}",
                "'observedAt': {'type': 'Property', 'value': 1}",
                "'https://uri.etsi.org/ngsi-ld/instanceId': 1",
                "'my attr': 1",
                "'': 1",
                "'scope': '9bad'",
                "'scope': '/a//b'",
                "'scope': 'a-b'",
                "'scope': ['/ok', '9bad']",
                "'scope': 'urn:ngsi-ld:null'",
                "'expiresAt': 'urn:ngsi-ld:null'",
                "'expiresAt': 'tomorrow'"
            })
    void an_entity_with_this_member_is_refused(String member) {
        refused(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "5",
                "{'type': 'T'}",
                "{'id': 'urn:x:1'}",
                "{'id': 'urn:x:1', 'type': []}",
                "{'id': 'urn:x:1', 'type': '9T'}",
                "{'id': 'urn:x:1', 'type': 'urn:ngsi-ld:null'}",
                "{'id': 'urn:ngsi-ld:null', 'type': 'T'}",
                "{'id': 'invalidId', 'type': 'T'}",
                "{'id': 'urn:x:a\u200Bb', 'type': 'T'}",
                "{'id': 'urn:x:a\u3164b', 'type': 'T'}",
                "{'id': 'urn:x:a<b', 'type': 'T'}",
                "{'id': 'urn:x:a b', 'type': 'T'}",
                "{'id': 7, 'type': 'T'}"
            })
    void this_is_no_entity(String document) {
        refused(Purpose.WHOLE, document);
    }

    @Test
    void names_and_ids_may_be_written_in_any_script() {
        var patch =
                read(
                        Purpose.WHOLE,
                        "{'id': 'urn:ngsi-ld:Ciudad:París', 'type': 'Škola', '高度_1': 7}");
        assertThat(patch.attributes().getFirst().name()).endsWith("default-context/高度_1");
    }

    @Test
    void a_geometry_may_come_as_text_and_is_kept_as_an_object() {
        var text = "{\\'type\\': \\'Point\\', \\'coordinates\\': [17.1, 48.7]}";
        var patch = entity("'location': {'type': 'GeoProperty', 'value': '" + text + "'}");
        assertThat(patch.attributes().getFirst().content())
                .isEqualTo(json("{'type': 'Point', 'coordinates': [17.1, 48.7]}"));
    }

    @Test
    void an_update_deletes_by_null_and_takes_whole_attributes_only() {
        var patch =
                read(
                        Purpose.UPDATE,
                        "{'a': 'urn:ngsi-ld:null', 'b': {'value': 'urn:ngsi-ld:null', 'datasetId': 'urn:d:1'},"
                                + " 'c': {'languageMap': {'@none': 'urn:ngsi-ld:null'}}, 'd': {'value': 1, 'unitCode':"
                                + " 'urn:ngsi-ld:null', 'sub': 'urn:ngsi-ld:null'}, 'scope': 'urn:ngsi-ld:null',"
                                + " 'expiresAt': 'urn:ngsi-ld:null'}");
        assertThat(patch.attributes())
                .extracting(AttributePatch::deletes)
                .containsExactly(true, true, true, false);
        assertThat(patch.attributes().get(1).datasetId()).isEqualTo("urn:d:1");
        assertThat(patch.attributes().get(3).isWhole()).isTrue();
        assertThat(patch.attributes().get(3).attributes()).isEmpty();
        assertThat(patch.scopes()).isEmpty();
        assertThat(patch.expiresAt()).isEqualTo(EntityPatch.NEVER);
        refused(Purpose.UPDATE, "{'speed': {'value': {'a': 'urn:ngsi-ld:null'}}}");
        refused(Purpose.UPDATE, "{'speed': {'type': 'Property', 'unitCode': 'CEL'}}");
        refused(Purpose.APPEND, "{'speed': 'urn:ngsi-ld:null'}");
    }

    @Test
    void a_part_leaves_out_what_it_does_not_change_and_removes_by_null() {
        var part =
                part(
                        Purpose.PART,
                        "{'observedAt': 'urn:ngsi-ld:null', 'unitCode': 'CEL', 'sub': 'urn:ngsi-ld:null'}");
        assertThat(part.kind()).isNull();
        assertThat(part.content()).isNull();
        assertThat(part.unitCode()).isEqualTo("CEL");
        assertThat(part.removed()).containsExactly(Member.OBSERVED_AT);
        assertThat(part.attributes().getFirst().deletes()).isTrue();
        assertThat(part(Purpose.PART, "{'value': 'urn:ngsi-ld:null'}").deletes()).isTrue();
        assertThat(part(Purpose.PART, "{'type': 'Property', 'value': 7}").isWhole()).isTrue();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> part(Purpose.PART, "{'datasetId': 'urn:ngsi-ld:null'}"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> part(Purpose.PART, "{'value': {'a': 'urn:ngsi-ld:null'}}"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> part(Purpose.WHOLE, "{'unitCode': 'CEL'}"));
    }

    @Test
    void a_merge_goes_into_values_and_attributes_of_attributes() {
        var patch =
                read(
                        Purpose.MERGE,
                        "{'address': {'value': {'city': 'Tongxiang', 'country': 'urn:ngsi-ld:null'}}, 'speed':"
                                + " {'unitCode': 'KMH', 'source': {'observedAt': '2026-03-01T08:00:00Z'}}, 'text':"
                                + " {'languageMap': {'fr': 'urn:ngsi-ld:null', 'en': 'x'}}}");
        assertThat(patch.attributes().getFirst().content())
                .isEqualTo(json("{'city': 'Tongxiang', 'country': 'urn:ngsi-ld:null'}"));
        assertThat(patch.attributes().get(1).content()).isNull();
        assertThat(patch.attributes().get(1).attributes().getFirst().observedAt()).isNotNull();
        assertThat(patch.attributes().get(2).deletes()).isFalse();
    }

    @Test
    void an_evolution_has_many_instances_of_one_dataset_and_deletions() {
        var patch =
                read(
                        Purpose.TEMPORAL,
                        "{'id': 'urn:x:1', 'type': 'T', 'speed': [{'value': 1, 'observedAt': '2026-01-01T00:00:00Z'},"
                                + " {'type': 'Property', 'value': 'urn:ngsi-ld:null', 'observedAt':"
                                + " '2026-01-02T00:00:00Z'}]}");
        assertThat(patch.attributes())
                .extracting(AttributePatch::deletes)
                .containsExactly(false, true);
        assertThat(patch.attributes().getLast().observedAt())
                .isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        refused(
                Purpose.TEMPORAL,
                "{'id': 'urn:x:1', 'type': 'T', 'expiresAt': 'urn:ngsi-ld:null'}");
    }

    @Test
    void limits_hold() {
        var many = new StringBuilder("'a': 1");
        for (int i = 0; i < EntityReader.MOST_ATTRIBUTES; i++) {
            many.append(", 'a").append(i).append("': 1");
        }
        refused(many.toString());
        refused(
                "'a': {'value': 1, 'b': {'value': 1, 'c': {'value': 1, 'd': {'value': 1, 'e': {'value': 1,"
                        + " 'f': {'value': 1}}}}}}");
    }

    @Test
    void every_reason_speaks_both_languages() {
        for (var reason : JsonLdReason.values()) {
            assertThat(reason.code()).matches("[a-z]+\\.[a-z-]+");
            assertThat(reason.english()).isNotBlank();
            assertThat(reason.chinese()).containsPattern("\\p{IsHan}");
        }
    }
}
