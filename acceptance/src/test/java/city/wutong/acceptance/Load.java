package city.wutong.acceptance;

import city.wutong.acceptance.Ledger.Answer;
import city.wutong.acceptance.Ledger.Said;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several clients that write at full speed, each its own entities, one command after the other:
/// counters of rising numbers, batches of sensors, entities that come and go.
final class Load {
    static final int CLIENTS = 6;
    static final int COUNTERS = 2;
    static final int SENSORS = 100;

    private static final Duration AFTER_REFUSAL = Duration.ofMillis(20);

    private final Random random;
    private final List<Ledger> ledgers;

    Load(Random random) {
        this.random = random;
        this.ledgers = IntStream.range(0, CLIENTS).mapToObj(_ -> new Ledger()).toList();
    }

    List<Ledger> ledgers() {
        return ledgers;
    }

    /// Lets all clients write until the run is ended, or the city cannot be reached.
    Run start(Client client) {
        var run = new Run();
        for (int i = 0; i < CLIENTS; i++) {
            var writer = new Writer(i, client, new Random(random.nextLong()), ledgers.get(i), run);
            run.threads.add(Thread.ofVirtual().name("client-" + i).start(writer::run));
        }
        return run;
    }

    /// Clients at work.
    static final class Run {
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicInteger taken = new AtomicInteger();
        private volatile boolean ended;

        /// Commands that were taken in this run.
        int taken() {
            return taken.get();
        }

        /// Whether no client can write any more.
        boolean isOver() {
            return threads.stream().noneMatch(Thread::isAlive);
        }

