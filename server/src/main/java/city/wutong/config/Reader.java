package city.wutong.config;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads keys out of layers. A wrong one is noted and read as its default, so that all of them can
/// be told at once, by [#refuseWrong].
final class Reader {

    private final Layers layers;
    private final List<String> problems;

    Reader(Layers layers) {
        this.layers = layers;
        this.problems = new ArrayList<>(layers.problems());
    }

    <T> T read(Key<T> key) {
        Optional<Given> given = layers.given(key.name());
        Optional<T> value = given.flatMap(g -> key.parse().apply(g.text()));
        if (given.isPresent() && value.isEmpty()) {
            problems.add(wrong(key, given.get()));
        }
        return value.orElseGet(key::fallbackValue);
    }

    /// As [#read], but only from the environment: options are seen by all users of the machine, and
    /// files are copied about.
    <T> T readFromEnvironment(Key<T> key) {
        layers.given(key.name())
                .filter(given -> !given.where().equals(key.variable()))
                .ifPresent(given ->
                        problems.add(
                                key.name()
                                        + " ("
                                        + given.where()
                                        + ") is a secret: give it in the environment, as "
                                        + key.variable()
                                        + "."));
        return read(key);
    }

    /// What was given and is not the default, with secrets masked.
    List<Given> differences() {
        return Config.KEYS.stream().flatMap(key -> difference(key).stream()).toList();
    }

    /// Notes what is wrong with several keys together.
    void refuse(String problem) {
        problems.add(problem);
    }

    void refuseWrong() {
        List<String> names = Config.KEYS.stream().map(Key::name).toList();
        layers.all().stream()
                .filter(g -> !names.contains(g.key()))
                .forEach(g -> problems.add(unknown(g, names)));
        if (!problems.isEmpty()) {
            throw new StartRefused(ExitCode.USAGE, String.join("\n", problems));
        }
    }

    private Optional<Given> difference(Key<?> key) {
        return layers.given(key.name())
                .filter(given -> !given.text().equals(key.fallback()))
                .map(given -> new Given(given.key(), key.shown(given.text()), given.where()));
    }

    private static String wrong(Key<?> key, Given given) {
        return key.name()
                + " = "
                + key.shown(given.text())
                + " ("
                + given.where()
                + ") is not allowed: it is "
                + key.allowed()
                + ".";
    }

    private static String unknown(Given given, List<String> names) {
        return "The key "
                + given.key()
                + " ("
                + given.where()
                + ") is not known"
                + Spelling.hint(given.key(), names);
    }
}
