package city.wutong.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Fetches what a URL names that somebody else has given us: the one way to the web for everything
/// in here that follows such URLs, or sends something there.
///
/// # Theory
///
/// Whoever may name a URL could make us speak to machines that only we can reach (server-side
/// request forgery). So: only http and https, no user in it, and no address of a private, local or
/// special network ([Reach]); a name is looked up once, all its addresses are checked, and the
/// connection goes to one that was checked, so that a name whose addresses change in between (DNS
/// re-binding) gains nothing. Each redirect is checked again. Time, redirects and bytes are
/// bounded. No cookies, no credentials, no proxy of the environment.
///
/// It speaks HTTP/1.1 by itself, because the JDK's client looks names up a second time.
public final class OutsideWeb {
    /// How names are looked up.
    @FunctionalInterface
    public interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /// What it may do.
    ///
    /// @param alsoPrivate whether addresses of private and local networks are allowed
    /// @param longest all redirects together
    /// @param largest bytes of a body
    public record Limits(boolean alsoPrivate, Duration longest, int largest, int mostRedirects) {}

    /// Why there is nothing.
    public static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        Unreachable(String why) {
            super(why);
        }

        Unreachable(String why, Throwable cause) {
            super(why, cause);
        }

        /// In words.
        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /// What was there.
    public record Fetched(int status, HttpHeaders headers, byte[] body) {}

    /// What is sent to an address once it is known to be one of the web.
    ///
    /// @param headers name and value by turns
    private record Request(String method, List<String> headers, byte[] body) {
        byte[] head(URI address) {
            var path = address.getRawPath() == null ? "" : address.getRawPath();
            var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
            var head =
                    new StringBuilder(method)
                            .append(' ')
                            .append(ascii((path.isEmpty() ? "/" : path) + query))
                            .append(" HTTP/1.1\r\nHost: ")
                            .append(ascii(address.getRawAuthority()))
                            .append("\r\n");
            for (int i = 0; i < headers.size(); i += 2) {
                head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
            }
            return head.append("User-Agent: Wutong\r\nConnection: close\r\n\r\n")
                    .toString()
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final int MOST_HEADER_BYTES = 64 << 10;
    private static final int MOST_HEADERS = 200;

    private final Limits limits;
    private final Names names;

    public OutsideWeb(Limits limits) {
        this(limits, InetAddress::getAllByName);
    }

    OutsideWeb(Limits limits, Names names) {
        this.limits = limits;
        this.names = names;
    }

    /// Follows redirects to what is there.
    ///
    /// @param accept the value of the Accept header
    public Fetched get(String url, String accept) throws Unreachable {
        long deadline = System.nanoTime() + limits.longest().toNanos();
        var asked = new Request("GET", List.of("Accept", accept), new byte[0]);
        var address = address(url);
        for (int redirects = 0; redirects <= limits.mostRedirects(); redirects++) {
            var fetched = fetch(address, asked, deadline);
            var location = fetched.headers().firstValue("Location").orElse("");
            if (fetched.status() / 100 != 3 || location.isEmpty()) {
                return fetched;
            }
            address = address.resolve(address(location));
        }
        throw new Unreachable("more than " + limits.mostRedirects() + " redirects");
    }

    /// Sends something there. Redirects are not followed: what is sent goes where it was meant to.
    ///
    /// @param headers name and value by turns, from us and not from others
    public Fetched post(String url, List<String> headers, byte[] body) throws Unreachable {
        long deadline = System.nanoTime() + limits.longest().toNanos();
        var all = new ArrayList<>(headers);
        all.addAll(List.of("Content-Length", String.valueOf(body.length)));
        return fetch(address(url), new Request("POST", all, body), deadline);
    }

    /// An address of a host that may be spoken to, for protocols other than HTTP.
    public InetAddress reachable(String host) throws Unreachable {
        return checked(host);
    }

    private static URI address(String text) throws Unreachable {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Unreachable("no web address", e);
        }
    }

