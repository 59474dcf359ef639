package city.wutong.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What stands behind the name of a measurement.
///
/// @param minutes how long the load of `changes` runs
/// @param entities how many `million` loads, and up to how many `queries`
/// @param other the launcher of another build, for `beside`
record Arguments(double minutes, int entities, boolean jfr, Optional<String> other) {
    private static final Path RECORDING = Path.of("bench.jfr");

    /// @throws IllegalArgumentException with a sentence for the user
    static Arguments of(List<String> words) {
        double minutes = 5;
        int entities = 1_000_000;
        boolean jfr = false;
        var other = Optional.<String>empty();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--minutes" -> minutes = Double.parseDouble(words.get(++i));
                case "--entities" -> entities = Integer.parseInt(words.get(++i));
                case "--jfr" -> jfr = true;
                case "--other" -> other = Optional.of(words.get(++i));
                default -> throw new IllegalArgumentException(words.get(i) + " is not known");
            }
        }
        return new Arguments(minutes, entities, jfr, other);
    }

    Profile profile() {
        return new Profile(jfr, RECORDING.toAbsolutePath());
    }
}
