package city.wutong.acceptance;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a city in this process takes.
final class Footprint {
    private static final List<String> BOUNDED =
            List.of(
                    "wutong_entities_bytes",
                    "wutong_contexts_bytes",
                    "wutong_contexts_made_bytes",
                    "wutong_entity_maps_bytes",
                    "wutong_feed_tail_bytes");
    private static final int COLLECTIONS = 3;

    private Footprint() {}

    /// Bytes that stay after a collection, without those that the city counts and bounds itself.
    static long unaccounted(Client city) {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return live - BOUNDED.stream().mapToLong(name -> sum(city, name)).sum();
    }

    /// A measure, of all tenants together.
    static long sum(Client city, String measure) {
        return (long)
                city.get("/metrics")
                        .body()
                        .lines()
                        .filter(line ->
                                line.startsWith(measure + "{") || line.startsWith(measure + " "))
                        .mapToDouble(line ->
                                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
    }

    /// Threads of this process, virtual ones included.
    static long threads(Path folder) {
        var dump = folder.resolve("threads.txt");
        try {
            Files.deleteIfExists(dump);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
            try (var lines = Files.lines(dump)) {
                return lines.filter(line -> line.startsWith("#")).count();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
