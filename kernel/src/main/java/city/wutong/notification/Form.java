package city.wutong.notification;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import city.wutong.text.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A JSON object that is read member by member; what is missing, unknown or of another kind is
/// refused by its name.
public final class Form {
    private static final int LONGEST = 2_000;
    private static final int MOST_TEXTS = 100;
    private static final int LONGEST_NAME = 200;

    private final String where;
    private final Json.Obj object;

    private Form(String where, Json.Obj object) {
        this.where = where;
        this.object = object;
    }

    /// Begins to read one.
    ///
    /// @param where it stands, with a dot at its end; empty: at the top
    /// @param allowed the names of members that may be there
    public static Form of(String where, Json json, Set<String> allowed) {
        if (!(json instanceof Json.Obj object)) {
            throw wrong(where.isEmpty() ? "body" : where, json, "a JSON object");
        }
        for (var name : object.members().keySet()) {
            if (!allowed.contains(name)) {
                var all = String.join(", ", new TreeSet<>(allowed));
                throw Refusal.of(NotificationReason.FIELD_UNKNOWN, where + name, all).thrown();
            }
        }
        return new Form(where, object);
    }

    /// What is there; empty when it is not, or null.
    public Optional<Json> json(String name) {
        return object.get(name).filter(json -> json != Json.Literal.NULL);
    }

    public Json needed(String name, String allowed) {
        return json(name)
                .orElseThrow(() ->
                        Refusal.of(NotificationReason.FIELD_MISSING, where + name, allowed)
                                .thrown());
    }

    public String text(String name, String allowed) {
        return text(name, needed(name, allowed), allowed);
    }

    public Optional<String> optional(String name, String allowed) {
        return json(name).map(json -> text(name, json, allowed));
    }

    /// A text that no answer repeats.
    public Optional<String> secret(String name) {
        return json(name)
                .map(json -> {
                    if (json instanceof Json.Str(var text) && text.length() <= LONGEST) {
                        return text;
                    }
                    throw Refusal.of(NotificationReason.FIELD, where + name, "…", "a text")
                            .thrown();
                });
    }

    private String text(String name, Json json, String allowed) {
        if (json instanceof Json.Str(var text) && !text.isBlank() && text.length() <= LONGEST) {
            return text;
        }
        throw wrong(where + name, json, allowed);
    }

    public boolean flag(String name, boolean fallback) {
        var json = json(name).orElse(Json.of(fallback));
        if (json instanceof Json.Literal) {
            return json == Json.Literal.TRUE;
        }
        throw wrong(where + name, json, "true, false");
    }

    public int number(String name, int fallback, int least, int most) {
        var json = json(name).orElse(Json.of(fallback));
        if (json instanceof Json.Whole(var number) && number >= least && number <= most) {
            return (int) number;
        }
        throw wrong(where + name, json, least + " to " + most);
    }

    public Set<String> texts(String name, String allowed) {
        var texts = new LinkedHashSet<String>();
        for (var item : items(name, MOST_TEXTS, allowed)) {
            texts.add(text(name, item, allowed));
        }
        return texts;
    }

    public List<Json> items(String name, int most, String allowed) {
        var json = json(name);
        if (json.isEmpty()) {
            return List.of();
        }
        if (json.get() instanceof Json.Arr(var items) && items.size() <= most) {
            return items;
        }
        throw wrong(where + name, json.get(), allowed);
    }

    /// Words in both languages.
    public Text words(String name) {
        var allowed = "{\"zh\": \"…\", \"en\": \"…\"}, of 200 characters each at most";
        var json = needed(name, allowed);
        var form = of(where + name + ".", json, Set.of("zh", "en"));
        var words = new Text(form.text("zh", allowed), form.text("en", allowed));
        if (words.zh().length() > LONGEST_NAME || words.en().length() > LONGEST_NAME) {
            throw wrong(where + name, json, allowed);
        }
        return words;
    }

    /// A refusal of a member.
    public Refused wrong(String name, String allowed) {
        return wrong(where + name, json(name).orElse(Json.Literal.NULL), allowed);
    }

    private static Refused wrong(String field, Json value, String allowed) {
        var shown = JsonWriter.text(value);
        return Refusal.of(NotificationReason.FIELD, field, shown, allowed).thrown();
    }
}
