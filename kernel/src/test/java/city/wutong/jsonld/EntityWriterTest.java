package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.entity;
import static city.wutong.jsonld.Documents.json;
import static city.wutong.jsonld.Documents.shown;
import static city.wutong.jsonld.Documents.stored;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.jsonld.Representation.Form;
import city.wutong.jsonld.Representation.Selection;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityWriterTest {
    private static final String ALL =
            """
            'scope': '/Zhejiang/Jiaxing', 'speed': [{'value': 55, 'unitCode': 'KMH'},
              {'value': 11, 'datasetId': 'urn:d:gps', 'observedAt': '2026-03-01T08:00:00Z'}],
            'brand': {'languageMap': {'en': 'hi', 'zh-CN': '你好'}}, 'street': {'json': {'type': 'x'}},
            'category': {'vocab': ['name', 'other']}, 'depths': {'valueList': [1.2, 3.4]},
            'parked': {'object': 'urn:x:2', 'objectType': 'Building', 'since': {'value': 3, 'valueType': 'xsd:int'}},
            'route': {'objectList': ['urn:r:1', 'urn:r:2']}, 'location': {'type': 'Point', 'coordinates': [8, 49]},
            'seeming': {'type': 'Property', 'value': {'type': 'Point', 'coordinates': [8, 49]}},
            'tricky': {'value': {'object': 'urn:x:3'}}, 'plain': {'value': {'a': [1]}}
            """;

    private static Json.Obj normalized(String members) {
        return shown(entity(members), Representation.NORMALIZED);
    }

    @Test
    void the_normalized_form_is_complete_and_in_order() {
        var shown = normalized(ALL);
        assertThat(shown.members().sequencedKeySet().stream().limit(4))
                .containsExactly("id", "type", "scope", "speed");
        assertThat(shown.get("speed"))
                .contains(
                        json(
                                "[{'type': 'Property', 'value': 55, 'unitCode': 'KMH'}, {'type': 'Property', 'value': 11,"
                                        + " 'observedAt': '2026-03-01T08:00:00Z', 'datasetId': 'urn:d:gps'}]"));
        assertThat(shown.get("category"))
                .contains(json("{'type': 'VocabProperty', 'vocab': ['name', 'other']}"));
        assertThat(shown.get("route"))
                .contains(
                        json(
                                "{'type': 'ListRelationship', 'objectList': [{'object': 'urn:r:1'}, {'object':"
                                        + " 'urn:r:2'}]}"));
        assertThat(shown.get("parked"))
                .contains(
                        json(
                                "{'type': 'Relationship', 'object': 'urn:x:2', 'objectType': 'Building', 'since':"
                                        + " {'type': 'Property', 'value': 3, 'valueType': 'xsd:int'}}"));
    }

    @Test
    void the_concise_form_leaves_out_what_can_be_told() {
        var shown = shown(entity(ALL), Representation.of(Form.CONCISE));
        assertThat(shown.get("location"))
                .contains(json("{'type': 'Point', 'coordinates': [8, 49]}"));
        assertThat(shown.get("plain")).contains(json("{'a': [1]}"));
        assertThat(shown.get("tricky")).contains(json("{'value': {'object': 'urn:x:3'}}"));
        assertThat(shown.get("seeming").orElseThrow().toString()).contains("Property");
        assertThat(shown.get("route")).contains(json("{'objectList': ['urn:r:1', 'urn:r:2']}"));
        assertThat(shown.get("street")).contains(json("{'json': {'type': 'x'}}"));
    }

    @Test
    void the_simplified_form_shows_values() {
        var shown = shown(entity(ALL), Representation.of(Form.SIMPLIFIED));
        assertThat(shown.get("speed"))
                .contains(json("{'dataset': {'@none': 55, 'urn:d:gps': 11}}"));
        assertThat(shown.get("brand"))
                .contains(json("{'languageMap': {'en': 'hi', 'zh-CN': '你好'}}"));
        assertThat(shown.get("street")).contains(json("{'json': {'type': 'x'}}"));
        assertThat(shown.get("category")).contains(json("{'vocab': ['name', 'other']}"));
        assertThat(shown.get("depths")).contains(json("[1.2, 3.4]"));
        assertThat(shown.get("parked")).contains(json("'urn:x:2'"));
        assertThat(shown.get("route")).contains(json("['urn:r:1', 'urn:r:2']"));
    }

    @Test
    void what_is_read_shows_as_the_same_and_reads_as_the_same() {
        var patch = entity(ALL);
        for (var form : new Form[] {Form.NORMALIZED, Form.CONCISE}) {
            var shown = shown(patch, Representation.of(form));
            assertThat(new EntityReader(Documents.CITY, Purpose.WHOLE).entity(shown))
                    .isEqualTo(patch);
        }
    }

    @Test
    void a_language_filter_shows_one_language_as_a_property() {
        var german = Representation.NORMALIZED.in(Languages.read("de, zh;q=0.5").orElseThrow());
        assertThat(shown(entity(ALL), german).get("brand"))
                .contains(json("{'type': 'Property', 'value': '你好', 'lang': 'zh-CN'}"));
        var any = Representation.of(Form.SIMPLIFIED).in(Languages.read("fr").orElseThrow());
        assertThat(shown(entity(ALL), any).get("brand")).contains(json("'hi'"));
        assertThat(Languages.read("en;x=1")).isEmpty();
        assertThat(Languages.read("e n")).isEmpty();
    }

    @Test
    void system_times_are_shown_when_asked_for() {
        var shown = shown(entity("'speed': 1"), Representation.NORMALIZED.withSysAttrs());
        assertThat(shown.get("modifiedAt")).contains(Json.of("2026-03-01T09:30:00.250Z"));
        assertThat(shown.get("speed"))
                .contains(
                        json(
                                "{'type': 'Property', 'value': 1, 'createdAt': '2026-03-01T08:00:00Z', 'modifiedAt':"
                                        + " '2026-03-01T09:30:00.250Z'}"));
    }

    @Test
    void a_selection_chooses_members_and_instances() {
        var speed = Documents.CITY.expand("speed");
        var attrs =
                new Selection(Set.of(speed), Projection.NONE, Projection.NONE, Set.of("urn:d:gps"));
        var shown = shown(entity(ALL), Representation.NORMALIZED.with(attrs));
        assertThat(shown.members()).containsOnlyKeys("id", "type", "scope", "speed");
        assertThat(shown.get("speed").orElseThrow()).isInstanceOf(Json.Obj.class);
        var picked = new Selection(Set.of(), Projection.of("id", speed), Projection.NONE, Set.of());
        assertThat(shown(entity(ALL), Representation.NORMALIZED.with(picked)).members())
                .containsOnlyKeys("id", "speed");
        var none =
                new Selection(Set.of(), Projection.of("scope"), Projection.of("scope"), Set.of());
        assertThat(shown(entity(ALL), Representation.NORMALIZED.with(none)).members()).isEmpty();
    }

    @Test
    void what_no_term_stands_for_is_shown_as_its_iri() {
        var writer = new EntityWriter(LdContext.CORE, Representation.NORMALIZED);
        var shown = (Json.Obj) writer.shown(stored(entity("'speed': 1"))).tree();
        assertThat(shown.get("type")).contains(Json.of("https://example.org/ns#Building"));
    }
}
