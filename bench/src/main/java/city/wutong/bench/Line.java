package city.wutong.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One kept HTTP/1.1 connection, used by one thread. It knows just enough of the protocol to cost
/// little: an answer has a Content-Length, is chunked, or is a 204.
final class Line implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] headers = new byte[BUFFER];

    /// An answer.
    record Answer(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Line(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    /// The head of a request.
    static byte[] head(String method, String path, int bodyLength) {
        return head(method, path, "", bodyLength);
    }

    /// With another line of its own.
    static byte[] head(String method, String path, String header, int bodyLength) {
        var type = bodyLength > 0 ? "Content-Type: application/json\r\n" : "";
        return "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%sContent-Length: %d\r\n\r\n"
                .formatted(method, path, header, type, bodyLength)
                .getBytes(StandardCharsets.US_ASCII);
    }

    Answer send(String method, String path, byte[] body) throws IOException {
        return send(head(method, path, body.length), body);
    }

    Answer send(byte[] head, byte[] body) throws IOException {
        if (body.length > BUFFER) {
            out.write(head);
            out.write(body);
        } else {
            var whole = new byte[head.length + body.length];
            System.arraycopy(head, 0, whole, 0, head.length);
            System.arraycopy(body, 0, whole, head.length, body.length);
            out.write(whole);
        }
        return receive();
    }

    private Answer receive() throws IOException {
        int length = readHeaders();
        var text = new String(headers, 0, length, StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(text.substring(9, 12));
        if (status == 204) {
            return new Answer(status, new byte[0]);
        }
        var lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            int end = text.indexOf("\r\n", at + 2);
            int count = Integer.parseInt(text.substring(at + 17, end).strip());
            return new Answer(status, in.readNBytes(count));
        }
        return new Answer(status, chunks());
    }

    private int readHeaders() throws IOException {
        int length = 0;
        while (length < 4
                || headers[length - 1] != '\n'
                || headers[length - 2] != '\r'
                || headers[length - 3] != '\n') {
            headers[length++] = (byte) octet();
        }
        return length;
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the server has closed the connection");
        }
        return octet;
    }

    private byte[] chunks() throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(chunkLine(), 16);
            body.writeBytes(in.readNBytes(size));
            chunkLine();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private String chunkLine() throws IOException {
        var line = new StringBuilder();
        for (int c = octet(); c != '\n'; c = octet()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
