package city.wutong.scenario;

import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.DocumentReader;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The folder of a scenario: which files it has. What has no place in one is a mistake; names that
/// begin with a dot are passed over.
final class ScenarioFolder {
    static final int MOST_FILES = 1_000;

    private static final Set<String> RESERVED = Set.of("gateways", "decisions", "services");
    private static final Set<String> TOP = Set.of(ScenarioReader.MANIFEST, ScenarioReader.ROLES);
    private static final Set<String> FREE = Set.of("README.md", "LICENSE");
    private static final Map<String, List<String>> ENDINGS =
            Map.of(
                    "model", List.of(".schema.json", "context.jsonld"),
                    "rules", List.of(".yaml"),
                    "cases", List.of(".yaml"),
                    "indices", List.of(".yaml"),
                    "views", List.of(".yaml"),
                    "sample", List.of("replay.yaml"),
                    "tests", List.of(".yaml"));

    private final Path folder;
    private final Mistakes mistakes;
    private final Map<String, List<Path>> files = new TreeMap<>();
    private int count;

    ScenarioFolder(Path folder, Mistakes mistakes) {
        this.folder = folder;
        this.mistakes = mistakes;
        list(folder).forEach(this::sort);
        if (count > MOST_FILES) {
            mistakes.add(Place.of(id()), Fault.TOO_MANY_FILES, MOST_FILES);
            files.clear();
        }
    }

    String id() {
        return String.valueOf(folder.getFileName());
    }

    /// The files of one of its folders, by name.
    List<Path> files(String part) {
        return files.getOrDefault(part, List.of());
    }

    /// Its file of that name at the top, if it is there and could be read.
    Optional<Document> top(String name) {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            mistakes.add(Place.of(name(file)), Fault.MISSING_FILE, name);
            return Optional.empty();
        }
        return read(file);
    }

    /// The same, of a file that need not be there.
    Optional<Document> optionalTop(String name) {
        return Files.isRegularFile(folder.resolve(name)) ? top(name) : Optional.empty();
    }

    Optional<Document> read(Path file) {
        return DocumentReader.read(file, name(file), mistakes);
    }

    /// Every file of one of its folders that could be read.
    List<Document> documents(String part) {
        return files(part).stream().flatMap(file -> read(file).stream()).toList();
    }

    private void sort(Path entry) {
        var name = String.valueOf(entry.getFileName());
        if (Files.isDirectory(entry)) {
            sortFolder(entry, name);
        } else if (!TOP.contains(name) && !FREE.contains(name)) {
            var known = new ArrayList<>(ENDINGS.keySet());
            known.addAll(TOP);
            unknown(entry, name, known);
        }
    }

    private void sortFolder(Path inside, String name) {
        if (RESERVED.contains(name)) {
            list(inside).stream()
                    .findFirst()
                    .ifPresent(file -> mistakes.add(Place.of(name(file)), Fault.RESERVED, name));
        } else if (ENDINGS.containsKey(name)) {
            sortFiles(inside, name);
        } else {
            var known = new ArrayList<>(ENDINGS.keySet());
            known.addAll(RESERVED);
            unknown(inside, name, known);
        }
    }

    private void sortFiles(Path inside, String part) {
        var endings = ENDINGS.getOrDefault(part, List.of());
        for (var file : list(inside)) {
            var name = String.valueOf(file.getFileName());
            if (Files.isRegularFile(file) && endings.stream().anyMatch(name::endsWith)) {
                files.computeIfAbsent(part, _ -> new ArrayList<>()).add(file);
            } else if (!FREE.contains(name)) {
                unknown(
                        file,
                        part + "/" + name,
                        endings.stream().map(e -> part + "/…" + e).toList());
            }
        }
    }

    private void unknown(Path file, String name, List<String> known) {
        mistakes.add(
                Place.of(name(file)),
                Fault.UNKNOWN_FILE,
                name,
                Mistakes.instead(name, known.stream().sorted().toList()));
    }

    /// What is in a folder, by name, up to a bound.
    private List<Path> list(Path inside) {
        var found = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(inside)) {
            for (var path : stream) {
                if (String.valueOf(path.getFileName()).startsWith(".")) {
                    continue;
                }
                if (++count > MOST_FILES) {
                    break;
                }
                found.add(path);
            }
        } catch (IOException | DirectoryIteratorException e) {
            mistakes.add(
                    Place.of(name(inside)), Fault.FILE_UNREADABLE, e.getClass().getSimpleName());
        }
        return found.stream().sorted().toList();
    }

    /// What mistakes call a file: its path from the folder that holds the scenarios.
    private String name(Path file) {
        var inside = folder.relativize(file).toString().replace('\\', '/');
        return inside.isEmpty() ? id() : id() + "/" + inside;
    }
}
