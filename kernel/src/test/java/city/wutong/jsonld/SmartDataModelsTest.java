package city.wutong.jsonld;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.jsonld.Representation.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmartDataModelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "air-quality-observed.json",
                "off-street-parking.json",
                "streetlight-concise.json",
                "waste-container.json",
                "alert.json"
            })
    void an_entity_goes_in_out_and_through_the_journal_unchanged(String name) throws Exception {
        var patch =
                new EntityReader(Documents.CITY, Purpose.WHOLE).entity(Documents.resource(name));
        for (var form : new Form[] {Form.NORMALIZED, Form.CONCISE}) {
            var shown = Documents.shown(patch, Representation.of(form));
            assertThat(new EntityReader(Documents.CITY, Purpose.WHOLE).entity(shown))
                    .isEqualTo(patch);
        }
        for (var attribute : Documents.stored(patch).attributes()) {
            var body = AttributeForm.encode(attribute);
            assertThat(AttributeForm.decode(attribute.name(), attribute.modifiedAt(), body))
                    .isEqualTo(attribute);
        }
    }
}
