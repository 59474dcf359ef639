package city.wutong.resource;

import city.wutong.access.Sensitivity;
import city.wutong.cases.CaseType;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.index.Index;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.rule.Rule;
import city.wutong.scenario.EntityModel;
import city.wutong.scenario.EntityModel.AttributeModel;
import city.wutong.scenario.Scenario;
import city.wutong.scenario.Scenarios;
import city.wutong.scenario.View;
import city.wutong.scenario.file.Mistake;
import java.util.List;
import java.util.Set;

/// `/api/scenarios`: the applications of this city, and what is wrong with those that are not
/// switched on.
final class ScenariosResource {
    private final Json told;

    ScenariosResource(Scenarios scenarios) {
        this.told =
                Tell.object()
                        .withAll("scenarios", scenarios.on(), ScenariosResource::scenario)
                        .withAll("mistakes", scenarios.mistakes(), ScenariosResource::mistake)
                        .json();
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Answer.of(200, new Answer.Plain(told));
    }

    private static Json scenario(Scenario scenario) {
        return Tell.object()
                .with("id", scenario.id())
                .with("name", scenario.name())
                .with("about", scenario.about())
                .with("version", scenario.version())
                .withAll("rules", scenario.rules(), ScenariosResource::rule)
                .withTexts("caseTypes", scenario.caseTypes().stream().map(CaseType::id).toList())
                .withTexts("indices", scenario.indices().stream().map(Index::id).toList())
                .withAll("views", scenario.views(), ScenariosResource::view)
                .withAll("models", scenario.models(), ScenariosResource::model)
                .json();
    }

    private static Json model(EntityModel model) {
        return Tell.object()
                .with("type", model.name())
                .with("words", model.words())
                .withAll(
                        "attributes",
                        List.copyOf(model.attributes().sequencedValues()),
                        ScenariosResource::attribute)
                .json();
    }

    private static Json attribute(AttributeModel attribute) {
        var isPersonal = attribute.mark().sensitivity().compareTo(Sensitivity.PERSONAL) >= 0;
        return Tell.object()
                .with("name", attribute.name())
                .with("words", attribute.words())
                .with("kind", attribute.kind().word())
                .with("unit", attribute.unit(), Json::of)
                .with("personal", isPersonal)
                .json();
    }

    private static Json rule(Rule rule) {
        return Tell.object()
                .with("id", rule.id())
                .with("name", rule.name())
                .with("watch", LdContext.CORE.compact(rule.watch()))
                .with("severity", rule.notice().severity().word())
                .with("text", rule.source())
                .json();
    }

    private static Json view(View view) {
        var colour =
                Tell.object()
                        .with("attribute", view.colour().attribute())
                        .with("unknown", view.colour().unknown())
                        .withAll("bands", view.colour().bands(), ScenariosResource::band);
        return Tell.object()
                .with("id", view.id())
                .with("kind", View.KIND)
                .with("name", view.name())
                .with("type", view.type())
                .with("label", view.label())
                .with("colour", colour.json())
                .withAll("show", view.show(), ScenariosResource::shown)
                .withTexts("chart", view.chart())
                .json();
    }

    private static Json band(View.Band band) {
        var told = Tell.object();
        band.upTo().ifPresent(bound -> told.with("upTo", Tell.number(bound)));
        return told.with("colour", band.colour()).with("name", band.name()).json();
    }

    private static Json shown(View.Shown shown) {
        return Tell.object()
                .with("attribute", shown.attribute())
                .with("name", shown.name())
                .with("unit", shown.unit(), Json::of)
                .json();
    }

    private static Json mistake(Mistake mistake) {
        return Tell.object()
                .with("file", mistake.file())
                .with("line", mistake.line())
                .with("column", mistake.column())
                .with("problem", mistake.problem())
                .with("remedy", mistake.remedy())
                .json();
    }
}
