package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.simulator.AirArchive;
import city.wutong.simulator.CityDoor;
import city.wutong.simulator.Progress;
import city.wutong.simulator.Replays;
import city.wutong.start.Await;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demonstration's readings, played twice into a real city.
class ReplayTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double MINUTES = 0.1;

    @TempDir Path temp;

    @Test
    void a_second_replay_tells_the_same_and_leaves_the_first_alone() throws Exception {
        var archive = AirArchive.read(DemoProcess.home().resolve("demo/air"));
        try (var city =
                        RunningCity.open(
                                temp.resolve("data"),
                                "scenarios=" + DemoProcess.home().resolve("scenario"),
                                "clock.replay=true",
                                "tenants.by-header=true");
                var replays = replays(city, archive)) {
            play(replays);
            Way.awaitQuiet(city.client());
            var alerts = Way.alerts(city.client());
            var cases = Way.cases(city.client());
            assertThat(byRule(alerts))
                    .as("bad air, silent and stuck stations")
                    .hasSize(3)
                    .containsEntry("environment/station-stuck", 3);

            play(replays);
            assertThat(replays.list().getLast().tenant()).isEqualTo("replay_2");
            assertThat(
                            Await.until(
                                    LIMIT,
                                    () -> alertsOf(city.client(), "replay_2") == alerts.size()))
                    .as("the second raises as many alerts")
                    .isTrue();
            assertThat(Way.alerts(city.client())).isEqualTo(alerts);
            assertThat(Way.cases(city.client())).isEqualTo(cases);
        }
    }

    private static Replays replays(RunningCity city, AirArchive archive) {
        var address = URI.create("http://127.0.0.1:" + city.client().port());
        return new Replays(CityDoor.open(address), archive, Clock.systemUTC());
    }

    private static void play(Replays replays) throws InterruptedException {
        assertThat(replays.start(MINUTES)).isPresent();
        assertThat(Await.until(LIMIT, replays::canStart)).as("it ends").isTrue();
        assertThat(replays.list().getLast().progress().state()).isEqualTo(Progress.State.FINISHED);
    }

    private static Map<String, Integer> byRule(Map<String, String> alerts) {
        var counts = new TreeMap<String, Integer>();
        alerts.keySet().forEach(key -> counts.merge(key.split(" ", 2)[0], 1, Integer::sum));
        return counts;
    }

    private static int alertsOf(Client client, String tenant) {
        var reply = client.get(Client.ENTITIES + "?type=Alert&limit=1000", "NGSILD-Tenant", tenant);
        return reply.json() instanceof Json.Arr(var items) ? items.size() : 0;
    }
}
