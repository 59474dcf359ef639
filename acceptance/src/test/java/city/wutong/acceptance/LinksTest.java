package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents lead to is there: they name the classes that do a thing by links, and a class
/// that moves would leave them wrong in silence.
class LinksTest {
    private static final Path HOME = DemoProcess.home();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(?:#[^)\\s]*)?\\)");

    @Test
    void every_link_of_the_documents_leads_to_a_file() throws IOException {
        var documents = documents();
        var broken = documents.stream().flatMap(LinksTest::brokenIn).toList();
        assertThat(documents)
                .contains(HOME.resolve("ARCHITECTURE.md"), HOME.resolve("docs/ngsi-ld.md"));
        assertThat(broken).isEmpty();
    }

    /// Those at the root and under `docs`.
    private static List<Path> documents() throws IOException {
        var found = new ArrayList<Path>();
        try (var root = Files.list(HOME);
                var docs = Files.walk(HOME.resolve("docs"))) {
            Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md"))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    private static Stream<String> brokenIn(Path document) {
        return LINK.matcher(text(document))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains(":"))
                .filter(target -> !Files.exists(document.resolveSibling(target)))
                .map(target -> HOME.relativize(document) + " -> " + target);
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
