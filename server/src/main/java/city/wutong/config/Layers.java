package city.wutong.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What was given, from the lowest layer to the highest: a command's own defaults, file,
/// environment, options. A later one wins. What makes no sense as such (an unreadable file, a line
/// without `=`) is kept as a problem, to be told together with wrong keys and values.
public final class Layers {

    /// Variables that are not keys: the launcher's.
    private static final Set<String> OTHER_VARIABLES =
            Set.of("WUTONG_CONFIG", "WUTONG_LOG_LEVEL", "WUTONG_JAVA_HOME", "WUTONG_JAVA_OPTS");

    private static final long MAX_FILE_BYTES = 1 << 20;

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /// What a command sets where nobody says otherwise; the lowest layer.
    public Layers defaults(Map<String, String> defaults, String where) {
        defaults.forEach((key, text) -> put(new Given(key, text, where)));
        return this;
    }

    /// Lines of `key = value` in UTF-8; empty lines and lines that start with `#` are skipped.
    public Layers file(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                problems.add("The configuration file " + file + " is longer than 1 MiB.");
                return this;
            }
            readLines(file.getFileName().toString(), Files.readAllLines(file, UTF_8));
        } catch (IOException e) {
            problems.add(
                    "The configuration file "
                            + file
                            + " cannot be read as UTF-8 text ("
                            + e.getClass().getSimpleName()
                            + ").");
        }
        return this;
    }

    /// All variables that start with `WUTONG_`.
    public Layers environment(Map<String, String> variables) {
        Map<String, String> names =
                Config.KEYS.stream().collect(Collectors.toMap(Key::variable, Key::name));
        variables.entrySet().stream()
                .filter(v -> v.getKey().startsWith("WUTONG_"))
                .filter(v -> !OTHER_VARIABLES.contains(v.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(v -> variable(v.getKey(), v.getValue(), names));
        return this;
    }

    /// Options of the command line, without their dashes.
    public Layers options(Map<String, String> options) {
        options.forEach((key, text) -> put(new Given(key, text, "option")));
        return this;
    }

    /// Something on the command line that is no option's value.
    public Layers unexpected(String argument) {
        problems.add("\"" + argument + "\" is not expected here.");
        return this;
    }

    Optional<Given> given(String key) {
        return Optional.ofNullable(given.get(key));
    }

    List<Given> all() {
        return List.copyOf(given.values());
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    private void readLines(String name, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readLine(line, name + " line " + (i + 1));
            }
        }
    }

    private void readLine(String line, String where) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            problems.add("In " + where + " there is no \"key = value\".");
            return;
        }
        String key = line.substring(0, equals).strip();
        Optional.ofNullable(given.get(key))
                .filter(before -> before.where().contains(" line "))
                .ifPresent(before ->
                        problems.add(
                                "The key "
                                        + key
                                        + " is given twice: in "
                                        + before.where()
                                        + " and in "
                                        + where
                                        + "."));
        put(new Given(key, line.substring(equals + 1).strip(), where));
    }

    private void variable(String variable, String text, Map<String, String> names) {
        Optional<String> key = Optional.ofNullable(names.get(variable));
        if (key.isPresent()) {
            put(new Given(key.get(), text.strip(), variable));
            return;
        }
        problems.add(
                "The variable "
                        + variable
                        + " is not known"
                        + Spelling.hint(variable, names.keySet()));
    }

    private void put(Given value) {
        given.put(value.key(), value);
    }
}
