package city.wutong.resource;

import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One operation as the description has it.
///
/// @param method in capitals
/// @param document it stands in
public record DescribedOperation(String method, String path, Json.Obj json, Json.Obj document) {
    public static List<DescribedOperation> all(Json.Obj document) {
        var all = new ArrayList<DescribedOperation>();
        object(document, "paths")
                .members()
                .forEach((path, item) ->
                        ((Json.Obj) item)
                                .members()
                                .forEach((method, json) ->
                                        all.add(
                                                new DescribedOperation(
                                                        method.toUpperCase(Locale.ROOT),
                                                        path,
                                                        (Json.Obj) json,
                                                        document))));
        return all;
    }

    /// Its parameters, those that are only referred to looked up.
    List<Json.Obj> parameters() {
        if (!(json.get("parameters").orElse(null) instanceof Json.Arr(var items))) {
            return List.of();
        }
        return items.stream().map(this::resolved).toList();
    }

    private Json.Obj resolved(Json item) {
        var object = (Json.Obj) item;
        var reference = object.get("$ref");
        if (reference.isEmpty()) {
            return object;
        }
        var found = document;
        for (var part : ((Json.Str) reference.get()).value().substring(2).split("/")) {
            found = object(found, part);
        }
        return found;
    }

    /// The names of its parameters in the query.
    public Set<String> queried() {
        var names = new TreeSet<String>();
        for (var parameter : parameters()) {
            if (parameter.get("in").equals(Optional.of(Json.of("query")))) {
                names.add(textOf(parameter, "name"));
            }
        }
        return names;
    }

    /// Its path with the examples of the parameters in it.
    public String examplePath() {
        var filled = path;
        for (var parameter : parameters()) {
            if (parameter.get("in").equals(Optional.of(Json.of("path")))) {
                var name = textOf(parameter, "name");
                filled = filled.replace("{" + name + "}", textOf(parameter, "example"));
            }
        }
        return filled;
    }

    /// The example of its JSON body.
    public Optional<Json> exampleBody() {
        return json.get("requestBody")
                .flatMap(body -> ((Json.Obj) body).get("content"))
                .flatMap(content -> ((Json.Obj) content).get("application/json"))
                .flatMap(media -> ((Json.Obj) media).get("example"));
    }

    /// The statuses that its answer can have.
    public Set<String> statuses() {
        return object(json, "responses").members().keySet();
    }

    private static Json.Obj object(Json.Obj json, String name) {
        return (Json.Obj) json.get(name).orElseThrow();
    }

    private static String textOf(Json.Obj json, String name) {
        return json.get(name).map(value -> ((Json.Str) value).value()).orElse("");
    }
}
