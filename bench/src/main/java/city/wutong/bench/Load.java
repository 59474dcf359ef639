package city.wutong.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Batches of entities, upserted by several clients that each wait for their answer.
final class Load {
    static final int BATCH = 1_000;

    private static final String UPSERT = "/ngsi-ld/v1/entityOperations/upsert";
    private static final int CLIENTS = 4;

    private final int port;
    private final int entities;
    private final AtomicInteger next = new AtomicInteger();

    /// @param entities how many there are, a multiple of [#BATCH]
    Load(int port, int entities) {
        this.port = port;
        this.entities = entities;
    }

    /// What was answered.
    ///
    /// @param batches how long each took
    record Done(long changes, double seconds, Latencies batches) {
        double perSecond() {
            return changes / seconds;
        }
    }

    /// Every entity once.
    Done all() throws IOException, InterruptedException {
        return send(Long.MAX_VALUE, entities / BATCH);
    }

    /// One entity after the other, round and round.
    Done during(double seconds) throws IOException, InterruptedException {
        return send((long) (seconds * 1e9), Integer.MAX_VALUE);
    }

    private Done send(long nanos, int batches) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int last = (int) Math.min(Integer.MAX_VALUE, (long) next.get() + batches);
        var parts = new ArrayList<Future<Latencies>>();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                int seed = i;
                parts.add(clients.submit(() -> client(start + nanos, nanos, last, seed)));
            }
        }
        var latencies = new ArrayList<Latencies>();
        for (var part : parts) {
            latencies.add(result(part));
        }
        var all = Latencies.together(latencies);
        long changes = (long) all.count() * BATCH * Entities.ATTRIBUTES;
        return new Done(changes, (System.nanoTime() - start) / 1e9, all);
    }

    private static Latencies result(Future<Latencies> part)
            throws IOException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e.getCause());
        }
    }

    private Latencies client(long end, long nanos, int last, int seed) throws IOException {
        var shape = new Entities();
        var body = shape.batch(BATCH);
        var head = Line.head("POST", UPSERT, body.length);
        var random = new SplittableRandom(seed);
        var latencies = new Latencies();
        try (var line = new Line(port)) {
            while (nanos == Long.MAX_VALUE || System.nanoTime() < end) {
                int batch = next.getAndIncrement();
                if (batch >= last) {
                    break;
                }
                int first = (int) ((long) batch * BATCH % entities);
                int millis = (int) (System.currentTimeMillis() % 86_400_000);
                shape.fill(body, BATCH, first, millis, random);
                long sent = System.nanoTime();
                var answer = line.send(head, body);
                if (answer.status() != 201 && answer.status() != 204) {
                    throw new IOException(answer.status() + " " + answer.text());
                }
                latencies.add(System.nanoTime() - sent);
            }
        }
        return latencies;
    }
}
