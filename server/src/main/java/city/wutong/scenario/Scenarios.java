package city.wutong.scenario;

import city.wutong.access.Marks;
import city.wutong.access.Role;
import city.wutong.cases.CaseType;
import city.wutong.index.Index;
import city.wutong.rule.Rule;
import city.wutong.scenario.ScenarioReader.Draft;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.Mistake;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The scenarios of a city: those that are switched on, and what is wrong with the others.
///
/// @param on those without a mistake, by id
/// @param mistakes all mistakes of the others, by scenario and file
public record Scenarios(List<Scenario> on, List<Mistake> mistakes) {
    /// No scenario at all.
    public static final Scenarios NONE = new Scenarios(List.of(), List.of());

    static final int MOST_SCENARIOS = 200;

    public Scenarios {
        on = List.copyOf(on);
        mistakes = List.copyOf(mistakes);
    }

    /// Reads every folder in this one as a scenario. Never throws: what is wrong is a mistake, and
    /// a scenario with one is not switched on.
    public static Scenarios load(Path folderOfScenarios) {
        return load(List.of(folderOfScenarios));
    }

    /// The same with several, e.g. those that come with Wutong and the city's own. A scenario of a
    /// later folder takes the place of one with the same name: so a city makes its own of what came
    /// with Wutong.
    public static Scenarios load(List<Path> foldersOfScenarios) {
        var outside = new Mistakes();
        var drafts = new LinkedHashMap<String, Draft>();
        for (var folder : foldersOfScenarios) {
            for (var inside : foldersIn(folder, outside)) {
                var draft = ScenarioReader.read(inside);
                drafts.put(draft.id(), draft);
            }
        }
        checkCaseTypes(List.copyOf(drafts.values()));
        return of(List.copyOf(drafts.values()), outside);
    }

    private static List<Path> foldersIn(Path folder, Mistakes mistakes) {
        var found = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var inside : stream) {
                if (!String.valueOf(inside.getFileName()).startsWith(".")) {
                    found.add(inside);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            mistakes.add(
                    Place.of(folder.toString()),
                    Fault.FILE_UNREADABLE,
                    e.getClass().getSimpleName());
        }
        return found.stream().sorted().limit(MOST_SCENARIOS).toList();
    }

    /// Whether the case types are there that rules speak of, in whichever scenario. A scenario that
    /// is not switched on has none, so that others may fall with it.
    private static void checkCaseTypes(List<Draft> drafts) {
        boolean again = true;
        while (again) {
            var known = new TreeSet<String>();
            for (var draft : drafts) {
                if (draft.mistakes().count() == 0) {
                    known.addAll(draft.caseTypes());
                }
            }
            again = false;
            for (var draft : drafts) {
                boolean wasWell = draft.mistakes().count() == 0;
                checkCaseTypes(draft, known);
                again |= wasWell && draft.mistakes().count() > 0;
            }
        }
    }

    private static void checkCaseTypes(Draft draft, TreeSet<String> known) {
        var own = draft.caseTypes();
        for (var use : draft.uses()) {
            if (!known.contains(use.id()) && !own.contains(use.id())) {
                var all = new TreeSet<>(known);
                all.addAll(own);
                draft.mistakes()
                        .addOnce(
                                use.written().place(),
                                Fault.UNKNOWN_CASE_TYPE,
                                use.written().text(),
                                Mistakes.instead(use.id(), all));
            }
        }
    }

    private static Scenarios of(List<Draft> drafts, Mistakes outside) {
        var on = new ArrayList<Scenario>();
        var mistakes = new ArrayList<>(outside.all());
        for (var draft : drafts) {
            if (draft.mistakes().count() == 0) {
                on.add(draft.scenario());
            }
            mistakes.addAll(draft.mistakes().all());
        }
        return new Scenarios(on, mistakes);
    }

    public List<Rule> rules() {
        return on.stream().flatMap(scenario -> scenario.rules().stream()).toList();
    }

    public List<CaseType> caseTypes() {
        return on.stream().flatMap(scenario -> scenario.caseTypes().stream()).toList();
    }

    public List<Index> indices() {
        return on.stream().flatMap(scenario -> scenario.indices().stream()).toList();
    }

    /// The attributes whose values are indexed, as IRIs.
    public Set<String> searched() {
        return on.stream()
                .flatMap(scenario -> scenario.models().stream())
                .flatMap(model -> model.attributes().values().stream())
                .filter(EntityModel.AttributeModel::isSearched)
                .map(EntityModel.AttributeModel::expanded)
                .collect(Collectors.toUnmodifiableSet());
    }

    public List<Role> roles() {
        return on.stream().flatMap(scenario -> scenario.roles().stream()).toList();
    }

    /// What all models together say for the sake of access.
    public Marks marks() {
        var byType = new HashMap<String, Marks.OfType>();
        for (var scenario : on) {
            for (var model : scenario.models()) {
                byType.merge(
                        model.expanded(),
                        model.marks(),
                        (one, other) -> Marks.OfType.together(List.of(one, other)));
            }
        }
        return new Marks(byType);
    }

    /// How long entities are kept that nothing changes, by expanded type; of several models of one
    /// type the shortest counts.
    public Map<String, Duration> retentions() {
        var kept = new HashMap<String, Duration>();
        for (var scenario : on) {
            for (var model : scenario.models()) {
                model.retention()
                        .ifPresent(time ->
                                kept.merge(
                                        model.expanded(),
                                        time,
                                        (a, b) -> a.compareTo(b) <= 0 ? a : b));
            }
        }
        return kept;
    }

    public List<View> views() {
        return on.stream().flatMap(scenario -> scenario.views().stream()).toList();
    }
}
