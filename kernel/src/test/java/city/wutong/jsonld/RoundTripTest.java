package city.wutong.jsonld;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.Representation.Form;
import city.wutong.jsonld.Representation.Selection;
import city.wutong.refusal.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
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
        var shown = shown(entity, representation);
        var read = new EntityReader(Documents.CITY, Purpose.WHOLE).entity(shown);
        assertThat(Documents.stored(read, Documents.CREATED)).isEqualTo(entity);
    }

    /// Whole entities: some types, scopes and attributes, of these some instances.
    @Provide
    Arbitrary<Entity> entity() {
        var attributes =
                Generators.attribute(NAME, 1, Arbitraries.just(Documents.CREATED), 1_000)
                        .list()
                        .ofMaxSize(4)
                        .map(RoundTripTest::distinct);
        var types = Arbitraries.of("Building", "ex:House").set().ofMinSize(1);
        var scopes = Arbitraries.of("/a", "/a/b").set();
        return Combinators.combine(
                        types, scopes, attributes, Generators.time(1_000).injectNull(0.5))
                .as((type, scope, instances, expiresAt) ->
                        new Entity(
                                1,
                                "urn:x:1",
                                type.stream().map(Documents.CITY::expand).toList(),
                                List.copyOf(scope),
                                instances,
                                Documents.CREATED,
                                Documents.CREATED,
                                expiresAt,
                                1));
    }

    /// Each under a name of its own, but for those that have another dataset than the one before.
    private static List<Attribute> distinct(List<Attribute> drawn) {
        var distinct = new ArrayList<Attribute>();
        for (var next : drawn) {
            if (!distinct.isEmpty() && isSibling(distinct.getLast(), next)) {
                distinct.add(named(next, distinct.getLast().name()));
            } else {
                distinct.add(named(next, NAME + distinct.size()));
            }
        }
        return distinct;
    }

    private static boolean isSibling(Attribute before, Attribute next) {
        return before.kind() == next.kind()
                && before.datasetId() == null
                && next.datasetId() != null;
    }

    private static Attribute named(Attribute attribute, String name) {
        return new Attribute(
                name,
                attribute.datasetId(),
                attribute.kind(),
                attribute.content(),
                attribute.observedAt(),
                attribute.createdAt(),
                attribute.modifiedAt(),
                attribute.details());
    }

    private static Entity reread(Json shown) {
        var read = new EntityReader(Documents.CITY, Purpose.WHOLE).entity(shown);
        return Documents.stored(read, Documents.CREATED);
    }

    private static Json.Obj shown(Entity entity, Representation representation) {
        return (Json.Obj) new EntityWriter(Documents.CITY, representation).shown(entity).tree();
    }

    @Property
    void an_entity_is_the_same_in_whatever_lossless_way_it_is_shown(
            @ForAll("entity") Entity entity, @ForAll boolean concise, @ForAll Join.Style style) {
        var representation =
                Representation.of(concise ? Form.CONCISE : Form.NORMALIZED).withSysAttrs();
        var join = style == Join.Style.NONE ? Join.NONE : new Join(style, 2, Set.of());
        var linked = new LinkedWriter(Documents.CITY, join, id -> Optional.of(another(id)));
        var written = linked.write(List.of(entity), representation).getFirst();
        assertThat(reread(written.content().tree())).isEqualTo(entity);
        var feature = new FeatureWriter(NAME, Selection.ALL).feature(written);
        var members = new LinkedHashMap<String, Json>();
        members.put("id", feature.get("id").orElseThrow());
        members.putAll(((Json.Obj) feature.get("properties").orElseThrow()).members());
        assertThat(reread(Json.object(members))).isEqualTo(entity);
    }

    private static Entity another(String id) {
        return new Entity(
                2,
                id,
                List.of(Documents.CITY.expand("Building")),
                List.of(),
                List.of(),
                Documents.CREATED,
                Documents.CREATED,
                null,
                2);
    }

    /// Of whatever form, version and language, with links in it or without.
    @Property
    void an_entity_has_the_same_members_in_the_same_order_as_bytes_and_as_a_tree(
            @ForAll("entity") Entity entity, @ForAll Form form, @ForAll int chance)
            throws JsonMalformed {
        var representation = Representation.of(form);
        if ((chance & 1) == 0) {
            representation = representation.withSysAttrs();
        }
        if ((chance & 2) == 0) {
            representation = representation.in(Languages.read("zh,*").orElseThrow());
        }
        if ((chance & 4) == 0) {
            representation = representation.as(new SpecVersion(1, (chance >>> 3) % 9));
        }
        var join = (chance & 8) == 0 ? Join.NONE : new Join(Join.Style.INLINE, 2, Set.of());
        var linked = new LinkedWriter(Documents.CITY, join, id -> Optional.of(another(id)));
        var content = linked.write(List.of(entity), representation).getFirst().content();
        var tree = content.tree();
        var bytes = JsonWriter.bytes(content);
        assertThat(bytes).isEqualTo(JsonWriter.bytes(tree));
        assertThat(new JsonReader(JsonLimits.DEFAULT).read(bytes)).isEqualTo(tree);
    }

    @Property
    void what_is_picked_and_what_is_omitted_make_up_the_whole(
            @ForAll("entity") Entity entity, @ForAll Form form, @ForAll int chosen) {
        var whole = shown(entity, Representation.of(form));
        var names = new ArrayList<>(List.of("id", "type", "scope"));
        names.addAll(entity.attributeNames());
        names.removeIf(name -> (chosen & (1 << names.indexOf(name))) == 0);
        if (names.isEmpty()) {
            return;
        }
        var some = Projection.of(names.toArray(String[]::new));
        var picked = shown(entity, chosen(form, some, Projection.NONE)).members();
        var omitted = shown(entity, chosen(form, Projection.NONE, some)).members();
        var both = new LinkedHashMap<>(picked);
        both.putAll(omitted);
        assertThat(Json.object(both)).isEqualTo(whole);
        assertThat(picked).hasSize(whole.members().size() - omitted.size());
    }

    private static Representation chosen(Form form, Projection picked, Projection omitted) {
        return Representation.of(form).with(new Selection(Set.of(), picked, omitted, Set.of()));
    }

    @Property
    void the_instances_of_each_dataset_make_up_the_whole(@ForAll("entity") Entity entity) {
        var instances = new ArrayList<Attribute>();
        for (var dataset : List.of("@none", "urn:d:1", "urn:d:2")) {
            var chosen = new Selection(Set.of(), Projection.NONE, Projection.NONE, Set.of(dataset));
            var representation = Representation.NORMALIZED.with(chosen).withSysAttrs();
            instances.addAll(reread(shown(entity, representation)).attributes());
        }
        assertThat(instances).containsExactlyInAnyOrderElementsOf(entity.attributes());
    }

    @Property
    void an_older_version_is_read_as_what_that_version_knew(
            @ForAll("entity") Entity entity, @ForAll boolean concise) {
        // JSON of a JsonProperty may hold what a Property's value must not
        Assume.that(!entity.toString().contains("urn:ngsi-ld:null"));
        var representation = Representation.of(concise ? Form.CONCISE : Form.NORMALIZED);
        var read = reread(shown(entity, representation.as(new SpecVersion(1, 0))));
        assertThat(read.scopes()).isEmpty();
        assertThat(read.types()).hasSize(1);
        assertThat(read.attributes())
                .extracting(Attribute::kind)
                .allMatch(kind ->
                        kind == AttributeKind.PROPERTY
                                || kind == AttributeKind.GEO_PROPERTY
                                || kind == AttributeKind.RELATIONSHIP);
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
