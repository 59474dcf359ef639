package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.jsonld.Representation.Form;
import org.junit.jupiter.api.Test;

/// Clause 4.3.6.8.
class FallbackTest {
    private static final String ALL =
            """
            'scope': '/a', 'expiresAt': '2100-01-01T00:00:00Z',
            'speed': [{'type': 'Property', 'value': 1, 'datasetId': 'urn:d:1'},
                      {'type': 'Property', 'value': 2, 'unitCode': 'KMH',
                       'observedAt': '2026-03-01T08:00:00Z', 'valueType': 'Integer',
                       'expiresAt': '2100-01-01T00:00:00Z',
                       'by': {'type': 'ListRelationship', 'objectList': ['urn:x:1']}}],
            'says': {'type': 'LanguageProperty', 'languageMap': {'en': 'hi'}},
            'name': {'type': 'VocabProperty', 'vocab': ['speed', 'name']},
            'raw': {'type': 'JsonProperty', 'json': {'a': 1}},
            'list': {'type': 'ListProperty', 'valueList': [1, 2]},
            'in': {'type': 'Relationship', 'object': 'urn:x:1', 'objectType': 'Building'}
            """;

    private static Json.Obj shown(Representation representation, String version) {
        var older = SpecVersion.read(version).orElseThrow();
        return Documents.shown(
                Documents.read(
                        Purpose.WHOLE,
                        "{'id': 'urn:b:1', 'type': ['Building', 'ex:House'], " + ALL + "}"),
                representation.as(older));
    }

    private static Json.Obj shown(String version) {
        return shown(Representation.NORMALIZED, version);
    }

    @Test
    void our_own_version_changes_nothing() {
        var whole = Documents.shown(Documents.entity(ALL), Representation.NORMALIZED);
        assertThat(
                        Documents.shown(
                                Documents.entity(ALL),
                                Representation.NORMALIZED.as(SpecVersion.OWN)))
                .isEqualTo(whole);
    }

    @Test
    void before_1_9_nothing_expires_and_no_value_has_a_type() {
        var shown = shown(Representation.NORMALIZED.withSysAttrs(), "1.8");
        assertThat(shown.toString())
                .doesNotContain("expiresAt", "valueType")
                .contains("createdAt", "VocabProperty", "objectType", "ListRelationship");
    }

    @Test
    void before_1_8_the_newer_kinds_are_properties_and_relationships() {
        var shown = shown("1.7");
        assertThat(shown.get("name"))
                .contains(json("{'type': 'Property', 'value': ['speed', 'name']}"));
        assertThat(shown.get("raw")).contains(json("{'type': 'Property', 'value': {'a': 1}}"));
        assertThat(shown.get("list")).contains(json("{'type': 'Property', 'value': [1, 2]}"));
        assertThat(shown.get("in")).contains(json("{'type': 'Relationship', 'object': 'urn:x:1'}"));
        assertThat(shown.get("says").toString()).contains("LanguageProperty");
        assertThat(shown.get("speed").toString()).doesNotContain("ListRelationship");
        assertThat(shown.get("scope")).isPresent();
    }

    @Test
    void before_1_4_there_is_no_scope_and_no_language() {
        var shown = shown("1.3");
        assertThat(shown.get("scope")).isEmpty();
        assertThat(shown.get("says")).contains(json("{'type': 'Property', 'value': {'en': 'hi'}}"));
        var english = Representation.NORMALIZED.in(Languages.read("en").orElseThrow());
        assertThat(shown(english, "1.3").get("says"))
                .contains(json("{'type': 'Property', 'value': 'hi', 'lang': 'en'}"));
    }

    @Test
    void before_1_3_there_is_one_type_and_one_instance_of_each() {
        var shown = shown("1.0");
        assertThat(shown.get("type")).contains(Json.of("Building"));
        assertThat(shown.get("speed"))
                .contains(
                        json(
                                """
                                {'type': 'Property', 'value': 2,
                                 'by': {'type': 'Relationship', 'object': ['urn:x:1']}}
                                """));
        assertThat(shown(Representation.of(Form.SIMPLIFIED), "1.0").get("speed"))
                .contains(json("2"));
    }

    @Test
    void a_version_is_two_numbers_and_the_nearest_known_one_answers() {
        assertThat(SpecVersion.read("1.5").map(SpecVersion::nearest).toString()).contains("1.5");
        assertThat(SpecVersion.read("1.12").map(SpecVersion::nearest)).contains(SpecVersion.OWN);
        assertThat(SpecVersion.read("2.0").map(SpecVersion::nearest)).contains(SpecVersion.OWN);
        assertThat(SpecVersion.read("0.9").map(SpecVersion::nearest))
                .contains(new SpecVersion(1, 0));
        for (var text : new String[] {"", "1", "1.", ".5", "1.5.1", "a.b", "1.-5", "1.99999"}) {
            assertThat(SpecVersion.read(text)).isEmpty();
        }
    }
}
