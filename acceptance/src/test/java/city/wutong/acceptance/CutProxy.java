package city.wutong.acceptance;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Stands between a city and its database, reads what the city says (PostgreSQL's manual, "Message
/// Formats"), and now and then cuts the connection at a commit: before the database has heard of
/// it, after it has, or after it has even answered. So the city cannot know what became of it.
final class CutProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int MOST_BYTES = 1 << 26;

    /// Where a connection is cut.
    private enum Cut {
        BEFORE,
        AFTER,
        ANSWERED
    }

    private final ServerSocket door;
    private final int database;
    private final Random random;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();

    /// One commit in so many is cut; 0 cuts none.
    private volatile int oneIn;

    private CutProxy(ServerSocket door, int database, Random random) {
        this.door = door;
        this.database = database;
        this.random = random;
    }

    /// @param database the port of the database on this machine
    static CutProxy open(int database, Random random) throws IOException {
        var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var proxy = new CutProxy(door, database, random);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    int port() {
        return door.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    void cutOneIn(int commits) {
        oneIn = commits;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var each : open) {
            each.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var city = door.accept();
                open.add(city);
                var server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), database));
                open.add(server);
                new Line(city, server).start();
            } catch (IOException e) {
                // the door was closed, or the database is away: who wanted in sees it
            }
        }
    }

    private synchronized @Nullable Cut chosen() {
        int now = oneIn;
        if (now == 0 || random.nextInt(now) != 0) {
            return null;
        }
        cuts.incrementAndGet();
        return Cut.values()[random.nextInt(Cut.values().length)];
    }

    /// One connection.
    private final class Line {
        private final Socket city;
        private final Socket server;
        private final Set<String> commits = ConcurrentHashMap.newKeySet();
        private volatile boolean swallowing;

        Line(Socket city, Socket server) {
            this.city = city;
            this.server = server;
        }

        void start() {
            Thread.ofVirtual().start(this::answers);
            Thread.ofVirtual().start(this::questions);
        }

        private void answers() {
            var buffer = new byte[64 * 1024];
            try (var in = server.getInputStream();
                    var out = city.getOutputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (swallowing) {
                        break;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // one of the two has left
            }
            hangUp();
        }

        private void questions() {
            try (var in =
                            new DataInputStream(
                                    new java.io.BufferedInputStream(city.getInputStream()));
                    var out = server.getOutputStream()) {
                greet(in, out);
                speak(in, out);
            } catch (IOException e) {
                // one of the two has left
            }
            if (!swallowing) {
                hangUp();
            }
        }

        /// The first messages have no type.
        private void greet(DataInputStream in, OutputStream out) throws IOException {
            while (true) {
                int length = in.readInt();
                var body = body(in, length - 4);
                int code = integer(body, 0);
                write(out, -1, length, body);
                out.flush();
                if (code != SSL_REQUEST && code != GSS_REQUEST) {
                    return;
                }
            }
        }

        private void speak(DataInputStream in, OutputStream out) throws IOException {
            Cut cut = null;
            while (true) {
                int type = in.read();
                if (type < 0) {
                    throw new EOFException();
                }
                int length = in.readInt();
                var body = body(in, length - 4);
                if (cut == null && isCommit(type, body)) {
                    cut = chosen();
                    if (cut == Cut.BEFORE) {
                        hangUp();
                        return;
                    }
                    swallowing = cut != null;
                }
                write(out, type, length, body);
                if (in.available() == 0 || type == 'S' || type == 'Q') {
                    out.flush();
                }
                if (cut != null && (type == 'S' || type == 'Q')) {
                    if (cut == Cut.AFTER) {
                        hangUp();
                    }
                    return; // else the answer is awaited, and swallowed
                }
            }
        }

        private boolean isCommit(int type, byte[] body) {
            return switch (type) {
                case 'Q' -> isCommitText(text(body, 0));
                case 'P' -> {
                    var name = text(body, 0);
                    boolean is = isCommitText(text(body, after(body, 0)));
                    if (is) {
                        commits.add(name);
                    } else {
                        commits.remove(name);
                    }
                    yield false;
                }
                case 'B' -> commits.contains(text(body, after(body, 0)));
                default -> false;
            };
        }

        private void hangUp() {
            for (var socket : new Socket[] {city, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // it is gone anyway
                }
                open.remove(socket);
            }
        }
    }

    private static boolean isCommitText(String sql) {
        return sql.equals("COMMIT") || sql.contains("insert into commit_group");
    }

    private static byte[] body(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("not a message of " + length + " bytes");
        }
        var body = new byte[length];
        in.readFully(body);
        return body;
    }

    private static void write(OutputStream out, int type, int length, byte[] body)
            throws IOException {
        int start = type < 0 ? 0 : 1;
        var message = new byte[start + 4 + body.length];
        if (start == 1) {
            message[0] = (byte) type;
        }
        for (int i = 0; i < 4; i++) {
            message[start + i] = (byte) (length >>> (24 - 8 * i));
        }
        System.arraycopy(body, 0, message, start + 4, body.length);
        out.write(message);
    }

    private static int integer(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    /// A string ends with a zero byte.
    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, after(bytes, from) - 1 - from, StandardCharsets.UTF_8);
    }

    private static int after(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
