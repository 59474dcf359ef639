package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.instance;
import static city.wutong.jsonld.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.AttributeKind;
import city.wutong.jsonld.TemporalWriter.Deletion;
import city.wutong.jsonld.TemporalWriter.Evolution;
import city.wutong.jsonld.TemporalWriter.Series;
import city.wutong.jsonld.TemporalWriter.TimeProperty;
import city.wutong.jsonld.TemporalWriter.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemporalWriterTest {
    private static final String SPEED = Documents.CITY.expand("speed");
    private static final String NAME = Documents.CITY.expand("name");
    private static final Instant DELETED = Instant.parse("2026-03-02T00:00:00Z");
    private static final TemporalWriter WRITER =
            new TemporalWriter(Documents.CITY, Representation.NORMALIZED);

    private static final Evolution EVOLUTION =
            new Evolution(
                    "urn:x:1",
                    List.of("https://example.org/ns#Building"),
                    List.of(
                            new Series(
                                    SPEED,
                                    null,
                                    List.of(
                                            new Value(
                                                    "urn:i:1",
                                                    instance(
                                                            "{'value': 60, 'observedAt': '2026-03-01T08:00:00Z'}")),
                                            new Deletion(
                                                    "urn:i:2", AttributeKind.PROPERTY, DELETED))),
                            new Series(
                                    SPEED,
                                    "urn:d:1",
                                    List.of(
                                            new Value(
                                                    "urn:i:3",
                                                    instance(
                                                            "{'value': 70, 'observedAt': '2026-03-01T09:00:00Z',"
                                                                    + " 'datasetId': 'urn:d:1'}")))),
                            new Series(
                                    NAME,
                                    null,
                                    List.of(
                                            new Deletion(
                                                    "urn:i:4",
                                                    AttributeKind.LANGUAGE_PROPERTY,
                                                    DELETED)))));

    @Test
    void every_attribute_is_an_array_of_instances() {
        assertThat(WRITER.shown(EVOLUTION).tree())
                .isEqualTo(
                        json(
                                """
                                {'id': 'urn:x:1', 'type': 'Building', 'speed': [
                                  {'type': 'Property', 'value': 60, 'observedAt': '2026-03-01T08:00:00Z',
                                   'instanceId': 'urn:i:1'},
                                  {'type': 'Property', 'value': 'urn:ngsi-ld:null', 'instanceId': 'urn:i:2',
                                   'deletedAt': '2026-03-02T00:00:00Z'},
                                  {'type': 'Property', 'value': 70, 'observedAt': '2026-03-01T09:00:00Z',
                                   'datasetId': 'urn:d:1', 'instanceId': 'urn:i:3'}],
                                 'name': [{'type': 'LanguageProperty', 'languageMap': {'@none': 'urn:ngsi-ld:null'},
                                   'instanceId': 'urn:i:4', 'deletedAt': '2026-03-02T00:00:00Z'}]}
                                """));
    }

    @Test
    void temporal_values_are_pairs_for_each_dataset() {
        assertThat(WRITER.values(EVOLUTION, TimeProperty.OBSERVED_AT).tree())
                .isEqualTo(
                        json(
                                """
                                {'id': 'urn:x:1', 'type': 'Building', 'speed': [
                                  {'type': 'Property', 'values': [[60, '2026-03-01T08:00:00Z'],
                                     ['urn:ngsi-ld:null', '2026-03-02T00:00:00Z']]},
                                  {'type': 'Property', 'datasetId': 'urn:d:1', 'values': [[70, '2026-03-01T09:00:00Z']]}],
                                 'name': {'type': 'LanguageProperty', 'languageMaps': [
                                    [{'languageMap': {'@none': 'urn:ngsi-ld:null'}}, '2026-03-02T00:00:00Z']]}}
                                """));
    }
}
