package city.wutong.scenario;

import city.wutong.cases.CaseType;
import city.wutong.scenario.RuleReader.CaseTypeUse;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Reads one scenario. It always gives one; whether that may be used is told by its mistakes.
final class ScenarioReader {
    static final String MANIFEST = "scenario.yaml";
    static final String ROLES = "roles.yaml";

    private static final List<String> KEYS = List.of("name", "about", "version", "needs");
    private static final List<String> REPLAY_KEYS =
            List.of("name", "source", "from", "to", "step", "takes");

    private final Mistakes mistakes = new Mistakes();
    private final ScenarioFolder folder;

    private ScenarioReader(Path folder) {
        this.folder = new ScenarioFolder(folder, mistakes);
    }

    /// What was read.
    ///
    /// @param scenario to be used only when there are no mistakes
    /// @param caseTypes the ids of its case types, the mistaken ones too
    /// @param uses case types that its rules speak of
    record Draft(
            String id,
            Scenario scenario,
            Mistakes mistakes,
            Set<String> caseTypes,
            List<CaseTypeUse> uses) {}

    static Draft read(Path folder) {
        return new ScenarioReader(folder).read();
    }

    private Draft read() {
        if (!FieldReader.isName(folder.id())) {
            mistakes.add(
                    Place.of(folder.id()), Fault.NOT_NAME, folder.id(), FieldReader.LONGEST_NAME);
        }
        var manifest = folder.top(MANIFEST).map(d -> FieldReader.ofFile(d, KEYS, mistakes));
        var modelReader = new ModelReader(folder, mistakes);
        var context = modelReader.context();
        var models = modelReader.models(context);
        var vocabulary = new Vocabulary(folder.id(), models, modelReader.unread(), mistakes);
        var rules = new RuleReader(vocabulary);
        var roles =
                folder.optionalTop(ROLES)
                        .map(document -> new RoleReader(vocabulary).read(document))
                        .orElse(List.of());
        var cases = new CaseTypeReader(vocabulary, roles);
        var indices = new IndexReader(vocabulary);
        var views = new ViewReader(vocabulary);
        var scenario =
                new Scenario(
                        folder.id(),
                        manifest.map(m -> m.words("name")).orElse(FieldReader.NO_WORDS),
                        manifest.map(m -> m.words("about")).orElse(FieldReader.NO_WORDS),
                        manifest.map(m -> m.text("version")).orElse(FieldReader.STAND_IN),
                        manifest.flatMap(m -> m.optionalWords("needs")),
                        context,
                        models,
                        roles,
                        folder.documents("rules").stream()
                                .flatMap(d -> rules.read(d).stream())
                                .toList(),
                        caseTypes(cases),
                        folder.documents("indices").stream().map(indices::read).toList(),
                        folder.documents("views").stream().map(views::read).toList(),
                        folder.documents("sample").stream().findFirst().map(this::replay),
                        folder.files("tests"));
        return new Draft(folder.id(), scenario, mistakes, cases.ids(), rules.caseTypes());
    }

    private List<CaseType> caseTypes(CaseTypeReader cases) {
        return folder.documents("cases").stream().flatMap(d -> cases.read(d).stream()).toList();
    }

    private Replay replay(Document document) {
        var file = FieldReader.ofFile(document, REPLAY_KEYS, mistakes);
        var from = file.time("from");
        var to = file.time("to");
        if (to.isBefore(from)) {
            mistakes.add(file.place("to"), Fault.TIME_GOES_BACK, "to");
        }
        return new Replay(
                file.words("name"),
                file.text("source"),
                from,
                to,
                file.duration("step"),
                file.optionalDuration("takes").orElse(Duration.ofMinutes(10)));
    }
}
