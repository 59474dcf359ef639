package city.wutong.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.journal.StoredTown;
import city.wutong.json.Json;
import city.wutong.jsonld.CachedContexts;
import city.wutong.jsonld.Contexts;
import city.wutong.jsonld.HostedContexts.Hosted;
import city.wutong.jsonld.StoredContexts;
import city.wutong.postgres.SharedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ContextTableTest {
    private static final Instant THEN = Instant.parse("2026-11-22T08:00:00.123Z");
    private static final Hosted ONE =
            new Hosted("urn:uuid:1", THEN, Json.object(Map.of("a", Json.of("https://e.org/a"))));
    private static final Hosted TWO =
            new Hosted(
                    "urn:uuid:2",
                    THEN.plusSeconds(1),
                    Json.array(List.of(Json.of("https://e.org/c"), Json.of("树\\\"🌳"))));

    private List<StoredTown> towns = List.of();

    @BeforeEach
    void open() throws Exception {
        towns = List.of(StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema()));
    }

    @AfterEach
    void close() {
        towns.forEach(StoredTown::close);
    }

    private ContextTable table() {
        return new ContextTable(towns.getFirst().tables());
    }

    @Test
    void what_was_added_is_there_after_a_start_and_what_was_removed_not() throws Exception {
        table().add(TWO);
        table().add(ONE);
        towns = List.of(towns.getFirst().reopened());
        assertThat(table().load()).containsExactly(ONE, TWO);
        table().remove(ONE.localId());
        towns = List.of(towns.getFirst().reopened());
        assertThat(table().load()).containsExactly(TWO);
    }

    @Test
    void a_hosted_context_keeps_its_id_its_time_and_its_meaning_over_a_start() throws Exception {
        var told = stored().host(ONE.context());
        towns = List.of(towns.getFirst().reopened());
        var again = stored();
        assertThat(again.about(told.localId())).isEqualTo(told);
        assertThat(new Contexts(again).resolve("http://h/contexts/" + told.localId()).expand("a"))
                .isEqualTo("https://e.org/a");
    }

    private StoredContexts stored() throws IOException {
        return StoredContexts.open(
                table(),
                new StoredContexts.Ground(
                        "/contexts/", CachedContexts.NONE, Clock.systemUTC(), UUID::randomUUID));
    }

    @Test
    void each_tenant_has_its_own() throws Exception {
        table().add(ONE);
        try (var other = StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema())) {
            assertThat(new ContextTable(other.tables()).load()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_written_or_read_is_told() throws Exception {
        table().add(ONE);
        assertThatThrownBy(() -> table().add(ONE)).isInstanceOf(IOException.class);
        towns.getFirst().execute("drop table jsonld_context");
        assertThatThrownBy(() -> table().load()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> table().remove("urn:uuid:1")).isInstanceOf(IOException.class);
    }
}