        /// Ends it; returns when every client has its last answer.
        void end() throws InterruptedException {
            ended = true;
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    static String counter(int client, int number) {
        return Echo.COUNTER + client + "-" + number;
    }

    static String sensor(int client, int number) {
        return "urn:ngsi-ld:Sensor:" + client + "-" + number;
    }

    /// One client.
    private static final class Writer {
        private final int number;
        private final Client client;
        private final Random random;
        private final Ledger ledger;
        private final Run run;

        Writer(int number, Client client, Random random, Ledger ledger, Run run) {
            this.number = number;
            this.client = client;
            this.random = random;
            this.ledger = ledger;
            this.run = run;
        }

        void run() {
            try {
                while (!run.ended) {
                    step();
                }
            } catch (ConnectException e) {
                // nobody is there any more, and nothing was sent
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void step() throws ConnectException, InterruptedException {
            int dice = random.nextInt(100);
            if (dice < 1) {
                lookBack();
            } else if (dice < 55) {
                count();
            } else if (dice < 75) {
                make();
            } else if (dice < 90) {
                delete();
            } else {
                upsert();
            }
        }

        private void count() throws ConnectException, InterruptedException {
            var id = counter(number, random.nextInt(COUNTERS));
            var said = ledger.counters.computeIfAbsent(id, _ -> new ArrayList<>());
            int value = said.isEmpty() ? 1 : said.getLast().value() + 1;
            boolean isThere = said.stream().anyMatch(each -> each.answer() == Answer.TAKEN);
            said.add(new Said(value, isThere ? patch(id, value) : create(id, value)));
        }

        /// The entity may be there from a creation without an answer: so an upsert.
        private Answer create(String id, int value) throws ConnectException, InterruptedException {
            return send(
                    "POST",
                    Client.BATCH + "upsert",
                    "[{\"id\":\"%s\",\"type\":\"Counter\",\"n\":{\"type\":\"Property\",\"value\":%d}}]"
                            .formatted(id, value));
        }

        private Answer patch(String id, int value) throws ConnectException, InterruptedException {
            var path = Client.ENTITIES + "/" + id;
            return switch (random.nextInt(3)) {
                case 0 -> send("PATCH", path + "/attrs/n", "{\"value\":%d}".formatted(value));
                case 1 -> send("PATCH", path, "{\"n\":%d}".formatted(value));
                default ->
                        send(
                                "PATCH",
                                path + "/attrs",
                                "{\"n\":{\"type\":\"Property\",\"value\":%d}}".formatted(value));
            };
        }

        /// What was taken is in history at once, and once, whatever is being moved there meanwhile.
        private void lookBack() throws ConnectException, InterruptedException {
            var id = counter(number, random.nextInt(COUNTERS));
            var taken =
                    ledger.counters.getOrDefault(id, List.of()).stream()
                            .filter(each -> each.answer() == Answer.TAKEN)
                            .map(each -> (long) each.value())
                            .toList();
            try {
                var reply = client.send("GET", Proof.seriesPath(id, "n"), new byte[0]);
                if (reply.status() == 200) {
                    var history = Proof.series(reply, "n");
                    if (!new HashSet<>(history).containsAll(taken)
                            || new HashSet<>(history).size() != history.size()) {
                        ledger.wrong.add("history of %s: %s".formatted(id, history));
                    }
                } else if (reply.status() != 503 && !(reply.status() == 404 && taken.isEmpty())) {
                    ledger.wrong.add("history of %s: %s".formatted(id, reply));
                }
            } catch (ConnectException e) {
                throw e;
            } catch (IOException e) {
                ledger.note(Answer.UNKNOWN);
            }
        }

        private void make() throws ConnectException, InterruptedException {
            int count = ledger.made.size();
            var id = "urn:ngsi-ld:Made:" + number + "-" + count;
            ledger.made.put(id, Answer.UNKNOWN);
            var entity =
                    """
                    {"id":"%s","type":"Made","x":{"type":"Property","value":%d,"unitCode":"MTR"},
                     "y":{"type":"Property","value":%d},
                     "location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[120.5,30.6]}}}
                    """
                            .formatted(id, count, count);
            var answer = send("POST", Client.ENTITIES, entity);
            ledger.made.put(id, answer);
            if (answer == Answer.TAKEN) {
                ledger.alive.add(id);
            }
        }

        private void delete() throws ConnectException, InterruptedException {
            var doomed = ledger.alive.poll();
            if (doomed != null) {
                ledger.deleted.put(doomed, Answer.UNKNOWN);
                ledger.deleted.put(doomed, send("DELETE", Client.ENTITIES + "/" + doomed, ""));
            }
        }

        private void upsert() throws ConnectException, InterruptedException {
            int version = ledger.versions.isEmpty() ? 1 : ledger.versions.getLast().value() + 1;
            var sensors =
                    IntStream.range(0, SENSORS)
                            .mapToObj(i -> document(sensor(number, i), version))
                            .collect(Collectors.joining(",", "[", "]"));
            var options = random.nextBoolean() ? "?options=update" : "";
            ledger.versions.add(
                    new Said(version, send("POST", Client.BATCH + "upsert" + options, sensors)));
        }

        private static String document(String id, int version) {
            return """
            {"id":"%s","type":"Sensor","a":{"type":"Property","value":%d},
             "b":{"type":"Property","value":%d,"unitCode":"CEL"},"c":{"type":"Property","value":"v%d"}}
            """
                    .formatted(id, version, version, version);
        }

        private Answer send(String method, String path, String body)
                throws ConnectException, InterruptedException {
            try {
                var reply = client.send(method, path, body.getBytes(StandardCharsets.UTF_8));
                return ledger.note(answer(method, path, reply));
            } catch (ConnectException e) {
                throw e;
            } catch (IOException e) {
                return ledger.note(Answer.UNKNOWN);
            }
        }

        private Answer answer(String method, String path, Client.Reply reply) {
            if (reply.status() == 503) {
                if (reply.header("Retry-After").isEmpty()) {
                    ledger.wrong.add("503 without Retry-After to " + method + " " + path);
                }
                LockSupport.parkNanos(AFTER_REFUSAL.toNanos());
                return Answer.REFUSED;
            }
            if (reply.isSuccess() && reply.status() != 207) {
                run.taken.incrementAndGet();
                return Answer.TAKEN;
            }
            ledger.wrong.add(method + " " + path + ": " + reply);
            return Answer.UNKNOWN;
        }
    }
}
