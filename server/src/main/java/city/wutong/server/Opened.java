package city.wutong.server;

import java.util.ArrayDeque;

/// What has been opened, to be closed in reverse. What cannot be closed is told and does not keep
/// the rest open.
final class Opened implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Opened.class.getName());

    private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.ERROR, () -> "could not close " + part, e);
            }
        }
    }
}
