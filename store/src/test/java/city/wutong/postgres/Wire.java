package city.wutong.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// A wire between a client and PostgreSQL that a test cuts at the worst moment: before a statement
/// reaches the server, or before its answer comes back.
public final class Wire implements AutoCloseable {
    private enum Cut {
        NONE,
        BEFORE,
        AFTER
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private final Semaphore turnedAway = new Semaphore(0);
    private volatile Cut cut = Cut.NONE;
    private volatile String at = "";
    private volatile boolean dead;

    /// @param port where PostgreSQL listens on loopback
    public Wire(int port) throws IOException {
        this.port = port;
        Thread.ofVirtual().start(this::welcome);
    }

    /// Where it listens.
    public int port() {
        return door.getLocalPort();
    }

    /// Cuts the next connection that sends this text, before the server gets it.
    public void cutBefore(String text) {
        at = text;
        cut = Cut.BEFORE;
    }

    /// Cuts the next connection that sends this text, when the server has answered it.
    public void cutAfter(String text) {
        at = text;
        cut = Cut.AFTER;
    }

    /// From now on nobody gets through, until it is mended; a cut that is ordered still takes
    /// place.
    public void die() {
        dead = true;
    }

    /// Waits until somebody has tried in vain to get through.
    public void awaitTurnedAway() {
        turnedAway.acquireUninterruptibly();
    }

    public void mend() {
        dead = false;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (dead) {
                    client.close();
                    turnedAway.release();
                } else {
                    join(client, new Socket(InetAddress.getLoopbackAddress(), port));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket client, Socket server) {
        open.add(client);
        open.add(server);
        var pair = new Pair(client, server);
        Thread.ofVirtual().start(() -> pair.carry(pair::request, client));
        Thread.ofVirtual().start(() -> pair.carry(pair::answer, server));
    }

    /// Carries on what was read, or says that this was the end.
    @FunctionalInterface
    private interface Step {
        boolean take(byte[] bytes, int length) throws IOException;
    }

    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean doomed;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void carry(Step step, Socket from) {
            var bytes = new byte[64 * 1024];
            try (client;
                    server) {
                InputStream in = from.getInputStream();
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    if (!step.take(bytes, length)) {
                        return;
                    }
                }
            } catch (IOException e) {
                // The other side has gone: so does this one.
            } finally {
                open.remove(from);
            }
        }

        boolean request(byte[] bytes, int length) throws IOException {
            if (cut != Cut.NONE && new String(bytes, 0, length, ISO_8859_1).contains(at)) {
                boolean before = cut == Cut.BEFORE;
                cut = Cut.NONE;
                if (before) {
                    return false;
                }
                doomed = true;
            }
            return pass(server.getOutputStream(), bytes, length);
        }

        boolean answer(byte[] bytes, int length) throws IOException {
            return !doomed && pass(client.getOutputStream(), bytes, length);
        }

        private static boolean pass(OutputStream out, byte[] bytes, int length) throws IOException {
            out.write(bytes, 0, length);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
