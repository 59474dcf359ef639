package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.start.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Kills the process and its database while clients write at full speed, again and again. Every
/// kill comes after a number of acknowledged commands that nobody knows before.
class CrashTest {
    private static final boolean LONG = Boolean.getBoolean("wutong.long");
    private static final int ROUNDS = Integer.getInteger("wutong.rounds", LONG ? 500 : 20);

    /// Kills that one data folder lives through.
    private static final int ROUNDS_A_FOLDER = 20;

    private static final int MOST_COMMANDS = LONG ? 1_500 : 600;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// What is done to the city.
    private enum Blow {
        PROCESS,
        PROCESS_AND_DATABASE,
        DATABASE,
        BACKEND
    }

    // what has failed can be looked at
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    private final long seed = Long.getLong("wutong.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Duration> startTimes = new ArrayList<>();

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_doubled() throws Exception {
        say("wutong.seed=" + seed);
        for (int round = 0; round < ROUNDS; round += ROUNDS_A_FOLDER) {
            var folder = temp.toRealPath().resolve("city-" + round);
            live(folder, Math.min(ROUNDS_A_FOLDER, ROUNDS - round));
        }
        Collections.sort(startTimes);
        say(
                "%d starts: median %d ms, slowest %d ms"
                        .formatted(
                                startTimes.size(),
                                startTimes.get(startTimes.size() / 2).toMillis(),
                                startTimes.getLast().toMillis()));
    }

    private void live(Path folder, int rounds) throws Exception {
        var load = new Load(random);
        var proof = new Proof(load.ledgers());
        var city = start(folder);
        try {
            for (int round = 0; round < rounds; round++) {
                var blow = Blow.values()[random.nextInt(Blow.values().length)];
                write(load, city, folder, blow);
                if (!city.isAlive()) {
                    city = start(folder);
                }
                try (var database = await(city, folder)) {
                    proof.check(city.client(), database);
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "round %d, after %s, wutong.seed=%d".formatted(round, blow, seed), e);
                }
                say(
                        "round %d: %s, %d taken, %d refused so far, change %d"
                                .formatted(
                                        round,
                                        blow,
                                        load.ledgers().stream().mapToInt(Ledger::taken).sum(),
                                        load.ledgers().stream().mapToInt(Ledger::refused).sum(),
                                        city.client().seq()));
            }
            city.close();
        } finally {
            if (city.isAlive()) {
                city.kill();
            }
            CityProcess.killPostmaster(folder);
        }
    }

    private CityProcess start(Path folder) throws IOException {
        var keys =
                List.of(
                        "snapshot.every=" + (random.nextBoolean() ? "PT1S" : "PT1M"),
                        "segments.every=" + (random.nextBoolean() ? "PT1S" : "PT5M"),
                        "feed.tail-bytes=" + (random.nextBoolean() ? "64 KiB" : "64 MiB"));
        var city = CityProcess.start(folder, "512m", keys);
        startTimes.add(city.startTime());
        say("started in %d ms with %s".formatted(city.startTime().toMillis(), keys));
        return city;
    }

    private void write(Load load, CityProcess city, Path folder, Blow blow) throws Exception {
        var run = load.start(city.client());
        awaitTaken(run, 1 + random.nextInt(MOST_COMMANDS));
        strike(city, folder, blow);
        if (city.isAlive()) {
            awaitTaken(run, run.taken() + random.nextInt(MOST_COMMANDS));
        }
        run.end();
    }

    private static void awaitTaken(Load.Run run, int commands) throws InterruptedException {
        assertThat(Await.until(LIMIT, () -> run.taken() >= commands || run.isOver()))
                .as("%d of %d commands were taken", run.taken(), commands)
                .isTrue();
    }

    private static void strike(CityProcess city, Path folder, Blow blow)
            throws IOException, SQLException, InterruptedException {
        switch (blow) {
            case PROCESS -> city.kill();
            case PROCESS_AND_DATABASE -> {
                CityProcess.killPostmaster(folder);
                city.kill();
            }
            case DATABASE -> CityProcess.killPostmaster(folder);
            case BACKEND -> city.killBackend();
        }
    }

    /// A session with the database, as soon as there can be one.
    private static java.sql.Connection await(CityProcess city, Path folder) throws Exception {
        assertThat(Await.until(LIMIT, () -> city.client().get("/health/live").status() == 200))
                .isTrue();
        var found = new ArrayList<java.sql.Connection>();
        assertThat(
                        Await.until(
                                LIMIT,
                                () -> {
                                    try {
                                        return found.add(CityProcess.connect(folder));
                                    } catch (IOException | SQLException e) {
                                        return false;
                                    }
                                }))
                .isTrue();
        return found.getFirst();
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println("crash: " + line);
    }
}
