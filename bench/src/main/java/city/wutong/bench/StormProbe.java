package city.wutong.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Changes an entity now and then, and notes how long after the answer the live stream tells it.
final class StormProbe implements AutoCloseable {
    private static final String MARK = "urn:ngsi-ld:Probe:1";
    private static final String UPSERT = "/ngsi-ld/v1/entityOperations/upsert?options=update";

    private final Line line;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Long> sent = new ConcurrentHashMap<>();
    private final Latencies told = new Latencies();
    private final Thread reader;
    private volatile boolean isOver;
    private int number;

    StormProbe(int port) throws IOException, InterruptedException {
        line = new Line(port);
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/events?type=Probe,Alert"))
                        .header("Accept", "text/event-stream")
                        .build();
        var events = http.send(request, BodyHandlers.ofInputStream()).body();
        reader =
                Thread.ofVirtual()
                        .start(() ->
                                read(
                                        new BufferedReader(
                                                new InputStreamReader(
                                                        events, StandardCharsets.UTF_8))));
    }

    private void read(BufferedReader events) {
        try (events) {
            for (var next = events.readLine(); next != null; next = events.readLine()) {
                int at = next.indexOf("\"number\":");
                if (at > 0 && next.contains(MARK)) {
                    note(Integer.parseInt(next.substring(at + 9).replaceAll("\\D.*", "")));
                }
            }
        } catch (IOException e) {
            if (!isOver) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void note(int mark) {
        var at = sent.remove(mark);
        if (at != null) {
            synchronized (told) {
                told.add(System.nanoTime() - at);
            }
        }
    }

    /// Makes the next change.
    void ask() throws IOException {
        int next = ++number;
        sent.put(next, System.nanoTime());
        var body = "[{\"id\":\"%s\",\"type\":\"Probe\",\"number\":%d}]".formatted(MARK, next);
        var answer = line.send("POST", UPSERT, body.getBytes(StandardCharsets.UTF_8));
        if (answer.status() >= 300) {
            throw new IOException(answer.text());
        }
    }

    Latencies told() {
        synchronized (told) {
            return Latencies.together(List.of(told));
        }
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        http.shutdownNow();
        line.close();
        reader.interrupt();
    }
}
