package city.wutong.rule;

import city.wutong.clock.CityTime;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.text.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

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

    static String of(Standing standing) {
        var members = new LinkedHashMap<String, Json>();
        members.put("mark", Json.of(standing.mark()));
        standing.source()
                .ifPresent(source -> {
                    members.put("newest", Json.of(source.newest().toString()));
                    members.put("alive", Json.of(source.alive().toString()));
                });
        if (standing.isIsolated()) {
            members.put("isolated", Json.Literal.TRUE);
        }
        if (!standing.letters().isEmpty()) {
            members.put(
                    "letters",
                    Json.array(standing.letters().stream().map(Memoir::letter).toList()));
        }
        return text(members);
    }

    private static Json letter(DeadLetter letter) {
        return Json.object(
                Map.of(
                        "number", Json.of(letter.number()),
                        "entity", Json.of(letter.entity()),
                        "at", Json.of(letter.at().toString()),
                        "zh", Json.of(letter.problem().zh()),
                        "en", Json.of(letter.problem().en()),
                        "from", Json.of(letter.from())));
    }

    static Standing standing(String text) {
        var members = read(text);
        var source =
                members.get("newest")
                        .map(_ -> new Source(time(members, "newest"), time(members, "alive")));
        return new Standing(
                members.get("mark").map(_ -> string(members, "mark")).orElse(""),
                source,
                members.get("isolated").isPresent(),
                members.get("letters").map(Memoir::letters).orElse(List.of()));
    }

    private static List<DeadLetter> letters(Json list) {
        var letters = new ArrayList<DeadLetter>();
        if (list instanceof Json.Arr(var items)) {
            for (var item : items) {
                if (item instanceof Json.Obj letter) {
                    letters.add(
                            new DeadLetter(
                                    (int) number(letter, "number").asDouble(),
                                    string(letter, "entity"),
                                    time(letter, "at"),
                                    new Text(string(letter, "zh"), string(letter, "en")),
                                    (long) number(letter, "from").asDouble()));
                }
            }
        }
        return letters;
    }

    /// @param met the last change of the entity that the rule had met it after
    static String of(KeyState state, Optional<Instant> wake, Optional<Long> met) {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", Json.of(state.entityId()));
        members.put("facts", Json.object(state.facts()));
        members.put("seen", Json.of(state.seen().toString()));
        state.since().ifPresent(at -> members.put("since", Json.of(at.toString())));
        state.episode().ifPresent(at -> members.put("episode", Json.of(at.toString())));
        wake.ifPresent(at -> members.put("wake", Json.of(at.toString())));
        met.ifPresent(seq -> members.put("met", Json.of(seq)));
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

    /// What [#of] was told that the entity was met after.
    static Optional<Long> met(String text) {
        var members = read(text);
        return members.get("met").map(_ -> (long) number(members, "met").asDouble());
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

    static String of(Members.Member member) {
        var targets = member.targets().stream().sorted().map(Json::of).toList();
        var members = new LinkedHashMap<String, Json>();
        members.put("targets", Json.array(List.copyOf(targets)));
        members.put("facts", Json.object(member.facts()));
        if (member.met() > 0) {
            members.put("met", Json.of(member.met()));
        }
        return text(members);
    }

    static Members.Member member(String text) {
        var members = read(text);
        var targets = new TreeSet<String>();
        if (members.get("targets").orElseThrow() instanceof Json.Arr(var items)) {
            for (var item : items) {
                if (item instanceof Json.Str(var id)) {
                    targets.add(id);
                }
            }
        }
        var facts = members.get("facts").orElseThrow();
        return new Members.Member(
                targets,
                facts instanceof Json.Obj(var known) ? known : Map.of(),
                met(text).orElse(0L));
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
