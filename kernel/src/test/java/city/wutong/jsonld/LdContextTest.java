package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.refusal.Refused;
import org.junit.jupiter.api.Test;

class LdContextTest {
    private static final String DEFAULT = "https://uri.etsi.org/ngsi-ld/default-context/";

    private static LdContext of(String context) {
        return new Contexts(ContextSource.NONE).resolve(json(context));
    }

    private static void refused(String context, JsonLdReason reason) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> of(context))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(reason));
    }

    @Test
    void a_term_that_no_context_knows_goes_to_the_default_vocabulary() {
        assertThat(LdContext.CORE.expand("temperature")).isEqualTo(DEFAULT + "temperature");
        assertThat(LdContext.CORE.compact(DEFAULT + "temperature")).isEqualTo("temperature");
    }

    @Test
    void terms_prefixes_and_expanded_definitions_expand_and_compact() {
        var context =
                of(
                        """
                        {'ex': 'https://example.org/', 'a': 'ex:alpha', 'b': {'@id': 'ex:beta', '@type': '@id'},
                         'ex:c': {'@type': 'xsd:double', '@container': ['@set']}, 'd': 'a'}
                        """);
        assertThat(context.expand("a")).isEqualTo("https://example.org/alpha");
        assertThat(context.expand("b")).isEqualTo("https://example.org/beta");
        assertThat(context.expand("ex:c")).isEqualTo("https://example.org/c");
        assertThat(context.expand("ex:other")).isEqualTo("https://example.org/other");
        assertThat(context.compact("https://example.org/alpha")).isEqualTo("a");
        assertThat(context.compact("https://example.org/other")).isEqualTo("ex:other");
        assertThat(context.compact("https://elsewhere.org/x")).isEqualTo("https://elsewhere.org/x");
    }

    @Test
    void what_the_users_terms_hide_in_the_default_vocabulary_is_shown_with_the_core_prefix() {
        var context = of("{'temperature': 'https://e.org/temperature'}");
        var hidden = context.compact(DEFAULT + "temperature");
        assertThat(hidden).isEqualTo("ngsi-ld:default-context/temperature");
        assertThat(context.expand(hidden)).isEqualTo(DEFAULT + "temperature");
        assertThat(LdContext.CORE.expand(hidden)).isEqualTo(DEFAULT + "temperature");
        assertThat(context.compact(DEFAULT + "other")).isEqualTo("other");
    }

    @Test
    void of_several_terms_the_shortest_is_shown_and_then_the_first() {
        var context =
                of("{'long': 'https://e.org/x', 'bb': 'https://e.org/x', 'ab': 'https://e.org/x'}");
        assertThat(context.compact("https://e.org/x")).isEqualTo("ab");
    }

    @Test
    void a_later_context_wins_and_null_forgets_the_earlier_ones() {
        assertThat(of("[{'a': 'https://e.org/1'}, {'a': 'https://e.org/2'}]").expand("a"))
                .isEqualTo("https://e.org/2");
        assertThat(of("[{'a': 'https://e.org/1'}, null]").expand("a")).isEqualTo(DEFAULT + "a");
        assertThat(of("[{'a': 'https://e.org/1'}, {'a': null}]").expand("a"))
                .isEqualTo(DEFAULT + "a");
    }

    @Test
    void core_terms_cannot_be_redefined() {
        var context =
                of(
                        "{'location': 'https://evil.example/l', 'Property': 'https://evil.example/P', 'type':"
                                + " 'https://evil.example/t', 'ngsi-ld': 'https://evil.example/'}");
        assertThat(context.expand("location")).isEqualTo("https://uri.etsi.org/ngsi-ld/location");
        assertThat(context.expand("Property")).isEqualTo("https://uri.etsi.org/ngsi-ld/Property");
        assertThat(context.expand("type")).isEqualTo("@type");
        assertThat(context.expand("ngsi-ld:x")).isEqualTo("https://uri.etsi.org/ngsi-ld/x");
    }

    @Test
    void the_core_context_at_any_address_of_any_version_adds_nothing() {
        for (var minor = 0; minor <= 9; minor++) {
            var uri =
                    "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1." + minor + ".jsonld";
            assertThat(CoreContexts.isCore(uri)).isTrue();
            assertThat(of("['" + uri + "']").expand("name")).isEqualTo(DEFAULT + "name");
        }
        assertThat(
                        CoreContexts.isCore(
                                "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"))
                .isTrue();
        assertThat(CoreContexts.isCore("https://evil.example/ngsi-ld-core-context.jsonld"))
                .isFalse();
    }

    @Test
    void a_users_vocabulary_comes_before_the_default_one() {
        var context = of("{'@vocab': 'https://schema.org/', 'x': 'https://e.org/x'}");
        assertThat(context.expand("address")).isEqualTo("https://schema.org/address");
        assertThat(context.compact("https://schema.org/address")).isEqualTo("address");
        assertThat(context.compact("https://schema.org/x")).isEqualTo("https://schema.org/x");
    }

    @Test
    void keywords_can_have_aliases() {
        assertThat(of("{'identifier': '@id', 'kind': '@type'}").expand("identifier"))
                .isEqualTo("@id");
    }

    @Test
    void what_is_echoed_is_what_the_user_gave() {
        assertThat(
                        of("['https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.6.jsonld']")
                                .asJson())
                .isEqualTo(
                        json(
                                "['https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.6.jsonld']"));
        assertThat(of("[]")).isSameAs(LdContext.CORE);
        assertThat(LdContext.CORE.asJson()).isEqualTo(json("'" + CoreContexts.URI + "'"));
    }

    @Test
    void scoped_contexts_are_refused() {
        refused(
                "{'Vehicle': {'@id': 'https://e.org/V', '@context': {'speed': 'https://e.org/s'}}}",
                JsonLdReason.CONTEXT_SCOPED);
    }

    @Test
    void wrong_contexts_are_refused() {
        refused("5", JsonLdReason.CONTEXT_WRONG);
        refused("{'a': 5}", JsonLdReason.CONTEXT_WRONG);
        refused("{'a': {'@id': []}}", JsonLdReason.CONTEXT_WRONG);
        refused("{'a': 'b', 'b': 'a'}", JsonLdReason.CONTEXT_WRONG);
        refused("{'@vocab': 7}", JsonLdReason.CONTEXT_WRONG);
        refused("'not a uri'", JsonLdReason.CONTEXT_WRONG);
        refused("'/relative'", JsonLdReason.CONTEXT_WRONG);
        refused("'https://unknown.example/c'", JsonLdReason.CONTEXT_NOT_AVAILABLE);
    }

    @Test
    void an_expanded_name_is_one_instance_in_the_process() {
        var one = of("{'ex': 'https://example.org/'}").expand("ex:pressure");
        var other = of("{'p': 'https://example.org/pressure'}").expand("p");
        assertThat(one).isSameAs(other);
    }

    @Test
    void names_beyond_what_is_remembered_still_expand() {
        var context = of("{'ex': 'https://example.org/'}");
        var many = "x".repeat(1_000);
        long before = context.bytes();
        for (int i = 0; i < LdContext.MOST_REMEMBERED_BYTES / 1_000; i++) {
            context.expand(many + i);
        }
        assertThat(context.bytes() - before)
                .isBetween(
                        LdContext.MOST_REMEMBERED_BYTES / 2L,
                        (long) LdContext.MOST_REMEMBERED_BYTES);
        assertThat(context.expand("ex:late")).isEqualTo("https://example.org/late");
        assertThat(context.expand("later")).isEqualTo(DEFAULT + "later");
    }

    @Test
    void the_core_context_can_be_shown_as_a_document() {
        var document = CoreContexts.document();
        assertThat(document.toString()).contains("hasObject", "default-context", "@language");
        assertThat(CoreContexts.iris())
                .containsEntry("value", "https://uri.etsi.org/ngsi-ld/hasValue");
        assertThat(CoreContexts.iris()).containsEntry("title", "http://purl.org/dc/terms/title");
        assertThat(CoreContexts.iris())
                .containsEntry("Point", "https://purl.org/geojson/vocab#Point");
    }
}
