package city.wutong.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/// Bytes on the wire that no HTTP client would send.
final class Raw {
    private static final int PATIENCE_MS = 20_000;

    private Raw() {}

    /// Sends it and reads until the server closes the connection.
    static String send(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            var out = socket.getOutputStream();
            try {
                out.write(request.getBytes(ISO_8859_1));
                out.flush();
            } catch (SocketException e) {
                return "closed while sending";
            }
            return rest(socket);
        }
    }

    /// What comes until the server closes the connection, or says nothing more for long.
    static String rest(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketTimeoutException e) {
            all.writeBytes("…left open".getBytes(ISO_8859_1));
        } catch (SocketException e) {
            all.writeBytes("…reset".getBytes(ISO_8859_1));
        }
        return all.toString(ISO_8859_1);
    }

    /// How many answers stand in it.
    static int answers(String reply) {
        return reply.split("HTTP/1\\.1 ", -1).length - 1;
    }

    static int status(String reply) {
        return reply.startsWith("HTTP/1.1 ") ? Integer.parseInt(reply.substring(9, 12)) : 0;
    }
}
