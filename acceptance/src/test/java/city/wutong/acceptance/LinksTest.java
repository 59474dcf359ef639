package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents lead to is there: they name the classes that do a thing by links, and a class
/// that moves would leave them wrong in silence.
class LinksTest {
    private static final Path HOME = DemoProcess.home();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void every_link_of_the_documents_leads_somewhere() throws IOException {
        var documents = documents();
        assertThat(documents)
                .contains(HOME.resolve("ARCHITECTURE.md"), HOME.resolve("docs/ngsi-ld.md"));
        assertThat(documents.stream().flatMap(LinksTest::brokenIn)).isEmpty();
    }

    /// Those at the root and under `docs`.
    private static List<Path> documents() throws IOException {
        var found = new ArrayList<Path>();
        try (var root = Files.list(HOME);
                var docs = Files.walk(HOME.resolve("docs"))) {
            Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    private static Stream<String> brokenIn(Path document) {
        return LINK.matcher(text(document))
                .results()
                .filter(link -> !link.group(1).contains(":"))
                .filter(link -> !isThere(document, link))
                .map(link -> HOME.relativize(document) + " -> " + link.group());
    }

    private static boolean isThere(Path document, MatchResult link) {
        var target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
        return Files.exists(target) && (link.group(2) == null || has(target, link.group(2)));
    }

    /// Whether a heading of the document makes that anchor, by GitHub's rule.
    private static boolean has(Path document, String anchor) {
        return HEADING.matcher(text(document))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(words -> words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .anyMatch(anchor::equals);
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
