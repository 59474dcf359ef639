package city.wutong.rule;

import city.wutong.clock.CityTime;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How what rules remember is written down.
final class Memoir {
    /// What came in as deep as may be stands three levels deeper here.
    private static final JsonReader JSON =
            new JsonReader(
                    new JsonLimits(
                            JsonLimits.DEFAULT.depth() + 3,
                            JsonLimits.DEFAULT.textLength(),
                            JsonLimits.DEFAULT.numberLength()));

    private Memoir() {}

    /// Where the rules stand.
    record Place(long seq, CityTime city) {}

    static String of(Place place) {
        return text(
                Map.of(
                        "seq", Json.of(place.seq()),
                        "mode", Json.of(place.city().mode().word()),
                        "time", Json.of(place.city().time().toString()),
                        "speed", Json.of(place.city().speed())));
    }

    static Place place(String text) {
        var members = read(text);
        var mode = CityTime.Mode.ofWord(string(members, "mode")).orElseThrow();
        var city = new CityTime(mode, time(members, "time"), number(members, "speed").asDouble());
        return new Place((long) number(members, "seq").asDouble(), city);
    }

    static String of(Source source) {
        return text(
                Map.of(
                        "newest", Json.of(source.newest().toString()),
                        "alive", Json.of(source.alive().toString())));
    }

    static Source source(String text) {
        var members = read(text);
        return new Source(time(members, "newest"), time(members, "alive"));
    }

    /// @param wake when the rule wants to be woken for it
    static String of(KeyState state, Optional<Instant> wake) {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", Json.of(state.entityId()));
        members.put("facts", Json.object(state.facts()));
        members.put("seen", Json.of(state.seen().toString()));
        state.since().ifPresent(at -> members.put("since", Json.of(at.toString())));
        state.episode().ifPresent(at -> members.put("episode", Json.of(at.toString())));
        wake.ifPresent(at -> members.put("wake", Json.of(at.toString())));
        state.alert().ifPresent(alert -> members.put("alert", of(alert)));
        if (!state.traces().isEmpty()) {
            members.put("traces", TraceMemoir.of(state.traces()));
        }
        return text(members);
    }

    /// When the rule wanted to be woken for what [#state] reads.
    static Optional<Instant> wake(String text) {
        var members = read(text);
        return members.get("wake").map(_ -> time(members, "wake"));
    }

    static KeyState state(String text) {
        var members = read(text);
        var facts = members.get("facts").orElseThrow();
        return new KeyState(
                string(members, "id"),
                facts instanceof Json.Obj(var known) ? known : Map.of(),
                time(members, "seen"),
                members.get("since").map(_ -> time(members, "since")),
                members.get("episode").map(_ -> time(members, "episode")),
                members.get("traces").map(TraceMemoir::traces).orElse(Map.of()),
                members.get("alert").flatMap(Memoir::alert));
    }

    private static Json of(LastAlert alert) {
        var members = new LinkedHashMap<String, Json>();
        members.put("start", Json.of(alert.start().toString()));
        members.put("occurrences", Json.of(alert.occurrences()));
        members.put("raised", Json.of(alert.raisedAt().toString()));
        alert.ended().ifPresent(at -> members.put("ended", Json.of(at.toString())));
        members.put("active", Json.of(alert.active()));
        alert.before().ifPresent(at -> members.put("before", Json.of(at.toString())));
        alert.target().ifPresent(target -> members.put("target", Json.of(target)));
        alert.storm().ifPresent(at -> members.put("storm", Json.of(at.toString())));
        return Json.object(members);
    }

    private static Optional<LastAlert> alert(Json json) {
        return json instanceof Json.Obj members
                ? Optional.of(
                        new LastAlert(
                                time(members, "start"),
                                (int) number(members, "occurrences").asDouble(),
                                time(members, "raised"),
                                optionalTime(members, "ended"),
                                members.get("active").equals(Optional.of(Json.Literal.TRUE)),
                                optionalTime(members, "before"),
                                members.get("target").map(_ -> string(members, "target")),
                                optionalTime(members, "storm")))
                : Optional.empty();
    }

    private static Optional<Instant> optionalTime(Json.Obj members, String name) {
        return members.get(name).map(_ -> time(members, name));
    }

    private static String text(Map<String, Json> members) {
        return JsonWriter.text(Json.object(members));
    }

    private static Json.Obj read(String text) {
        try {
            if (JSON.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonMalformed e) {
            throw new IllegalStateException("what a rule remembers is spoilt: " + text, e);
        }
        throw new IllegalStateException("what a rule remembers is spoilt: " + text);
    }

    private static String string(Json.Obj members, String name) {
        return members.get(name)
                .flatMap(json ->
                        json instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty())
                .orElseThrow();
    }

    private static Instant time(Json.Obj members, String name) {
        return Instant.parse(string(members, name));
    }

    private static Json.Num number(Json.Obj members, String name) {
        return members.get(name)
                .flatMap(json ->
                        json instanceof Json.Num number ? Optional.of(number) : Optional.empty())
                .orElseThrow();
    }
}
