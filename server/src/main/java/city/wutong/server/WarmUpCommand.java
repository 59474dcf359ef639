package city.wutong.server;

import city.wutong.config.Config;
import city.wutong.postgres.Database;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.start.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `wutong warm-up` (hidden): a short life in a temporary folder, so that the JVM can write down
/// which classes a start needs (its AOT cache).
final class WarmUpCommand {

    private WarmUpCommand() {}

    static CommandSpec spec() {
        Callable<Integer> live =
                () -> {
                    live();
                    return 0;
                };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(live);
        spec.usageMessage().hidden(true).description("Lives for a moment, for the AOT cache.");
        return spec;
    }

    private static void live() throws IOException, SQLException {
        Path temporary = Files.createTempDirectory("wutong-warm-up-");
        try {
            Config config = RunCommand.config(options(temporary), List.of(), Map.of());
            try (DataFolder folder = DataFolder.lock(config.storage().data());
                    Database database = EmbeddedPostgres.start(folder);
                    Connection reader = database.pool().getConnection()) {
                reader.isValid(1);
            }
        } finally {
            deleteAll(temporary);
        }
    }

    private static Map<String, String> options(Path temporary) {
        return Map.of("data", temporary.resolve("data").toString(), "port", "0");
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
