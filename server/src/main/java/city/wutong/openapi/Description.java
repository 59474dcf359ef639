package city.wutong.openapi;

import city.wutong.json.Json;
import city.wutong.scenario.file.DocumentReader;
import city.wutong.scenario.file.Mistakes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The description of what can be asked over HTTP, as an OpenAPI 3.1 document.
///
/// # Theory
///
/// It is written as YAML files, one for each part of the interface, which are OpenAPI but for two
/// things that make them readable:
///
/// - a `summary` or `description` is `{zh: …, en: …}`, of which the document has one;
/// - a word where OpenAPI wants a parameter, a response, a header or a schema stands for the
///   component of that name.
///
/// That it says what the resources do is held by tests: the same paths and methods as the routes,
/// the same parameters as the resources allow.
public final class Description {
    private static final String DOCUMENT = "document";
    private static final List<String> AREAS =
            List.of(
                    "entities",
                    "attributes",
                    "batches",
                    "discovery",
                    "contexts",
                    "maps",
                    "temporal",
                    "events",
                    "work",
                    "notifications",
                    "rules",
                    "organisation",
                    "oidc",
                    "people",
                    "rights",
                    "process",
                    "audit",
                    "pages");
    private static final String PATHS = "paths";
    private static final Map<String, String> COMPONENTS =
            Map.of(
                    "parameters", "parameters",
                    "responses", "responses",
                    "headers", "headers",
                    "properties", "schemas");

    private Description() {}

    /// The document in that language.
    public static Json.Obj in(Language language) {
        var members = new LinkedHashMap<>(file(DOCUMENT).members());
        var paths = new LinkedHashMap<String, Json>();
        for (var area : AREAS) {
            paths.putAll(file(area).members());
        }
        members.put(PATHS, Json.object(paths));
        members.computeIfPresent("info", (_, info) -> versioned(info));
        return new Reading(language).object(members);
    }

    /// With the version of the jar; of classes that are in none, with what the file says.
    private static Json versioned(Json info) {
        var version =
                Optional.ofNullable(Description.class.getPackage().getImplementationVersion());
        if (version.isEmpty() || !(info instanceof Json.Obj(var members))) {
            return info;
        }
        var all = new LinkedHashMap<>(members);
        all.put("version", Json.of(version.get()));
        return Json.object(all);
    }

    private static Json.Obj file(String area) {
        var name = area + ".yaml";
        try (var in = Description.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            var mistakes = new Mistakes();
            var read = DocumentReader.read(in.readAllBytes(), name, mistakes);
            if (read.isPresent() && read.get().root().json() instanceof Json.Obj object) {
                return object;
            }
            throw new IllegalStateException(name + ": " + mistakes.all());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes OpenAPI of what the files say.
    private record Reading(Language language) {
        Json.Obj object(Map<String, Json> members) {
            var read = new LinkedHashMap<String, Json>();
            members.forEach((name, value) -> read.put(name, member(name, value)));
            return Json.object(read);
        }

        private Json member(String name, Json value) {
            return switch (name) {
                // examples are shown as they are
                case "example", "examples", "default", "enum" -> value;
                case "summary", "description", "x-displayName" ->
                        text(value).orElseGet(() -> plain(value));
                case "schema", "items", "additionalProperties" -> named("schemas", value);
                case "oneOf", "allOf", "anyOf" -> each("schemas", value);
                default ->
                        Optional.ofNullable(COMPONENTS.get(name))
                                .map(kind -> each(kind, value))
                                .orElseGet(() -> plain(value));
            };
        }

        private Optional<Json> text(Json value) {
            return value instanceof Json.Obj object ? object.get(language.tag()) : Optional.empty();
        }

        private Json plain(Json value) {
            return switch (value) {
                case Json.Obj(var members) -> object(members);
                case Json.Arr(var items) -> Json.array(items.stream().map(this::plain).toList());
                case Json.Str _, Json.Num _, Json.Literal _ -> value;
            };
        }

        /// Each value of a list or an object, of which some are only named.
        private Json each(String kind, Json value) {
            return switch (value) {
                case Json.Arr(var items) ->
                        Json.array(items.stream().map(item -> named(kind, item)).toList());
                case Json.Obj(var members) -> {
                    var read = new LinkedHashMap<String, Json>();
                    members.forEach((name, item) -> read.put(name, named(kind, item)));
                    yield Json.object(read);
                }
                case Json.Str _, Json.Num _, Json.Literal _ -> value;
            };
        }

        private Json named(String kind, Json value) {
            return value instanceof Json.Str(var name)
                    ? Json.object(Map.of("$ref", Json.of("#/components/" + kind + "/" + name)))
                    : plain(value);
        }
    }
}
