package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.json.Json;
import city.wutong.jsonld.StoredContext.Kind;
import city.wutong.refusal.Reason;
import city.wutong.refusal.Refused;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredContextsTest {
    private static final String PATH = "/ngsi-ld/v1/jsonldContexts/";
    private static final String CORE =
            "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.%d.jsonld";

    private final List<HostedContexts.Hosted> rows = new ArrayList<>();
    private boolean isAway;
    private int ids;
    private StoredContexts contexts;

    /// Keeps them as a database would.
    private final class Rows implements HostedContexts {
        @Override
        public List<Hosted> load() {
            return List.copyOf(rows);
        }

        @Override
        public void add(Hosted hosted) throws IOException {
            beThere();
            rows.add(hosted);
        }

        @Override
        public void remove(String localId) throws IOException {
            beThere();
            rows.removeIf(row -> row.localId().equals(localId));
        }

        private void beThere() throws IOException {
            if (isAway) {
                throw new IOException("away");
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        var clock = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
        contexts =
                StoredContexts.open(
                        new Rows(),
                        new StoredContexts.Ground(
                                PATH, CachedContexts.NONE, clock, () -> new UUID(0, ++ids)));
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(reason));
    }

    @Test
    void a_hosted_context_is_resolved_by_its_path_on_any_host() {
        var id = contexts.host(json("{'a': 'https://e.org/a'}")).localId();
        var resolver = new Contexts(contexts);
        for (var host : List.of("", "http://localhost:9090", "https://city.example/proxied")) {
            var resolved = resolver.resolve(host + PATH + id);
            assertThat(resolved.expand("a")).isEqualTo("https://e.org/a");
            assertThat(resolved.asJson()).isEqualTo(Json.of(host + PATH + id));
        }
        assertThat(resolver.resolve("http://h" + PATH + id.replace(":", "%3A")).expand("a"))
                .isEqualTo("https://e.org/a");
        assertThat(resolver.resolve("http://h" + PATH + id + "?tenant=fire").expand("a"))
                .isEqualTo("https://e.org/a");
    }

    @Test
    void a_path_of_ours_with_an_id_that_is_not_ours_is_a_matter_of_the_web() {
        refused(
                JsonLdReason.CONTEXT_NOT_AVAILABLE,
                () -> contexts.fetch("http://localhost" + PATH + "urn:uuid:other"));
        refused(
                JsonLdReason.CONTEXT_WRONG,
                () -> new Contexts(contexts).resolve(PATH + "urn:uuid:other"));
    }

    @Test
    void one_tenants_context_is_not_found_by_another_though_it_is_in_the_shared_cache()
            throws IOException {
        var shared = new Contexts(ContextSource.NONE);
        var id = contexts.host(json("{'a': 'https://e.org/a'}")).localId();
        assertThat(shared.over(contexts).resolve("http://h" + PATH + id).expand("a"))
                .isEqualTo("https://e.org/a");
        rows.clear();
        open();
        refused(
                JsonLdReason.CONTEXT_NOT_AVAILABLE,
                () -> shared.over(contexts).resolve("http://h" + PATH + id));
    }

    @Test
    void a_hosted_context_is_there_again_after_a_start_and_an_implicit_one_comes_again()
            throws IOException {
        var hosted = contexts.host(json("{'a': 'https://e.org/a'}")).localId();
        var implicit = contexts.implicit(json("{'b': 'https://e.org/b'}"));
        open();
        assertThat(contexts.serve(hosted))
                .isEqualTo(json("{'@context': {'a': 'https://e.org/a'}}"));
        refused(JsonLdReason.CONTEXT_UNKNOWN, () -> contexts.serve(implicit));
        assertThat(contexts.implicit(json("{'b': 'https://e.org/b'}"))).isEqualTo(implicit);
        assertThat(contexts.serve(implicit))
                .isEqualTo(json("{'@context': {'b': 'https://e.org/b'}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42",
                "true",
                "null",
                "['https://e.org/c', 7]",
                "'not a uri'",
                "'/relative'",
                "{'a': 5}",
                "{'a': {'@id': 'https://e.org/a', '@context': {}}}"
            })
    void what_can_be_no_context_is_not_hosted(String context) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> contexts.host(json(context)))
                .satisfies(e ->
                        assertThat(e.refusal().reason().family())
                                .isEqualTo(Reason.Family.BAD_REQUEST_DATA));
        assertThat(rows).isEmpty();
    }

    @Test
    void a_hosted_context_may_name_others_that_nobody_has_looked_at() {
        var id = contexts.host(json("['https://nowhere.invalid/c', {'a': 'https://e.org/a'}]"));
        assertThat(contexts.list(Optional.of(Kind.HOSTED))).containsExactly(id);
    }

    @Test
    void what_could_not_be_made_durable_is_not_there() {
        var id = contexts.host(json("{'a': 'https://e.org/a'}")).localId();
        isAway = true;
        refused(
                JsonLdReason.CONTEXT_STORE_AWAY,
                () -> contexts.host(json("{'b': 'https://e.org/b'}")));
        refused(JsonLdReason.CONTEXT_STORE_AWAY, () -> contexts.delete(id));
        assertThat(contexts.list(Optional.of(Kind.HOSTED))).hasSize(1);
        assertThat(contexts.serve(id)).isNotNull();
    }

    @Test
    void a_deleted_context_is_unknown() {
        var id = contexts.host(json("{'a': 'https://e.org/a'}")).localId();
        contexts.delete(id);
        assertThat(rows).isEmpty();
        refused(JsonLdReason.CONTEXT_UNKNOWN, () -> contexts.about(id));
        refused(JsonLdReason.CONTEXT_UNKNOWN, () -> contexts.delete(id));
    }

    @Test
    void only_copies_from_the_web_can_be_loaded_anew() {
        var id = contexts.host(json("{'a': 'https://e.org/a'}")).localId();
        refused(JsonLdReason.CONTEXT_NOT_CACHED, () -> contexts.reload(id));
        refused(JsonLdReason.CONTEXT_NOT_CACHED, () -> contexts.reload("nothing"));
    }

    @Test
    void every_version_of_the_core_context_is_known_and_none_is_served_or_deleted() {
        for (int minor = 0; minor <= 9; minor++) {
            var url = CORE.formatted(minor);
            assertThat(contexts.about(url).url()).contains(url);
            assertThat(contexts.about(url).kind()).isEqualTo(Kind.CACHED);
            refused(JsonLdReason.CONTEXT_NOT_SERVED, () -> contexts.serve(url));
            refused(JsonLdReason.CONTEXT_OF_CORE, () -> contexts.delete(url));
            contexts.reload(url);
        }
        assertThat(contexts.list(Optional.empty())).hasSize(1);
    }

    @Test
    void uses_of_an_implicit_context_are_counted_and_those_of_a_hosted_one_not() {
        var implicit = contexts.implicit(json("{'b': 'https://e.org/b'}"));
        assertThat(contexts.about(implicit).usage()).isEmpty();
        new Contexts(contexts).resolve(PATH + implicit);
        assertThat(contexts.about(implicit).usage().orElseThrow().hits()).isEqualTo(2);
        var hosted = contexts.host(json("{'b': 'https://e.org/b'}")).localId();
        new Contexts(contexts).resolve(PATH + hosted);
        assertThat(contexts.about(hosted).usage()).isEmpty();
    }

    @Test
    void implicit_contexts_make_room_for_others_and_hosted_ones_are_refused() {
        for (int i = 0; i < StoredContexts.MOST; i++) {
            contexts.implicit(json("{'b': 'https://e.org/" + i + "'}"));
            contexts.host(json("{'b': 'https://e.org/" + i + "'}"));
        }
        var one = contexts.implicit(json("{'b': 'https://e.org/more'}"));
        assertThat(contexts.list(Optional.of(Kind.IMPLICITLY_CREATED)))
                .hasSize(StoredContexts.MOST)
                .extracting(StoredContext::localId)
                .contains(one);
        refused(
                JsonLdReason.CONTEXTS_FULL,
                () -> contexts.host(json("{'b': 'https://e.org/more'}")));
    }

    @Test
    void they_are_bounded_in_bytes() {
        var large = json("{'a': 'https://e.org/" + "x".repeat(2_000) + "'}");
        var many = new ArrayList<Json>();
        for (int i = 0; i < 500; i++) {
            many.add(large);
        }
        var mega = Json.array(many);
        for (int i = 0; i < 10; i++) {
            contexts.implicit(Json.array(List.of(mega, json("{'i': 'https://e.org/" + i + "'}"))));
        }
        assertThat(contexts.bytes())
                .isPositive()
                .isLessThanOrEqualTo(StoredContexts.MOST_IMPLICIT_BYTES);
    }
}
