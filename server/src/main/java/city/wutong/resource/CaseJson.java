package city.wutong.resource;

import city.wutong.cases.Case;
import city.wutong.cases.CaseEvent;
import city.wutong.cases.CaseEvent.Commented;
import city.wutong.cases.CaseEvent.Erased;
import city.wutong.cases.CaseEvent.Joined;
import city.wutong.cases.CaseEvent.Moved;
import city.wutong.cases.CaseEvent.Opened;
import city.wutong.cases.CaseScript;
import city.wutong.cases.CaseType;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Cases as `/api/cases` tells them.
final class CaseJson {
    private final Map<String, CaseType> types;

    CaseJson(Map<String, CaseType> types) {
        this.types = types;
    }

    /// @param isPlaceMasked whether its place is a masked one
    Json.Obj summary(Case theCase, boolean isPlaceMasked) {
        return told(theCase, isPlaceMasked).json();
    }

    /// With its events, and what whoever asks can do now.
    Json.Obj whole(Case theCase, boolean isPlaceMasked, Predicate<CaseType.Transition> isAllowed) {
        var actions =
                Optional.ofNullable(types.get(theCase.typeId())).stream()
                        .flatMap(type -> type.from(theCase.state()).stream())
                        .filter(isAllowed)
                        .toList();
        return told(theCase, isPlaceMasked)
                .withAll("actions", actions, CaseJson::action)
                .withAll("events", theCase.events(), CaseJson::event)
                .json();
    }

    private Tell told(Case theCase, boolean isPlaceMasked) {
        var type = Optional.ofNullable(types.get(theCase.typeId()));
        return Tell.object()
                .with("id", theCase.id())
                .with("number", theCase.number())
                .with("caseType", theCase.typeId())
                .with("caseTypeVersion", theCase.version())
                .with("typeName", type.map(CaseType::name).orElseGet(() -> plain(theCase.typeId())))
                .with("title", theCase.title())
                .with("state", theCase.state())
                .with("stateName", stateName(type, theCase.state()))
                .with("open", theCase.open())
                .with("subject", theCase.subject())
                .withTexts("alerts", theCase.alerts())
                .with("location", theCase.place(), place -> place)
                .withTexts("masked", isPlaceMasked ? List.of("location") : List.of())
                .with("openedAt", theCase.openedAt())
                .with("dueAt", theCase.dueAt())
                .with("closedAt", theCase.closedAt(), Tell::time)
                .with("onTime", theCase.onTime(), Json::of)
                .with("steps", theCase.events().size());
    }

    private static Text stateName(Optional<CaseType> type, String state) {
        return type.flatMap(each -> each.state(state))
                .map(CaseType.State::name)
                .orElseGet(() -> plain(state));
    }

    /// What has no words, because its scenario is no more.
    private static Text plain(String id) {
        return new Text(id, id);
    }

    private static Json action(CaseType.Transition transition) {
        var evidence =
                Tell.object()
                        .with("least", transition.evidence().least())
                        .with("most", transition.evidence().most());
        return Tell.object()
                .with("action", transition.action())
                .with("name", transition.name())
                .with("to", transition.to())
                .with("note", transition.note().word())
                .with("evidence", evidence.json())
                .json();
    }

    private static Json event(CaseEvent event) {
        var told =
                Tell.object()
                        .with("number", event.number())
                        .with("kind", CaseScript.kind(event.what()))
                        .with("at", event.at())
                        .with("actor", event.actor());
        switch (event.what()) {
            case Opened opened -> told.with("to", opened.state());
            case Joined(var alert) -> told.with("alert", alert);
            case Moved moved ->
                    told.with("action", moved.action())
                            .with("from", moved.from())
                            .with("to", moved.to())
                            .with("note", moved.note())
                            .withTexts("evidence", moved.evidence());
            case Commented(var note) -> told.with("note", note);
            case Erased _ -> {}
        }
        return told.json();
    }

    static Json type(CaseType type) {
        var limit =
                Tell.object()
                        .with("limit", type.limit().atMost().toString())
                        .with("unit", "natural");
        return Tell.object()
                .with("id", type.id())
                .with("version", type.version())
                .with("name", type.name())
                .withAll("states", type.states(), CaseJson::state)
                .with("clock", limit.json())
                .json();
    }

    private static Json state(CaseType.State state) {
        return Tell.object()
                .with("id", state.id())
                .with("name", state.name())
                .with("open", state.open())
                .json();
    }
}
