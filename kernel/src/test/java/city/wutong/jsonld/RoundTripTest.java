package city.wutong.jsonld;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.jsonld.Representation.Form;
import city.wutong.refusal.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class RoundTripTest {
    private static final String NAME = Documents.CITY.expand("attr");

    @Provide
    Arbitrary<Attribute> stored() {
        return Generators.attribute(NAME, 2, Generators.time(1), 1);
    }

    @Provide
    Arbitrary<Attribute> sent() {
        return Generators.attribute(NAME, 2, Arbitraries.just(Documents.CREATED), 1_000);
    }

    @Provide
    Arbitrary<Json> nearly() {
        return Generators.nearly();
    }

    @Provide
    Arbitrary<Instant> time() {
        return Generators.time(1);
    }

    @Property
    void what_is_encoded_decodes_to_the_same(@ForAll("stored") Attribute attribute) {
        var body = AttributeForm.encode(attribute);
        assertThat(AttributeForm.decode(attribute.name(), attribute.modifiedAt(), body))
                .isEqualTo(attribute);
    }

    @Property
    void what_is_shown_reads_as_the_same(
            @ForAll("sent") Attribute attribute, @ForAll boolean concise) {
        var representation =
                Representation.of(concise ? Form.CONCISE : Form.NORMALIZED).withSysAttrs();
        var entity =
                new Entity(
                        1,
                        "urn:x:1",
                        List.of(Documents.CITY.expand("Building")),
                        List.of(),
                        List.of(attribute),
                        Documents.CREATED,
                        Documents.CREATED,
                        null,
                        1);
        var shown = new EntityWriter(Documents.CITY, representation).write(entity);
        var read = new EntityReader(Documents.CITY, Purpose.WHOLE).entity(shown);
        assertThat(Documents.stored(read, Documents.CREATED)).isEqualTo(entity);
    }

    @Property
    void what_is_shown_without_times_reads_as_the_same(
            @ForAll("nearly") Json value, @ForAll Form form) {
        try {
            var document = Documents.json("{'id': 'urn:x:1', 'type': 'T'}");
            var members = new LinkedHashMap<>(((Json.Obj) document).members());
            members.put("attr", value);
            var patch =
                    new EntityReader(Documents.CITY, Purpose.WHOLE).entity(Json.object(members));
            if (form == Form.SIMPLIFIED || patch.toString().contains("expiresAt=2")) {
                return; // shown with sysAttrs only
            }
            var shown = Documents.shown(patch, Representation.of(form));
            assertThat(new EntityReader(Documents.CITY, Purpose.WHOLE).entity(shown))
                    .isEqualTo(patch);
        } catch (Refused e) {
            assertThat(e.refusal().english()).isNotBlank();
        }
    }

    @Property(tries = 2_000)
    void a_reader_refuses_or_reads_whatever_it_is_given(
            @ForAll("nearly") Json document, @ForAll Purpose purpose) {
        try {
            var reader = new EntityReader(Documents.CITY, purpose);
            reader.entity(document);
            reader.attribute("speed", document);
        } catch (Refused e) {
            assertThat(e.refusal().english()).isNotBlank();
        }
    }

    @Property(tries = 2_000)
    void a_context_is_refused_or_resolved_whatever_it_is(@ForAll("nearly") Json context) {
        try {
            var resolved = new Contexts(ContextSource.NONE).resolve(context);
            assertThat(resolved.expand("Property"))
                    .isEqualTo("https://uri.etsi.org/ngsi-ld/Property");
        } catch (Refused e) {
            assertThat(e.refusal().chinese()).isNotBlank();
        }
    }

    @Property
    void a_compacted_name_expands_to_the_same(
            @ForAll @StringLength(max = 6) String term, @ForAll("prefix") String prefix) {
        var iri = prefix + term;
        assertThat(Documents.CITY.expand(Documents.CITY.compact(iri))).isEqualTo(iri);
    }

    @Provide
    Arbitrary<String> prefix() {
        return Arbitraries.of(
                CoreContexts.DEFAULT_VOCAB,
                CoreContexts.NGSI_LD,
                "https://example.org/ns#",
                "https://elsewhere.org/",
                "urn:x:");
    }

    @Property
    void any_time_that_is_written_is_read(@ForAll("time") Instant time) {
        assertThat(DateTimes.kept(time.toString())).isEqualTo(time);
        var micros = time.truncatedTo(ChronoUnit.MICROS);
        assertThat(DateTimes.read(micros.toString())).contains(micros);
    }

    @Property
    void a_name_or_uri_of_any_text_is_decided_without_failure(@ForAll String text) {
        assertThat(Names.isUri(text) && Names.isScope("/" + text + " ")).isFalse();
        assertThat(DateTimes.read(text)).isEmpty();
        if (Names.isName(text)) {
            assertThat(text).matches("[\\p{L}\\p{N}_:]+");
        }
    }
}
