package city.wutong.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever stands in the files of a scenario, loading it gives a scenario or mistakes.
class MutatedFilesTest {
    private static final List<String> PIECES =
            List.of(
                    "",
                    " ",
                    "\n",
                    "\n  ",
                    ":",
                    ": ",
                    "- ",
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    "'",
                    "#",
                    "&a",
                    "*a",
                    "!!x",
                    "|",
                    ">",
                    "?",
                    "%",
                    "@",
                    "`",
                    "\t",
                    "\0",
                    "\uFEFF",
                    "~",
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e99",
                    "99999999999999999999",
                    "zh",
                    "停",
                    "\uD83C\uDF33",
                    "---",
                    "...",
                    "entity",
                    "(((((",
                    "\\u",
                    "1d",
                    "P",
                    ";",
                    "/",
                    "<<: ");

    /// A cut of some characters, and a piece in their place.
    record Mutation(String file, double where, int cut, String piece) {
        void apply(ScenarioFiles files) {
            var text = files.text(file);
            int from = (int) (where * text.length());
            int to = Math.min(text.length(), from + cut);
            files.with(file, text.substring(0, from) + piece + text.substring(to));
        }
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(
                        Arbitraries.of(ScenarioFiles.names()),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(PIECES))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 600)
    void mutated_files_never_throw(@ForAll("mutations") List<Mutation> mutations)
            throws IOException {
        var files = ScenarioFiles.good();
        mutations.forEach(mutation -> mutation.apply(files));
        var folder = Files.createTempDirectory("wutong-mutated-");
        try {
            var scenarios = files.load(folder);
            assertThat(scenarios.on().isEmpty()).isEqualTo(!scenarios.mistakes().isEmpty());
            assertThat(scenarios.mistakes())
                    .allSatisfy(mistake -> {
                        assertThat(mistake.line()).isPositive();
                        assertThat(mistake.column()).isPositive();
                        assertThat(mistake.english().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
                    });
        } finally {
            deleteAll(folder);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var inside = Files.walk(folder)) {
            for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
