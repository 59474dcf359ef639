package city.wutong.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Somebody who follows `/events`: reads the wire itself, so that it can also stop reading.
final class Events implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SMALL = 4_096;

    private final Socket socket;
    private final BufferedReader lines;

    private Events(Socket socket, BufferedReader lines) {
        this.socket = socket;
        this.lines = lines;
    }

    /// One event.
    record Event(String id, String name, String data) {}

    /// Opens a stream and returns when it has begun.
    ///
    /// @param headers whole lines, such as `Last-Event-ID: 7`
    static Events open(Client client, String path, String... headers) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
        socket.connect(
                new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), client.port()));
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
        var lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var events = new Events(socket, lines);
        if (!lines.readLine().contains(" 200 ")) {
            throw new AssertionError("no stream at " + path);
        }
        events.awaitComment("from");
        return events;
    }

    private void awaitComment(String start) throws IOException {
        for (var line = line(); !line.startsWith(": " + start); line = line()) {
            // headers, and the sizes of chunks
        }
    }

    private String line() throws IOException {
        var line = lines.readLine();
        if (line == null) {
            throw new IOException("the stream has ended");
        }
        return line;
    }

    /// The next event.
    Event next() throws IOException {
        var id = "";
        var name = "";
        while (true) {
            var line = line();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Event(id, name, line.substring(6));
            }
        }
    }

    /// All events up to and with the first that is about this entity.
    List<Event> until(String entityId) throws IOException {
        var seen = new ArrayList<Event>();
        while (seen.isEmpty() || !seen.getLast().data().contains("\"" + entityId + "\"")) {
            seen.add(next());
        }
        return seen;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
