package city.wutong.postgres;

import city.wutong.start.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// One embedded PostgreSQL for all tests of a JVM that only need a database: it starts when the
/// first of them asks, and stops with the JVM. Each test takes a schema of its own.
public final class SharedPostgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private SharedPostgres() {}

    private static final class Running {
        static final DataFolder FOLDER = DataFolder.lock(folder());
        static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start(FOLDER);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Running::end));
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("wutong-test").toRealPath().resolve("data");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end() {
            POSTGRES.close();
            FOLDER.close();
            try (var files = Files.walk(Objects.requireNonNull(FOLDER.path().getParent()))) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static EmbeddedPostgres database() {
        return Running.POSTGRES;
    }

    /// A name that no other test uses.
    public static String freshSchema() {
        return "t" + SCHEMAS.incrementAndGet();
    }

    /// How to reach it through somebody in between who listens on that port.
    public static String urlThrough(int port) throws IOException {
        var password = Files.readString(Running.FOLDER.path().resolve("postgres/password")).strip();
        return "postgresql://wutong:" + password + "@127.0.0.1:" + port + "/postgres";
    }

    public static int port() {
        var place = database().url();
        int colon = place.lastIndexOf(':');
        return Integer.parseInt(place.substring(colon + 1, place.indexOf('/', colon)));
    }
}
