package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.start.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Following the city live, with breaks.
class EventsTest {
    private static final int TREES = 50;

    @TempDir Path temp;

    @Test
    void who_comes_back_is_told_everything_once_as_it_is_now() throws Exception {
        try (var city = RunningCity.open(temp)) {
            var client = city.client();
            String last;
            try (var events = Events.open(client, "/events")) {
                plant(client, "Tree", 1);
                last = events.until(tree(TREES - 1)).getLast().id();
            }
            plant(client, "Tree", 2);
            plant(client, "Tree", 3);
            plant(client, "Bush", 1);
            try (var events = Events.open(client, "/events", "Last-Event-ID: " + last)) {
                var seen = events.until("urn:ngsi-ld:Bush:" + (TREES - 1));
                assertThat(seen).extracting(Events.Event::name).containsOnly("change");
                var trees = seen.stream().filter(event -> event.data().contains("Tree")).toList();
                assertThat(trees).hasSize(TREES).allMatch(event -> event.data().contains("\"v3\""));
                assertThat(seen).extracting(event -> Long.parseLong(event.id())).isSorted();
                assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
            }
        }
    }

    @Test
    void a_stream_goes_on_over_a_restart_of_the_server() throws Exception {
        String last;
        try (var city = RunningCity.open(temp)) {
            try (var events = Events.open(city.client(), "/events")) {
                plant(city.client(), "Tree", 1);
                last = events.until(tree(TREES - 1)).getLast().id();
            }
        }
        try (var city = RunningCity.open(temp);
                var events = Events.open(city.client(), "/events", "Last-Event-ID: " + last)) {
            plant(city.client(), "Tree", 2);
            assertThat(events.until(tree(TREES - 1)))
                    .hasSize(TREES)
                    .allMatch(event -> event.name().equals("change"))
                    .allMatch(event -> event.data().contains("\"v2\""));
        }
    }

    @Test
    void who_missed_what_came_before_a_restart_is_told_to_read_afresh() throws Exception {
        String last;
        try (var city = RunningCity.open(temp)) {
            try (var events = Events.open(city.client(), "/events")) {
                plant(city.client(), "Tree", 1);
                last = events.until(tree(TREES - 1)).getLast().id();
            }
            plant(city.client(), "Tree", 2);
        }
        try (var city = RunningCity.open(temp);
                var events = Events.open(city.client(), "/events", "Last-Event-ID: " + last)) {
            var first = events.next();
            assertThat(first.name()).isEqualTo("reset");
            assertThat(first.id()).isEqualTo("" + city.client().seq());
        }
    }

    @Test
    void past_the_tail_and_past_the_end_it_says_reset_and_goes_on() throws Exception {
        try (var city = RunningCity.open(temp, "feed.tail-bytes=64 KiB")) {
            var client = city.client();
            for (int version = 1; version <= 20; version++) {
                plant(client, "Tree", version);
            }
            for (var place : new String[] {"1", "999999999"}) {
                try (var events = Events.open(client, "/events?lastEventId=" + place)) {
                    var reset = place.equals("1") ? events.next() : null;
                    if (reset != null) {
                        assertThat(reset.name()).isEqualTo("reset");
                    }
                    plant(client, "Tree", 21 + place.length());
                    assertThat(events.until(tree(TREES - 1)))
                            .extracting(Events.Event::name)
                            .containsOnly("change");
                }
            }
        }
    }

    @Test
    void a_stream_can_be_of_some_types_and_tells_what_is_gone() throws Exception {
        try (var city = RunningCity.open(temp);
                var trees = Events.open(city.client(), "/events?type=Tree");
                var all = Events.open(city.client(), "/events")) {
            var client = city.client();
            plant(client, "Bush", 1);
            plant(client, "Tree", 1);
            assertThat(trees.until(tree(TREES - 1)))
                    .hasSize(TREES)
                    .noneMatch(event -> event.data().contains("Bush"));
            assertThat(all.until(tree(TREES - 1))).hasSize(2 * TREES);
            assertThat(client.delete(Client.ENTITIES + "/" + tree(0)).status()).isEqualTo(204);
            assertThat(trees.next())
                    .extracting(Events.Event::name, Events.Event::data)
                    .containsExactly("gone", "{\"id\":\"" + tree(0) + "\"}");
            assertThat(all.next().name()).isEqualTo("gone");
        }
    }

    @Test
    void no_more_streams_than_allowed_are_open_and_a_left_one_makes_room() throws Exception {
        try (var city = RunningCity.open(temp, "events.max-streams=1")) {
            var client = city.client();
            try (var _ = Events.open(client, "/events")) {
                var refused = client.get("/events");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isPresent();
                assertThat(refused.text("code")).isEqualTo("events.streams-full");
            }
            plant(client, "Tree", 1);
            assertThat(Await.until(Duration.ofSeconds(60), () -> isOpened(client))).isTrue();
        }
    }

    /// A stream is seen to be left when something is written to it.
    private static boolean isOpened(Client client) {
        plant(client, "Tree", 2);
        try (var _ = Events.open(client, "/events")) {
            return true;
        } catch (AssertionError | IOException e) {
            return false;
        }
    }

    private static String tree(int number) {
        return "urn:ngsi-ld:Tree:" + number;
    }

    /// Writes all trees (or bushes) in one batch, as this version.
    private static void plant(Client client, String type, int version) {
        var entities =
                IntStream.range(0, TREES)
                        .mapToObj(i ->
                                "{\"id\":\"urn:ngsi-ld:%s:%d\",\"type\":\"%s\",\"n\":\"v%d\"}"
                                        .formatted(type, i, type, version))
                        .collect(Collectors.joining(",", "[", "]"));
        assertThat(client.post(Client.BATCH + "upsert", entities).isSuccess()).isTrue();
    }
}
