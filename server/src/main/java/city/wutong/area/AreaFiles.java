package city.wutong.area;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The areas of a city, from the files that its configuration names: else those of Zhejiang down to
/// the towns, which come along, with the shapes of their counties where the base map has them.
///
/// @param tables files of the shape that [AreaTable] reads
/// @param shapes GeoJSON files, or folders of them
/// @param maps folders of the base map, the first that has `counties.geojson` wins
public record AreaFiles(List<Path> tables, List<Path> shapes, List<Path> maps) {
    private static final System.Logger LOG = System.getLogger(AreaFiles.class.getName());
    private static final String OWN = "zhejiang.csv";
    private static final String COUNTIES = "counties.geojson";
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_TOLD = 20;

    public AreaFiles {
        tables = List.copyOf(tables);
        shapes = List.copyOf(shapes);
        maps = List.copyOf(maps);
    }

    /// Reads them.
    ///
    /// @throws StartRefused with what is wrong, file by file and line by line
    public List<Area> read() {
        var table = new AreaTable();
        if (tables.isEmpty()) {
            table.add(OWN, own());
        }
        tables.forEach(
                file -> table.add(name(file), new String(bytes(file), StandardCharsets.UTF_8)));
        var areas = table.areas();
        refuse(table.problems());
        return drawn(new Areas(areas));
    }

    private List<Area> drawn(Areas areas) {
        var drawn = new AreaShapes(areas);
        shapeFiles().forEach(file -> drawn.add(name(file), bytes(file)));
        if (!shapes.isEmpty()) {
            refuse(drawn.problems());
        } else if (!drawn.problems().isEmpty()) {
            // A base map is drawn for people first: it may have counties without codes.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the base map tells no shapes of areas: {0}",
                    drawn.problems().getFirst());
        }
        if (!drawn.unknown().isEmpty()) {
            LOG.log(
                    shapes.isEmpty() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "shapes of no known area: {0}",
                    String.join(", ", drawn.unknown()));
        }
        return drawn.drawn();
    }

    private List<Path> shapeFiles() {
        if (!shapes.isEmpty()) {
            return shapes.stream().flatMap(path -> files(path).stream()).toList();
        }
        return maps.stream()
                .map(folder -> folder.resolve(COUNTIES))
                .filter(Files::isRegularFile)
                .limit(1)
                .toList();
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var files = Files.list(path)) {
            return files.filter(file -> name(file).endsWith(".geojson")).sorted().toList();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw refused(file + " is larger than 64 MiB.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static StartRefused unreadable(Path file, IOException e) {
        return refused("%s cannot be read (%s).".formatted(file, e.getClass().getSimpleName()));
    }

    private static String own() {
        try (var in = AreaFiles.class.getResourceAsStream(OWN)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + OWN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            var told = problems.stream().limit(MOST_TOLD).collect(Collectors.joining("\n"));
            int more = problems.size() - MOST_TOLD;
            throw refused(told + (more > 0 ? "\n… and " + more + " more" : ""));
        }
    }

    private static StartRefused refused(String what) {
        return new StartRefused(ExitCode.USAGE, "The areas cannot be read:\n" + what);
    }
}
