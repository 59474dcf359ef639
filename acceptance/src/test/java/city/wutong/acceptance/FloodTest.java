package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.start.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many clients send more than a small process can take: it refuses, and lives.
class FloodTest {
    private static final boolean LONG = Boolean.getBoolean("wutong.long");
    private static final String HEAP = "96m";
    private static final int CLIENTS = 24;
    private static final int BATCHES = LONG ? 200 : 12;
    private static final int ENTITIES = 400;
    private static final long QUEUE_BYTES = 1 << 20;
    private static final int SLOW_READERS = 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path temp;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger full = new AtomicInteger();
    private final AtomicLong mostWaiting = new AtomicLong();

    @Test
    void a_small_process_lives_through_a_flood_and_has_all_that_it_accepted() throws Exception {
        var data = temp.toRealPath().resolve("city");
        var keys =
                List.of(
                        "writer.queue-bytes=" + QUEUE_BYTES,
                        "feed.tail-bytes=64 KiB",
                        "http.max-body-bytes=1 MiB",
                        "entities.max-bytes=20 MiB",
                        "segments.every=PT1S",
                        "snapshot.every=PT1S");
        try (var city = CityProcess.start(data, HEAP, keys)) {
            var readers = new ArrayList<Events>();
            for (int i = 0; i < SLOW_READERS; i++) {
                readers.add(Events.open(city.client(), "/events"));
            }
            flood(city);
            assertThat(wrong).as("answers that nobody should get").isEmpty();
            assertThat(city.isAlive()).isTrue();
            assertThat(busy.get() + full.get()).as("refused").isPositive();
            assertThat(mostWaiting.get()).isLessThanOrEqualTo(QUEUE_BYTES);
            var present =
                    city.client().all("Drop", "&options=simplified").stream()
                            .map(drop -> Documents.text(Documents.member(drop, "id")))
                            .collect(Collectors.toSet());
            assertThat(present).isEqualTo(accepted);
            for (var reader : readers) {
                assertReset(reader);
            }
            assertThat(Await.until(LIMIT, () -> city.client().lag("segments") == 0)).isTrue();
        } finally {
            CityProcess.killPostmaster(data);
        }
    }

    /// A reader that fell behind is told to read afresh, sooner or later.
    private static void assertReset(Events reader) throws IOException {
        try (reader) {
            while (!reader.next().name().equals("reset")) {
                // what was on its way to it
            }
        }
    }

    private void flood(CityProcess city) throws InterruptedException {
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            clients.add(Thread.ofVirtual().start(() -> post(city.client(), number)));
        }
        while (clients.stream().anyMatch(Thread::isAlive)) {
            long waiting = (long) city.client().measure("wutong_writer_waiting_bytes");
            mostWaiting.accumulateAndGet(waiting, Math::max);
            Thread.onSpinWait();
        }
        for (var client : clients) {
            client.join();
        }
    }

    private void post(Client client, int number) {
        for (int batch = 0; batch < BATCHES; batch++) {
            var start = "urn:ngsi-ld:Drop:" + number + "-" + batch + "-";
            try {
                take(client.send("POST", Client.BATCH + "create", batch(start)), start);
            } catch (IOException | RuntimeException e) {
                wrong.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static byte[] batch(String start) {
        return IntStream.range(0, ENTITIES)
                .mapToObj(i ->
                        "{\"id\":\"%s%d\",\"type\":\"Drop\",\"n\":%d,\"note\":\"%s\"}"
                                .formatted(start, i, i, "x".repeat(200)))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void take(Client.Reply reply, String start) {
        switch (reply.status()) {
            case 201 -> IntStream.range(0, ENTITIES).forEach(i -> accepted.add(start + i));
            case 207 -> {
                Documents.items(Documents.member(reply.json(), "success"))
                        .forEach(id -> accepted.add(Documents.text(id)));
                full.incrementAndGet();
                if (!reply.body().contains("\"status\":507")) {
                    wrong.add(reply.toString());
                }
            }
            case 503 -> {
                busy.incrementAndGet();
                if (reply.header("Retry-After").isEmpty()) {
                    wrong.add(reply.toString());
                }
            }
            default -> wrong.add(reply.toString());
        }
    }
}
