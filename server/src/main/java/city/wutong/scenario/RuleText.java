package city.wutong.scenario;

import city.wutong.rule.Rule;
import city.wutong.scenario.file.DocumentReader;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.Mistake;
import city.wutong.scenario.file.Mistakes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One rule of a scenario as somebody has written it by itself: what stands below `rules:` in a
/// file of the scenario.
///
/// @param mistakes empty exactly when there is a rule
public record RuleText(List<Mistake> mistakes, Optional<Rule> rule) {
    /// What mistakes call the text.
    private static final String NAME = "rule.yaml";

    public RuleText {
        mistakes = List.copyOf(mistakes);
    }

    /// Reads it by the words of its scenario.
    public static RuleText read(Scenarios scenarios, Scenario scenario, String source) {
        var mistakes = new Mistakes();
        var vocabulary = new Vocabulary(scenario.id(), scenario.models(), Set.of(), mistakes);
        var reader = new RuleReader(vocabulary);
        var document = DocumentReader.read(source.getBytes(StandardCharsets.UTF_8), NAME, mistakes);
        var rule = document.flatMap(reader::one);
        var known = new TreeSet<String>();
        scenarios.caseTypes().forEach(type -> known.add(type.id()));
        for (var use : reader.caseTypes()) {
            if (!known.contains(use.id())) {
                mistakes.addOnce(
                        use.written().place(),
                        Fault.UNKNOWN_CASE_TYPE,
                        use.written().text(),
                        Mistakes.instead(use.id(), known));
            }
        }
        return new RuleText(mistakes.all(), mistakes.count() == 0 ? rule : Optional.<Rule>empty());
    }
}
