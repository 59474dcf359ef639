package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextsTest {
    private final Map<String, Json> documents = new HashMap<>();
    private final Contexts contexts =
            new Contexts(uri -> {
                var document = documents.get(uri);
                return document == null ? ContextSource.NONE.fetch(uri) : document;
            });

    private void publish(String uri, String context) {
        documents.put(uri, json("{'@context': " + context + "}"));
    }

    private void refused(String uri, JsonLdReason reason) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> contexts.resolve(uri))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(reason));
    }

    @Test
    void remote_contexts_may_name_others_relative_to_themselves() {
        publish("https://e.org/a/one.jsonld", "['two.jsonld', {'b': 'https://e.org/b'}]");
        publish(
                "https://e.org/a/two.jsonld",
                "{'a': 'https://e.org/a', 'b': 'https://e.org/wrong'}");
        var context = contexts.resolve("https://e.org/a/one.jsonld");
        assertThat(context.expand("a")).isEqualTo("https://e.org/a");
        assertThat(context.expand("b")).isEqualTo("https://e.org/b");
        assertThat(context.asJson()).isEqualTo(json("'https://e.org/a/one.jsonld'"));
    }

    @Test
    void the_same_context_is_made_once_until_a_document_in_it_changes() {
        publish("https://e.org/one", "['https://e.org/two']");
        publish("https://e.org/two", "{'a': 'https://e.org/1'}");
        var first = contexts.resolve("https://e.org/one");
        assertThat(contexts.resolve("https://e.org/one")).isSameAs(first);
        publish("https://e.org/two", "{'a': 'https://e.org/2'}");
        assertThat(contexts.resolve("https://e.org/one").expand("a")).isEqualTo("https://e.org/2");
    }

    @Test
    void what_is_kept_of_contexts_is_counted_and_bounded() {
        var first = "{'a': 'https://e.org/a'}";
        long before = contexts.bytes();
        var context = contexts.resolve(json(first));
        long made = contexts.bytes();
        assertThat(made).isGreaterThan(before);
        context.expand("other".repeat(100));
        assertThat(contexts.resolve(json(first))).isSameAs(context);
        assertThat(contexts.bytes()).isGreaterThan(made + 500);

        var terms = new HashMap<String, Json>();
        for (int i = 0; i < 500; i++) {
            terms.put("term" + i, Json.of("https://e.org/" + i));
        }
        for (int i = 0; i < ContextCache.MOST_BYTES / 100_000; i++) {
            terms.put("last", Json.of("https://e.org/last/" + i));
            contexts.resolve(Json.object(terms));
        }
        assertThat(contexts.bytes() - LdContext.CORE.bytes())
                .isBetween(ContextCache.MOST_BYTES / 2, ContextCache.MOST_BYTES);
        assertThat(contexts.resolve(json(first))).as("the eldest went").isNotSameAs(context);
    }

    @Test
    void a_document_is_asked_for_once_for_a_request_even_when_it_has_changed() {
        var asked = new ArrayList<String>();
        var counting =
                new Contexts(uri -> {
                    asked.add(uri);
                    return documents.getOrDefault(uri, Json.Literal.NULL);
                });
        publish("https://e.org/one", "['https://e.org/two', 'https://e.org/two']");
        publish("https://e.org/two", "{'a': 'https://e.org/1'}");
        counting.resolve("https://e.org/one");
        publish("https://e.org/two", "{'a': 'https://e.org/2'}");
        assertThat(counting.resolve("https://e.org/one").expand("a")).isEqualTo("https://e.org/2");
        assertThat(asked)
                .containsExactly(
                        "https://e.org/one",
                        "https://e.org/two",
                        "https://e.org/one",
                        "https://e.org/two");
    }

    @Test
    void contexts_that_include_themselves_are_refused() {
        publish("https://e.org/loop", "['https://e.org/loop']");
        refused("https://e.org/loop", JsonLdReason.CONTEXT_TOO_LARGE);
    }

    @Test
    void a_document_that_is_no_context_is_refused_as_bad_data() {
        documents.put("https://e.org/list", json("[]"));
        documents.put("https://e.org/other", json("{'a': 1}"));
        refused("https://e.org/list", JsonLdReason.CONTEXT_WRONG);
        refused("https://e.org/other", JsonLdReason.CONTEXT_WRONG);
    }

    @Test
    void too_many_documents_are_refused() {
        var names = new StringBuilder("['https://e.org/0'");
        for (int i = 0; i <= Contexts.MOST_DOCUMENTS; i++) {
            publish("https://e.org/" + i, "{}");
            names.append(", 'https://e.org/").append(i).append("'");
        }
        publish("https://e.org/all", names + "]");
        refused("https://e.org/all", JsonLdReason.CONTEXT_TOO_LARGE);
    }

    @Test
    void the_cache_stays_within_its_bound() {
        for (int i = 0; i < 4_000; i++) {
            contexts.resolve(json("{'term" + i + "': 'https://e.org/" + i + "'}"));
        }
        var again = json("{'term3999': 'https://e.org/3999'}");
        assertThat(contexts.resolve(again)).isSameAs(contexts.resolve(again));
        assertThat(contexts.resolve(json("{'term0': 'https://e.org/0'}")).expand("term0"))
                .isEqualTo("https://e.org/0");
    }
}
