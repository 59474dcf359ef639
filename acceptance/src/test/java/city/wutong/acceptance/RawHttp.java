package city.wutong.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A request byte by byte, for what no honest client sends.
final class RawHttp {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private RawHttp() {}

    /// Sends these bytes and reads one answer.
    ///
    /// @return status line, headers and body as they came; what there is when the server closes
    ///   before
    static String ask(int port, byte[] request) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(request);
            var in = socket.getInputStream();
            var answer = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                answer.write(b);
                if (b == '\n' && answer.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                    answer.write(in.readNBytes(length(answer.toString(StandardCharsets.US_ASCII))));
                    break;
                }
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /// Sends a request and reads until the server closes the connection.
    static String untilClosed(int port, String request) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                .findFirst()
                .orElse(0);
    }

    static String ask(int port, String request) throws IOException {
        return ask(port, request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /// The status of what came; 0 when nothing did.
    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
