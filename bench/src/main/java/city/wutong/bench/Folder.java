package city.wutong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder for one run, gone afterwards.
record Folder(Path path) implements AutoCloseable {
    Folder() throws IOException {
        this(Files.createTempDirectory("wutong-bench-"));
    }

    @Override
    public void close() throws IOException {
        try (var inside = Files.walk(path)) {
            for (var each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
