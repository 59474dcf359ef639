package city.wutong.rule;

import city.wutong.json.Json;
import city.wutong.rule.Trace.Crossing;
import city.wutong.rule.Trace.Progress;
import city.wutong.rule.Trace.Sample;
import city.wutong.rule.Trace.Samples;
import city.wutong.rule.Trace.Tally;
import city.wutong.rule.Trace.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How traces are written down: a window as times and contents by turns, the others as objects.
final class TraceMemoir {
    private static final String NOW = "now";
    private static final String BEFORE = "before";
    private static final String REACHED = "reached";
    private static final String BEGUN = "begun";
    private static final String LAST = "last";
    private static final String INSIDE = "inside";
    private static final String CROSSED = "crossed";
    private static final String MEETING = "meeting";
    private static final String ALL = "all";

    private TraceMemoir() {}

    static Json of(Map<String, Trace> traces) {
        var members = new LinkedHashMap<String, Json>();
        traces.forEach((name, trace) -> members.put(name, of(trace)));
        return Json.object(members);
    }

    private static Json of(Trace trace) {
        return switch (trace) {
            case Samples(var samples) -> {
                var items = new ArrayList<Json>(2 * samples.size());
                for (var sample : samples) {
                    items.add(Json.of(sample.at().toString()));
                    items.add(sample.content());
                }
                yield Json.array(items);
            }
            case Turn(var now, var before) -> {
                var members = new LinkedHashMap<String, Json>();
                now.ifPresent(content -> members.put(NOW, content));
                before.ifPresent(content -> members.put(BEFORE, content));
                yield Json.object(members);
            }
            case Crossing(var inside, boolean crossed) -> {
                var members = new LinkedHashMap<String, Json>();
                inside.ifPresent(in -> members.put(INSIDE, Json.of(in)));
                members.put(CROSSED, Json.of(crossed));
                yield Json.object(members);
            }
            case Tally(int meeting, int all) ->
                    Json.object(Map.of(MEETING, Json.of(meeting), ALL, Json.of(all)));
            case Progress(int reached, var begun, var last) ->
                    Json.object(
                            Map.of(
                                    REACHED, Json.of(reached),
                                    BEGUN, Json.of(begun.toString()),
                                    LAST, Json.of(last.toString())));
        };
    }

    /// @throws IllegalStateException when it is spoilt
    static Map<String, Trace> traces(Json json) {
        if (!(json instanceof Json.Obj(var members))) {
            throw spoilt(json);
        }
        var traces = new LinkedHashMap<String, Trace>();
        members.forEach((name, written) -> traces.put(name, trace(written)));
        return traces;
    }

    private static Trace trace(Json written) {
        return switch (written) {
            case Json.Arr(var items) when items.size() % 2 == 0 -> new Samples(samples(items));
            case Json.Obj object -> trace(object);
            case Json.Arr _, Json.Str _, Json.Num _, Json.Literal _ -> throw spoilt(written);
        };
    }

    private static Trace trace(Json.Obj object) {
        if (object.get(REACHED).isPresent()) {
            return new Progress(
                    whole(object, REACHED),
                    time(object.get(BEGUN).orElse(object)),
                    time(object.get(LAST).orElse(object)));
        }
        if (object.get(CROSSED).isPresent()) {
            return new Crossing(
                    object.get(INSIDE).map(Json.Literal.TRUE::equals),
                    object.get(CROSSED).filter(Json.Literal.TRUE::equals).isPresent());
        }
        return object.get(MEETING).isPresent()
                ? new Tally(whole(object, MEETING), whole(object, ALL))
                : new Turn(object.get(NOW), object.get(BEFORE));
    }

    private static int whole(Json.Obj object, String name) {
        if (object.get(name).orElse(object) instanceof Json.Num number) {
            return (int) number.asDouble();
        }
        throw spoilt(object);
    }

    private static List<Sample> samples(List<Json> items) {
        var samples = new ArrayList<Sample>(items.size() / 2);
        for (int i = 0; i < items.size(); i += 2) {
            samples.add(new Sample(time(items.get(i)), items.get(i + 1)));
        }
        return samples;
    }

    private static Instant time(Json json) {
        if (json instanceof Json.Str(var text)) {
            return Instant.parse(text);
        }
        throw spoilt(json);
    }

    private static IllegalStateException spoilt(Json json) {
        return new IllegalStateException("what a rule remembers of the past is spoilt: " + json);
    }
}
