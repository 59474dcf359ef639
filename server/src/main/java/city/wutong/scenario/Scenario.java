package city.wutong.scenario;

import city.wutong.access.Role;
import city.wutong.cases.CaseType;
import city.wutong.index.Index;
import city.wutong.jsonld.LdContext;
import city.wutong.rule.Rule;
import city.wutong.text.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A scenario (场景): one application of a city, out of rules, case types, indices and views. It is a
/// folder of data; everything in it has been read and fits together.
///
/// @param id the name of its folder, e.g. `environment`
/// @param version as its makers count
/// @param needs what the city must bring along, for people
/// @param context what its short names mean
/// @param tests files that `wutong scenario test` reads; they are not read otherwise
public record Scenario(
        String id,
        Text name,
        Text about,
        String version,
        Optional<Text> needs,
        LdContext context,
        List<EntityModel> models,
        List<Role> roles,
        List<Rule> rules,
        List<CaseType> caseTypes,
        List<Index> indices,
        List<View> views,
        Optional<Replay> replay,
        List<Path> tests) {

    public Scenario {
        models = List.copyOf(models);
        roles = List.copyOf(roles);
        rules = List.copyOf(rules);
        caseTypes = List.copyOf(caseTypes);
        indices = List.copyOf(indices);
        views = List.copyOf(views);
        tests = List.copyOf(tests);
    }

    /// The id of something in a scenario.
    static String idOf(String scenario, String name) {
        return scenario + "/" + name;
    }
}
