package city.wutong.cases;

import city.wutong.cases.CaseEvent.Commented;
import city.wutong.cases.CaseEvent.Erased;
import city.wutong.cases.CaseEvent.Joined;
import city.wutong.cases.CaseEvent.Moved;
import city.wutong.cases.CaseEvent.Opened;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.text.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How what happened to a case is written down. The names are stored and never change.
public final class CaseScript {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);
    private static final String OPENED = "opened";
    private static final String JOINED = "joined";
    private static final String MOVED = "moved";
    private static final String COMMENTED = "commented";

    /// The kind of [Erased], for who erases what was before.
    public static final String ERASED = "erased";

    private CaseScript() {}

    /// The kind of an event, e.g. `moved`.
    public static String kind(CaseEvent.What what) {
        return switch (what) {
            case Opened _ -> OPENED;
            case Joined _ -> JOINED;
            case Moved _ -> MOVED;
            case Commented _ -> COMMENTED;
            case Erased _ -> ERASED;
        };
    }

    /// What is to be said of an event besides its kind, as JSON.
    public static String body(CaseEvent.What what) {
        var members = new LinkedHashMap<String, Json>();
        switch (what) {
            case Opened opened -> write(members, opened);
            case Joined(var alert) -> members.put("alert", Json.of(alert));
            case Moved moved -> write(members, moved);
            case Commented(var note) -> members.put("note", Json.of(note));
            case Erased(var pseudonym) -> members.put("subject", Json.of(pseudonym));
        }
        return JsonWriter.text(Json.object(members));
    }

    private static void write(Map<String, Json> members, Opened opened) {
        members.put("type", Json.of(opened.typeId()));
        members.put("version", Json.of(opened.version()));
        members.put("caseNumber", Json.of(opened.caseNumber()));
        members.put("zh", Json.of(opened.title().zh()));
        members.put("en", Json.of(opened.title().en()));
        members.put("subject", Json.of(opened.subject()));
        opened.place().ifPresent(place -> members.put("place", place));
        opened.alert().ifPresent(alert -> members.put("alert", Json.of(alert)));
        members.put("to", Json.of(opened.state()));
        members.put("open", Json.of(true));
        members.put("dueAt", Json.of(opened.dueAt().toString()));
    }

    private static void write(Map<String, Json> members, Moved moved) {
        members.put("action", Json.of(moved.action()));
        members.put("from", Json.of(moved.from()));
        members.put("to", Json.of(moved.to()));
        members.put("open", Json.of(moved.open()));
        members.put("note", Json.of(moved.note()));
        members.put("evidence", Json.array(moved.evidence().stream().map(Json::of).toList()));
    }

    /// What was written down.
    ///
    /// @throws IllegalStateException when it was not written by [#body]
    public static CaseEvent.What read(String kind, String body) {
        var members = new Members(parse(body));
        return switch (kind) {
            case OPENED -> opened(members);
            case JOINED -> new Joined(members.text("alert"));
            case MOVED ->
                    new Moved(
                            members.text("action"),
                            members.text("from"),
                            members.text("to"),
                            members.get("open") == Json.Literal.TRUE,
                            members.text("note"),
                            members.texts("evidence"));
            case COMMENTED -> new Commented(members.text("note"));
            case ERASED -> new Erased(members.text("subject"));
            default -> throw new IllegalStateException("no event of a case is " + kind);
        };
    }

    private static Opened opened(Members members) {
        return new Opened(
                members.text("type"),
                (int) members.number("version"),
                members.text("caseNumber"),
                new Text(members.text("zh"), members.text("en")),
                members.text("subject"),
                members.json().get("place"),
                members.json().get("alert").map(_ -> members.text("alert")),
                members.text("to"),
                Instant.parse(members.text("dueAt")));
    }

    private static Json.Obj parse(String body) {
        try {
            if (JSON.read(body.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonMalformed e) {
            throw new IllegalStateException("the case log is spoilt: " + body, e);
        }
        throw new IllegalStateException("the case log is spoilt: " + body);
    }

    private record Members(Json.Obj json) {
        Json get(String name) {
            return json.get(name)
                    .orElseThrow(() -> new IllegalStateException("the case log lacks " + name));
        }

        String text(String name) {
            return text(get(name));
        }

        double number(String name) {
            if (get(name) instanceof Json.Num number) {
                return number.asDouble();
            }
            throw new IllegalStateException("the case log has no number " + name);
        }

        List<String> texts(String name) {
            return get(name) instanceof Json.Arr(var items)
                    ? items.stream().map(Members::text).toList()
                    : List.of();
        }

        private static String text(Json json) {
            return Optional.of(json)
                    .filter(Json.Str.class::isInstance)
                    .map(each -> ((Json.Str) each).value())
                    .orElseThrow(() -> new IllegalStateException("no text in the case log"));
        }
    }
}