    private Fetched fetch(URI address, Request request, long deadline) throws Unreachable {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        var host = address.getHost();
        if (host == null
                || address.getUserInfo() != null
                || !(secure || "http".equalsIgnoreCase(address.getScheme()))) {
            throw new Unreachable("no http or https address");
        }
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        var ip = checked(host);
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(ip, port), millisUntil(deadline));
            plain.setSoTimeout(millisUntil(deadline));
            var socket = secure ? encrypted(plain, host, port) : plain;
            var out = socket.getOutputStream();
            out.write(request.head(address));
            out.write(request.body());
            out.flush();
            return answer(new BufferedInputStream(new InTime(socket, deadline)));
        } catch (SocketTimeoutException e) {
            throw new Unreachable("no answer within " + limits.longest().toSeconds() + " s", e);
        } catch (IOException e) {
            throw new Unreachable("it cannot be read", e);
        }
    }

    private InetAddress checked(String host) throws Unreachable {
        try {
            var all = names.addresses(host.replaceAll("^\\[|]$", ""));
            if (!limits.alsoPrivate() && !Arrays.stream(all).allMatch(Reach::isPublic)) {
                throw new Unreachable("an address of a private or local network");
            }
            return all[0];
        } catch (UnknownHostException e) {
            throw new Unreachable("its host is unknown", e);
        }
    }

    private static Socket encrypted(Socket plain, String host, int port) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name, not the address
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /// URIs may hold other characters than ASCII; a request may not.
    private static String ascii(String text) {
        return URI.create(text.startsWith("/") ? text : "//" + text)
                .toASCIIString()
                .replaceFirst(text.startsWith("/") ? "^$" : "^//", "");
    }

    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("too late");
        }
        return Math.toIntExact(Math.min(left, Integer.MAX_VALUE));
    }

    /// What comes until the deadline: a timeout of the socket counts from each read anew.
    private static final class InTime extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final long deadline;

        InTime(Socket socket, long deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(millisUntil(deadline));
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            socket.setSoTimeout(millisUntil(deadline));
            return in.read(bytes, from, length);
        }
    }

    // --- the answer --------------------------------------------------------------------------

    private Fetched answer(InputStream in) throws IOException {
        var words = line(in).split(" ", 3);
        if (words.length < 2
                || !words[0].startsWith("HTTP/1.")
                || !words[1].matches("[1-5]\\d\\d")) {
            throw new IOException("no HTTP/1.1");
        }
        int status = Integer.parseInt(words[1]);
        var headers = headers(in);
        if (status / 100 == 1) {
            return answer(in); // what is said before the answer
        }
        boolean hasBody = status != 204 && status != 304;
        return new Fetched(status, headers, hasBody ? body(in, headers) : new byte[0]);
    }

    private static HttpHeaders headers(InputStream in) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        int lines = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++lines > MOST_HEADERS) {
                throw new IOException("no headers of HTTP/1.1");
            }
            headers.computeIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return HttpHeaders.of(headers, (_, _) -> true);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() > MOST_HEADER_BYTES) {
                throw new IOException("no line of HTTP/1.1");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private byte[] body(InputStream in, HttpHeaders headers) throws IOException {
        if (headers.firstValue("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        var length = headers.firstValueAsLong("content-length");
        if (length.isEmpty()) {
            return bounded(in, Integer.MAX_VALUE);
        }
        var body = bounded(in, length.getAsLong());
        if (body.length < length.getAsLong()) {
            throw new IOException("the body was cut off");
        }
        return body;
    }

    private byte[] bounded(InputStream in, long length) throws IOException {
        var body = in.readNBytes((int) Math.min(length, limits.largest() + 1L));
        if (body.length > limits.largest()) {
            throw new IOException("more than " + limits.largest() + " bytes");
        }
        return body;
    }

    private byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line(in).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                throw new IOException("no chunk of HTTP/1.1");
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                return body.toByteArray();
            }
            if (body.size() + length > limits.largest()) {
                throw new IOException("more than " + limits.largest() + " bytes");
            }
            var chunk = in.readNBytes(length);
            if (chunk.length < length || !line(in).isEmpty()) {
                throw new IOException("a chunk was cut off");
            }
            body.write(chunk);
        }
    }
}
