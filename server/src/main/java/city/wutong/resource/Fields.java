package city.wutong.resource;

import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import city.wutong.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// The fields of a JSON object that a request sends. What is missing, unknown or of another kind is
/// refused by name.
final class Fields {
    private static final int MOST_TEXTS = 100;
    private static final int LONGEST_NAME = 200;

    private final Json.Obj object;

    private Fields(Json.Obj object) {
        this.object = object;
    }

    /// @param allowed the names that may be there
    static Fields of(Call call, Set<String> allowed) {
        return of("body", call.json(), allowed);
    }

    /// Those of an object somewhere.
    ///
    /// @param where it stands
    static Fields of(String where, Json json, Set<String> allowed) {
        if (!(json instanceof Json.Obj object)) {
            throw wrong(where, json, "a JSON object");
        }
        for (var name : object.members().keySet()) {
            if (!allowed.contains(name)) {
                throw Refusal.of(
                                HttpReason.FIELD_UNKNOWN,
                                name,
                                String.join(", ", new TreeSet<>(allowed)))
                        .thrown();
            }
        }
        return new Fields(object);
    }

    String text(String name, String allowed) {
        return optionalText(name, allowed)
                .orElseThrow(() -> Refusal.of(HttpReason.FIELD_MISSING, name, allowed).thrown());
    }

    Optional<String> optionalText(String name, String allowed) {
        return object.get(name).map(json -> textOf(name, json, allowed));
    }

    /// A text that an answer never repeats.
    Optional<String> optionalSecret(String name) {
        return object.get(name)
                .map(json -> {
                    if (json instanceof Json.Str(var text)) {
                        return text;
                    }
                    throw Refusal.of(HttpReason.FIELD_MISSING, name, "a text").thrown();
                });
    }

    /// A text, or `null` for none; empty when it is not there at all.
    Optional<Optional<String>> textOrNull(String name, String allowed) {
        var json = object.get(name);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                json.get() == Json.Literal.NULL
                        ? Optional.empty()
                        : Optional.of(textOf(name, json.get(), allowed)));
    }

    Optional<Boolean> flag(String name) {
        return object.get(name)
                .map(json -> {
                    if (json == Json.Literal.TRUE || json == Json.Literal.FALSE) {
                        return json == Json.Literal.TRUE;
                    }
                    throw wrong(name, json, "true, false");
                });
    }

    List<String> texts(String name, String allowed) {
        var json = object.get(name);
        if (json.isEmpty()) {
            return List.of();
        }
        if (json.get() instanceof Json.Arr(var items) && items.size() <= MOST_TEXTS) {
            return items.stream().map(item -> textOf(name, item, allowed)).toList();
        }
        throw wrong(name, json.get(), allowed);
    }

    /// What stands there, whatever it is.
    Optional<Json> json(String name) {
        return object.get(name);
    }

    OptionalInt number(String name, int least, int most) {
        var json = object.get(name);
        if (json.isEmpty()) {
            return OptionalInt.empty();
        }
        if (json.get() instanceof Json.Whole(var number) && number >= least && number <= most) {
            return OptionalInt.of((int) number);
        }
        throw wrong(name, json.get(), least + " to " + most);
    }

    double decimal(String name, double fallback) {
        var json = object.get(name);
        if (json.isEmpty()) {
            return fallback;
        }
        if (json.get() instanceof Json.Num number) {
            return number.asDouble();
        }
        throw wrong(name, json.get(), "a number");
    }

    /// Words in both languages.
    Text words(String name) {
        var allowed = "{\"zh\": \"…\", \"en\": \"…\"}";
        var json = object.get(name);
        if (json.isEmpty()) {
            throw Refusal.of(HttpReason.FIELD_MISSING, name, allowed).thrown();
        }
        if (json.get() instanceof Json.Obj words
                && words.get("zh").orElse(Json.Literal.NULL) instanceof Json.Str(var zh)
                && words.get("en").orElse(Json.Literal.NULL) instanceof Json.Str(var en)
                && !zh.isBlank()
                && !en.isBlank()) {
            return new Text(zh, en);
        }
        throw wrong(name, json.get(), allowed);
    }

    /// The field `name`: words in both languages, of a sensible length.
    Text name() {
        var words = words("name");
        if (words.zh().length() > LONGEST_NAME || words.en().length() > LONGEST_NAME) {
            throw Refusal.of(
                            HttpReason.FIELD_VALUE,
                            "name",
                            "longer",
                            "at most " + LONGEST_NAME + " characters in each language")
                    .thrown();
        }
        return words;
    }

    /// The field `name` of a change: as it was, where it is not given.
    Text name(Text before) {
        return object.get("name").isPresent() ? name() : before;
    }

    /// A text of a change: as it was where it is not given, none where it is null.
    Optional<String> changed(String name, Optional<String> before, String allowed) {
        var json = object.get(name);
        if (json.isEmpty()) {
            return before;
        }
        return json.filter(value -> value != Json.Literal.NULL)
                .map(value -> textOf(name, value, allowed));
    }

    private static String textOf(String name, Json json, String allowed) {
        if (json instanceof Json.Str(var text)) {
            return text;
        }
        throw wrong(name, json, allowed);
    }

    static Refused wrong(String name, Json value, String allowed) {
        return Refusal.of(HttpReason.FIELD_VALUE, name, JsonWriter.text(value), allowed).thrown();
    }
}
