package city.wutong.scenario.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a YAML 1.2 or JSON file into a tree with places; a mistake when it is none. Nothing in a
/// file makes objects, repeats itself by aliases, or goes past the bounds here.
public final class DocumentReader {
    /// Bytes of one file.
    public static final int LARGEST = 1 << 20;

    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private DocumentReader() {}

    /// Reads a file; nothing after a mistake.
    ///
    /// @param name what mistakes call the file
    public static Optional<Document> read(Path file, String name, Mistakes mistakes) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                mistakes.add(Place.of(name), Fault.FILE_TOO_LARGE, LARGEST);
                return Optional.empty();
            }
            return read(bytes, name, mistakes);
        } catch (IOException e) {
            mistakes.add(Place.of(name), Fault.FILE_UNREADABLE, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /// Reads the bytes of a file; nothing after a mistake.
    ///
    /// @param name what mistakes call the file; one that ends in `.json` or `.jsonld` is JSON
    public static Optional<Document> read(byte[] bytes, String name, Mistakes mistakes) {
        try {
            boolean json = name.endsWith(".json") || name.endsWith(".jsonld");
            if (json) {
                JSON.read(bytes);
            }
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return yaml(text.startsWith("\uFEFF") ? text.substring(1) : text, name, mistakes);
        } catch (CharacterCodingException e) {
            mistakes.add(Place.of(name), Fault.NOT_UTF8);
        } catch (JsonMalformed e) {
            var place = new Place(name, Math.max(1, e.line()), Math.max(1, e.column()));
            mistakes.add(place, Fault.NOT_JSON, e.problem());
        }
        return Optional.empty();
    }

    private static Optional<Document> yaml(String text, String name, Mistakes mistakes) {
        var settings =
                LoadSettings.builder()
                        .setLabel(name)
                        .setCodePointLimit(LARGEST)
                        .setParseComments(false)
                        .build();
        var lines = text.lines().toList();
        try {
            var events = new Parse(settings).parseString(text).iterator();
            return new TreeBuilder(name, lines, events, mistakes)
                    .build()
                    .map(root -> new Document(name, root, lines));
        } catch (MarkedYamlEngineException e) {
            var place =
                    e.getProblemMark()
                            .map(mark -> new Place(name, mark.getLine() + 1, mark.getColumn() + 1))
                            .orElse(Place.of(name));
            mistakes.add(place, Fault.NOT_YAML, e.getProblem());
        } catch (YamlEngineException e) {
            mistakes.add(Place.of(name), Fault.NOT_YAML, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
