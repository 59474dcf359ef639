package city.wutong.export;

import city.wutong.cases.Case;
import city.wutong.cases.CaseEvent;
import city.wutong.cases.CaseScript;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A case as it is handed out to whom it is about.
final class CaseRecord {
    private CaseRecord() {}

    /// @param masked shows words that people wrote
    static Json of(Case theCase, UnaryOperator<String> masked) {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", Json.of(theCase.id()));
        members.put("number", Json.of(theCase.number()));
        members.put("caseType", Json.of(theCase.typeId()));
        members.put("title", title(theCase.title(), masked));
        members.put("subject", Json.of(theCase.subject()));
        members.put("alerts", texts(theCase.alerts()));
        theCase.place().ifPresent(place -> members.put("location", place));
        members.put("state", Json.of(theCase.state()));
        members.put("open", Json.of(theCase.open()));
        members.put("openedAt", Json.of(theCase.openedAt().toString()));
        members.put("dueAt", Json.of(theCase.dueAt().toString()));
        theCase.closedAt().ifPresent(at -> members.put("closedAt", Json.of(at.toString())));
        members.put(
                "events",
                Json.array(theCase.events().stream().map(each -> event(each, masked)).toList()));
        return Json.object(members);
    }

    private static Json title(Text title, UnaryOperator<String> masked) {
        return Json.object(
                Map.of(
                        "zh", Json.of(masked.apply(title.zh())),
                        "en", Json.of(masked.apply(title.en()))));
    }

    private static Json event(CaseEvent event, UnaryOperator<String> masked) {
        var members = new LinkedHashMap<String, Json>();
        members.put("number", Json.of(event.number()));
        members.put("at", Json.of(event.at().toString()));
        members.put("actor", Json.of(event.actor()));
        members.put("kind", Json.of(CaseScript.kind(event.what())));
        switch (event.what()) {
            case CaseEvent.Opened opened -> members.put("to", Json.of(opened.state()));
            case CaseEvent.Joined(var alert) -> members.put("alert", Json.of(alert));
            case CaseEvent.Moved moved -> {
                members.put("action", Json.of(moved.action()));
                members.put("from", Json.of(moved.from()));
                members.put("to", Json.of(moved.to()));
                members.put("note", Json.of(masked.apply(moved.note())));
                members.put("evidence", texts(moved.evidence()));
            }
            case CaseEvent.Commented(var note) -> members.put("note", Json.of(masked.apply(note)));
            case CaseEvent.Erased _ -> {}
        }
        return Json.object(members);
    }

    private static Json texts(List<String> all) {
        return Json.array(all.stream().map(Json::of).toList());
    }
}
