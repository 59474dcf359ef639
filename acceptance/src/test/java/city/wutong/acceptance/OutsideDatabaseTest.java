package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.wutong.postgres.DebianPostgres;
import city.wutong.start.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that is not ours: its administrator restarts it, its network breaks.
class OutsideDatabaseTest {
    private static final boolean LONG = Boolean.getBoolean("wutong.long");
    private static final int RESTARTS = LONG ? 40 : 2;
    private static final int CUTS = LONG ? 2_000 : 30;
    private static final int ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(LONG ? 30 : 3);
    private static final String[] KEYS = {"segments.every=PT1S", "snapshot.every=PT1S"};

    @TempDir Path temp;

    private final long seed = Long.getLong("wutong.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void need_debians_postgresql() {
        assumeTrue(DebianPostgres.available(), "Debian's PostgreSQL 15 is not installed");
    }

    @Test
    void a_restarted_database_costs_nothing_that_was_acknowledged() throws Exception {
        try (var postgres = DebianPostgres.start(temp.resolve("postgres"));
                var city = open(postgres.url())) {
            var load = new Load(random);
            var proof = new Proof(load.ledgers());
            for (int restart = 0; restart < RESTARTS; restart++) {
                var run = load.start(city.client());
                awaitTaken(run, 50 + random.nextInt(300));
                if (restart % 2 == 0) {
                    postgres.restart();
                } else {
                    postgres.kill();
                    postgres.start();
                }
                awaitTaken(run, run.taken() + 100);
                run.end();
                try (var database = postgres.connect()) {
                    proof.check(city.client(), database);
                }
            }
            awaitReady(city.client(), 200);
        }
    }

    @Test
    void while_the_database_is_away_writes_are_refused_and_reads_go_on() throws Exception {
        try (var postgres = DebianPostgres.start(temp.resolve("postgres"));
                var city = open(postgres.url())) {
            var client = city.client();
            var tree =
                    """
                    {"id":"urn:ngsi-ld:Tree:1","type":"Tree","height":{"type":"Property","value":7}}
                    """;
            assertThat(client.post(Client.ENTITIES, tree).status()).isEqualTo(201);
            postgres.stop();
            var refused = client.post(Client.ENTITIES, tree.replace("Tree:1", "Tree:2"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.text("code")).isIn("audit.not-written", "writer.journal-away");
            awaitReady(client, 503);
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            assertThat(client.get(Client.ENTITIES + "/urn:ngsi-ld:Tree:1").status()).isEqualTo(200);
            postgres.start();
            assertThat(
                            Await.until(
                                    LIMIT,
                                    () ->
                                            client.post(
                                                                    Client.ENTITIES,
                                                                    tree.replace(
                                                                            "Tree:1", "Tree:3"))
                                                            .status()
                                                    == 201))
                    .isTrue();
            awaitReady(client, 200);
            assertThat(client.get(Client.ENTITIES + "/urn:ngsi-ld:Tree:2").status()).isEqualTo(404);
        }
    }

    @Test
    void a_connection_cut_at_commit_makes_no_answer_untrue() throws Exception {
        try (var postgres = DebianPostgres.start(temp.resolve("postgres"));
                var proxy = CutProxy.open(port(postgres.url()), random);
                var city =
                        open(
                                postgres.url()
                                        .replace(
                                                ":" + port(postgres.url()) + "/",
                                                ":" + proxy.port() + "/"))) {
            var load = new Load(random);
            var proof = new Proof(load.ledgers());
            for (int round = 1; round <= ROUNDS; round++) {
                int cuts = CUTS * round / ROUNDS;
                var run = load.start(city.client());
                proxy.cutOneIn(20);
                assertThat(Await.until(LIMIT, () -> proxy.cuts() >= cuts || run.isOver()))
                        .as("%d of %d cuts, wutong.seed=%d", proxy.cuts(), cuts, seed)
                        .isTrue();
                proxy.cutOneIn(0);
                run.end();
                try (var database = postgres.connect()) {
                    proof.check(city.client(), database);
                } catch (AssertionError e) {
                    throw new AssertionError("wutong.seed=" + seed, e);
                }
            }
            assertThat(load.ledgers().stream().mapToInt(Ledger::refused).sum())
                    .as("commands that were refused because their commit was lost")
                    .isPositive();
        }
    }

    private static void awaitReady(Client client, int status) throws InterruptedException {
        assertThat(Await.until(LIMIT, () -> client.get("/health/ready").status() == status))
                .isTrue();
    }

    private RunningCity open(String url) {
        var keys = new String[] {KEYS[0], KEYS[1], "db-url=" + url};
        return RunningCity.open(temp.resolve("data"), List.of(new Echo()), keys);
    }

    private static int port(String url) {
        int colon = url.lastIndexOf(':');
        return Integer.parseInt(url.substring(colon + 1, url.indexOf('/', colon)));
    }

    private static void awaitTaken(Load.Run run, int commands) throws InterruptedException {
        assertThat(Await.until(LIMIT, () -> run.taken() >= commands || run.isOver()))
                .as("%d of %d commands were taken", run.taken(), commands)
                .isTrue();
    }
}
