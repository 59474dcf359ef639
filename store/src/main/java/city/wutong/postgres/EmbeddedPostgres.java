package city.wutong.postgres;

import city.wutong.start.DataFolder;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our own PostgreSQL, in the data folder, on loopback, with a random password.
///
/// It starts with us and stops with us. When we are killed it stays, and the next start in the same
/// folder adopts it, which is faster than starting another. When it is killed while we run, it is
/// started again; until then [#connect] fails at once.
public final class EmbeddedPostgres implements Database {

    /// The system property that names a folder where several data folders share the programs.
    public static final String CACHE_PROPERTY = "wutong.postgres.cache";

    /// The version of the programs that come along.
    public static final String VERSION = Binaries.VERSION;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORTS_TRIED = 3;

    private final Cluster cluster;
    private final Postmaster postmaster;
    private final Address address;
    private final Supervisor supervisor;
    private final HikariDataSource pool;

    private EmbeddedPostgres(Cluster cluster, Postmaster postmaster, Server server)
            throws IOException {
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.address = cluster.address(server.port());
        this.supervisor = new Supervisor(cluster, postmaster, server.process(), server.port());
        this.pool = address.pool();
    }

    private record Server(ProcessHandle process, int port) {}

    /// Starts or adopts the PostgreSQL of a locked data folder.
    public static EmbeddedPostgres start(DataFolder folder) {
        Path own = folder.path().resolve("postgres");
        return start(folder, Path.of(System.getProperty(CACHE_PROPERTY, own.toString())));
    }

    /// As [#start(DataFolder)], with the programs unpacked to (or found in) `cache`.
    public static EmbeddedPostgres start(DataFolder folder, Path cache) {
        try {
            return open(folder.path().resolve("postgres"), cache);
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.FOLDER_UNFIT,
                    "PostgreSQL's folder in "
                            + folder.path()
                            + " cannot be used ("
                            + DataFolder.reason(e)
                            + "): mend that, or name another with --data.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused(ExitCode.DATABASE, "The start was interrupted.", e);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return address.connect();
    }

    @Override
    public DataSource pool() {
        return pool;
    }

    @Override
    public String url() {
        return address.url();
    }

    @Override
    public String describe() {
        return "PostgreSQL "
                + Binaries.VERSION
                + " of its own at "
                + address.place()
                + " in "
                + cluster.data();
    }

    /// Stops the server in order: nothing of it runs afterwards.
    @Override
    public void close() {
        supervisor.close();
        pool.close();
        try {
            postmaster.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The process id of the server, while it runs.
    public Optional<Long> pid() {
        return postmaster.running().map(ProcessHandle::pid);
    }

    @Override
    public String toString() {
        return describe();
    }

    private static EmbeddedPostgres open(Path home, Path cache)
            throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path binaries = Binaries.unpack(cache.toAbsolutePath());
        Cluster cluster = Cluster.open(home, binaries, RunAs.choose(binaries, home));
        Postmaster postmaster = new Postmaster(cluster);
        Optional<Server> adopted = adopt(cluster, postmaster);
        Server server = adopted.isPresent() ? adopted.get() : launch(cluster, postmaster);
        EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, postmaster, server);
        postgres.supervisor.start();
        return postgres;
    }

    /// Takes over the server that a killed Wutong has left, if it answers; stops it if it does not.
    private static Optional<Server> adopt(Cluster cluster, Postmaster postmaster)
            throws IOException, InterruptedException {
        Optional<ProcessHandle> left = postmaster.running();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        if (postmaster.awaitReady() && postmaster.port().isPresent()) {
            int port = postmaster.port().get();
            if (answers(cluster.address(port))) {
                LOG.info("PostgreSQL (process {}) of the last run is adopted", left.get().pid());
                return Optional.of(new Server(left.get(), port));
            }
        }
        LOG.warn("PostgreSQL (process {}) of the last run is stopped", left.get().pid());
        postmaster.kill();
        return Optional.empty();
    }

    private static boolean answers(Address address) {
        try (Connection connection = address.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            LOG.warn("PostgreSQL of the last run does not answer: {}", e.getMessage());
            return false;
        }
    }

    private static Server launch(Cluster cluster, Postmaster postmaster)
            throws IOException, InterruptedException {
        int port = cluster.port();
        for (int attempt = 1; ; attempt++) {
            try {
                return new Server(postmaster.start(port), port);
            } catch (StartRefused e) {
                if (attempt == PORTS_TRIED || !e.sentence().contains("could not bind")) {
                    throw e;
                }
                LOG.info("port {} is taken, another is chosen for PostgreSQL", port);
                port = cluster.otherPort();
            }
        }
    }
}
