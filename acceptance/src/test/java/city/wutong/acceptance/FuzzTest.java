package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.EntityMaps;
import city.wutong.jsonld.StoredContexts;
import city.wutong.start.Await;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that were right once, with something changed by chance: whatever comes, no defect
/// answers, nothing hangs, what is refused is not stored, no follower stumbles over what is, and
/// nothing stays behind in memory.
///
/// `-Dwutong.seed=…` asks the same again, `-Dwutong.requests=…` less or more.
class FuzzTest {
    private static final boolean LONG = Boolean.getBoolean("wutong.long");
    private static final int REQUESTS =
            Integer.getInteger("wutong.requests", LONG ? 1_000_000 : 100_000);
    private static final int LANES = 4;
    private static final int STREAMS = 3;
    private static final int OK = 200;

    /// What memory may grow by for what nobody counts, from the first tenth of the requests to the
    /// last.
    private static final long MOST_GROWTH = 32L << 20;

    private static final int MOST_NEW_THREADS = 16;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofMinutes(5).plusMillis(20L * REQUESTS);
    private static final String[] KEYS = {
        "tenants=" + String.join(",", FuzzLane.tenants(LANES)),
        "context.fetch=false",
        "segments.every=PT1S",
        "feed.tail-bytes=1 MiB",
        "events.max-streams=" + STREAMS
    };

    @TempDir Path temp;

    private final long seed = Long.getLong("wutong.seed", System.nanoTime());
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void whatever_comes_is_answered_and_what_is_refused_is_not_stored() throws Exception {
        say("wutong.seed=%d, %d requests".formatted(seed, REQUESTS));
        long last;
        try (var city = RunningCity.open(temp, KEYS)) {
            ask(city.client());
            for (var follower : List.of("entity-table", "segments")) {
                for (var tenant : FuzzLane.tenants(LANES)) {
                    assertFollows(city.client(), tenant, follower);
                }
            }
            last = Footprint.sum(city.client(), "wutong_seq");
        }
        try (var again = RunningCity.open(temp, KEYS)) {
            assertThat(Footprint.sum(again.client(), "wutong_seq"))
                    .as("wutong.seed=%d", seed)
                    .isEqualTo(last);
        }
    }

    private void ask(Client client) throws InterruptedException {
        var lanes = new ArrayList<FuzzLane>();
        for (var tenant : FuzzLane.tenants(LANES)) {
            lanes.add(new FuzzLane(client, tenant, seed + lanes.size()));
        }
        long threads = Footprint.threads(temp);
        run(lanes, REQUESTS / 10);
        long before = Footprint.unaccounted(client);
        run(lanes, REQUESTS - REQUESTS / 10);
        lanes.forEach(FuzzLane::close);
        var statuses = new TreeMap<Integer, Integer>();
        lanes.forEach(
                lane -> lane.statuses().forEach((k, v) -> statuses.merge(k, v, Integer::sum)));
        say("answers by status: " + statuses);
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(
                        REQUESTS / 10 / LANES * LANES + (REQUESTS - REQUESTS / 10) / LANES * LANES);

        assertBounds(client);
        assertStreamsAreFree(client);
        var grown = (Footprint.unaccounted(client) - before) >> 10;
        say("grown by " + grown + " KiB that nobody counts");
        assertThat(grown).as("KiB grown, wutong.seed=%d", seed).isLessThan(MOST_GROWTH >> 10);
        assertThat(Await.until(LIMIT, () -> Footprint.threads(temp) <= threads + MOST_NEW_THREADS))
                .as("no more than %d threads, as before, wutong.seed=%d", threads, seed)
                .isTrue();
    }

    private void run(List<FuzzLane> lanes, int requests) throws InterruptedException {
        long begin = System.nanoTime();
        var threads =
                lanes.stream()
                        .map(lane -> Thread.ofVirtual().start(() -> run(lane, requests / LANES)))
                        .toList();
        for (var thread : threads) {
            assertThat(thread.join(LONGEST)).as("a request hangs, wutong.seed=%d", seed).isTrue();
        }
        assertThat(wrong).as("wutong.seed=%d", seed).isEmpty();
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        say("%d requests in %d ms".formatted(requests, millis));
    }

    private void run(FuzzLane lane, int requests) {
        try {
            for (int i = 0; i < requests && wrong.isEmpty(); i++) {
                lane.ask().ifPresent(wrong::add);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            wrong.add(e.toString());
        }
    }

    private static void assertBounds(Client client) {
        assertThat(Footprint.sum(client, "wutong_contexts_bytes"))
                .isBetween(
                        1L,
                        LANES
                                * (StoredContexts.MOST_HOSTED_BYTES
                                        + StoredContexts.MOST_IMPLICIT_BYTES));
        assertThat(Footprint.sum(client, "wutong_entity_maps_bytes"))
                .isBetween(1L, LANES * EntityMaps.MOST_BYTES);
        assertThat(Footprint.sum(client, "wutong_writer_waiting_bytes")).isZero();
    }

    /// As many streams as there may be can be opened, once their readers' leaving was noticed.
    private static void assertStreamsAreFree(Client client) throws InterruptedException {
        var request = HttpRequest.newBuilder(client.uri("/events")).timeout(LIMIT).build();
        var http = HttpClient.newHttpClient();
        var opened = new AtomicInteger();
        try {
            assertThat(Await.until(LIMIT, () -> opens(http, request, opened) == STREAMS))
                    .as("%s streams could be opened", opened)
                    .isTrue();
        } finally {
            http.shutdownNow();
        }
    }

    /// Opens one more stream, if there is room, and leaves it open.
    private static int opens(HttpClient http, HttpRequest request, AtomicInteger opened) {
        try {
            var answer = http.sendAsync(request, BodyHandlers.ofInputStream()).join();
            return answer.statusCode() == OK ? opened.incrementAndGet() : opened.get();
        } catch (CompletionException e) {
            throw new AssertionError("no answer at /events", e);
        }
    }

    private void assertFollows(Client client, String tenant, String follower)
            throws InterruptedException {
        var lag = "wutong_follower_lag{follower=\"%s\",tenant=\"%s\"}".formatted(follower, tenant);
        assertThat(Await.until(LIMIT, () -> client.measure(lag) == 0))
                .as("%s of %s follows everything, wutong.seed=%d", follower, tenant, seed)
                .isTrue();
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
