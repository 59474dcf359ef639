package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.jsonld.Representation.Form;
import city.wutong.jsonld.Representation.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Clauses 4.5.16 and 4.5.17.
class FeatureWriterTest {
    private static final String PLACES =
            """
            'location': [{'type': 'GeoProperty', 'datasetId': 'urn:d:gps',
                          'value': {'type': 'Point', 'coordinates': [1, 1]}},
                         {'type': 'GeoProperty', 'value': {'type': 'Point', 'coordinates': [2, 2]}}],
            'speed': {'type': 'Property', 'value': {'type': 'Point', 'coordinates': [3, 3]}}
            """;

    private static Json.Obj feature(String members, String property, Representation shown) {
        var entity = Documents.stored(Documents.entity(members));
        var written =
                new LinkedWriter(Documents.CITY, Join.NONE, _ -> Optional.empty())
                        .write(List.of(entity), shown);
        return new FeatureWriter(Documents.CITY.expand(property), shown.selection())
                .feature(written.getFirst());
    }

    private static Json geometry(String members, String property, Set<String> datasets) {
        var chosen = new Selection(Set.of(), Projection.NONE, Projection.NONE, datasets);
        return feature(members, property, Representation.NORMALIZED.with(chosen))
                .get("geometry")
                .orElseThrow();
    }

    @Test
    void an_entity_is_a_feature_with_its_members_as_properties() {
        assertThat(
                        feature(
                                "'location': {'type': 'Point', 'coordinates': [2, 2]}, 'name': 'A'",
                                "location",
                                Representation.of(Form.SIMPLIFIED)))
                .isEqualTo(
                        json(
                                """
                                {'id': 'urn:ngsi-ld:Building:1', 'type': 'Feature',
                                 'geometry': {'type': 'Point', 'coordinates': [2, 2]},
                                 'properties': {'type': 'Building', 'name': 'A',
                                   'location': {'type': 'Point', 'coordinates': [2, 2]}}}
                                """));
    }

    @Test
    void of_several_instances_the_default_one_is_the_geometry_unless_one_is_chosen() {
        assertThat(geometry(PLACES, "location", Set.of()))
                .isEqualTo(json("{'type': 'Point', 'coordinates': [2, 2]}"));
        assertThat(geometry(PLACES, "location", Set.of("urn:d:gps")))
                .isEqualTo(json("{'type': 'Point', 'coordinates': [1, 1]}"));
        assertThat(geometry(PLACES, "location", Set.of("urn:d:other")))
                .isEqualTo(Json.Literal.NULL);
    }

    @Test
    void what_is_missing_or_no_geo_property_gives_null() {
        assertThat(geometry(PLACES, "name", Set.of())).isEqualTo(Json.Literal.NULL);
        assertThat(geometry(PLACES, "speed", Set.of())).isEqualTo(Json.Literal.NULL);
    }

    @Test
    void the_geometry_is_there_where_its_property_is_not_picked() {
        var pick =
                new Selection(
                        Set.of(),
                        Projection.of(Documents.CITY.expand("speed")),
                        Projection.NONE,
                        Set.of());
        var feature = feature(PLACES, "location", Representation.of(Form.SIMPLIFIED).with(pick));
        assertThat(feature.members()).containsOnlyKeys("type", "geometry", "properties");
        assertThat(feature.get("geometry"))
                .contains(json("{'type': 'Point', 'coordinates': [2, 2]}"));
    }
}
