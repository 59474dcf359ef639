package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.jsonld.CachedContexts;
import city.wutong.jsonld.ContextSource;
import city.wutong.jsonld.Contexts;
import city.wutong.jsonld.CoreContexts;
import city.wutong.jsonld.HostedContexts;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.StoredContext.Kind;
import city.wutong.jsonld.StoredContexts;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LdContextsTest {
    private static final Json INLINE = Json.object(Map.of("a", Json.of("https://e.org/a")));
    private static final Json CORE = Json.of(CoreContexts.URI);

    private StoredContexts stored;
    private LdContexts contexts;

    private static final class Nowhere implements HostedContexts {
        @Override
        public List<Hosted> load() {
            return List.of();
        }

        @Override
        public void add(Hosted hosted) {}

        @Override
        public void remove(String localId) {}
    }

    @BeforeEach
    void open() throws IOException {
        var ground =
                new StoredContexts.Ground(
                        LdContexts.STORED,
                        CachedContexts.NONE,
                        Clock.systemUTC(),
                        UUID::randomUUID);
        stored = StoredContexts.open(new Nowhere(), ground);
        contexts = new LdContexts(new Contexts(ContextSource.NONE), stored);
    }

    private LdContext of(Json context) {
        var body = Json.object(Map.of("@context", context));
        return contexts.ofBody(body, true, Optional.empty()).context();
    }

    @Test
    void a_context_with_an_address_is_named_by_it_with_or_without_the_core_beside_it() {
        var uri = Json.of("http://h" + LdContexts.STORED + stored.host(INLINE).localId());
        for (var said : List.of(uri, Json.array(List.of(uri)), Json.array(List.of(uri, CORE)))) {
            assertThat(LdContexts.link(of(said)).orElseThrow()).startsWith("<http://h/");
        }
        assertThat(LdContexts.link(of(Json.array(List.of(CORE)))).orElseThrow())
                .startsWith("<" + CoreContexts.URI + ">");
        assertThat(stored.list(Optional.of(Kind.IMPLICITLY_CREATED))).isEmpty();
    }

    @Test
    void a_context_without_an_address_gets_one_by_which_it_is_found_again() {
        var inline = of(INLINE);
        assertThat(LdContexts.link(inline)).isEmpty();
        var link = contexts.madeLink(inline, path -> "http://h" + path);
        assertThat(contexts.ofLink(link).expand("a")).isEqualTo("https://e.org/a");
        assertThat(contexts.madeLink(inline, path -> "http://h" + path)).isEqualTo(link);
        assertThat(stored.list(Optional.of(Kind.IMPLICITLY_CREATED))).hasSize(1);
    }
}
