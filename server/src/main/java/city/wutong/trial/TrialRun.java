package city.wutong.trial;

import city.wutong.json.Json;
import city.wutong.scenario.EntityModel.AttributeModel;
import city.wutong.scenario.EntityModel.Kind;
import city.wutong.scenario.file.Place;
import city.wutong.trial.Trial.Act;
import city.wutong.trial.Trial.ExpectedFigure;
import city.wutong.trial.Trial.Given;
import city.wutong.trial.Trial.Step;
import city.wutong.trial.Trial.Then;
import city.wutong.trial.Verdict.Difference;
import city.wutong.trial.Verdict.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells one test to a tenant of its own, step by step, until something is not as expected.
///
/// At each time of a step its values come first and then the clock shows that time, as in a replay:
/// whoever sees the hour sees its values. The office clock goes on by as much.
final class TrialRun {
    private static final String UPSERT = "/ngsi-ld/v1/entityOperations/upsert?options=update";

    private final Trial trial;
    private final CityClient city;
    private final TrialClock office;
    private final Calm calm;
    private final Found found;
    private Instant time = Instant.EPOCH;
    private int photos;

    TrialRun(Trial trial, CityClient city, TrialClock office) {
        this.trial = trial;
        this.city = city;
        this.office = office;
        this.calm = new Calm(city);
        this.found = new Found(city, trial.given());
    }

    /// Empty when all was as expected.
    Optional<Failure> run() {
        Place place = trial.place();
        try {
            begin();
            for (var step : trial.steps()) {
                place = step.place();
                var differences = tell(step);
                if (!differences.isEmpty()) {
                    return Optional.of(new Failure(place, time, differences));
                }
            }
            return Optional.empty();
        } catch (TrialStopped e) {
            var difference = new Difference("the city", "an answer", e.why());
            return Optional.of(new Failure(place, time, List.of(difference)));
        }
    }

    /// The clock is set before there is anything that a rule could measure by another.
    private void begin() throws TrialStopped {
        time = trial.steps().getFirst().times().getFirst();
        showTime();
        var entities = new ArrayList<Json>();
        for (var given : trial.given().values()) {
            entities.add(entity(given, given.attributes(), Optional.empty()));
        }
        send(entities);
    }

    private List<Difference> tell(Step step) throws TrialStopped {
        for (var at : step.times()) {
            observe(step, at);
            office.forward(Duration.between(time, at));
            time = at;
            showTime();
        }
        for (var act : step.act()) {
            var differences = act(act);
            if (!differences.isEmpty()) {
                return differences;
            }
        }
        return step.then().isPresent() ? check(step.then().get()) : List.of();
    }

    private void showTime() throws TrialStopped {
        var clock = new LinkedHashMap<String, Json>();
        clock.put("mode", Json.of("replay"));
        clock.put("time", Json.of(time.toString()));
        clock.put("speed", Json.of(1));
        CityClient.good(city.put("/api/city-clock", Json.object(clock)));
    }

    // --- facts -------------------------------------------------------------------------------

    private void observe(Step step, Instant at) throws TrialStopped {
        var entities = new ArrayList<Json>();
        step.observe()
                .forEach((name, values) ->
                        Optional.ofNullable(trial.given().get(name))
                                .ifPresent(given ->
                                        entities.add(entity(given, values, Optional.of(at)))));
        send(entities);
    }

    private void send(List<Json> entities) throws TrialStopped {
        if (!entities.isEmpty()) {
            CityClient.good(city.post(UPSERT, Json.array(entities)));
        }
    }

    private Json entity(Given given, Map<String, Json> values, Optional<Instant> at) {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", Json.of(given.id()));
        members.put("type", Json.of(given.model().expanded()));
        values.forEach((name, value) ->
                Optional.ofNullable(given.model().attributes().get(name))
                        .ifPresent(model ->
                                members.put(model.expanded(), attribute(model, value, at))));
        return Json.object(members);
    }

