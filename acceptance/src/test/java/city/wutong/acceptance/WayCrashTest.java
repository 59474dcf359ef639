package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.acceptance.Client.Reply;
import city.wutong.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Kills the process anywhere between a reading and a closed case, with and without its database:
/// there is one alert and one case, as if nobody had been killed, and the indices are right.
class WayCrashTest {
    private static final boolean LONG = Boolean.getBoolean("wutong.long");
    private static final int KILLS = Integer.getInteger("wutong.way.kills", LONG ? 200 : 12);
    private static final String SCENARIOS =
            Path.of("../scenario").toAbsolutePath().normalize().toString();
    private static final List<String> KEYS =
            List.of("scenarios=" + SCENARIOS, "clock.replay=true", "snapshot.every=PT1S");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    private final long seed = Long.getLong("wutong.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int kills;

    @Test
    void one_alert_and_one_case_however_often_the_process_is_killed() throws Exception {
        say("wutong.seed=" + seed);
        var calm = temp.resolve("calm");
        var struck = temp.resolve("struck");
        try (var city = RunningCity.open(calm, KEYS.toArray(String[]::new))) {
            for (var step : Way.readings(seed)) {
                assertThat(step.send(city.client()).isSuccess()).isTrue();
            }
            Way.awaitQuiet(city.client());
            var alerts = Way.alerts(city.client());
            var cases = Way.cases(city.client());
            assertThat(alerts).as("the play raises alerts").hasSizeGreaterThan(5);

            try (var under = new UnderFire(struck)) {
                under.play(Way.readings(seed));
                assertThat(Way.alerts(under.client())).isEqualTo(alerts);
                assertThat(Way.cases(under.client())).isEqualTo(cases);
                assertThat(Way.index(under.client(), "environment/alerts-now"))
                        .isEqualTo((double) active(alerts));
                assertThat(Way.index(under.client(), "environment/cases-open"))
                        .isEqualTo((double) cases.size());
                under.finishAll();
            }
        }
        assertThat(kills).as("kills").isGreaterThan(KILLS / 3);
    }

    private static long active(Map<String, String> alerts) {
        return alerts.values().stream().filter(alert -> alert.startsWith("active")).count();
    }

    /// A city that is killed now and then, and somebody who says everything again until it is
    /// answered.
    private final class UnderFire implements AutoCloseable {
        private final Path folder;
        private CityProcess city;

        UnderFire(Path folder) throws IOException {
            this.folder = folder;
            this.city = CityProcess.start(folder, "256m", KEYS);
        }

        /// Starts it again when it is dead.
        Client client() throws IOException {
            if (!city.isAlive()) {
                city = CityProcess.start(folder, "256m", KEYS);
            }
            return city.client();
        }

        void play(List<Way.Step> steps) throws Exception {
            for (int i = 0; i < steps.size(); i++) {
                insist(steps.get(i), steps.size() - i);
            }
            Way.awaitQuiet(client());
        }

        /// Sends until it is answered with success, under fire.
        private Reply insist(Way.Step step, int stepsLeft) throws Exception {
            while (true) {
                var client = client();
                var reply = CompletableFuture.supplyAsync(() -> sent(step, client));
                if (random.nextInt(stepsLeft + 1) < KILLS - kills && random.nextInt(3) == 0) {
                    strike();
                }
                try {
                    if (reply.get().isSuccess()) {
                        return reply.get();
                    }
                    assertThat(reply.get().status()).as(reply.get().body()).isEqualTo(503);
                } catch (ExecutionException e) {
                    assertThat(city.isAlive()).as("only a killed city does not answer").isFalse();
                }
            }
        }

        private static Reply sent(Way.Step step, Client client) {
            try {
                return step.send(client);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /// Where on the way it strikes is chance.
        private void strike() throws Exception {
            LockSupport.parkNanos(random.nextInt(60_000_000));
            if (random.nextInt(3) == 0) {
                CityProcess.killPostmaster(folder);
            }
            city.kill();
            kills++;
        }

        /// Brings every case to its end, under fire, and looks whether each step stands in its log
        /// once.
        void finishAll() throws Exception {
            var photo = insist(Way.photo(), 1).text("sha256");
            var cases = Way.all(client());
            for (var each : cases) {
                var path = "/api/cases/" + Way.text(each, "id");
                var whole = (Json.Obj) insist(get(path), cases.size()).json();
                for (var next = Way.next(whole, photo); next.isPresent(); ) {
                    insist(next.get(), cases.size());
                    whole = (Json.Obj) insist(get(path), cases.size()).json();
                    next = Way.next(whole, photo);
                }
                assertThat(whole.get("open")).as(path).contains(Json.Literal.FALSE);
                assertThat(Way.moves(whole).values()).as(path).containsOnly(1);
            }
            Way.awaitQuiet(client());
            assertThat(Way.index(client(), "environment/cases-open")).isZero();
            assertThat(Way.index(client(), "environment/cases-closed-on-time")).isEqualTo(100);
        }

        private Way.Step get(String path) {
            return new Way.Step("GET", path, new byte[0], List.of());
        }

        @Override
        public void close() throws Exception {
            if (city.isAlive()) {
                city.close();
            }
            CityProcess.killPostmaster(folder);
            say(kills + " kills");
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println("way: " + line);
    }
}
