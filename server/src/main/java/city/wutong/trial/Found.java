package city.wutong.trial;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.trial.Trial.Given;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What there is in the city under trial, in the words of its tests.
final class Found {
    private static final int MOST = 1_000;

    private final CityClient city;
    private final Map<String, String> namesById = new LinkedHashMap<>();

    Found(CityClient city, Map<String, Given> given) {
        this.city = city;
        given.forEach((name, entity) -> namesById.put(entity.id(), name));
    }

    /// A figure as the city tells it.
    record Figure(Optional<BigDecimal> value, Map<String, BigDecimal> parts, String problem) {}

    List<SequencedMap<String, String>> alerts() throws TrialStopped {
        var path = "/ngsi-ld/v1/entities?type=Alert&options=simplified&limit=" + MOST;
        var alerts = new ArrayList<SequencedMap<String, String>>();
        for (var alert : objects(CityClient.good(city.get(path)).json())) {
            var features = new LinkedHashMap<String, String>();
            features.put(ThenReader.RULE, text(alert, "rule"));
            features.put(ThenReader.OF, name(text(alert, "alertSource")));
            features.put(ThenReader.STATUS, text(alert, "status"));
            features.put("severity", text(alert, "severity"));
            features.put("acknowledged", text(alert, "acknowledged"));
            features.put("occurrences", text(alert, "occurrences"));
            features.put("members", text(alert, "members"));
            features.put(ThenReader.SINCE, text(alert, "validFrom"));
            features.put(ThenReader.UNTIL, text(alert, "validTo"));
            alerts.add(features);
        }
        return alerts;
    }

    List<SequencedMap<String, String>> cases() throws TrialStopped {
        var cases = new ArrayList<SequencedMap<String, String>>();
        for (var summary : summaries()) {
            var whole = whole(text(summary, "id"));
            var features = new LinkedHashMap<String, String>();
            features.put(ThenReader.CASE, text(whole, "caseType"));
            features.put(ThenReader.OF, name(text(whole, "subject")));
            features.put("state", text(whole, "state"));
            features.put("open", text(whole, "open"));
            features.put("onTime", text(whole, "onTime"));
            features.put("steps", text(whole, "steps"));
            features.put("alerts", String.valueOf(items(whole, "alerts").size()));
            var actions =
                    objects(Json.array(items(whole, "actions"))).stream()
                            .map(action -> text(action, "action"))
                            .sorted()
                            .toList();
            features.put(ThenReader.ACTIONS, String.join(", ", actions));
            cases.add(features);
        }
        return cases;
    }

    /// The newest case of a type about an entity, open ones first.
    Optional<Json.Obj> newestCase(String type, String subjectId) throws TrialStopped {
        var about =
                summaries().stream()
                        .filter(each -> text(each, "caseType").equals(type))
                        .filter(each -> text(each, "subject").equals(subjectId))
                        .toList();
        return about.stream()
                .filter(each -> text(each, "open").equals("true"))
                .findFirst()
                .or(() -> about.stream().findFirst());
    }

    private List<Json.Obj> summaries() throws TrialStopped {
        var list = CityClient.good(city.get("/api/cases?limit=" + MOST)).json();
        return list instanceof Json.Obj object
                ? objects(Json.array(items(object, "cases")))
                : List.of();
    }

    private Json.Obj whole(String id) throws TrialStopped {
        var reply = CityClient.good(city.get("/api/cases/" + CityClient.encoded(id)));
        if (reply.json() instanceof Json.Obj object) {
            return object;
        }
        throw new TrialStopped(reply.request() + " answered no object");
    }

    Map<String, Figure> figures() throws TrialStopped {
        var figures = new LinkedHashMap<String, Figure>();
        for (var index : objects(CityClient.good(city.get("/api/indices")).json())) {
            var parts = new LinkedHashMap<String, BigDecimal>();
            for (var part : objects(Json.array(items(index, "parts")))) {
                number(part).ifPresent(value -> parts.put(text(part, "key"), value));
            }
            figures.put(
                    text(index, "id"), new Figure(number(index), parts, text(index, "problem")));
        }
        return figures;
    }

    private static Optional<BigDecimal> number(Json.Obj object) {
        return object.get("value")
                .filter(Json.Num.class::isInstance)
                .map(value -> ((Json.Num) value).asDecimal());
    }

    /// The name that the test gave an entity; its URI when it gave none.
    private String name(String id) {
        return namesById.getOrDefault(id, id);
    }

    static String text(Json.Obj object, String name) {
        return object.get(name).map(Found::text).orElse("");
    }

    private static String text(Json value) {
        return switch (value) {
            case Json.Str(var text) -> text;
            case Json.Num number -> number.asDecimal().stripTrailingZeros().toPlainString();
            case Json.Literal.NULL -> "";
            case Json.Literal.TRUE -> "true";
            case Json.Literal.FALSE -> "false";
            case Json.Arr _, Json.Obj _ -> JsonWriter.text(value);
        };
    }

    private static List<Json> items(Json.Obj object, String name) {
        return object.get(name)
                .filter(Json.Arr.class::isInstance)
                .map(list -> ((Json.Arr) list).items())
                .orElse(List.of());
    }

    private static List<Json.Obj> objects(Json list) {
        return list instanceof Json.Arr(var items)
                ? items.stream()
                        .filter(Json.Obj.class::isInstance)
                        .map(Json.Obj.class::cast)
                        .toList()
                : List.of();
    }
}