    private Json attribute(AttributeModel model, Json value, Optional<Instant> at) {
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of(model.kind().word()));
        switch (model.kind()) {
            case PROPERTY -> members.put("value", value);
            case GEO_PROPERTY -> members.put("value", geometry(value));
            case RELATIONSHIP -> members.put("object", target(value));
            case LANGUAGE_PROPERTY -> members.put("languageMap", value);
        }
        at.ifPresent(time -> members.put("observedAt", Json.of(time.toString())));
        if (model.kind() == Kind.PROPERTY && value instanceof Json.Num) {
            model.unitCode().ifPresent(code -> members.put("unitCode", Json.of(code)));
        }
        return Json.object(members);
    }

    /// A name of the test's own stands for the id of what it was given to.
    private Json target(Json value) {
        return value instanceof Json.Str(var name) && trial.given().containsKey(name)
                ? Json.of(trial.given().get(name).id())
                : value;
    }

    /// `[120.3, 30.3]` is a point; anything else is GeoJSON as it stands.
    private static Json geometry(Json value) {
        if (!(value instanceof Json.Arr)) {
            return value;
        }
        var point = new LinkedHashMap<String, Json>();
        point.put("type", Json.of("Point"));
        point.put("coordinates", value);
        return Json.object(point);
    }

    // --- people ------------------------------------------------------------------------------

    private List<Difference> act(Act act) throws TrialStopped {
        calm.await(false);
        var about =
                act.action() + " on the " + ThenReader.brief(act.caseType()) + " of " + act.of();
        var subject = Optional.ofNullable(trial.given().get(act.of())).map(Given::id).orElse("");
        var theCase = found.newestCase(act.caseType(), subject);
        if (theCase.isEmpty()) {
            return List.of(new Difference(about, "a case", "none"));
        }
        var reply = city.post(path(theCase.get()), order(act, theCase.get()));
        var expected = act.refused().map(code -> "refused as " + code).orElse("done");
        var what = reply.isGood() ? "done" : "refused as " + code(reply);
        return expected.equals(what)
                ? List.of()
                : List.of(new Difference(about, expected, what + detail(reply)));
    }

    private static String path(Json.Obj theCase) {
        return "/api/cases/" + CityClient.encoded(Found.text(theCase, "id")) + "/actions";
    }

    private Json order(Act act, Json.Obj theCase) throws TrialStopped {
        var evidence = new ArrayList<Json>();
        for (int i = 0; i < act.photos(); i++) {
            var photo = Photo.of(city.tenant() + " " + ++photos);
            var reply = CityClient.good(city.post("/api/evidence", photo, "image/png"));
            if (reply.json() instanceof Json.Obj told) {
                evidence.add(Json.of(Found.text(told, "sha256")));
            }
        }
        var order = new LinkedHashMap<String, Json>();
        order.put("action", Json.of(act.action()));
        act.note().ifPresent(note -> order.put("note", Json.of(note)));
        order.put("evidence", Json.array(evidence));
        order.put("steps", theCase.get("steps").orElse(Json.of(1)));
        return Json.object(order);
    }

    private static String code(CityClient.Reply reply) throws TrialStopped {
        return reply.json() instanceof Json.Obj problem ? Found.text(problem, "code") : "";
    }

    private static String detail(CityClient.Reply reply) throws TrialStopped {
        return !reply.isGood() && reply.json() instanceof Json.Obj problem
                ? " (" + Found.text(problem, "detail") + ")"
                : "";
    }

    // --- what must follow --------------------------------------------------------------------

    private List<Difference> check(Then then) throws TrialStopped {
        calm.await(!then.indices().isEmpty());
        var differences = new ArrayList<Difference>();
        if (then.alerts().isPresent()) {
            differences.addAll(Comparison.lists("alerts", then.alerts().get(), found.alerts()));
        }
        if (then.cases().isPresent()) {
            differences.addAll(Comparison.lists("cases", then.cases().get(), found.cases()));
        }
        if (!then.indices().isEmpty()) {
            differences.addAll(figures(then.indices()));
        }
        return differences;
    }

    private List<Difference> figures(Map<String, ExpectedFigure> expected) throws TrialStopped {
        var figures = found.figures();
        var differences = new ArrayList<Difference>();
        for (var each : new TreeMap<>(expected).entrySet()) {
            var figure = Optional.ofNullable(figures.get(each.getKey()));
            var name = ThenReader.brief(each.getKey());
            if (figure.isEmpty() || !figure.get().problem().isEmpty()) {
                var problem = figure.map(Found.Figure::problem).orElse("none");
                differences.add(new Difference("index " + name, "a figure", problem));
                continue;
            }
            differences.addAll(compared(name, each.getValue(), figure.get()));
        }
        return differences;
    }

    private static List<Difference> compared(
            String name, ExpectedFigure expected, Found.Figure figure) {
        return switch (expected) {
            case ExpectedFigure.Value(var _, var value) ->
                    Comparison.number(name, Optional.of(value), figure.value());
            case ExpectedFigure.Nothing _ ->
                    Comparison.number(name, Optional.empty(), figure.value());
            case ExpectedFigure.Parts parts -> Comparison.parts(name, parts, figure.parts());
        };
    }
}
