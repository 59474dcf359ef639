package city.wutong.conformance;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// A normalized example of the Smart Data Models.
///
/// @param name domain and type, such as `Weather/WeatherObserved`
record ModelExample(String name, Json.Obj document) {
    static final String FOLDER = "/city/wutong/conformance/smart-data-models/";

    private static final String SUFFIX = ".jsonld";
    private static final Set<String> FORBIDDEN = Set.of("\"", "\\");

    /// Members that are not the sender's to say (clause 4.8).
    private static final Set<String> OF_THE_SYSTEM = Set.of("@context", "createdAt", "modifiedAt");

    static Stream<ModelExample> all() throws IOException {
        var folder = folder();
        try (var files = Files.walk(folder)) {
            return files
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> !name.endsWith("/context") && !name.endsWith("-key-values"))
                    .sorted()
                    .map(ModelExample::of)
                    .toList()
                    .stream();
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(ModelExample.class.getResource(FOLDER)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static ModelExample of(String name) {
        try {
            var json = new JsonReader(JsonLimits.DEFAULT).read(read(name));
            return new ModelExample(name, (Json.Obj) json);
        } catch (JsonMalformed e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /// The bytes of a document.
    static byte[] read(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the list of the wrong ones has it.
    boolean isRefused() {
        try {
            return Files.readString(folder().resolve("refused.csv"), StandardCharsets.UTF_8)
                    .lines()
                    .anyMatch(line -> line.startsWith(name + ","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String domain() {
        return name.substring(0, name.indexOf('/'));
    }

    String id() {
        return text("id");
    }

    String type() {
        return text("type");
    }

    private String text(String member) {
        return ((Json.Str) document.get(member).orElseThrow()).value();
    }

    /// It with another `@context`.
    Json with(String context) {
        var members = new LinkedHashMap<>(document.members());
        members.put("@context", Json.of(context));
        return Json.object(members);
    }

    /// It as it is to come out with that `@context` in a Link header.
    Json asShown() {
        return Json.object(own());
    }

    private SequencedMap<String, Json> own() {
        var members = new LinkedHashMap<>(document.members());
        members.keySet().removeAll(OF_THE_SYSTEM);
        return members;
    }

    /// A query for one of its attributes: for its value where that is a number or a plain text.
    String question() {
        var attributes = own();
        attributes.keySet().removeAll(Set.of("id", "type"));
        return attributes.entrySet().stream()
                .flatMap(entry -> question(entry).stream())
                .findFirst()
                .orElseGet(() -> attributes.firstEntry().getKey());
    }

    private static Optional<String> question(Map.Entry<String, Json> attribute) {
        if (!(attribute.getValue() instanceof Json.Obj object)) {
            return Optional.empty();
        }
        return object.get("value")
                .filter(value ->
                        switch (value) {
                            case Json.Num _ -> true;
                            case Json.Str(var text) -> FORBIDDEN.stream().noneMatch(text::contains);
                            case Json.Arr _, Json.Obj _, Json.Literal _ -> false;
                        })
                .map(value -> attribute.getKey() + "==" + JsonWriter.text(value));
    }

    /// The first position of its location; empty when it has none.
    Optional<String> position() {
        return document.get("location")
                .filter(Json.Obj.class::isInstance)
                .flatMap(location -> ((Json.Obj) location).get("value"))
                .filter(Json.Obj.class::isInstance)
                .flatMap(value -> ((Json.Obj) value).get("coordinates"))
                .map(ModelExample::first)
                .map(JsonWriter::text);
    }

    private static Json first(Json coordinates) {
        return coordinates instanceof Json.Arr(var items)
                        && items.getFirst() instanceof Json.Arr inner
                ? first(inner)
                : coordinates;
    }

    @Override
    public String toString() {
        return name;
    }
}
