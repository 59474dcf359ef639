package city.wutong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.AuditEntry;
import city.wutong.context.Outcome;
import city.wutong.context.Town;
import city.wutong.entity.Entity;
import city.wutong.journal.StoredTown;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.postgres.Tables;
import city.wutong.refusal.Refused;
import city.wutong.start.Await;
import city.wutong.start.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Entries that are written before their change, and not durable before it, in a database that is
/// killed.
@Timeout(240)
class CarriedEntryTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;

    CarriedEntryTest(@TempDir Path folder) throws Exception {
        this.folder = folder.toRealPath().resolve("data");
    }

    private static AuditEntry entry(String object) {
        return new AuditEntry(Instant.now(), "a", "", "b", object, "", "allowed");
    }

    /// What a city does whose database is killed.
    private interface Work {
        void with(EmbeddedPostgres postgres, AuditChain chain, StoredTown town) throws Exception;
    }

    private void city(Work work) throws Exception {
        try (var held = DataFolder.lock(folder);
                var postgres = EmbeddedPostgres.start(held);
                var chain = chain(held, postgres);
                var town = StoredTown.open(postgres, "city", chain::settle)) {
            work.with(postgres, chain, town);
        }
    }

    private static AuditChain chain(DataFolder held, EmbeddedPostgres postgres) {
        return AuditChain.open(
                new Tables(postgres, AuditChain.SCHEMA),
                held.path().resolve("audit"),
                Clock.systemUTC(),
                Duration.ofDays(1_000));
    }

    /// All of its processes at once, so that none can save what is not on disk.
    private static void kill(EmbeddedPostgres postgres) throws Exception {
        long server = postgres.pid().orElseThrow();
        var process = ProcessHandle.of(server).orElseThrow();
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        assertThat(
                        Await.until(
                                LIMIT,
                                () -> postgres.pid().filter(pid -> pid != server).isPresent()))
                .isTrue();
    }

    private static Set<String> entries(AuditChain chain) {
        var found = new HashSet<String>();
        chain.each(AuditQuery.ALL, link -> found.add(link.entry().object()));
        return found;
    }

    /// While the database is away nothing can be read.
    private static boolean isWritten(AuditChain chain, String object) {
        try {
            return entries(chain).contains(object);
        } catch (Refused e) {
            return false;
        }
    }

    /// Makes an entity, and again while the database is away: nothing was done then.
    private static boolean isMade(StoredTown town, String id) {
        return town.apply(Town.create(id)).getFirst() instanceof Outcome.Created;
    }

    private Verdict verdict() throws Exception {
        try (var held = DataFolder.lock(folder);
                var postgres = EmbeddedPostgres.start(held)) {
            return AuditChain.verify(
                    new Tables(postgres, AuditChain.SCHEMA), held.path().resolve("audit"));
        }
    }

    @Test
    void an_entry_that_a_crash_lost_is_there_again_before_its_change_is_made() throws Exception {
        city((postgres, chain, town) -> {
            assertThat(isMade(town, "urn:e:0")).isTrue();
            for (int i = 1; i <= 3; i++) {
                var id = "urn:e:" + i;
                long number = chain.precede(entry(id));
                kill(postgres); // the entry was on its way to the disk, or not even that
                assertThat(Await.until(LIMIT, () -> isMade(town, id))).isTrue();
                kill(postgres); // what the change did not carry is lost now
                assertThat(Await.until(LIMIT, () -> isMade(town, id + ":after"))).isTrue();
                assertThat(Await.until(LIMIT, () -> isWritten(chain, id))).isTrue();
                assertThat(chain.find(AuditQuery.ALL, number + 1, 1).getFirst().entry().object())
                        .isEqualTo(id);
            }
            assertThat(chain.verify()).isInstanceOf(Verdict.Sound.class);
        });
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void every_change_that_is_there_has_its_entry_whenever_the_database_is_killed()
            throws Exception {
        var stop = new AtomicInteger();
        var made = ConcurrentHashMap.<String>newKeySet();
        city((postgres, chain, town) -> {
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < 8; client++) {
                    var name = "urn:e:" + client + ":";
                    var _ =
                            clients.submit(() -> {
                                for (int i = 0; stop.get() == 0; i++) {
                                    make(chain, town, name + i, made);
                                }
                            });
                }
                for (int kills = 1; kills <= 4; kills++) {
                    int before = made.size();
                    assertThat(Await.until(LIMIT, () -> made.size() > before + 100)).isTrue();
                    kill(postgres);
                }
                stop.set(1);
            }
            assertThat(made).hasSizeGreaterThan(400);
            assertThat(town.entities())
                    .extracting(Entity::id)
                    .isSubsetOf(entries(chain))
                    .containsAll(made);
        });
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
        city((_, chain, town) ->
                assertThat(town.entities())
                        .extracting(Entity::id)
                        .isSubsetOf(entries(chain))
                        .containsAll(made));
    }

    private static void make(AuditChain chain, StoredTown town, String id, Set<String> made) {
        try {
            chain.precede(entry(id));
            if (isMade(town, id)) {
                made.add(id);
            }
        } catch (Refused e) {
            Thread.onSpinWait(); // it is away: nothing was done
        }
    }

    @Test
    void the_head_that_is_noted_is_never_ahead_of_what_a_crash_leaves() throws Exception {
        for (int round = 0; round < 3; round++) {
            city((postgres, chain, _) -> {
                for (int i = 0; i < 2_500; i++) {
                    chain.precede(entry("urn:n:" + i));
                }
                kill(postgres);
                var noted = AuditChain.noted(folder.resolve("audit")).orElseThrow();
                assertThat(Await.until(LIMIT, () -> isThere(chain, noted))).isTrue();
            });
            assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
        }
    }

    private static boolean isThere(AuditChain chain, ChainHead noted) {
        try {
            var found = chain.find(AuditQuery.ALL, noted.number() + 1, 1);
            return noted.number() == 0 || found.getFirst().head().equals(noted);
        } catch (Refused e) {
            return false; // it is not back yet
        }
    }
}
