package city.wutong.figure;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.wutong.postgres.Database;
import city.wutong.postgres.DebianPostgres;
import city.wutong.postgres.OutsidePostgres;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DebianFiguresTest extends FiguresContract {
    @TempDir static Path folder = Path.of("");

    private static @Nullable DebianPostgres server;
    private static @Nullable OutsidePostgres database;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(DebianPostgres.available(), "no PostgreSQL 15 of Debian's here");
        server = DebianPostgres.start(folder);
        database = OutsidePostgres.open(server.url());
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    Database database() {
        return Objects.requireNonNull(database);
    }
}
